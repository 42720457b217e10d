"""The words of the pages on who is in reach of what, and of what could meet a gap.

Plain English, sentence case. What comes from data is put in by the caller, who escapes it.
"""

from asset_map.app.wording import metres, share
from asset_map.domain.needs import Standard
from asset_map.domain.numbers import about
from asset_map.domain.places import AreaKind
from asset_map.domain.reach import Evidence, Narrowing, When

NAV = "Where are the gaps?"
TITLE = "Where are the gaps?"
LEAD = (
    "What this place has, and who is in reach of what they need: for how many people, and how much "
    "of that is known for sure."
)
NEXT = "Choose again, or start from all needs."
START = "All needs in the whole council area"
MOVED = "Who is in reach now"
MOVED_TEXT = "Who lives in reach of what now, area by area, has a page of its own."
WAIT = "Working out who lives in reach ..."

STRENGTHS = "What {area} has"
STRENGTHS_ALL = "What it has in full, and who works with whom"
MOST_CONNECTED = "{name} works with {count} others."
NEED = "Need"
NEED_ALL = "All needs"
AREA = "Area"
AREA_ALL = "All areas"
BY = "Side by side"
KINDS = {
    AreaKind.WARD: "Wards",
    AreaKind.NEIGHBOURHOOD: "Neighbourhoods",
    AreaKind.LSOA: "Small areas (LSOAs)",
    AreaKind.AUTHORITY: "The whole council area",
}
WHEN = "When"
WHEN_ANY = "Any time"
WHENS = {
    When.EVENINGS.value: "Weekday evenings, after 18:00",
    When.WEEKENDS.value: "Weekends",
}
COST = "Cost"
COST_ANY = "Free or not"
FREE = "Free only"
STEPS = "Access"
STEPS_ANY = "With steps or not"
STEP_FREE = "Step-free only"
NARROWED = "Only what is known to be {what}."
NARROWED_TO = {
    When.EVENINGS: "open on weekday evenings",
    When.WEEKENDS: "open at weekends",
}
ONLY_FREE = "free"
ONLY_STEP_FREE = "step-free"

STANDARD = "within {metres}, about {minutes} minutes on foot"
WITHIN = "Within a walk"
WITHIN_M = "Within {metres}"
CONFIRMED = "By records confirmed in the last 12 months"
REMOTE = "Besides, by phone, online or at home"
HALF = "Half live within"
MOST = "Nine in ten live within"
SOLE = "With one provider only"
ROOM = "Room for them"
ROOM_FOR = "room for {people}"
NO_ROOM = "none for {people}"
ROOM_UNKNOWN = "not known for {people}"
ROOM_OF_NONE = "Whether there is room for those in reach is not known for any of these."
ROOM_NOT_KNOWN = "not known"
NO_PLACE = "We know of none"
NO_PLACE_NOTE = "no figure: that does not mean there is none"
CANNOT_SAY = "cannot be said"

ALL_OF = "{area}: {people}"
ALL_STATUS = "{needs} of {area}, fewest within a walk first."
ALL_KNOWN = "What we know of"
ALL_KNOWN_OF = "{known}; {confirmed} confirmed lately"
UNDER_HALF = "{kind} with fewer than half in reach"
UNDER_HALF_OF = "{count} of {all}"
LOWEST = "Lowest"
LOWEST_OTHERS = "{share}, as in {others}"
NONE = "{need}: we know of nothing that meets this need"
ONE_NEED = "{need}"
WIDEST = "The widest gap that we know of: {need}"
MATRIX = "Every need in every area, side by side"
MATRIX_OF = "Share of people living within the standard walk, by area and need"
MATRIX_HINT = "The table is wider than most screens: move it sideways."
MATRIX_NONE = "none known"
SMALL_AREAS = "Choose a need to see all small areas side by side."

