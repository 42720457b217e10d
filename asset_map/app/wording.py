"""What several pages say to people; the words of one page stand in the file named after it.

Plain English, sentence case. What comes from data is put in by the caller, who escapes it.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from asset_map.domain.assets import AssetKind, Precision
from asset_map.domain.numbers import about
from asset_map.domain.places import Area, AreaKind
from asset_map.journeys.pick_asset import Choice

PRODUCT = "Asset Map"

# --- Frame ----------------------------------------------------------------------------------------

DEMO_TITLE = "Demonstration: these are not real places"
DEMO_TEXT = (
    "The groups, venues and services shown are invented. If you need help now: emergency 999; "
    "health advice NHS 111; Samaritans 116 123. For food or money, contact the council or "
    "Citizens Advice."
)
DEMO_PARTS = "Demonstration: part of this is not real"
DEMO_PARTS_TEXT = (
    "These come from the demonstration and are approximate: {kinds}. In an emergency call 999; "
    "for health advice NHS 111; Samaritans 116 123."
)
DEMO_KINDS = {
    "ward": "ward boundaries",
    "neighbourhood": "neighbourhoods",
    "lsoa": "small areas",
    "people": "numbers of people",
    "postcode": "postcodes",
    "asset": "groups and places",
}
DEMO_ON_MAP = "Demonstration: invented places"
DEMO_PARTS_ON_MAP = "Demonstration: in part approximate"

URGENT = (
    "In an emergency call 999. For health advice call NHS 111. Samaritans: 116 123, day and night."
)
SORRY_TITLE = "Something went wrong on our side"
SORRY_TEXT = "Nothing that you did caused it, and nothing was changed. Try again in a few minutes."
BUSY_TITLE = "Many reports are being made just now"
BUSY_TEXT = "Try again in half a minute."
DOWN_TITLE = "The map cannot be reached just now"
DOWN_TEXT = "Try again in a few minutes. Nothing was lost."
FOOT_SOURCES = "Sources and licences"
FOOT_NONE = "No data is loaded yet."
FOOT_UNKNOWN = "The sources cannot be read just now."

# --- What several pages say ----------------------------------------------------------------------

BROWSE_TITLE = "Or choose an area"
HOLDS_NOTE = "This is what we have been told of. It is never everything that is there."

# --- What is near ---------------------------------------------------------------------------------

NEAR_NAV = "What is near?"
NEAR_TITLE = "What is near me?"
NOTHING_IN = "We know of none in {place}."
NOT_NONE = "That does not mean there is none: places that nobody has told us about are not here."
MAP_TITLE = "Map"
MAP_TOGETHER = "places close together"
MAP_ALT = "Map of {place}. Everything on it is also in the list."
MAP_SKIP = "Go to the map"
MAP_NOTE = (
    "Grey dots are postcodes: where people live. Everything marked on the map is also in the list."
)
MAP_ELSEWHERE = "Without a place of their own on the map: {count}."
SHOW_MORE = "Show {count} more"
UNKNOWN_PLACE_NEXT = "Check the spelling, or choose one of the areas below."

# --- Area -----------------------------------------------------------------------------------------

AREA_KINDS = {
    AreaKind.WARD: "Ward",
    AreaKind.NEIGHBOURHOOD: "Neighbourhood",
    AreaKind.AUTHORITY: "Council area",
    AreaKind.LSOA: "Small area (LSOA)",
    AreaKind.MSOA: "Small area (MSOA)",
    AreaKind.OA: "Output area",
}
AREA_KINDS_MANY = {AreaKind.NEIGHBOURHOOD: "Neighbourhoods", AreaKind.WARD: "Wards"}
NO_PEOPLE = "No figure for people is loaded."
ON_THE_MAP = "entries we hold"
CONFIRMED_LATELY = "confirmed in the last 12 months"

# --- Assets ---------------------------------------------------------------------------------------

KINDS = {
    AssetKind.GROUP: "Group",
    AssetKind.VENUE: "Venue",
    AssetKind.SERVICE: "Service",
    AssetKind.SKILL_OFFER: "Skills offered",
}
KINDS_ONE = {
    AssetKind.GROUP: "group",
    AssetKind.VENUE: "venue",
    AssetKind.SERVICE: "service",
    AssetKind.SKILL_OFFER: "skill offer",
}
KINDS_MANY = {
    AssetKind.GROUP: "groups",
    AssetKind.VENUE: "venues",
    AssetKind.SERVICE: "services",
    AssetKind.SKILL_OFFER: "skill offers",
}
KIND_LETTERS = {
    AssetKind.GROUP: "G",
    AssetKind.VENUE: "V",
    AssetKind.SERVICE: "S",
    AssetKind.SKILL_OFFER: "K",
}
KIND_ORDER = (AssetKind.SERVICE, AssetKind.VENUE, AssetKind.GROUP, AssetKind.SKILL_OFFER)
ASSET_NAV = "One asset"
NEVER_CONFIRMED = "Not confirmed by anybody yet"
CHECK_FIRST = ": check before you go"
CONFIRMED_ON = "Last confirmed {day}"
CONFIRMED_BY = "Last confirmed {day} by {who}"
OVER_A_YEAR = "over a year ago"
NOBODY_LOOKED = "a new look is overdue"
SOURCE = "Source"
CONTACT = "Contact"
NOT_KNOWN = "Not known"

ONE_SIDE = "stated by one side only"

# --- What happens if something is cut ---------------------------------------------------------

CUT_NAV = "What if it is cut?"
CUT_TITLE = "What happens if something is cut?"
WEIGH_WAIT = "Working out who lives in reach, before and after ..."
KNOCK_ON_NOTE = (
    "Only links that somebody told us of are followed. What stops here might still find another "
    "place, or somebody else to run it; that is not assumed."
)
NO_FIGURE = "no figure"
POST_HELD = "The links that this post holds"
PEOPLE_NOT_USERS = (
    "People living within reach, not people who use it. They are modelled and rounded."
)
PEOPLE_FROM = "People: {source}; {as_of}."

NO_SHARE = "no figure"
NO_DATE = "no date"
AS_AT = "As at {day}."
POSTCODES_OF = "{part} of {whole}"


def places(count: int) -> str:
    """Count what a list shows."""
    return "1 place" if count == 1 else f"{count:,} places"


def entries(count: int) -> str:
    """Count what an area's list shows: places, and what only covers the area."""
    return "1 entry" if count == 1 else f"{count:,} entries"


