"""What the pages say of several needs in the fewest visits, beside ``journeys/visits_in_words``."""

TITLE = "Everything in the fewest visits"
WITHOUT = "Without a visit"
PERHAPS = "Perhaps without a visit"
PERHAPS_NOTE = "Nobody told us in which area they do this. Ask whether they come to you."
COVERING = "For this area, ask where"
BEYOND = "Not in reach"
APART = "Not together"
OTHER_WAYS = "Other ways to do it ({count})"
ALSO_ANY = "Any day: ask first"
HOW_COUNTED = (
    "One visit is one place on one day. Each walk is counted there and back. What is over today "
    "is not counted for today."
)
