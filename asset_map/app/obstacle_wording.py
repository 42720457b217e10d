"""The words of the pages on what gets in groups' way."""

from asset_map.domain.obstacles import IN_WORDS

# --- To tell --------------------------------------------------------------------------------------

TELL_OF = "What gets in the way of {name}?"
TELL_LEAD = (
    "Keys that nobody hands out, a fee, a form of ten pages: say in a few words what red tape you "
    "meet. A steward of the map looks at it first; then everybody can read it, and the council can "
    "answer it."
)
THEME = "What is it about?"
THEMES = IN_WORDS
WORDS = "What gets in the way?"
WORDS_HINT = (
    "At most 500 characters. Name no private people; their phone numbers and e-mail addresses are "
    "taken out. A steward may shorten it; then you are told the words that are shown."
)
DIRECTORATE = "Who in the council could remove it?"
DIRECTORATE_NONE = "We don't know"
NAMED = "Show the name of {name} with it"
NAMED_HINT = (
    "Tick this only if the group agrees. Without it, nobody is told whom it is in the way of."
)
SEND = "Send it"
TELL_LINK = "Tell what gets in your way"
ALL = "What gets in groups' way"
ALL_LINK = "See what gets in groups' way"

# --- All of them ----------------------------------------------------------------------------------

LEAD = (
    "What groups and residents met when they tried to run something, by who could remove it. A "
    "steward of the map looked at each before it was shown; the council has not checked it."
)
NONE = "Nobody has told of anything yet."
NONE_NEXT = "Open the page of your group or place and choose “Tell what gets in your way”."
COUNT = "Still in the way"
COUNT_OF = "How many things are still in the way, by who could remove them"
COUNT_WHO = "Who could remove it"
COUNT_ALL = "All"
UNKNOWN = "Nobody knows who"
GROUP = "Told of by {name}, on {day}"
SOMEBODY = "Told of on {day}"
REMOVED = "Out of the way since {day}"
STANDS = "Still in the way"
COUNCIL = "The council, on {day}"
COUNCIL_NONE = "The council has not answered yet."
REMOVED_DAY = "Removed on {day}."

SHOW = "Which ones"
SHOW_WHO = "Who could remove it"
SHOW_ABOUT = "What it is about"
SHOW_ALL = "All"
SHOW_GO = "Show these"
FOUND = ("1 thing is listed", "{n:,} things are listed")
NONE_SUCH = "Nothing of that kind was told."
PAGE = "Page {page} of {pages}"
PAGES = "Pages of the list"
EARLIER = "Page before"
LATER = "Next page"

# --- To answer ------------------------------------------------------------------------------------

ANSWER = "Answer this"
ANSWER_WORDS = "What does the council say?"
ANSWER_HINT = "Everybody can read it. Name no private people."
ANSWER_DAY = "Since which day is it out of the way?"
ANSWER_DAY_HINT = "Such as 31 March 2027. Leave it empty while it stands."
ANSWER_GO = "Keep the answer"
ANSWER_OF = "Keep the answer to: {words}"
ANSWERED = "The answer is kept, and everybody can read it."
