"""The words for what people look for in vain: saying that it is missing, and how many did."""

# --- On the find page -----------------------------------------------------------------------------

MISSING_TITLE = "Is something missing here?"
MISSING_LEAD = (
    "If you looked for something in {ward} that is not here, say so. We count one person for this "
    "need in this ward. We keep nothing else: not who you are, where exactly you are, or what you "
    "typed."
)
MISSING_NEED = "What is missing?"
MISSING_CHOOSE = "Choose one"
MISSING_GO = "This is missing here"
MISSING_CHOOSE_FIRST = "Choose first what is missing."
MISSING_COUNTED = (
    "Thank you. One person is counted for “{need}” in {ward}. What people miss is shown beside the "
    "gaps once the quarter is over, where ten or more said so."
)
MISSING_ALREADY = "You have said so already: you are counted for “{need}” in {ward}."
MISSING_NOWHERE = "This place is in no ward of this map, so nothing was counted."
MISSING_NOT_NOW = (
    "It could not be counted just now. Try again in a minute; your browser has to keep cookies for "
    "this page, so that nobody is counted twice."
)
MISSING_KNOWN = "If you know of something that meets it, you can add it to the map."
MISSING_ADD = "Add it"

# --- Beside the gaps ------------------------------------------------------------------------------

TITLE = "What people looked for and did not find"
LEAD = (
    "People who used this map, from {quarter}. Where they were fewer than ten no number is told; "
    "others are rounded to five. One person can be counted for several needs."
)
NOT_EVERYBODY = (
    "It is no measure of need: most people never look here, and some look for somebody else."
)
NOTHING_YET = "No quarter has been counted to its end yet. The first figures come on {day}."
NOBODY = "Nobody was counted in {quarter}."
NOBODY_ELSE = "For other needs nobody was counted."
NOBODY_ELSEWHERE = "In other wards nobody was counted."
BY_WARDS = (
    "{area} does not keep to wards, and people are counted by ward: these are figures of each "
    "whole ward that it lies in."
)
TABLE = "Looked for in vain, {quarter}"
WARD = "Ward"
NEED = "Need"
FOUND_NOTHING = "Found nothing in reach"
SAID_MISSING = "Said it is missing"
EARLIER = "Earlier quarters"
