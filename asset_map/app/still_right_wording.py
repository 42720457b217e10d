"""The words of pages that ask whether an entry is still right, and of what goes stale next."""

TITLE = "Is this still right?"
TEXT = "This is what the map says. One press keeps it for another while; you need not sign in."
GO = "Still right"
CHANGED = "Something changed"
DONE = "Thank you"
DONE_TEXT = "{name} is marked as confirmed today."
SEE = "See it on the map"

ALL_TITLE = "Are all of these still right?"
ALL_TEXT = (
    "One press keeps them for another while; you need not sign in. If something changed at one of "
    "them, open it and change it first."
)
ALL_GO = "All {count} are still right"
ALL_DONE_TEXT = "They are marked as confirmed today."
ALL_NONE = "Nothing is left to do here"
ALL_NONE_TEXT = (
    "What the letter asked about was looked at lately. What is due since then is on the page of "
    "what you keep."
)
TO_OWN = "See what you keep"

STOP_TITLE = "Be reminded no more?"
STOP_TEXT = (
    "We then write no more to ask whether what you keep is still right. Letters that are needed, "
    "such as decisions on what you send in, still come."
)
STOP_GO = "Remind me no more"
STOPPED = "You are reminded no more"
STOPPED_TEXT = "To be reminded again, sign in and say so on the page of what you keep."

STALE = "What goes stale next"
STALE_LEAD = (
    "Entries that somebody should look at within two months, or should have: the longest overdue "
    "first. Whoever keeps one gets three mails; for the others ask around, and say so here. What "
    "nobody ever confirmed is not in this list."
)
STALE_NONE = "Nothing goes stale within two months."
STALE_FIRST = "The first {count} are shown. Choose a ward to see more of it."
WARD = "Ward"
ALL_WARDS = "All wards"
SHOW = "Show"
TABLE = "Entries to look at"
COLUMNS = ["Entry", "Ward", "Last confirmed", "Look by", "Kept by", ""]
KEPT = "somebody; {sent} of 3 mails sent"
NOT_KEPT = "nobody"
CHECKED = "Checked: still right"
CHECKED_OF = "Checked: still right: {name}"
SAID = "Marked as confirmed today."
BACK = "Back to what waits"
