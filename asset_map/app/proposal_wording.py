"""The words of the pages on proposals: what would change, for whom, and how it is decided.

Plain English for somebody who is tired. What comes from data is put in by the caller, who escapes
it.
"""

from asset_map.domain.numbers import about
from asset_map.domain.proposals import ChangeKind, State

# --- The page that all starts from ----------------------------------------------------------------

LEAD = (
    "Before something is decided: how many people it concerns, where they live, what else hangs on "
    "it, and what could be done instead."
)
PUBLISHED = "Proposals to look at"
PUBLISHED_OF = "Published, decided and carried out"
PUBLISHED_NONE = "No proposal is published yet."
PUBLISHED_COLUMNS = ("Proposal", "Directorate", "How far it is", "To be decided")
ANSWERS = "The community's answer to another proposal"
ANSWERED = "The proposal that this one answers"
NO_DAY = "no date yet"
STORY = "See it in an example"
STORY_TEXT = (
    "Three small proposals of three directorates, all invented: what each does alone, what they do "
    "together, and what the community answers."
)
STORY_LINK = "Open the example"
FOR_OFFICERS = "For council officers"
STAFF_HERE = "Nobody but officers sees this part."
DRAFT_TITLE = "Draft a proposal"
DRAFT_TEXT = (
    "Only you see it, and the officers you name, until you publish it. Nothing on the map changes."
)
DRAFT_NAME = "What is the proposal called?"
DRAFT_DIRECTORATE = "Which directorate proposes it?"
DRAFT_GO = "Start the draft"
DRAFTED = "Your draft is kept: {title}."
OWN = "Your drafts, and those you are named in"
OWN_OF = "Drafts, the last changed first"
OWN_NONE = "You have no drafts, and are named in none."
OWN_COLUMNS = ("Draft", "Directorate", "Last changed")
FILE_TITLE = "Or bring one that was saved as a file (TOML)"
FILE_LABEL = "A proposal as a TOML file"
FILE_GO = "Keep it as a draft"
QUICK_TITLE = "Try one thing quickly"
QUICK_TEXT = "See at once what closing it would change. Nothing is kept."
QUICK_PICK = "What would close?"
QUICK_NONE = "Choose by name"
QUICK_DRAFT = "Begin with: close {name}"
TOGETHER_TITLE = "See proposals together"
TOGETHER_TEXT = (
    "Each may look small alone. Choose two or more to see what they do together, across "
    "directorates."
)
TOGETHER_PICK = "Which ones? Choose two or more"
TOGETHER_GO = "See them together"
CRITICAL_TITLE = "What must not be lost"
CRITICAL_TEXT = (
    "Before anything is proposed: what most people depend on alone, and what most hangs on."
)
CRITICAL_LINK = "See what must not be lost"
VISITORS = (
    "Officers of the council can test what a closure would change, and draft proposals, once they "
    "have signed in."
)

# --- One proposal ---------------------------------------------------------------------------------

PROPOSAL_NAV = "A proposal"
UNKNOWN_NEXT = "See the proposals that are open to you."
TO_ALL = "All proposals"
STATES = {
    State.DRAFT: "Draft: seen by you and the officers you name",
    State.PUBLISHED: "Published, not decided yet",
    State.DECIDED: "Decided",
    State.DONE: "Carried out",
}
STATES_SHORT = {
    State.DRAFT: "Draft",
    State.PUBLISHED: "Published",
    State.DECIDED: "Decided",
    State.DONE: "Carried out",
}
OVERVIEW = "The steps of this page"
STEP_CHANGES = "1. What changes"
STEP_ABOUT = "2. About it"
STEP_RESULT = "3. What would happen"
STEP_REPORT = "4. Report and publishing"
AT_CHANGES_NONE = "nothing yet: begin here"
AT_ABOUT = "{filled} of {all} filled in; all can wait"
AT_ABOUT_READ = "when, who decides, and why"
AT_RESULT = "who, where, and what else hangs on it"
AT_RESULT_NONE = "as soon as there is a change"
AT_REPORT = "download, share, publish"
AT_REPORT_READ = "download"
TOUCHED_TITLE = "Another draft touches the same places"
TOUCHED = (
    "What it says is not shown. Ask other directorates, and look at both together once they are "
    "published."
)
INVENTED = "This proposal is invented, for the demonstration."

# --- Step 1: what changes -------------------------------------------------------------------------

