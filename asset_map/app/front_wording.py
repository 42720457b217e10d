"""The words of the first page.

Plain English, sentence case. What comes from data is put in by the caller, who escapes it.
"""

NAV = "Start"
TITLE = "What your area already has, and what hangs on it"
LEAD = (
    "Groups, venues, services and people's skills on one map: to find what is near you, to see "
    "where the gaps are, and what a cut would do before it is decided."
)
DOORS_TITLE = "What would you like to know?"
DOOR_NEAR = "What is near?"
DOOR_NEAR_TEXT = "Find groups, venues and services near a postcode, an estate or a ward."
DOOR_CUT = "What happens if something is cut?"
DOOR_CUT_TEXT = (
    "See what a proposal would change before it is decided: for whom, and what hangs on it."
)
DOOR_GAPS = "Where are the gaps?"
DOOR_GAPS_TEXT = "See, ward by ward, who is in reach of what, how sure that is, and who could help."
DOOR_ADD = "Add your group"
DOOR_ADD_TEXT = "Put your group, venue or service on the map."
HOLDS_TITLE = "On the map so far"
NOTHING_LOADED = "Nothing is on the map yet."
