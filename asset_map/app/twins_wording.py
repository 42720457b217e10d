"""The words of the page on what may be the same thing twice.

Plain English, sentence case. What comes from data is put in by the caller, who escapes it.
"""

NAV = "Duplicates"
TITLE = "What may be the same thing twice"
LEAD = "Pairs of entries that are much alike, for a person to decide."
DOES = (
    "What you decide holds in later loads too: the same are shown as one, the different as two. "
    "Nothing is deleted, and each decision can be undone."
)
BY = "Who decides: a role, no name"
STEWARD = "steward"
UNKNOWN_NEXT = "Undo the decision that stands against it first, in the list of decisions."
OPEN = "Waiting for a decision"
NONE = "No pairs wait for a decision. A load adds some when it tells of what is here already."
COUNT = "{pairs} wait for a decision, the most alike first."
SHOWN = "{pairs} wait for a decision. These are the {shown} most alike."
LEFT = "{pairs} you left for now; they wait, and come back when you open the page again."
AND = "{a} and {b}"
NAMESAKES = "Two entries named {a}"
ALIKE = "{how} alike ({score} of 1): {why}."
HOW_ALIKE = ((0.85, "Very much"), (0.7, "Much"), (0.0, "Somewhat"))
APART = "{distance} apart"
APART_SAID = " m apart"
UNDER = "Less than 10 m apart"
APART_UNKNOWN = "How far apart is not known"
APART_HIDDEN = "How far apart is not shown"
WHY_HIDDEN = "their names and numbers"
WHERE_HIDDEN = "Not shown"
COLUMNS = ("Name", "Kind", "Source", "Where")
SAME = "They are the same"
DIFFERENT = "They are different"
LEAVE = "Leave it for now"
CHOOSE = "They are the same, but choose field by field which one is right"
SAID_LEFT = "Left for now: {a} and {b}."
BY_RULE = "Joined by a load"
BY_RULE_NONE = "No load has joined anything by itself."
BY_RULE_COUNT = "{pairs} joined by a load, which was sure: the last first, the least alike before."
BY_RULE_SHOWN = "{pairs} joined by a load, which was sure. These are the last {shown}."
BY_RULE_APART = "Show them as two"
DECIDED = "Decided"
DECIDED_NONE = "Nothing is decided yet."
DECIDED_COUNT = "{pairs} decided, the last first."
DECIDED_SHOWN = "{pairs} decided. These are the last {shown}."
DECIDED_AS = {"same": "the same", "different": "different"}
DECIDED_BY = "Decided to be {what} on {when}, by: {who}."
UNDO = "Undo"
UNDO_ASK = (
    "Nothing is undone yet. A load holds {a} and {b} to be the same thing: undoing shows them as "
    "one, at once. What do you want?"
)
UNDO_AND_JOIN = "Undo, and show them as one"
UNDO_AND_WAIT = "Leave it open: two, until somebody decides"
UNDO_NOT = "Leave the decision as it is"
UNDO_LEFT = "Nothing was changed. {a} and {b} stay as they were decided."
WAIT = "Writing it down ..."


def pairs(count: int) -> str:
    """Count pairs of entries."""
    return "1 pair" if count == 1 else f"{count:,} pairs"


def how_alike(score: float) -> str:
    """Say in a word or two how alike two entries are, of a score of 0 to 1."""
    return next(words for least, words in HOW_ALIKE if score >= least)
