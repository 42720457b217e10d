"""The words of the page of what is somebody's own."""

from asset_map.domain.contributions import State

DUE = "Look at these again"
DUE_TEXT = (
    "It is a while since somebody said that these are right. If something changed at one of them, "
    "open it and change it first; then one press keeps all of them for another while."
)
COLUMNS = ["Sent", "What", "How far it is", "What comes next"]
NEXT = {
    State.HELD: "Open the link in the mail that we sent you, and press the button there. What "
    "nobody confirms within 7 days is deleted.",
    State.WAITING: "A steward looks at it, usually within a week. You get a mail then.",
    State.ASKED: "Answer it: until then nobody decides.",
    State.ACCEPTED: "Nothing is left to do.",
    State.MERGED: "Nothing is left to do.",
    State.DECLINED: "If the reason can be put right, send it in again.",
    State.TAKEN_BACK: "You may send it in again at any time.",
}
QUESTION = "They ask: “{words}”"
ANSWER = "Answer"
ANSWER_OF = "Answer what is asked about {name}"
TAKE_BACK = "Take it back"
TAKE_BACK_OF = "Take back: {name}"
TAKE_BACK_SURE = "Do you want to take back what you sent?"
TAKE_BACK_TEXT = "No steward looks at it any more. On the map nothing changes."
TAKEN_BACK = "It is taken back."
PAGES = "Page {number} of {of}"
BEFORE = "The page before"
AFTER = "The next page"
BACK = "Back to what you keep"
ACCOUNT = "Your account"
REMINDERS = "Reminders"
REMINDED = "We write to you when it is time to look at what you keep."
NOT_REMINDED = "We do not write to you when it is time to look at what you keep."
REMIND_NOT = "Remind me no more"
REMIND_AGAIN = "Remind me again"
SAID_ALL = "Thank you: they say now that they were confirmed today."
SAID_REMINDED = "You are reminded from now on."
SAID_NOT_REMINDED = "You are reminded no more. Letters that are needed still come."
