"""The words of the page on how near is near enough.

Plain English, sentence case. What comes from data is put in by the caller, who escapes it.
"""

from asset_map.domain.needs import Unit

NAV = "How near?"
TITLE = "How near is near enough?"
LEAD = (
    "For each need a distance on foot that we hold to be near enough. All figures on who lives "
    "within reach are counted by it."
)
NEXT = "Choose a need in the list."
NEEDS = "The standard of each need"
NONE_CHANGED = "Nothing is changed here: the defaults hold."
CHANGED = "Changed here: {changed} of {all}, each beside its default."
CAPTION = "Walking, one way, at {kmh} km/h"
COLUMNS = ("Need", "Near enough", "Default", "Where it comes from")
SAME = "the same"
NOW = "Now: {far}. Source: {source}."
DEFAULT = "The default is {far}."
CHANGED_BY = "Changed on {when}, by {who}: {why}"
RATE = "Used {rate} times a week by each resident. Source: {source}"
CHANGE = "Change a standard"
NEED = "Need"
NEED_NONE = "Choose a need"
VALUE_LABEL = "New standard, walking, one way"
UNIT_LABEL = "In"
UNITS = {Unit.METRES: "metres", Unit.MINUTES: "minutes"}
SOURCE_LABEL = "Where the figure comes from"
WHY_LABEL = "Why it is changed; everybody reads this"
BY_LABEL = "Who changes it: a role, no name"
RATE_LABEL = "Visits a week by each resident, if that is known"
RATE_SOURCE_LABEL = "Where the visits a week come from"
GO = "Change the standard"
RESET = "Go back to the default"
NO_VALUE = "The new standard is missing."
NO_NUMBER = "{typed} is not a number."
VALUE_NEXT = "Write it in figures, such as 600 or 7.5."
RATE_NEXT = "Write the visits in figures, such as 0.5, or leave them out."
HISTORY = "What was changed so far: {changes}, the last first"
HISTORY_COLUMNS = ("Need", "Set to", "When", "By", "Why")
VALUE = "{value} {unit}"
HOLDS = "{far}; holds now"
UNTIL = "{far}; until {when}"
BACK = "the default again"
ASSUMED_TITLE = "What else the figures rest on"
ASSUMED_CAPTION = "Figures that were chosen, each with its source"
ASSUMED_COLUMNS = ("What", "Figure", "Where it comes from")


def changes(count: int) -> str:
    """Count changes of standards."""
    return "1 change" if count == 1 else f"{count:,} changes"
