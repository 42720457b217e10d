"""The words of the page on which a group says what its people can do."""

TITLE = "What people of {name} can do"
LEAD = (
    "A count of volunteers by skill, so that a gap can be met by what is there already. No names "
    "of people: only how many, which skill and where."
)
NONE = "No skills are told of here."
OFFERS = "Skills on offer"
LINE = "{skill}: {people} people, {areas}."
LINE_NONE = "{skill}: {people}, {areas}."
BASED = "where the group is"
HELPS = "Helps with: {needs}."
WHO_ASKS = "See which groups ask for {skill}"
WITHHELD = (
    "Shown to nobody but you and the stewards: so few people offer it that only the figures of "
    "{authority} as a whole have it, as “fewer than 10”."
)
EXACT = "Only you who keep it, and stewards, see exact numbers."
CHANGE = "Change"
WITHDRAW = "Withdraw"
WITHDRAW_OF = "Withdraw {skill}, {areas}"
MORE = "Say what people can do"
HOW_SHOWN = (
    "Everybody sees 10 and more, rounded to 5. From 1 to 9 it says “fewer than 10”, and where no "
    "other group offers the same in that area it is told of for the whole council area alone."
)
BY_KEEPER = "You keep this group: it is on the map at once, and you can withdraw it at any time."
BY_OTHERS = "A steward of the map looks at it first, usually within a week."
SKILL = "Skill"
SKILL_HINT = "One at a time. Choose one of the list, or use your own word, in small letters."
PEOPLE = "How many people?"
PEOPLE_HINT = "A whole number. Please do not give anybody's name."
AREA = "Where?"
CHOOSE = "Choose an area"
WHEN = "When?"
WHEN_HINT = "In words, such as: weekday evenings."
NO_NAMES = "There is no name of a person in it."
AGREE = (
    "What you send becomes public under the Open Government Licence v3.0, as far as it may be "
    "shown."
)
SEND = "Send it"
SAID = {
    "live": "Thank you: it is on the map, as far as it may be shown.",
    "later": "Thank you: it is kept. Just now the map is loading other data; it is on the map by "
    "itself once that is done, within some minutes.",
    "waits": "Thank you: it was sent. A steward of the map looks at it, usually within a week.",
    "held": "Thank you: one step is left. We sent a mail to your address: open the link in it "
    "within 7 days and press the button there.",
    "withdrawn": "It is withdrawn, and gone from the map.",
}
WITHDRAW_SURE = "Withdraw “{name}”?"
WITHDRAW_TEXT = "It is gone from the map at once. To offer it again, send it in anew."
OFFERED = "How many offer it: {people}. Where: {areas}."
LEAVE = "Leave it as it is: the skills of the group"
TO_FRONT = "To the map"
WITHDRAWN = "It is withdrawn"
WITHDRAWN_TEXT = "It is gone from the map. Thank you for telling us."
SEE = "Skills that its people offer"
