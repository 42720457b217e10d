"""The words of the pages on which stewards look at what was sent in.

Plain English, sentence case. What comes from data is put in by the caller, who escapes it.
"""

from asset_map.domain.assets import AssetKind
from asset_map.domain.contributions import Kind, State

# --- The queue ------------------------------------------------------------------------------------

TITLE = "What was sent in"
LEAD = "What waits for a decision, the longest waiting first. What is about one thing is together."
NONE = "Nothing waits. Thank you."
NONE_SUCH = "Nothing of that kind waits there."
COUNT = "{waiting} for a decision, {asked} for an answer of the sender."
WAIT = ("1 waits", "{n:,} wait")
LONG = ("1 waits for over 7 days", "{n:,} wait for over 7 days")
MORE = "These are the {shown:,} that wait longest; {more:,} more come after them."
SHOW = "Which ones"
WARD = "Ward"
KIND = "What it would do"
ALL = "All"
FILTER = "Show these"
TWINS = "Entries that may be the same thing twice"
STALE = "What nobody confirmed for long"
ELSE = "Other work"
DAYS = ("waiting since today", "waiting for 1 day", "waiting for {n:,} days")
LONG_MARK = "over 7 days"
ASKED_MARK = "asked, no answer yet"
SEVERAL = "{n} about {name}"
ONE_OF = "{text} ({at} of {n})"
IN_WARD = "in {ward}"

KINDS = {
    Kind.ADD: "Add something",
    Kind.CHANGE: "Change something",
    Kind.CLOSE: "Say that something is closed",
    Kind.CLAIM: "Keep something from now on",
    Kind.LINK: "Join two things by a link",
    Kind.OBSTACLE: "Tell what gets in the way",
    Kind.ANSWER: "Comment on a proposal",
    Kind.COUNTER: "Make another proposal",
}
NEW = {
    AssetKind.GROUP: "a new group",
    AssetKind.VENUE: "a new place",
    AssetKind.SERVICE: "something new on offer",
    AssetKind.SKILL_OFFER: "new skills on offer",
}
TITLES = {
    Kind.ADD: "{name}: {new}",
    Kind.CHANGE: "{name}: a change",
    Kind.CLOSE: "{name}: closed, or going to be",
    Kind.CLAIM: "{name}: somebody says that it is theirs",
    Kind.LINK: "{name}: a link to something else",
    Kind.OBSTACLE: "{name}: something gets in the way",
    Kind.ANSWER: "{name}: a comment",
    Kind.COUNTER: "{name}: another proposal",
}
NOTHING_NAMED = "Nothing in particular"

# --- One of them ----------------------------------------------------------------------------------

BACK = "Back to all that waits"
BACK_TO_ONE = "Back to what was sent in"
TAKEN_DOWN = "Everybody could read it. It was taken down on {when}, by {who}."
SEE_PROPOSAL = "Look at the proposal {name}"
SEE_NOW = "Look at {name} on the map"
STATES = {
    State.WAITING: "Not decided yet: {since}.",
    State.ASKED: "Its sender was asked something, and has not answered yet.",
    State.ACCEPTED: "It was accepted on {when}, by {who}.",
    State.MERGED: "It was taken in on {when} as a part of what was on the map, by {who}.",
    State.DECLINED: "It was declined on {when}, by {who}.",
    State.TAKEN_BACK: "Its sender took it back on {when}.",
}
BY = {
    "steward": "a steward",
    "administrator": "an administrator",
    "keeper": "whoever keeps it, who needs no review for this",
    "visitor": "its sender",
    "member": "a member",
    "officer": "an officer",
}
SENDER = "From"
SOMEBODY = "somebody with a confirmed address"
SIGNED_IN = "{role}, signed in"
ON_BEHALF = "{who}, on behalf of somebody else"
SENT = "Sent"
CONSENT = "Agreed"
CONTACT_IS_OWN = "The contact is the group's own, and may be shown."
BEFORE = "Also from them"
BEFORE_NONE = "nothing else yet"
BEFORE_COUNTS = {
    "accepted": ("1 accepted", "{n:,} accepted"),
    "declined": ("1 declined", "{n:,} declined"),
    "waiting": ("1 waiting", "{n:,} waiting"),
}
NOTE = "A note for the stewards"
OTHERS = "Also waiting about the same thing"
OTHER = "Look at this one too"

