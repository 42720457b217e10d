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

# --- Finding --------------------------------------------------------------------------------------

FIND_TITLE = "What is near me?"
FIND_LEAD = "This page needs no JavaScript. Your place is not put into its address."
CHANGE = "Change what you look for"
SAVE = "Take this list with you"
SAVE_AS = "Save this list {how}"
AREA_SEARCH = "Look for what is near you"
TOO_LONG = "What was sent is too long."
NO_FORM = "What was sent is no form."
TRY_AGAIN = "Open the page anew and send it again."

# --- One area -------------------------------------------------------------------------------------

AREA_LIST = "One page for a noticeboard, to print"
AREA_GAPS_MORE = "The other needs"
AREA_GAPS_UNKNOWN = "Who lives in reach of what cannot be told: no figures for people are loaded."
AREA_GAPS_NONE = "More than half of the people here live near enough to each of the needs below."
AREA_SAVE = "Save what is here {how}"
AREA_TITLE = "What there is in {area}"

# --- The sheet for a noticeboard ------------------------------------------------------------------

LIST_TITLE = "What is on in {area}"
LIST_LEAD = "Each week, as known on {day}. Times can change: check before you go."
LIST_PRINT = "Print this page from your browser's menu: it is one sheet of A4."
LIST_BACK = "Back to {area}"
LIST_COMING = "By phone, online or at home"
LIST_NOTHING_ON = "We know of nothing confirmed lately."
LIST_NOTHING = (
    "We know of nothing here each week that was confirmed in the last 12 months and is open to all."
)
LIST_BEYOND = "{walk} from the edge of {area}"
LIST_FOR = "for {who}"
LIST_STEP_FREE = "step-free"
LIST_STEPS = "has steps"
LIST_UNTIL = "until {day}"
LIST_QR = "Scan for more, or go to"
LIST_CHOSEN = (
    "On this page: what is on each week in {area} and within ten minutes' walk of it, is open to "
    "all and was confirmed in the last 12 months."
)
LIST_LEFT_OUT = "Left out: {what}."
LIST_LEFT_OUT_OF = {
    "no room": ("1 more for want of room", "{count} more for want of room"),
    "not confirmed": ("1 not confirmed lately", "{count} not confirmed lately"),
    "no times": ("1 without weekly times", "{count} without weekly times"),
    "not for all": ("1 for members or by referral", "{count} for members or by referral"),
}
LIST_NOT_ALL = "What nobody has told us about is not here."
LIST_SOURCES = "Source: {sources}."
LIST_SOURCE = "{source} ({licence})"
LIST_DEMO = "Demonstration: these are not real places"
LIST_URGENT = "In danger: 999. Samaritans, day and night: 116 123. Health advice: 111."
