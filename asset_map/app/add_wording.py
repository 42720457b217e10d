"""The words of the pages on which a group adds itself, and of its poster.

Plain English, sentence case. What comes from data is put in by the caller, who escapes it.
"""

from asset_map.domain.assets import AssetKind

NAV = "Add your group"
TITLE = "Add your group"
LEAD = (
    "A group, a place, or something on offer. It takes about five minutes and no account. Somebody "
    "looks at it, usually within a week, and then it is on the map."
)

# --- What it is -----------------------------------------------------------------------------------

KIND = "What do you want to add?"
KINDS = {
    AssetKind.GROUP: "A group: people who come together",
    AssetKind.VENUE: "A place: a hall, a room, a garden",
    AssetKind.SERVICE: "Something on offer: a lunch, a class, advice, a helpline",
}
NAME = "What is it called?"
NAME_HINT = "As people know it, such as Chess at the Old Hall."
DESCRIPTION = "What is it, in a sentence or two?"
DESCRIPTION_HINT = "For somebody who was never there. No names of private people."
NEEDS = "What is it good for?"
NEEDS_HINT = "Tick all that fit: people find it by these."
SKILL = "Which skill is offered?"
PEOPLE = "How many people offer it?"
PEOPLE_HINT = "Fewer than 10 are never shown as a number."

# --- Where ----------------------------------------------------------------------------------------

WHERE = "Where it is"
WHERE_TEXT = "Fill in what fits: a hall, a postcode, or the areas it covers. One of them is enough."
VENUE = "Which hall or place is it in?"
VENUE_HINT = "Type its name, or leave this empty."
VENUE_WHICH = "Which one do you mean?"
VENUE_NONE = "None of these"
NOT_HERE = "Nothing on this map is called that. Is it spelt as people know it?"
NOT_HERE_SURE = "It is spelt right: tell the stewards this name"
RUN_BY = "Which group runs it?"
RUN_BY_HINT = "Type its name, or leave this empty."
POSTCODE = "Postcode"
POSTCODE_HINT = "Such as DY1 3SB."
ADDRESS = "Building and street"
PIN_TITLE = "The exact spot"
PIN_TEXT = (
    "Move the pin to the door, if you like. Drag it, or press it and use the arrow keys, or the "
    "buttons below: 10 m each time."
)
PIN_NAME = "Pin: press the arrow keys to move it"
PIN_MAP = "Map with a pin"
PIN_MOVES = {"n": "10 m north", "s": "10 m south", "w": "10 m west", "e": "10 m east"}
PIN_BACK = "Put the pin back"
POSITION = "The exact spot in degrees, if you know it"
LATITUDE = "Latitude"
LONGITUDE = "Longitude"
COVERS_OPEN = "It covers an area, or comes to people"
COVERS = "Which areas does it cover?"
MASKED = "Hide the exact place"
MASKED_TEXT = (
    "For a refuge, or whoever must not be found by everybody. The map then says the ward and no "
    "more: no address, no postcode, no pin. The stewards who look at what you send do see them."
)

# --- When, for whom, cost -------------------------------------------------------------------------

WHEN = "When, and for whom"
HOURS = "When is it on?"
HOURS_HINT = "As on a poster, such as Tuesday 10am-12 noon; Thursday 6pm-8pm."
HOURS_READ = "We read this as: {times}."
HOURS_UNREAD = (
    "We cannot read this as weekly times. It will be shown as you wrote it, but nobody finds it by "
    "day or time."
)


def hours_read(times: str) -> str:
    """Return how times were read; ``times`` in words, empty where they were not."""
    return HOURS_READ.format(times=times) if times else HOURS_UNREAD


WHO_FOR = "Whom is it for?"
WHO_FOR_HINT = "Such as everybody, or carers over 60."
COST = "What does it cost?"
COST_HINT = "Such as free, or £2 with a cup of tea."

# --- Contact --------------------------------------------------------------------------------------

CONTACT = "Contact for everybody to see"
CONTACT_TEXT = "All of it may be left empty."
URL = "Website or page"
EMAIL = "E-mail of the group"
PHONE = "Phone of the group"
CONTACT_OWN = "This contact is the group's own, and may be shown to everybody"

# --- More -----------------------------------------------------------------------------------------

MORE = "More, if you like"
GROUP_TYPE = "What sort of group is it?"
VENUE_TYPE = "What sort of place is it?"
STEP_FREE = "Can one get in without steps?"
STEP_FREES = {"": "Not said", "yes": "Yes, it is step-free", "no": "No, there are steps"}
SIZE_PEOPLE = "For how many people is there room?"
HOURS_FREE = "When is it free for others to use?"
HOW = "How do people get it?"
HOW_HINT = "Such as in person, by phone, online or at home."
LANGUAGES = "In which languages?"
LANGUAGES_HINT = "Such as English; Punjabi; British Sign Language."
ASKS_FOR = "Which help by volunteers do you look for?"
ASKS_FOR_HINT = "Such as driving; cooking."
ASKS_WHEN = "When is that help needed?"
VALID_FROM = "Since when is it there?"
VALID_TO = "Until when will it be there?"
DATE_HINT = "Such as 1 September 2026; leave it empty if there is no such day."

