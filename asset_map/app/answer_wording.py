"""The words of the page on which a sender answers a steward's question."""

TITLE = "A question about what you sent"
ASKED = "A steward of the map asks:"
ANSWER = "Your answer"
ANSWER_HINT = "Only stewards read it."
CHANGE = "Change what you sent"
CHANGE_TEXT = "Leave it as it is, if your answer is enough."
SEND = "Send the answer"
BACK_TITLE = "Or take it back"
BACK_TEXT = "Then nobody looks at it any more, and it does not go on the map."
BACK = "Take it back"
DONE = "Thank you"
STATES = {
    "waiting": "Your answer is kept. A steward looks at it now, usually within a week.",
    "accepted": "It is accepted by now.",
    "merged": "It is taken in by now, as a part of something that was on the map.",
    "declined": "It is declined by now: you got a mail with the reason.",
    "taken_back": "It is taken back: nobody looks at it any more.",
    "asked": "You were asked something else since: look for the newest mail.",
}
TO_THE_MAP = "Go to the map"
"""The way on."""
