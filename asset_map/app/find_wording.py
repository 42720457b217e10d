"""The words of the find page: what is near me, for whoever looks for something."""

from asset_map.domain.reach import WEEKDAYS
from asset_map.domain.seeking import Times

# --- Where ----------------------------------------------------------------------------------------

PLACE = "Postcode, estate or ward"
PLACE_OR_STREET = "Postcode, estate, ward or street"
PLACE_HINT = "Such as DY1 3SB or Wrens Nest"
GO = "Find"
SOON = "Today and tomorrow, within 10 minutes' walk"
SOON_FAR = "800"
LOCATE = "Use my location"
LOCATE_WAIT = "Asking your browser where you are …"
LOCATE_REFUSED = "Your browser did not let us see where you are. Type a postcode instead."
LOCATE_UNKNOWN = "Your browser cannot tell where you are just now. Type a postcode instead."
LOCATE_CANNOT = "Your browser shares your location only on a secure page. Type a postcode instead."
HERE = "where you are"
TYPE_PLACE = "Type where you are first: a postcode, an estate or a ward."
TYPE_PLACE_OR_STREET = "Type where you are first: a postcode, an estate, a ward or a street."
PLACE_NEXT = "Type a postcode, or the name of an estate or a ward."
FORGOTTEN = "We no longer have what this search was for"
FORGOTTEN_NEXT = (
    "Your place and what you typed are kept for half an hour and for your browser alone, never in "
    "the address. Please type where you are again."
)
FORGOTTEN_PLAIN = "If your browser keeps no cookies, use the search that needs none"
HERE = "Where you are"
PERHAPS_MEANT = "Which one do you mean?"

# --- What -----------------------------------------------------------------------------------------

NEEDS = "What matters to you?"
NEEDS_HINT = "Choose as many as you like."
NEED_GROUPS = {
    "Help now": (
        *("food", "money", "advice", "housing"),
        *("work", "urgent_help", "warm_space"),
    ),
    "Health and care": ("mental_wellbeing", "health", "caring", "disability"),
    "People and places": (
        *("company", "place_to_meet", "getting_active", "green_space"),
        *("culture", "learning", "library", "faith"),
    ),
    "For an age": ("under_fives", "young_people", "older_people"),
}
NEEDS_OTHER = "More"
FAR = "Minutes to walk"
FAR_ANY = "Any"
FAR_MINUTES = (5, 10, 15, 20, 30)
MORE = "More ways to narrow"
WHEN = "When"
WHEN_ANY = "Any time"
WHENS = {
    Times.TODAY.value: "Today",
    Times.TOMORROW.value: "Tomorrow",
    Times.SOON.value: "Today and tomorrow",
    Times.EVENINGS.value: "Evenings, Monday to Friday",
    Times.WEEKENDS.value: "At the weekend",
    **{code: f"{day}s" for code, day in WEEKDAYS.items()},
}
FREE = "Only what is known to be free"
STEP_FREE = "Only what is known to be step-free"
LANGUAGE = "Language"
LANGUAGE_ANY = "Any language"
KIND = "Kind"
KIND_ANY = "Any kind"
WORDS = "Words"
WORDS_HINT = "In any order, such as: chess club"
ACTIVE = "Shown: {all}."
ACTIVE_WORDS = "with the words “{words}”"
ACTIVE_FAR = "within {far}"
ACTIVE_FREE = "free"
ACTIVE_STEP_FREE = "step-free"
ACTIVE_LANGUAGE = "in {language}"
CLEAR = "Clear all of this"

# --- What was found -------------------------------------------------------------------------------

NEAR = "Near {place}"
MINUTES = "{minutes} minutes' walk"
METRES = "{metres} on foot"
FROM_MIDDLE = "Searched from the middle of {area}, so what lies beyond its edge shows too."
WHOLE_AREA = "Everything in {area}"
TAKEN_PLACE = "Taken as {place}."
TAKEN_WORD = "Nothing has “{typed}”; shown for {taken}."
FOUND = "{places} found{within}, nearest first; those about as near, freshest first."
FOUND_ONLY = "The nearest {places}{within}."
FOUND_COMING = "{count} more by phone, online or for the whole area."
ONLY_COMING = "{count} by phone, online or for the whole area."
FOUND_OFFERED = "People's skills come at the end ({count})."
WITHIN = " within {far}"
NONE_WITHIN = "We know of nothing that fits{within} of {place}."
NONE_NEAR = "We know of nothing that fits near {place}."
NOT_NONE = "That does not mean there is nothing: what nobody has told us about is not here."
BEYOND = "The nearest beyond"
UNMET = "{need}: we know of none that fits{within}"
UNMET_NEXT = "The nearest that we know of and that fits:"
UNMET_NOWHERE = "Nor do we know of any that fits farther away."
COMING = "By phone, online or for the whole area"
OFFERED = "Skills that people here offer"
OFFERED_NOTE = "These are no places to go to. Ask the group that each of them names."
UNPRINTED = "{count} more are not printed: show them on the page first."
BAND_MINUTES = (5, 10, 15, 20, 30, 45, 60, 90, 120)
BAND_FIRST = "Within {to} minutes' walk"
BAND = "{start} to {to} minutes' walk"
BAND_LAST = "More than {start} minutes' walk"
MEETS = "For you: {needs}"
COST_FREE = "Free"
STEPS_NONE = "Step-free"
STEPS = "Has steps"
PERHAPS = "{count} more may fit{within}, but nobody told us {what}."
PERHAPS_WHAT = {"times": "when", "free": "what it costs", "step_free": "about steps"}
WIDEN = "Show those too"
FARTHER = "Look within {far}"
WITHOUT_WORDS = "Look without the words"
AT_ANY_TIME = "Look at any time, cost, access and language"
ANY_DISTANCE = "Look at any distance"
MISSING = "Something is missing here?"
OFFER = "What can I offer?"
OFFER_LEAD = "You may have something to give, too:"

# --- To keep --------------------------------------------------------------------------------------

KEEP = "Print, share or download this list"
PRINT = "Print this list"
PRINT_TITLE = "Near {place}"
PRINTED = "Printed {day}. Times can change: check before you go."
SHARE = "Share"
SHARE_TELLS = (
    "Whoever has the link sees the place you gave and what you look for, and so may others whose "
    "phone or computer it passes through. Until you ask for it, that stands in no address."
)
SHARE_GO = "Make a link that tells all of this"
SHARE_LINK = "Link to copy"
SHARE_COPY = "Copy"
SHARE_COPIED = "Copied."
DOWNLOAD = "Download"
SAVED = {
    ".csv": "as a table (CSV)",
    ".geojson": "for a map (GeoJSON)",
    ".ics": "times for a calendar",
}