# --- What becomes public --------------------------------------------------------------------------

PUBLIC = "What becomes public"
PUBLIC_TEXT = "Everything above is shown to everybody, but for a place that you hide."
PUBLIC_SENDER = "Your own e-mail address below is never shown."
BELONGS = "I belong to it, and want to keep it right from now on"
BELONGS_TEXT = (
    "Then an account is made for your e-mail address once it is on the map. You sign in by a link "
    "in a mail, without a password, and change it whenever you like."
)
BELONGS_SIGNED_IN = "Then your account keeps it: you change it whenever you like."
SENDER = "Your own e-mail address"
SENDER_HINT = "To confirm, never shown. We send one link to it; open that, or nobody sees this."
BEHALF = "For somebody without e-mail"
BEHALF_TEXT = (
    "Fill this in only if you send it for somebody else. All three are needed then, and nobody "
    "keeps it until one of them says that it is theirs."
)
BEHALF_OF = "On behalf of"
BEHALF_OF_HINT = "The group, or a role in it such as the secretary: no name."
BEHALF_HOW = "How did they agree that it becomes public?"
BEHALF_HOW_HINT = "Such as by phone, or by signing the paper form."
BEHALF_WHEN = "On which day?"
BEHALF_WHEN_HINT = "Such as 12 November 2026."
TRAP = "Leave this empty"
SEND = "Send it"

# --- What became of the form ---------------------------------------------------------------------

OLD_FORM = (
    "This page was open for too long, so nothing was sent yet. All that you typed is still here: "
    "look it through and send it once more."
)
SENT_OTHER = (
    "You sent something from this form already. If this is another one, send it once more. If it "
    "is a correction, wait until the first one was looked at."
)
OFFLINE = (
    "There is no connection just now, so nothing was sent yet. What you typed stays here: press "
    "Send it again once you are connected."
)
DRAFT = "What you typed before is filled in again, but for your e-mail address."
DRAFT_DROP = "Empty the form"

# --- Is it on the map already ---------------------------------------------------------------------

LIKE = "Is it one of these?"
LIKE_TEXT = "These are on the map already. If it is one of them, change that one instead."
LIKE_IN = "{kind} in {ward}"
LIKE_CHANGE = "That is it: change it instead"
NONE_OF = "It is none of these"

# --- After it was sent ----------------------------------------------------------------------------

SENT = "Thank you: it was sent"
SENT_NAMED = "Thank you: {name} was sent"
NEXT = "What happens next"
TO_CONFIRM = (
    "We sent a mail to your address. Open the link in it within 7 days and press the button there."
)
LOOKED_AT = "A steward of the map looks at it, usually within a week."
TOLD = (
    "You get a mail when it is on the map, or if something is unclear. Its page then has a poster "
    "to print."
)
ALL_STEPS = (
    "If you gave an e-mail address, open the link in the mail that we sent to it within 7 days.",
    LOOKED_AT,
    TOLD,
)
SHARE = "In the same hall: {count}."
NEARBY = "Within 10 minutes' walk: {count}."
OTHERS = ("1 other group or activity", "{count} other groups or activities")
AROUND = "You are not alone there"
ELSEWHERE = "The address was wrong, or no mail came"
ELSEWHERE_ADDRESS = "Your own e-mail address, once more"
ELSEWHERE_TEXT = (
    "It may take ten minutes, and it may be among the unwanted mail. Nothing else has to be typed "
    "again. The link in the letter before does nothing then."
)
ELSEWHERE_SEND = "Send the letter there"
SENT_AGAIN = "The letter is on its way once more, to the address that you typed just now."
ADD_LIKE = "Add another like this one: the same place and contact, another name and time"
ADD_MORE = "Add something else"
TO_THE_MAP = "Go to the map"

# --- The poster -----------------------------------------------------------------------------------

POSTER = "A poster to print"
POSTER_WHEN = "When"
POSTER_BREAK = "Break"
POSTER_WHERE = "Where"
POSTER_HIDDEN = "The place is not told here. Ask them."
POSTER_FOR = "For"
POSTER_COST = "Cost"
POSTER_CONTACT = "Contact"
POSTER_SCAN = "Scan for more, or go to"
POSTER_CONFIRMED = "Last confirmed {day}."
POSTER_UNCONFIRMED = "Not confirmed by anybody yet: ask before you go."
POSTER_PRINT = "Print this page from your browser's menu: it is one sheet of A4."
POSTER_BACK = "Back to {name}"
POSTER_GONE = "It is closed: there is no poster of it."
