"""The words of the plain pages, which need no script, and of what is printed or saved from them."""

SKIP = "Skip to the content"
NAVIGATION = "Pages"
DESCRIPTION = "What is near you, and what would happen if it were cut."
FIND_NAV = "What is near?"
FULL_NAV = "With a map"

NOT_FOUND = "There is nothing here"
NOT_FOUND_ASSET = (
    "We know of no group, venue or service at this address. It may have been taken out."
)
NOT_FOUND_AREA = "We know of no ward or neighbourhood of this name."
NOT_DONE = "That did not work"
PERHAPS = "Did you mean:"
NEXT = "Look for what is near, by postcode or by the name of an estate or a ward."
TO_FIND = "Look for what is near"

# --- One asset ------------------------------------------------------------------------------------

ON_THE_MAP = "See it on the map"
ON_THE_MAP_NOTE = "That page needs JavaScript."
CARRY = "Take this with you"
CARRY_TEXT = "This page has an address of its own, to send to somebody or to write down:"
QR_ALT = "QR code that leads to {address}"
QR_PRINT = "The QR code alone, to print"
PLAIN_PAGE = "A page that any phone can open"
PLAIN_TEXT = "It needs no JavaScript, so it also opens on an old phone and on a weak signal."

# --- Finding --------------------------------------------------------------------------------------

FIND_TITLE = "What is near me?"
FIND_LEAD = "This page needs no JavaScript. Your place is not put into its address."
FAR_OPTION = "{minutes} minutes' walk"
CHANGE = "Change what you look for"
CHANGE_LINK = "Change"
SAVE = "Take this list with you"
SAVE_AS = "Save this list {how}"
FOUND_LIST = "What we know of"
AREA_SEARCH = "Look for what is near you"
NOT_BY_AREA = "A ward or neighbourhood has a page of its own:"
TOO_LONG = "What was sent is too long."
NO_FORM = "What was sent is no form."
TRY_AGAIN = "Open the page anew and send it again."
