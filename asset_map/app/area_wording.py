"""Words of an area's page: a ward, a neighbourhood, the whole council area."""

from asset_map.app.wording import AREA_KINDS
from asset_map.domain.places import Area, AreaKind

NAV = "One area"
CHOOSE = "Which area?"
CHOOSE_LEAD = "Choose a ward or a neighbourhood to see what it has, needs and lacks."

# --- Top ------------------------------------------------------------------------------------------

ON_PAGE = "On this page"
HERE = "What is here"
LIST = "All that we know of here"
OVER = "Just over the boundary"
WIDER = "For a larger area, this one included"
NEEDS = "What people need"
GAPS = "Where the gaps are"
TAKE = "Take it with you"

LIES_IN = "Lies in"
HOLDS = {
    AreaKind.WARD: "Wards here",
    AreaKind.NEIGHBOURHOOD: "Neighbourhoods here",
    AreaKind.AUTHORITY: "Council areas here",
}
BESIDE = "Beside it"
ALL_OF_IT = "all of it"
MOST_OF_IT = "most of it"
PART_OF_IT = "part of it"
NAMESAKE = "There is also {name} ({kind}):"
NAMESAKE_LINK = "see that one"

PRINT = "One page for the noticeboard"
PLAIN = "A page for any phone, without JavaScript"

# --- Strengths ------------------------------------------------------------------------------------

MOST = "What holds it together"
IN_FULL = "Who works with whom, in full"

# --- The list -------------------------------------------------------------------------------------

NEED = "What for?"
NEED_ANY = "Anything"
NEED_COUNTED = "{need} ({count})"
BY = "Grouped"
BY_NEED = "by what it is for"
BY_KIND = "by kind"
BYS = {"need": BY_NEED, "kind": BY_KIND}
GROUP = "{name} ({count})"
NO_NEED = "Nobody said what for"
EACH_NEED = "What is for several things stands under each of them."
CUT = "And {count} more: they are on the map, and in the lists of wards and neighbourhoods."
CUT_ALL = (
    "There is more here than a list can show: of each group the first {most}. Choose what for, or "
    "a ward or neighbourhood:"
)
SMALLER = "Wards and neighbourhoods"
JUST_HERE = "here"
AT = "at {venue}"
STATUS = "{entries} in {place}"
STATUS_NEED = "{need}: {entries} in {place}"
MAP_CUT = "Everything we know of here is on the map; the list is cut."

# --- Just over the boundary -----------------------------------------------------------------------

OVER_LEAD = (
    "Up to {minutes} minutes' walk from the edge of {place}, nearest to the edge first. From your "
    "own door it may be nearer or farther."
)
OVER_WHERE = "{walk} from the boundary, in {ward}"
OVER_WARD_OF = "{ward} ({authority})"
OVER_UNKNOWN = "an area whose boundaries are not loaded"
OVER_NONE = "We know of nothing within {minutes} minutes' walk of the edge."
OVER_MORE = "These are the {shown} nearest of {count}."

# --- Larger areas ---------------------------------------------------------------------------------

WIDER_LEAD = "These are not counted above: they are for people here and elsewhere."
PARTLY = "{reason}, part of which lies here"

# --- Needs ----------------------------------------------------------------------------------------

PEOPLE = "Who lives here"
PEOPLE_OF = "{people} live in {place}."
NOBODY_KNOWS = "Nobody knows who lives here: no postcode that lies in it is loaded."
GROUPS = "By group of people"
GROUP_COLUMNS = ("Group", "How many")
MISSING = "No figures are loaded by: {groups}."
DEPRIVED = "{people} of them live in small areas among the most deprived fifth of England."

# --- Gaps -----------------------------------------------------------------------------------------

GAPS_LEAD = "The needs that fewest people here have within a walk, of those we know of:"
GAPS_OF = "Fewest within a walk, {place}"
GAPS_NEED, GAPS_WITHIN = "Need", "Live within a walk"
GAPS_NONE_KNOWN = "We know of nothing in the whole council area for: {needs}."
GAPS_ALL = "All needs of {place}, for whom, and what could help"
GAPS_CANNOT = "Who is in reach cannot be said, since nobody knows who lives here."

BOUNDARIES = "{kind}, boundaries of {year}."
APPROXIMATE = "Its boundary is approximate."
PEOPLE_MODELLED = "Modelled, not counted door to door. Source: {source}; {as_of}."
NO_NEED_HERE = "We know of none here for: {needs}."
TO_GAPS = "How far people here live from each need"


def part_of(share: float) -> str:
    """Say how much of an area lies in another one."""
    if share >= 0.95:
        return ALL_OF_IT
    return MOST_OF_IT if share >= 0.5 else PART_OF_IT


def boundaries(of: Area) -> str:
    """Say what an area is, and of which year its boundaries are."""
    said = BOUNDARIES.format(kind=AREA_KINDS[of.kind], year=of.vintage)
    return f"{said} {APPROXIMATE}" if of.approximate else said
