"""The words of pages that ask whether an entry is still right, and of what goes stale next."""

TITLE = "Is this still right?"
TEXT = "This is what the map says. One press keeps it for another while; you need not sign in."
GO = "Still right"
CHANGED = "Something changed"
DONE = "Thank you"
DONE_TEXT = "{name} is marked as confirmed today."
SEE = "See it on the map"

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
