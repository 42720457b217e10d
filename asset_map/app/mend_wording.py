"""The words of what stewards see of words that become public, or are so already.

Plain English, sentence case. What comes from data is put in by the caller, who escapes it.
"""

from asset_map.domain.contributions import Kind

PUBLIC = "Words that become public"
PUBLIC_NOW = "What everybody reads"
AS_READ = "As everybody will read it: {field}"
AS_READ_NOW = "As everybody reads it now: {field}"
FIELDS = {"words": "the words", "title": "the title"}
NAMES = (
    "This may name a person, or a group that does not want to be named: {names}. No private person "
    "is named in public: leave the name out, or write a role, such as “the caretaker”."
)
CONTACTS = (
    "This may lead to a person: {contacts}. Leave it unless it is certainly an organisation's own."
)
LEFT_OUT = "What says (left out) was a private contact. It was taken out by itself."
LOOK = "We mark what looks like a name, and miss some: read it through."
LABELS = {"words": "Words that become public", "title": "Title that becomes public"}
LABELS_NOW = {"words": "Words that everybody reads", "title": "Title that everybody reads"}
HINT = (
    "Shorten or mend it, and change nothing of what it says. What the sender typed is kept as it "
    "is, for stewards. The sender is told the words that are shown, where we still have their "
    "address."
)
MARK = "A steward of the map changed the words."
WHERE = "See it where everybody reads it"
MENDED_WAY = "Mend these words, or take them down"

MEND_TITLE = "{title}: mend the words, or take it down"
MEND_LINK = "Mend these words"
DOWN_LINK = "Take it down"
LINK_OF = "{what}: {words}"
SENT = "As it was sent"
MEND = "Mend these words"
MEND_GO = "Show these words from now on"
DOWN = "Take it down"
DOWN_TEXT = (
    "Nobody reads it any more, on any page or in any report that is made from now on{more}. It "
    "cannot be put back; its sender may send it in again."
)
DOWN_MORE = {
    Kind.OBSTACLE: ", nor what the council answered to it",
    Kind.COUNTER: ", nor what people said to it",
}
WHY = "Why is it taken down?"
WHY_HINT = (
    "It goes out by mail to its sender as you write it, where we still have their address. Name "
    "nobody."
)
SURE = "Take it down for good"
DOWN_GO = "Take it down"
OWN_ALONE = "You sent this in yourself. Nobody else may review here, so you decide; that is noted."
OWN_NOT = "You sent this in yourself: another steward decides on it."
OWN_NOT_MEND = "You sent this in yourself: another steward may change its words."
