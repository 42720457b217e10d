"""The words of the page on what somebody can offer."""

from asset_map.domain.offering import FreeTime

NAV = "What can I offer?"
TITLE = "What can I offer?"
LEAD = "Groups near you ask for help. See who could use what you can do, and how to reach them."
DOOR_TEXT = "Skills and time that groups near you ask for, and how to reach them."

SKILLS = "What can you do?"
TIMES = "When have you time?"
TIMES_WORDS = {
    FreeTime.DAYTIME: "Weekdays, by day",
    FreeTime.EVENINGS: "Weekday evenings",
    FreeTime.WEEKENDS: "Weekends",
}
NOTHING_STORED = (
    "Nothing about you is stored: where you are is kept for this visit alone, and whether you get "
    "in touch is for you to decide."
)
START = "Type where you are to see who near you asks for help."

NEAR = "Near {place}"
ASKING = "They ask for help"
BEYOND = "The nearest beyond"
OTHER_TIMES = "They ask for help too, but at other times"
PERHAPS = "They might be glad of it"
PERHAPS_LEAD = (
    "What they do could use what you can do. Nobody told us that they need it, so ask first."
)
THROUGH = "Volunteers who do this already"
THROUGH_LEAD = "A way in: ask who brings them together. Each is told by fixed areas alone."
BUREAUS = "They bring volunteers and groups together"
ELSE = "What else you can do"
ADD = "Add your group, and say what help it needs"
FIND = "See everything that is near you"
NOBODY_TOLD_US = "Only what we were told of is here: other groups may be glad of you too."

ASKS_FOR = "Asks for: {skills}"
ASKS_WHEN = "Asks for: {skills} – “{times}”"
WHEN_UNKNOWN = "They do not say plainly when: ask whether your time suits."
HELPS = "{skill}: {why}."
ASK_AT = "We hold no contact for them. Ask at "
NO_CONTACT = "We hold no contact for them; we know of them by: {source}."
