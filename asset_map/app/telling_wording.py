"""The words of pages on which people tell something, as far as they have them in common."""

PROBLEMS = "There is something to put right"
NEEDED = "(needed)"
NOT_SENT = "It was not sent"
OPEN_TOO_LONG = "This page was open for too long, or cookies are not allowed."
SEND_AGAIN = "Nothing that you typed is lost: look it through and send it again."
TOO_LONG = "What was sent is too long."
TOO_MUCH = "So much is being sent from where you are that we wait a little."
TOO_MUCH_NEXT = (
    "Go back, wait ten minutes, and send it again: what you typed is still there. "
    "For this nobody's address is kept."
)
NO_FORM = "What was sent is no form."
BACK_TO_MAP = "Back to the map"

FIND_NAV = "Find"
ADD_NAV = "Add"
OWN_NAV = "What you keep"
REVIEW_NAV = "Review"
MORE_NAV = "Your pages"
NAVIGATION = "Pages"