KINDS = {
    ChangeKind.CLOSE: "Close it for good",
    ChangeKind.REDUCE: "Cut what it offers, by half or another part",
    ChangeKind.MOVE: "Move it to another place",
    ChangeKind.PAUSE: "Close it for a while",
    ChangeKind.OPEN: "Open something new",
    ChangeKind.HAND_OVER: "Hand it over to a group",
    ChangeKind.END_FUNDING: "End its funding",
    ChangeKind.END_POST: "End a post (a job)",
    ChangeKind.REMOVE_CONDITION: "Remove a condition that it is tied to",
}
CHANGES_NONE = "Nothing changes yet. Choose below what would change."
CHANGE_ADD = "Add a change"
CHANGE_ADD_MORE = "Add another change"
CHANGE_KIND = "What would happen?"
CHANGE_KIND_NONE = "Choose"
CHANGE_WHAT = {
    ChangeKind.CLOSE: "What would close?",
    ChangeKind.REDUCE: "What would offer less?",
    ChangeKind.MOVE: "What would move?",
    ChangeKind.PAUSE: "What would close for a while?",
    ChangeKind.HAND_OVER: "What would be handed over?",
    ChangeKind.END_FUNDING: "Whose funding would end?",
    ChangeKind.END_POST: "Which post would end?",
    ChangeKind.REMOVE_CONDITION: "What is tied to the condition?",
}
CHANGE_WHAT_NONE = "Type a part of its name"
NO_POSTS = "We know of no posts. A post is on the map once a list that is loaded tells of it."
ON_MAP = "Or choose it on a map"
ON_MAP_AREA = "Show a map of"
ON_MAP_AREA_NONE = "Choose an area"
ON_MAP_TITLE = "Choose from {area}"
ON_MAP_NOTE = (
    "Press a place on the map and then its name, or choose it from the list. The page then loads "
    "anew: first keep what you typed further down."
)
ON_MAP_LIST = "The same as a list: {places}"
SHARE_LABEL = "How much less, in per cent (half is 50)"
SHARE_MISSING = "By how much it would offer less is missing."
SHARE_WRONG = "{share:g} per cent cannot be taken away."
SHARE_NEXT = "Give more than 0 and less than 100; to end it wholly, choose to close it."
OTHER_PLACE = "Which place?"
OTHER_PLACE_NONE = "Type a part of its name, or give a postcode below"
POSTCODE_LABEL = "Or the postcode, where it is no place on the map"
UNTIL_LABEL = "Until when? The last day, as in 31/03/2027"
OPENS_NAME = "What is it called?"
OPENS_NEEDS = "Which needs would it meet?"
OPENS_CAPACITY = "For how many people a week, if that is known"
GROUP_LABEL = "Which group takes it over?"
GROUP_NONE = "Type a part of its name"
FUNDER_LABEL = "Which funder? All that we know of, unless you choose one"
FUNDER_ALL = "All its funders"
CONDITION_LABEL = "Which condition? In a few words"
FROM_LABEL = "From when, if not from the day of the proposal, as in 01/04/2027"
ADD_GO = "Add this change"
REMOVE = "Remove change {number}"
REMOVED = "Removed. {left}"
ADDED = "Added: {change}."
GONE = "something that is no longer on the map"

# --- Step 2: about it -----------------------------------------------------------------------------

ABOUT_LEAD = "All of this can wait, and stands in the report. Leave out what is not known."
FACTS = {
    "title": "Title",
    "directorate": "Directorate",
    "reference": "Reference",
    "summary": "In a few sentences: what is proposed, and why",
    "from_day": "From when",
    "saving": "Saving, pounds a year",
    "decision_date": "To be decided on",
    "decision_body": "Who decides",
    "budget_round": "Budget round",
    "review_date": "To be looked at again on",
    "lead_officer": "Lead officer: a role, no name",
}
FACTS_READ = {
    "summary": "What is proposed, and why",
    "lead_officer": "Lead officer",
    "saving": "Saving a year",
}
FACT_HINTS = {
    "from_day": "a day, as in 01/04/2027",
    "saving": "figures alone, as in 48,000",
    "decision_date": "a day, as in 24/02/2027",
    "review_date": "a day, as in 01/04/2028",
}
ABOUT_GO = "Keep this"
ABOUT_KEPT = "Kept: {what}."
ABOUT_SAME = "Nothing was different from what is kept."
NOT_GIVEN = "not given"
POUNDS = "£{pounds:,.0f} a year"
NO_DATE = "{typed} is not a day."
NO_DATE_NEXT = "Write day, month and year, as in 01/04/2027."
NO_NUMBER = "{typed} is not a number."
NO_NUMBER_NEXT = "Write it in figures, as in 48,000."
COUNTS_TITLE = "How many people use it, if that was counted"
COUNTS_LEAD = (
    "People who live near are not those who come. If users were counted, enter it with its source: "
    "it stands apart from the figures on people living within reach. Fewer than 10 are never shown."
)
COUNTS_OF = "User counts, entered by officers"
COUNTS_COLUMNS = ("Of what", "Users", "Source", "As of")
COUNT_ASSET = "Who uses what?"
COUNT_NUMBER = "How many people"
COUNT_PERIOD = "In what time, as in: a week"
COUNT_SOURCE = "Who counted, or where it is written"
COUNT_DAY = "As of which day, as in 31/03/2026"
COUNT_OPEN = "Add a count"
COUNT_GO = "Add this count"
COUNT_ADDED = "The count is kept."
COUNT_REMOVE = "Remove the count of {name}"
COUNT_REMOVED = "The count is removed."
COUNT_MISSING = "What is used, how many use it, or the day is missing."
COUNT_WHOLE = "People are counted in whole numbers."
COUNT_MISSING_NEXT = "Fill in all lines; the day as in 31/03/2026."
COUNT_SHOWN = "{users} {period}"