NEED_STATUS = "{need}, {far}: {areas}, fewest within a walk first."
NEED_OF = "{need}, {by}"
BY_KIND = {
    AreaKind.WARD: "ward by ward",
    AreaKind.NEIGHBOURHOOD: "neighbourhood by neighbourhood",
    AreaKind.LSOA: "small area by small area",
    AreaKind.AUTHORITY: "in the whole council area",
}
AREA_NAME = {
    AreaKind.WARD: "Ward",
    AreaKind.NEIGHBOURHOOD: "Neighbourhood",
    AreaKind.LSOA: "Small area",
    AreaKind.AUTHORITY: "Council area",
    AreaKind.MSOA: "Small area",
    AreaKind.OA: "Output area",
}
AREAS = {
    AreaKind.WARD: ("1 ward", "{count} wards"),
    AreaKind.NEIGHBOURHOOD: ("1 neighbourhood", "{count} neighbourhoods"),
    AreaKind.LSOA: ("1 small area", "{count} small areas"),
    AreaKind.AUTHORITY: ("the whole council area", "{count} council areas"),
}
AREA_NEXT = "Open an area to see for whom, how sure that is, and what could help."
WHAT_IS_THERE = "What there is for this need"
DOWNLOAD = "Save what is shown as a table (CSV)"

MAP_TITLE = "Map: {need}"
MAP_ALT = "Map of {need}, {by}. Everything on it is also in the table."
MAP_NOTE = (
    "The number on each area is the share of its people within {metres}. Press an area to open it. "
    "Numbers that would overlap show once you zoom in."
)
MAP_NONE = "no figure"
MAP_LEGEND = "What the shades mean"
CLASSES = (
    (0.2, "Under 20%", "fewer than 1 in 5"),
    (0.4, "20 to 39%", "1 to 2 in 5"),
    (0.6, "40 to 59%", "2 to 3 in 5"),
    (0.8, "60 to 79%", "3 to 4 in 5"),
    (None, "80% or more", "at least 4 in 5"),
)
MAP_NO_FIGURE = "No figure"

AREA_NEEDS_OF = "Needs of {area}: {people}"
MORE_ON = "More on: {need}"
TO_MORE = "For whom, how sure, and what could help"
GROUPS = "Who they are"
GROUPS_LEAD = (
    "The same by group of people, as far as figures are loaded. Groups overlap: they are not to be "
    "added up."
)
GROUPS_OF = "{kind}"
UNITS = {"people": "People here", "households": "Households here"}
GROUP = "Group"
GROUP_HERE = "People here"
GROUP_SOURCE = "{source}; {as_of}."
GROUPS_MISSING = "No data by: {groups}. Their figures are not loaded."
FIFTHS = "Most deprived against least deprived"
FIFTHS_OF = "People here by the fifth of England that their small area is in"
FIFTH = "Small areas among"
MOST_DEPRIVED = "The most deprived fifth of England"
LEAST_DEPRIVED = "The least deprived fifth of England"
NO_FIFTHS = "No data: figures on deprivation are not loaded."
NOBODY_THERE = "nobody here"
HANGS_ON = "How much hangs on the standard"
HANGS_ON_OF = "If near enough were something else"
IF = "If it were"
OTHER = "Near enough would be"
OTHER_WITHIN = "Would be within"
NO_SHARE = "no figure"
STANDARD_NOW = "The standard"
HELP = "What could help, and who to ask"
HELP_ANY = "Looked for at any time, free or not, with steps or not."
EDGE_NONE = "Nobody here lives so near the border that places across it would matter."
EDGE = "Near the border"

