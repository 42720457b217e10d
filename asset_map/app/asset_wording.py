"""Words of an asset's page: what to know before one goes, how far it is, and whom to tell."""

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
FOOT_HINT = "It is kept for this visit alone, and stands in no address."
FOOT_GO = "How far is it?"

# --- Whom to tell ---------------------------------------------------------------------------------

STILL_RIGHT = "Still right?"
STILL_TEXT = (
    "You cannot confirm it from this page yet; that is to come. Nothing that you do here is "
    "counted. If you know that it is still so, tell {who}."
)
WRONG = "Something wrong?"
WRONG_TEXT = (
    "Corrections cannot be sent from this page yet; that is to come. Until then tell {who}, or the "
    "council, which looks after this map."
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


def from_place(place: str, venue: str | None, minutes: float, metres: float) -> str:
    """Say how far it is from a place."""
    words = FROM_TO if venue else FROM
    return words.format(
        place=place, venue=venue, minutes=walk_shown(minutes), metres=metres_shown(metres)
    )