# --- Step 3: what would happen --------------------------------------------------------------------

RESULT_NONE = "As soon as something changes, this shows who it concerns."
RESULT_IN_SHORT = "In short"
AS_AT = "As things stand on {day}. Nothing is changed by asking."
STOPS_TITLE = "What would stop, or lose something"
STOPS_NONE = "We know of no link by which anything else hangs on it. There may still be some."
STOPS_SURE = "Would stop"
STOPS_STRAINED = "Would lose something, and go on"
STOPS_ONE_SIDE = "Only if what one side says is so: not in the figures above"
STOPS_PICTURE = "The links as a picture"
STOPS_PICTURE_ALT = "Picture of the links. It says the same as the list above."
STOPS_PICTURE_HINT = "The picture may be wider than the screen: move it sideways."
WHO_TITLE = "Who it concerns, need by need"
NO_NEEDS = "None of it meets a need at a place that we know of"
NO_NEEDS_NEXT = "So nobody leaves reach. What is only strained is not counted as lost."
NOT_TO_ADD = "The same people may count for several needs, so the figures are not to be added up."
SUMMARY_OF = "People living within reach, before and after"
SUMMARY_COLUMNS = (
    "Need",
    "Within reach now",
    "And then",
    "Leave reach",
    "It was the only one for",
    "Come into reach",
    "Extra walk: half of those with farther to go have at most this",
)
MORE_ON = "{need}: {leaving}"
LEAVES = "{people} leave reach"
LEAVES_NOBODY = "nobody leaves reach"
BOTH = "{leaves}, {gains}"
GAINS = "{people} come into reach"
SENTENCE = "{people} would no longer live within {distance} of what meets this need."
SENTENCE_NOBODY = (
    "Nobody would leave reach: everyone within {distance} has another that we know of."
)
SENTENCE_GAIN = "{people} would come into reach: within {distance} of what meets this need."
WITHIN = "Living within {distance}"
THEN = "now {before}, then {after}"
OF_ALL = "{people} ({share})"
SAME = "{before}, before and after: the change is smaller than the rounding"
LEAVING = "Leave reach"
AND_POSTCODES = "{people}, at {postcodes}"
ALONE = "Of these, by the changes themselves, without what stops because of them"
ONE_SIDED = "If what one side alone says is so too"
CONFIRMED = "If only what was confirmed in the last 12 months counted"
GAINING = "Come into reach"
COME_TO = "No longer near a place, but something still comes by phone, online or home"
WITHOUT = "Left with nothing at all that we know of"
SOLE = "It was the only one within reach for"
LEFT_WITH_ONE = "Had several, and keep one"
FARTHER = "Have farther to go"
EXTRA = "How much farther, one way"
EXTRA_TEXT = (
    "{median} or less for half of them; {p90} or more for the farthest tenth; at most {longest}"
)
BEYOND = "Across the council's border"
BEYOND_TEXT = "{people} would leave reach too"
FIFTHS = "Most and least deprived fifth of England"
FIFTHS_TEXT = "{most} of the most deprived leave reach, {least} of the least deprived"
FIFTHS_NONE = "no data: figures on deprivation are not loaded"
KNOWN = "What we know of that meets it"
KNOWN_TEXT = "now {before}, then {after}"
SENSITIVITY = "If near enough were another distance"
SENSITIVITY_COLUMNS = ("If near enough were", "Distance", "Leave reach")
STANDARD_NOW = "the standard"
AREAS = "By area"
AREAS_OF = {"ward": "Ward by ward", "neighbourhood": "Neighbourhood by neighbourhood"}
AREAS_COLUMNS = ("Area", "Within reach now", "And then", "Leave reach", "Come into reach")
AREAS_NOTE = "Wards hold everybody once. Neighbourhoods may straddle wards: the two do not add up."
GROUPS = "Who they are: by group"
GROUPS_COLUMNS = ("Group", "Here in all", "Within reach now", "And then", "Leave reach")
GROUPS_NOTE = "Groups overlap: they are not to be added up. {source}; {as_of}."
NO_DATA = "no data"
NO_DATA_LOADED = "No data, since their figures are not loaded: {groups}."
NO_DATA_EVER = (
    "No data for small areas, anywhere: gender reassignment, marriage and civil partnership, "
    "pregnancy and maternity, sexual orientation."
)
NO_DATA_CARERS = "No data on carers is loaded."
PRESSURE = "What stays, and would be called on for more"
PRESSURE_COLUMNS = ("What stays", "Visits a week now", "And then", "Room each week")
PRESSURE_NONE = (
    "How much more the rest is called on for cannot be told: nobody has said how often people use "
    "what meets this need, or how much room there is."
)
NOT_KNOWN = "not known"
PLACES = "The places and postcodes behind these figures"
PLACES_GONE = "Meet it now, and would not then"
PLACES_LEFT = "Would still meet it: {count}"
PLACES_OPENED = "Would open"
PLACES_POSTCODES = "Postcodes whose people leave reach: {count}"
AND_MORE = "and {count} more"
MAP_TITLE = "Map: where people leave reach"
MAP_NEED = "Show on the map"
MAP_ALT = "Map of where people would leave reach: {need}. The table by area says the same."
MAP_NOTE = (
    "The number on each ward is how many of its people would leave reach. Press a ward to see what "
    "it has. Numbers that would overlap show once you zoom in."
)
MAP_LEGEND = "What the shades mean: of the people of the ward, so many leave reach"
MAP_CLASSES = (
    (0.3, "30% or more"),
    (0.1, "10 to 29%"),
    (0.03, "3 to 9%"),
    (0.0, "Some, under 3%"),
)
MAP_NOBODY = "Nobody"
INSTEAD = "What could be done instead"
INSTEAD_NONE = "We know of nothing that would have to find another place."
INSTEAD_LEAD = (
    "Places that may fit, the likeliest first, by what we know of them. Nobody has asked them yet."
)
INSTEAD_NOWHERE = "We know of no place within reach that would fit. There may be one."
INSTEAD_PLACES = "Places to ask: {count}"
INSTEAD_PEOPLE = "What is left nearest for people"
INSTEAD_NEAREST = "What is nearest then for most: {need}"
INSTEAD_FOR = "nearest for {people} of them"
INSTEAD_WALK = "half of these walk {metres} or less"
INSTEAD_ROOM = "room each week: {room}"
SINCE_TITLE = "With what closed already"
SINCE_LABEL = "Count closures since, as in 01/04/2022"
SINCE_GO = "Count them too"
SINCE_HERE = "What closed since {day} is counted on this page too."
SINCE_OFF = "What closed already is not counted on this page."
SINCE_ON = "What closed since {day} is counted together with this, below."
RESTS = "What these figures rest on"
PEOPLE_NOT_USERS = (
    "People living within reach, not people who use it. They are modelled from official figures, "
    "and rounded."
)
STANDARD_FROM = "{need}: {metres}. {source}"
CHANGED_STANDARDS = "See the standards, and which of them were changed"
NOT_NONE = "Places that nobody has told us about are not in it: none known is not none there."

