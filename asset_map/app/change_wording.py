"""The words of the pages on which an entry is changed, closed, claimed and kept."""

from asset_map.domain.contributions import Kind, State

# --- Change ---------------------------------------------------------------------------------------

CHANGE = "Change {name}"
CHANGE_LEAD = "Put right what is wrong and leave the rest as it is. Only what you change is sent."
CHANGE_BY_KEEPER = (
    "You keep this. Hours, cost, whom it is for, until when, languages, steps and the help you "
    "look for change at once. All else a steward looks at first; until then it stays as it is now."
)
CHANGE_BY_OTHERS = (
    "A steward of the map looks at it first, usually within a week. Until then it stays as it is."
)
HANGS = "Where it is, and who runs it"
HANGS_TEXT = (
    "A hall and a group are entries of their own. If it moved, say where to: what is known so far "
    "ends once the new one is on the map."
)
HANGS_NONE = {
    "meets": "We know of no hall that it meets at.",
    "delivered": "We know of no place that it takes place at.",
    "run-by": "We know of no group that runs it.",
    "managed-by": "We know of no group that runs it.",
}
HANGS_MOVED = {
    "meets": "It meets in another hall now",
    "delivered": "It takes place elsewhere now",
    "run-by": "Another group runs it now",
    "managed-by": "Another group runs it now",
}
HANGS_LIST = "The list “{source}” says so, and its publisher ends it there. Say the new one here"
HANGS_SAY = "Say it here"
HIDDEN = "Some of it is hidden"
HIDDEN_TEXT = "Hidden here: {fields}. Leave them empty to keep what is there."
WAITS = "Something waits here already"
WAITS_ONE = "A change of this entry waits for a steward. Only those who keep it are told so."
WAITS_MANY = "{count} changes of this entry wait for a steward. Only those who keep it are told so."
MOVED = "It was changed while you were writing"
MOVED_FIELD = "{field}: it says “{now}” now. You saw “{seen}”."
MOVED_NEXT = "What you typed stands below. Look it through, then send it again."
NOTHING = "Nothing was changed: every field says what is on the map already."
EMPTY = "nothing"
NO_FIELD = "Something that has no field here? Tell the stewards"
NOTE = "Anything else for the stewards?"
NOTE_HINT = "It is never shown on the map."
AGREE = (
    "What you send becomes public under the Open Government Licence v3.0 once it is taken in, but "
    "for what is hidden and for what you tell the stewards."
)
CONSENT = "told that it becomes public under the Open Government Licence v3.0"
SEND_CHANGE = "Send the change"
BACK_TO = "Back to {name}"
LOOK_THROUGH = "Look them through, and change what is not"
SENDER = "Your own e-mail address"
SENDER_HINT = "Never shown. We send one link to it; open that, or nobody sees what you sent."
OLD_FORM = (
    "This page was open for too long, or cookies are not allowed. Nothing that you typed is lost: "
    "look it through and send it again."
)

# --- Something wrong ------------------------------------------------------------------------------

WRONG = "What is wrong with {name}?"
WRONG_LEAD = (
    "Say it in your own words. A steward of the map reads it; it is never shown on the map."
)
WRONG_FIELD = "What is wrong?"
WRONG_HINT = "Such as: it moved to another room, or the phone number is old."
WRONG_NONE = "Say what is wrong."
WRONG_CONSENT = "for the stewards alone"
WRONG_OR = "Change it yourself instead"
SEND_WRONG = "Tell the stewards"

# --- Close ----------------------------------------------------------------------------------------

CLOSE = "Does {name} end, or take a break?"
CLOSE_LEAD = (
    "Nothing is deleted: its page stays and says so. What closed is opened again there with one "
    "button, and what takes a break is open again by itself."
)
CLOSE_WHAT = "What happens?"
CLOSE_WHATS = {"ends": "It ends, or has ended", "break": "It takes a break, and is on again later"}
CLOSE_OR_BREAK = "It closed, or takes a break? Say so here"
BREAK_FROM = "First day of the break"
BREAK_FROM_HINT = "Such as 20 July 2027. Leave it empty if the break has begun."
BREAK_UNTIL = "On which day is it on again?"
BREAK_UNTIL_HINT = "A day, such as 1 September 2027, at most 12 weeks later."
BREAK_WHY = "Why, if you like"
BREAK_WHY_HINT = "Such as: summer, or repairs. Everybody can read this: no names of private people."
CLOSE_BY_KEEPER = "You keep this: it is on the map at once."
CLOSE_WHEN = "When?"
CLOSE_WHEN_HINT = "A day, a month or a year, past or to come: such as 31 March 2027 or March 2027."
CLOSE_WHY = "Why?"
CLOSE_MORE = "More on why, if you like"
CLOSE_MORE_HINT = "Everybody can read this: no names of private people."
SEND_CLOSE = "Say so"
CLOSE_NOTHING = "It says so already."

