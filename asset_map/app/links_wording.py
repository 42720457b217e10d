"""The words of the pages on which people say how two things hang together."""

TITLE = "What {name} hangs together with"
LEAD = (
    "Who meets where, who runs what, who works with whom: by these links the map tells what else "
    "is hit when something closes."
)
NOW = "What is known"
NONE = "We know of no links."
BOTH = "Both sides say so."
OF_EACH = "Of each of these:"
ONE = "Said by {name} only."
LIST = "From a list: {source}."
END = "End this link"
CONFIRM = "Confirm it"
CONFIRM_FOR = "Confirm it for those who cannot"
MORE = "Say more"
NO_WAYS = "Of skills the group says how it stands. Open the page of the group."
BY_KEEPER = (
    "You keep this: it is on the map at once, as said by you alone. If others keep the other one, "
    "they get a letter, and confirm or deny it; if you keep both, both say so. What names a place "
    "that stays hidden a steward looks at first."
)
BY_OTHERS = (
    "A steward of the map looks at it first, usually within a week. Then those who keep the two "
    "are asked whether it is right."
)
WAY = "What do you want to say?"
WAYS = {
    "meets": "We meet there: a hall or another place",
    "works-with": "We work with them: another group",
    "runs-place": "We run this: a hall or another place",
    "runs-service": "We run this: a service or an activity",
    "delivered": "It takes place there: a hall or another place",
    "run-by": "It is run by them: a group",
    "managed-by": "It is run by them: a group",
    "meets-here": "They meet here: a group",
    "delivered-here": "It takes place here: a service or an activity",
}
INSTEAD = "It is no longer so that: {sentence} That ends once the new one is on the map."
NAME = "What is the other one called?"
NAME_HINT = "As it is called on the map, or a part of that."
CHOSEN = "Which one do you mean?"
AGREE = "What you send becomes public under the Open Government Licence v3.0 once it is taken in."
SEND = "Send it"
SAID = {
    "live": "Thank you: it is on the map.",
    "later": "Thank you: it is kept. Just now the map is loading other data; it is on the map by "
    "itself once that is done, within some minutes.",
    "waits": "Thank you: it was sent. A steward of the map looks at it, usually within a week.",
    "held": "Thank you: one step is left. We sent a mail to your address: open the link in it "
    "within 7 days and press the button there.",
    "ended": "The link has ended.",
    "confirmed": "Thank you: it says now that both sides say so.",
}
OTHER = {
    "asked": "The other side is asked whether it is right.",
    "own": "You keep both, so both sides say so.",
    "nobody": "Nobody keeps the other one yet, so nobody is asked whether it is right.",
}
ASKED = "Is this right?"
ASKED_LEAD = "Somebody says on Asset Map:"
ASKED_TEXT = (
    "If it is right, the map says that both sides say so. If not, it is taken off the map, and "
    "those who said it and the stewards are told."
)
YES = "Yes, it is right"
NO = "No, that is not right"
ANSWERED = "Thank you: both sides say so now"
DENIED = "It is off the map"
DENIED_TEXT = "Those who keep the two, and the stewards of the map, are told."
ONE_SIDED = "Links that only one side says"
ONE_SIDED_LEAD = (
    "The keepers of the other side were asked by a letter, where somebody keeps it. Confirm a link "
    "for those who cannot, once they told you that it is right."
)
ONE_SIDED_NONE = "Every link that people stated is said by both sides."
SEE = "How it hangs together with others"
SEE_ENTRY = "See the entry"
BACK = "Back to what waits"