# --- Together -------------------------------------------------------------------------------------

TOGETHER = "Proposals together"
TOGETHER_LEAD = "Each alone, and all at once, counted from the same day."
TOGETHER_ONE = "Choose two or more proposals"
TOGETHER_ONE_NEXT = "Or add a day, to count what closed since then together with one."
TOGETHER_EACH = "The proposals"
TOGETHER_NEEDS = "Need by need: each alone beside all at once"
TOGETHER_SAME = "Needs of which nobody more leaves reach because they come together: {count}"
TOGETHER_KIND = {"ward": "ward", "neighbourhood": "neighbourhood"}
TOGETHER_NEED = "Need"
TOGETHER_NEEDS_OF = "People leaving reach, by each alone and by all at once"
TOGETHER_NOBODY = "Nobody leaves reach, by any of them or by all at once, that we know of."
TOGETHER_UNKNOWN = "The address names something that is no proposal."
TOGETHER_ANY = "By any one alone"
TOGETHER_ALL = "By all at once"
TOGETHER_ONLY = "Only because they come together"
TOGETHER_NONE = "Nobody leaves reach only because they come together, that we know of."
TOGETHER_AREAS = "Where people leave reach only because they come together"
TOGETHER_AREAS_COLUMNS = ("Area", "People", "Postcodes")
TOGETHER_STOPS = "What stops, or loses something, only because they come together"
TOGETHER_STOPS_NONE = "Nothing stops only because they come together, that we know of."
TOGETHER_MAP = "Map: where people leave reach only together"
TOGETHER_MAP_ALT = (
    "Map of where people would leave reach only because the proposals come together: {need}."
)
TOGETHER_ALL_TITLE = "All at once"
TOGETHER_POSTCODES = "The postcodes behind this: {count}"
TOGETHER_REPORT = "Download the report on all of them (zip)"