# --- Open again ----------------------------------------------------------------------------------

AGAIN = "Is {name} open again?"
AGAIN_ENDED = "The map says that it is closed."
AGAIN_BREAK = "The map says that it is on a break until {day}."
AGAIN_LEAD = (
    "Press the button, and the map no longer says so. Its times, place and contact are told as "
    "they stood before."
)
AGAIN_CHANGED = "Did any of them change meanwhile? Change it here afterwards"
AGAIN_BY_KEEPER = "You keep this: it is so at once."
AGAIN_NOT = "The map says that {name} is open"
SEND_AGAIN = "It is open again"
SEND_BACK = "It is back already"

# --- Claim ----------------------------------------------------------------------------------------

CLAIM = "Is {name} yours?"
CLAIM_LEAD = "Whoever belongs to it may keep its entry right: hours, cost and more change at once."
CLAIM_BY_CONTACT = (
    "We write to the e-mail address that stands on its page. Whoever reads that mailbox agrees by "
    "pressing a button, within 7 days. If you read it yourself, that is one letter and done."
)
CLAIM_BY_STEWARD = (
    "No e-mail address stands on its page, so a steward of the map decides, usually within a week."
)
CLAIM_WHO = "Who are you to it?"
CLAIM_WHO_HINT = "Such as its secretary. Whoever decides reads this; nobody else."
CLAIM_KEPT = "You keep this already."
SEND_CLAIM = "Ask to keep it"

AGREED = "May somebody keep {name}?"
AGREED_LEAD = "Somebody who has confirmed their e-mail address asks to keep this entry right."
AGREED_ONE = "You asked to keep this entry. Press the button, and you do."
AGREED_WHO = "What they say of themselves: “{who}”"
AGREED_WHAT = (
    "They may then say on the map when it is on, what it costs and for whom it is; a new name, "
    "place or contact is looked at first. You can take it back by writing to the stewards."
)
AGREED_YES = "Yes, let them keep it"
AGREED_NO = "No, I do not agree"
AGREED_DONE = {
    State.ACCEPTED: "Thank you: it is kept from now on",
    State.DECLINED: "Thank you: nobody keeps it because of this",
}
AGREED_OTHER = "It was decided already"
AGREED_TEXT = {
    State.ACCEPTED: "They got a mail that says how to sign in.",
    State.DECLINED: "They got a mail that says so. Nothing on the map changed.",
}

# --- What comes next ------------------------------------------------------------------------------

TOLD = {
    "held": "Thank you: one step is left",
    "waits": "Thank you: it was sent",
    "live": "Thank you: it is on the map",
    "later": "Thank you: it will be on the map soon",
    "again": "Thank you: the map says that it is open again",
    "contact": "Thank you: we wrote to them",
    "steward": "Thank you: it was sent",
    "one": "Thank you: one step is left",
    "first": "Thank you: one step is left",
}
TOLD_TEXT = {
    "held": "We sent a mail to your address. Open the link in it within 7 days and press the "
    "button there. Then a steward of the map looks at it, usually within a week.",
    "waits": "A steward of the map looks at it, usually within a week. Until then everybody sees "
    "what was there before. You get a mail once it is decided.",
    "live": "Everybody sees it within a minute. You can change it again at any time.",
    "later": "Just now the map is loading other data. Your change is kept, and is on the map by "
    "itself once that is done, within some minutes.",
    "again": "Everybody sees it within a minute. Please look once whether its times, its place and "
    "its contact are still right.",
    "contact": "A letter went to the e-mail address on its page. Once whoever reads it agrees, you "
    "keep the entry, and we tell you by mail.",
    "steward": "A steward of the map decides, usually within a week. You get a mail then.",
    "one": "We sent a mail to your address, which is the one on its page. Open the link in it "
    "within 7 days and press the button there: then you keep the entry.",
    "first": "We sent a mail to your address. Open the link in it within 7 days and press the "
    "button there. Then whoever decides is asked.",
}

# --- What people keep -----------------------------------------------------------------------------

