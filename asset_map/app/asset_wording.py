"""Words of an asset's page: what to know before one goes, how far it is, and whom to tell."""

from asset_map.app.wording import ONE_SIDE
from asset_map.domain.assets import LinkedAsset, LinkType, SaidBy
from asset_map.domain.numbers import metres_shown, walk_shown

# --- Facts ----------------------------------------------------------------------------------------

OPEN = "Open"
HOLIDAYS = "On bank holidays it may be otherwise."
UNTOLD = "Nobody has told us. Ask before you go."
AREAS = "Ward and neighbourhood"
HIDDEN_WARD = "Ward"
POST_WARD = "Ward where its post goes"
HIDDEN = "The exact place is not shown, to keep people safe. Of where it is, only the ward is told."
ACCESS_AT = "{venue}: {said}"
ACCESS_HIDDEN = "Not told here, since the place is not shown. Ask them."
LANGUAGES = "Languages"
ASKS = "Looks for volunteers with"
ASK = "{skill} ({times})"
NEARBY = "What else is near"

# --- On foot --------------------------------------------------------------------------------------

FOOT = "How to get there on foot"
FROM = "From {place}: {minutes}, about {metres}, one way."
FROM_TO = "From {place} to {venue}: {minutes}, about {metres}, one way."
HOW_LINE = "No streets that join the two are loaded. It is a distance, no way to follow."
HOW_STREETS = "Measured along the streets and paths that are loaded. No way to follow is shown."
NO_WALK = "How far it is cannot be told, since its exact place is not shown. It is in {ward}."
NO_WALK_ANYWHERE = "How far it is cannot be told, since its exact place is not shown."
FIRST_ASK = "Ask them before you go: they tell you where to come."
FOOT_LABEL = "Your postcode, estate or ward"
FOOT_AGAIN = "From somewhere else"
FOOT_HINT = "It is kept for this visit alone, and never put into the address of a page."
FOOT_GO = "How far is it?"

# --- Whom to tell ---------------------------------------------------------------------------------

STILL_RIGHT = "Still right?"
STILL_ASK = "To be sure before you go, ask {who}."
STILL_TEXT = "Whoever belongs to it can keep this entry right, and say here that it still is."
STILL_WAYS = (("/claim", "This is us"), ("/own", "Say that it is still right"))
SKILLS_WAY = ("/skills", "Say what its people can do")
LINKS_WAY = ("/links", "Say how it hangs together with others")
WRONG = "Something wrong?"
WRONG_TEXT = "Tell the stewards of this map. It takes no account."
WRONG_WAYS = (
    ("/change", "Change it"),
    ("/wrong", "Say what is wrong"),
    ("/close", "It closed, will close, or takes a break"),
    ("/obstacle", "Tell what gets in your way"),
    ("/history", "What was said of it before"),
)
KEEPER_DOES = {
    "managed_by": "which manages it",
    "provided_by": "which runs it",
    "meets_at": "which meets there",
    "delivered_at": "which takes place there",
}
THEM = "them"
PUBLISHER = "{publisher}, which publishes the list that it comes from"
ON_RECORD = "Contact on record:"
NONE_ON_RECORD = "No contact is on record."

ASSET_NONE = "No entry was chosen."
ASSET_NONE_NEXT = "Find it by its place, then open it from the list."
UNKNOWN_ASSET_NEXT = "It may have been taken out. Find it by its place."
NEEDS_MET = "Needs it meets"
WHEN = "When"
WHERE = "Where"
WHO_FOR = "Who for"
COST = "Cost"
HOW = "How"
ACCESS = "Access"
STEP_FREE = {True: "Step-free", False: "Not step-free", None: "Nothing known about steps"}
ROOM_FOR = "Room for {people} people"
CAPACITY = "Each week"
CAPACITY_OF = "Places for {people}"
HOURS_FREE = "Free hours"
SORT = "Sort"
SKILL = "Skill"
VOLUNTEERS = "Volunteers"
OPEN_SINCE = "Since"
OPEN_UNTIL = "Until"
CLOSED_SINCE = "Closed since {day}"
BREAK_WHY = "{said}: {why}"
OPEN_AGAIN = "It is open again"
BACK_ALREADY = "It is back already"
CLOSES_ON = "It closes on {day}"
LED_ON = "The entry you asked for is the same thing as this one, and is shown here with it."
WITHDRAWN_SINCE = "No longer in the source since {day}; shown as it was last known."
CORRESPONDENCE = "Its address is only where post goes, so it is not shown."
COVERS = "Covers {areas}"
ON_MAP_ONLY = "On the map; no address is held."
NO_PLACE = "No place is known."
TO = "to"
BY = "{day}, by {who}"
ATTRIBUTION = "Attribution"
LICENCE = "Licence"
RETRIEVED = "Retrieved"
CONFIRMED = "Last confirmed"
NEVER = "never that we know of"
LINKS_TITLE = "What it hangs on, and what hangs on it"
LINKS_NONE = "We know of no links."
PROVENANCE_TITLE = "Where this comes from"
WHAT_IF = "What if this closed?"

LINK_CLOSED = "closed"
_OUTWARD = {
    LinkType.MEETS_AT: "Meets at {other}",
    LinkType.DELIVERED_AT: "Takes place at {other}",
    LinkType.PROVIDED_BY: "Is provided by {other}",
    LinkType.MANAGED_BY: "Is managed by {other}",
    LinkType.FUNDED_BY: "Is funded by {other}",
    LinkType.SUPPORTS: "Supports {other}",
    LinkType.STAFFED_BY: "Is staffed by {other}",
}
_INWARD = {
    LinkType.MEETS_AT: "{other} meets here",
    LinkType.DELIVERED_AT: "{other} takes place here",
    LinkType.PROVIDED_BY: "Provides {other}",
    LinkType.MANAGED_BY: "Manages {other}",
    LinkType.FUNDED_BY: "Funds {other}",
    LinkType.SUPPORTS: "Is supported by {other}",
    LinkType.STAFFED_BY: "Staffs {other}",
}
PLACE_LINKS = (LinkType.MEETS_AT, LinkType.DELIVERED_AT)


def from_place(place: str, venue: str | None, minutes: float, metres: float) -> str:
    """Say how far it is from a place."""
    words = FROM_TO if venue else FROM
    return words.format(
        place=place, venue=venue, minutes=walk_shown(minutes), metres=metres_shown(metres)
    )


def link(linked: LinkedAsset) -> tuple[str, str]:
    """Return what stands before and after the other's name in the sentence on a link."""
    sentence = (_OUTWARD if linked.outward else _INWARD)[linked.link_type]
    before, after = sentence.split("{other}")
    notes = [linked.detail] if linked.detail else []
    notes += [LINK_CLOSED] if linked.closed else []
    notes += [] if linked.said_by is SaidBy.BOTH else [ONE_SIDE]
    return before, after + (f" ({'; '.join(notes)})" if notes else "")