DIFFERENCE = "What would change"
NO_DIFFERENCE = "The map says all of this already."
COLUMNS = ["", "On the map now", "As the sender saw it", "As it would be"]
MOVED_ON = "It changed since the sender looked."
EMPTY = "nothing"
TYPED = "What was typed"
TYPED_COLUMNS = ["", "Typed"]
KEPT_BACK = "Typed, and not shown: the sender did not say that it is the group's own."
HOW_READ = "How it is read"
PLACE = "Place"
PLACE_AT = "Nearest postcode {postcode}, {metres:,.0f} m away; {ward}"
PLACE_ON = "At postcode {postcode}; {ward}"
PLACE_WARD = "In {ward}"
PLACE_NONE = "No place of its own"
NO_WARD = "no ward of this map"
COVERS = "Covers {areas}"
HOURS = "Weekly times"
HOURS_NONE = "Not read as weekly times: shown as typed"
NEEDS = "Found under"
NEEDS_NONE = "No need: it is found by its name and place alone"
WRONG = "What stands in the way"
DOUBTFUL = "What is doubtful"

ALIKE = "It may be on the map already"
ALIKE_TEXT = "Look whether it is one of these before it becomes something new."
ALIKE_WHY = "{why}."
ALIKE_SURE = "So much alike that a load would join the two."
TALK = "What was said so far"
TURN = "{when}, {by}: {what}"
TURNS = {
    "sent": "sent it",
    "confirmed": "confirmed the address",
    "asked": "asked",
    "answered": "answered",
    "accepted": "accepted it",
    "merged": "took it in as a part of something",
    "declined": "declined it",
    "taken back": "took it back",
    "restored": "restored it",
    "mended": "changed the words that everybody reads",
    "contacts left out": "left private contacts out",
    "taken down": "took it down",
}
TURN_BY = {"visitor": "the sender", "map": "the map itself"}

DECIDE = "Decide"
ACCEPT_TEXT = "Put it on the map as it stands here. The sender gets a mail."
ACCEPT_TEXTS = {
    Kind.CLAIM: (
        "Let them keep it: hours, cost and whom it is for then change at once when they say so, "
        "all else once a steward took it in. They get a mail."
    ),
    Kind.OBSTACLE: (
        "Show these words to everybody, with what gets in groups' way. The sender gets a mail."
    ),
    Kind.ANSWER: (
        "Show these words to everybody, on the proposal's page and in its report. The sender gets "
        "a mail."
    ),
    Kind.COUNTER: (
        "Publish it as a proposal by “Community”, in these words. The sender gets a mail."
    ),
}
"""What accepting does, where that is not to put something on the map."""
ACCEPT_NEW_TEXT = (
    "Put it on the map as something of its own: you say that it is none of those above. The sender "
    "gets a mail."
)
ACCEPT = "Accept"
ACCEPT_NEW = "Accept as something new"
ASK_TITLE = "Ask the sender"
QUESTION = "What do you want to know?"
QUESTION_HINT = "It goes out by mail as you write it. Name nobody."
ASK = "Send the question"
NOBODY_TO_ASK = "There is nobody to ask any more: the address is gone."
DECLINE_TITLE = "Decline it"
REASON = "Why not?"
REASON_HINT = "It goes out by mail as you write it. Name nobody."
DECLINE = "Decline"
WRONG_FIRST = "It cannot be accepted as it stands: ask the sender to put right what is said above."
NO_WAY_YET = "Accepting this does nothing yet: it stays here until then."

# --- A part of something --------------------------------------------------------------------------