# --- Step 4: report and publishing ----------------------------------------------------------------

REPORT_TITLE = "The report"
REPORT_TEXT = (
    "A zip with the report in Word and as a web page, each table as CSV, and what is needed to "
    "work it out again. Until the questions below are answered it calls itself an evidence sheet."
)
REPORT_NONE = "There is a report as soon as something changes."
REPORT_GO = "Download the report (zip)"
TOML_GO = "Save the proposal itself as a file (TOML), to pass it on or bring it back"
TOML_NONE = "There is no such file"
READERS_TITLE = "Who else may see this draft"
READERS_LATER = "Who else may answer its questions"
READERS_NONE = "Nobody but you."
READERS_NONE_LATER = "Nobody but you may answer them."
READER_LABEL = "E-mail of an officer who may read it and answer its questions"
READER_GO = "Name this officer"
READER_NAMED = "{email} may read it now, and answer its questions."
READER_REMOVE = "Take out {email}"
READER_REMOVED = "{email} may no longer see it."
PROMPTS_TITLE = "Questions that only people can answer"
PROMPTS_LEAD = (
    "The map answers none of these. They stand in the report as blanks until you do: {answered} of "
    "{all} answered."
)
PROMPT_PICK = "Question"
PROMPTS_ANSWERED = "What officers answered"
PROMPT_ANSWER = "Answer"
PROMPT_BY = "Who answers for it: a role"
PROMPT_GO = "Keep this answer"
PROMPT_KEPT = "The answer is kept."
PROMPT_SAID = "{officer}, {when}"
COPY_TEXT = "You would do it otherwise? Begin a draft of your own with the same changes."
COPY_GO = "Make a draft of my own from it"
COPIED = "This is a draft of your own now, with the same changes."
PUBLISH_TITLE = "Publish"
PUBLISH_TEXT = (
    "Then everybody can read it, visitors too, and it cannot be made a draft again. Its changes "
    "can no longer be altered."
)
PUBLISH_TICK = "Yes, everybody may read this from now on"
PUBLISH_GO = "Publish"
PUBLISHED_NOW = "It is published: everybody can read it now."
DELETE_TITLE = "Delete this draft"
DELETE_TICK = "Yes, delete it for good"
DELETE_GO = "Delete the draft"
DELETE_NOT = "Nothing was deleted."
DELETE_NOT_NEXT = "Tick that you want this, then press the button again."
DELETED = "The draft is deleted."
DECIDED_TITLE = "What was decided"
DECIDED_LABEL = "What was decided, in a sentence or two"
DECIDED_DAY = "On which day, as in 24/02/2027"
DECIDED_GO = "Keep the decision"
DECIDED_KEPT = "The decision is kept."
DONE_TITLE = "What happened"
DONE_LABEL = "What was done, in a sentence or two"
DONE_DAY = "Since which day, as in 01/04/2027"
DONE_GO = "Keep what happened"
DONE_KEPT = "What happened is kept."
OUTCOME_NO_DAY = "The day is missing."
BESIDE_TITLE = "What happened, beside what was expected"


def changes(count: int) -> str:
    """Count changes: ``1 change``, ``3 changes``."""
    return "1 change" if count == 1 else f"{count:,} changes"


def room(people: float | None) -> str:
    """Say for how many there is room each week."""
    return NOT_KNOWN if people is None else f"{people:,.0f}"


def visits(number: float | None) -> str:
    """Say how many visits a week something is called on for."""
    return NOT_KNOWN if number is None else about(number)
