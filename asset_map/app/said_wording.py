"""The words of what people say to a proposal, and of the pages on which they say it."""

from asset_map.domain.proposals import ChangeKind

# --- On the proposal's page -----------------------------------------------------------------------

STEP = "5. What people said"
AT = "{said}, {answers}"
COMMENTS = ("1 comment", "{n:,} comments")
ANSWERS = ("1 other proposal", "{n:,} other proposals")
LEAD = (
    "Groups and residents say this. A steward of the map looked at each before it was shown; "
    "nobody has checked what it says."
)
NONE = "Nobody has said anything here yet."
BY_GROUP = "{name}, {day}"
BY_RESIDENT = "A resident, {day}"
SAY = "Say what you think"
COUNTER = "Propose something else"
CLOSED = "It was decided, so it is not answered any more."
COUNTERS = "What people propose instead"
COUNTERS_TEXT = (
    "Each is weighed in place of the proposal, never added to it. People in reach, of all who live "
    "in the authority."
)
COUNTER_OF = "People in reach: by the proposal, and by “{title}” instead"
COLUMNS = ("Need", "Now", "By the proposal", "By this instead")
WITHIN = "within {distance}"
STOPS = "Because of the proposal {proposal} surely stop; because of this instead, {answer}."
THINGS = ("1 thing", "{n:,} things")
NO_DIFFERENCE = "Neither changes who is in reach of what, as far as we know."
WORDS_ALONE = "It says so in words: no figure follows from it."
MORE = "This one is not weighed here: open it to see what it would change."
PROBLEM = "Nothing can be worked out of it as things stand today: {why}"

# --- To comment -----------------------------------------------------------------------------------

SAY_OF = "What do you think of “{title}”?"
SAY_LEAD = (
    "A steward of the map looks at it first. Then it stands on the proposal's page and in its "
    "report, for those who decide."
)
WORDS = "What do you think?"
WORDS_HINT = (
    "At most 2,000 characters. Name no private people; their phone numbers and e-mail addresses "
    "are taken out. A steward may shorten it; then you are told the words that are shown."
)
GROUP = "For which group, if any?"
GROUP_HINT = (
    "Its name as it is on the map. Then its name stands with it; else it says “a resident”. The "
    "steward is told whether you keep its entry."
)
CHOOSE = "Which one?"
SEND = "Send it"
BACK = "Back to “{title}”"

# --- To propose something else --------------------------------------------------------------------

COUNTER_FOR = "Propose something else than “{title}”"
COUNTER_LEAD = (
    "Say what should become of it instead: a group takes the keys, it moves, it stays smaller. "
    "Once a steward took it in, it is public, and what it would change is worked out beside the "
    "proposal."
)
TITLE = "What do you call it?"
TITLE_HINT = "Such as: Keep the keys."
INSTEAD = "What should happen instead?"
INSTEAD_TEXT = "Leave out what you would leave as it is proposed, or as it is now."
PROPOSED = "Proposed: {change}."
HANGS = "It is found there."
DO = "What becomes of {name}?"
KINDS = {
    "": "What is proposed, or as it is now",
    ChangeKind.HAND_OVER.value: "A group takes it over, with the keys",
    ChangeKind.MOVE.value: "It moves to another place",
    ChangeKind.REDUCE.value: "It stays, but smaller",
}
TO = "Which group, or which place?"
TO_HINT = "Its name as it is on the map."
SHARE = "How much of it would go, in per cent?"
SHARE_HINT = "Such as 30. Only for what stays smaller."
FREE = "Why, or what else?"
FREE_HINT = (
    "At most 2,000 characters. Name no private people. A steward may shorten it; then you are told "
    "the words that are shown."
)
COUNTER_SEND = "Send the proposal"

TOLD = {"held": "Thank you: one step is left", "waits": "Thank you: it was sent"}
TOLD_TEXT = {
    "held": "We sent a mail to your address. Open the link in it within 7 days and press the "
    "button there. Then a steward of the map looks at it, usually within a week.",
    "waits": "A steward of the map looks at it, usually within a week. You get a mail once it is "
    "decided.",
}


def many(forms: tuple[str, str], n: int) -> str:
    """Return one or many of something."""
    return forms[n != 1].format(n=n)