PART_TITLE = "{sent}: a part of {name}?"
PART_TEXT = (
    "Choose for each field what is right. What was sent and not chosen is dropped; {name} stays "
    "where it is and keeps its address."
)
PART_SAME = "Both say the same: {fields}."
ON_MAP = "On the map: {text}"
AS_SENT = "As sent: {text}"
BELONGS = "The sender says that they belong to it, and want to keep it right"
BELONGS_NO = "No: they may ask for it on its page"
BELONGS_YES = "Yes: they change it from now on, with an account for their address"
PART = "Take it in as a part of {name}"
PART_NOT = "No: back to what was sent"

# --- Two that are one -----------------------------------------------------------------------------

MERGE_TITLE = "{a} and {b}: one thing?"
MERGE_TITLE_SAME = "Two entries named {a}: one thing?"
MERGE_TEXT = (
    "Choose for each field which one is right; what is chosen already is what the map would show "
    "by itself. Then they are shown as one. Nothing is deleted, the addresses of both lead on, and "
    "it can be undone."
)
FROM_ONE = "{name}: {text}"
FIRST = "First"
SECOND = "Second"
BOTH = "Both together"
MERGE = "Show them as one"
MERGE_WAITING = "{n} sent in about these two wait, and stay."
JOINED_DONE = "They are shown as one now."
HIDDEN_PLACE = "kept hidden"
APART_TITLE = "What {name} was joined from"
APART_TEXT = "Show them as two again: what was chosen field by field goes with it."
APART_NONE = "Nothing is joined to it, neither by a person nor by a load."
APART_BY_PERSON = "{a} and {b}: somebody said on {day} that they are the same."
APART_BY_RULE = "{a} and {b}: held to be the same since {day}, by the rules that loads follow."
APART_IN_LIST = "{name} ({source})"
APART = "Show {a} and {b} as two again"
APART_DONE = "They are shown as two again."

FIELDS = {
    "link_from": "Which one",
    "link_type": "How it hangs together",
    "link_to": "With which one",
    "link_said_by": "Said by which of the two",
    "link_instead": "No longer with",
    "place": "Where",
    "help": "Help by volunteers",
    "days": "From when until when",
    "break": "Break",
    "break_from": "First day of a break",
    "break_until": "On again from",
    "break_why": "Why it takes a break",
    "name": "Name",
    "description": "What it is",
    "needs": "Good for",
    "address": "Building and street",
    "postcode": "Postcode",
    "latitude": "Latitude",
    "longitude": "Longitude",
    "covers": "Covers",
    "masked": "Exact place hidden",
    "url": "Website",
    "email": "E-mail",
    "phone": "Phone",
    "hours": "When",
    "charity_number": "Charity number",
    "company_number": "Company number",
    "uprn": "Property number",
    "valid_from": "Since",
    "valid_to": "Until",
    "venue_type": "Sort of place",
    "group_type": "Sort of group",
    "size_people": "Room for people",
    "step_free": "Step-free",
    "hours_free": "Free for others",
    "cost": "Cost",
    "who_for": "Whom it is for",
    "weekly_capacity": "Room in a week",
    "how": "How people get it",
    "languages": "Languages",
    "asks_for": "Looks for volunteers with",
    "asks_when": "When they are needed",
    "skill": "Skill",
    "people": "How many people",
    "closed_because": "Why it closed",
    "meets_at": "Meets at",
    "delivered_at": "Takes place at",
    "provided_by": "Run by",
    "managed_by": "Managed by",
    "belongs": "Wants to keep it right",
    "theme": "What it is about",
    "words": "In their words",
    "directorate": "Who could remove it",
    "named": "The group agrees to be named",
    "title": "Title",
    "none_of": "Is none of these, the sender says",
}


def field(name: str) -> str:
    """Return what a field is called."""
    return FIELDS.get(name, name.replace("_", " ").capitalize())


def plural(forms: tuple[str, str], n: int) -> str:
    """Return one or many of something."""
    return forms[n != 1].format(n=n)


def since(days: int) -> str:
    """Say for how long something waits."""
    return DAYS[min(days, 2)].format(n=days)