KNOWN = "What is known, and what is not"
KNOWN_IN_ALL = "all records we hold"
KNOWN_IN_ALL_NOTE = "what we know of in the whole council area that meets this need"
KNOWN_CONFIRMED = "confirmed in the last 12 months"
KNOWN_CONFIRMED_NOTE = "of those, what somebody said lately is still so"
LOCATED = "How well placed they are: {how}."
LOCATED_BY = {
    "coordinates": "{count} by coordinates",
    "postcode": "{count} by postcode",
    "area": "{count} only by the area they cover",
    "ward": "{count} shown at the middle of their ward",
    "unknown": "{count} nowhere",
}
KNOWN_REMOTE = "{count} of them come by phone, online or to homes."
PLACELESS = (
    "Known of and not counted: {count} that meet this need while nobody told us where or how."
)
TIMES_UNKNOWN = "Left out because nothing is known of their times: {count}. That is no gap."
COST_UNKNOWN = "Left out because nothing is known of what they cost: {count}. That is no gap."
ACCESS_UNKNOWN = "Left out because nothing is known of steps: {count}. That is no gap."
LOADED_ON = "{source} ({day})"
LOADED = "Sources of what there is that are loaded: {kinds}."
LOADED_NONE = "No source of what there is is loaded."
NOT_LOADED = "Not loaded: {kinds}. What only they would tell is missing here."
STREETS = "Measured along streets for {share} of postcodes; for the others in straight lines."

ENOUGH = "How near is near enough"
ENOUGH_FAR = "{need}: {metres}, about {minutes} minutes on foot, one way."
ENOUGH_SOURCE = "Source: {source}."
ENOUGH_DEFAULT = "The default is {metres}."
ENOUGH_CHANGED = "Changed by {who}, {when}: {why}"
ENOUGH_ALL = "All standards and assumptions"
APPROXIMATE = "Some of the boundaries are approximate."
IDEAS_VENUES = "Places that could host it"
IDEAS_GROUPS = "Groups that do it already"
IDEAS_VOLUNTEERS = "Volunteers whose skill fits"
IDEAS_ASK = "Ask {name}, which {does} it."
IDEAS_NO_CONTACT = "No contact is held; its source is {source}."
IDEAS_TOGETHER = "What could come together"


def near_enough(standard: Standard) -> str:
    """Say how near is near enough."""
    return STANDARD.format(metres=metres(standard.metres), minutes=f"{standard.minutes:.0f}")


def known_of(told: Evidence) -> str:
    """Say how many are known that meet a need, and how many of them were confirmed lately."""
    if not told.known:
        return NO_PLACE
    return ALL_KNOWN_OF.format(known=f"{told.known:,}", confirmed=f"{told.confirmed:,}")


def room(served: float | None, none: float | None, unknown: float | None) -> str:
    """Say for how many of those in reach there is room."""
    said = {ROOM_FOR: served, NO_ROOM: none, ROOM_UNKNOWN: unknown}
    told = {words: about(people) for words, people in said.items() if people}
    told = {words: people for words, people in told.items() if people != "none"}
    if not told or set(told) == {ROOM_UNKNOWN}:
        return ROOM_NOT_KNOWN
    return "; ".join(words.format(people=people) for words, people in told.items())


def areas(count: int, kind: AreaKind) -> str:
    """Count areas of a kind: ``24 wards``."""
    one, more = AREAS[kind]
    return one if count == 1 else more.format(count=f"{count:,}")


def needs(count: int) -> str:
    """Count needs."""
    return "1 need" if count == 1 else f"{count:,} needs"


def lowest(part: float, others: int) -> str:
    """Say the lowest share, and how many other areas have the same."""
    if not others:
        return share(part)
    more = "1 other" if others == 1 else f"{others:,} others"
    return LOWEST_OTHERS.format(share=share(part), others=more)


def narrowed(to: Narrowing) -> str:
    """Say what a question is narrowed to; nothing where it is not."""
    said = [NARROWED_TO[to.when]] if to.when else []
    said += [ONLY_FREE] if to.free else []
    said += [ONLY_STEP_FREE] if to.step_free else []
    if not said:
        return ""
    *most, last = said
    return NARROWED.format(what=f"{', '.join(most)} and {last}" if most else last)