def legend() -> str:
    """Say what the letters on the map mean."""
    return ", ".join(f"{KIND_LETTERS[kind]}: {KINDS[kind].lower()}" for kind in KIND_ORDER)


def postcodes(count: int) -> str:
    """Count postcodes."""
    return "1 postcode" if count == 1 else f"{count:,} postcodes"


def people(number: float | None) -> str:
    """Say how many modelled residents: ``about 5,100 people``."""
    if number is None:
        return NO_FIGURE
    shown = about(number)
    if shown == "none":
        return "nobody"
    return f"{shown} person" if shown == "about 1" else f"{shown} people"


def of_people(part: float | None, whole: float | None) -> str:
    """Say a part of the people of an area: ``about 3,500 of about 13,000``."""
    if part is None or whole is None:
        return NO_SHARE
    return f"{about(part)} of {about(whole)}"


def share(value: float | None) -> str:
    """Say a share of modelled people in whole per cent."""
    if value is None:
        return ""
    if 0 < value < 0.01:
        return "under 1%"
    if 0.99 < value < 1:
        return "over 99%"
    return f"{value:.0%}"


def day(when: date | None, precision: Precision | None = None) -> str:
    """Say a day as exactly as it is known."""
    if when is None:
        return NOT_KNOWN
    if precision is Precision.YEAR:
        return f"{when:%Y}"
    return f"{when:%B %Y}" if precision is Precision.MONTH else f"{when:%-d %B %Y}"


def kinds(count: int, kind: AssetKind) -> str:
    """Count assets of a kind: ``1 venue``, ``12 groups``."""
    return f"{count:,} {KINDS_ONE[kind] if count == 1 else KINDS_MANY[kind]}"


def metres(distance: float) -> str:
    """Say a standard."""
    return f"{distance:,.0f} m"


def moment(when: datetime) -> str:
    """Say an instant in UK time."""
    return f"{when.astimezone(ZoneInfo('Europe/London')):%-d %B %Y, %H:%M}"


def choice(found: Choice) -> str:
    """Name an asset in a list to choose from, so that namesakes differ."""
    where = f", {found.postcode}" if found.postcode else ""
    return f"{found.name} ({KINDS_ONE[found.kind]}{where})"


def area(found: Area) -> str:
    """Name an area in a list to choose from."""
    return f"{found.name} ({AREA_KINDS[found.kind].lower()})"


def count_of_people(number: float | None) -> str:
    """Count modelled residents in a cell: ``about 2,100``; ``nobody``."""
    if number is None:
        return NO_FIGURE
    shown = about(number)
    return "nobody" if shown == "none" else shown