OWN = "What you keep"
OWN_SIGN_IN = "Sign in to see what you keep. It takes a link in a mail, and no password."
OWN_NONE = "You keep nothing yet."
OWN_NONE_NEXT = "Open the page of your group, place or service and choose “This is us”, or add it."
OWN_ADD = "Add something"
STILL_RIGHT = "Still right"
STILL_RIGHT_OF = "{name} is still right"
STILL_SAID = "Thank you: it says now that it was confirmed today."
GIVE_UP = "Keep it no more"
GIVE_UP_SURE = "Do you want to keep {name} no more?"
GIVE_UP_TEXT = "What you said of it stays on the map. Others who keep it go on doing so."
GIVEN_UP = "You keep it no more. To keep it again, say on its page that it is yours."
LOOK_BY = "Please look at it again by {day}."
LOOK_NOW = "It is time to look at it again: please say that it is still right, or change it."
OWN_WAITS_ONE = "1 change waits for a steward."
OWN_WAITS_MANY = "{count} changes wait for a steward."
OWN_CHANGE = "Change"
OWN_CLOSE = "Close, or take a break"
OWN_CLOSED = "The map says that it is closed"
OWN_POSTER = "Poster"
OWN_HISTORY = "History"
KEEPERS = "Who keeps {name}"
APART = "What was joined to it, and the way to take it apart again"
KEEPERS_LEAD = "No address is shown. Whoever is ended is told by a mail, and may claim it again."
KEEPERS_NONE = "Nobody keeps it."
KEEPER = "Since {day}, by: {how}"
KEEPER_END = "End that they keep it"
KEEPER_NOT_CHOSEN = "Nobody was chosen."
SENT_TITLE = "What you sent in"
SENT_NONE = "You sent in nothing yet."
KINDS = {
    Kind.ADD: "To add: {name}",
    Kind.CHANGE: "A change of {name}",
    Kind.CLOSE: "That {name} closes",
    Kind.CLAIM: "To keep {name}",
    Kind.LINK: "A link of {name}",
    Kind.OBSTACLE: "What gets in the way: {name}",
    Kind.ANSWER: "An answer to a proposal",
    Kind.COUNTER: "A proposal instead",
}
NAMELESS = "something"
STATES = {
    State.HELD: "Waits for you to confirm your address",
    State.WAITING: "Waits for a steward",
    State.ASKED: "We asked you something by mail",
    State.ACCEPTED: "Taken in",
    State.MERGED: "Taken in, as a part of what was there",
    State.DECLINED: "Not taken in",
    State.TAKEN_BACK: "Taken back by you",
}

# --- History --------------------------------------------------------------------------------------

HISTORY = "What was said of {name}"
HISTORY_LEAD = (
    "Every version, the newest first: when it was said, by whom, and what it changed. Former "
    "contacts, hidden places and numbers of people are not shown."
)
BY_PEOPLE = "The group itself, or a resident"
HISTORY_FIRST = "The first that was said of it."
HISTORY_CONFIRMED = "Said to be still right."
HISTORY_HIDDEN = "A hidden detail changed."
HISTORY_OTHER = "Nothing changed that is shown."
HISTORY_ENDED = "Taken back on {day}."
HISTORY_NOW = "Holds now"
HISTORY_COLUMNS = ["What", "Before", "From then on"]
RESTORE = "Bring this version back"
RESTORE_OF = "Bring back what was said on {day} by: {who}"
RESTORED = "It is brought back: the map says that again. To undo this, bring the one before back."
RESTORED_SAME = "The map says that already: nothing changed."

FIELDS = {
    "name": "Name",
    "description": "What it is",
    "needs": "What it is good for",
    "address": "Building and street",
    "postcode": "Postcode",
    "latitude": "Latitude",
    "longitude": "Longitude",
    "covers": "Areas it covers",
    "masked": "Whether the place is hidden",
    "url": "Website",
    "email": "E-mail",
    "phone": "Phone",
    "hours": "When it is on",
    "charity_number": "Charity number",
    "company_number": "Company number",
    "uprn": "Number of the property",
    "valid_from": "Since when",
    "valid_to": "Until when",
    "venue_type": "Sort of place",
    "size_people": "Room for people",
    "step_free": "Step-free",
    "hours_free": "Free hours",
    "group_type": "Sort of group",
    "cost": "Cost",
    "who_for": "Whom it is for",
    "weekly_capacity": "Places each week",
    "how": "How people get it",
    "skill": "Skill",
    "people": "Number of people",
    "languages": "Languages",
    "asks_for": "Help it looks for",
    "asks_when": "When that help is needed",
    "closed_because": "Why it closed",
    "break_from": "First day of a break",
    "break_until": "On again from",
    "break_why": "Why it takes a break",
}
"""What the fields of an entry are called, by their names in lists."""


def field(name: str) -> str:
    """Return what a field is called."""
    return FIELDS.get(name, name.replace("_", " "))
