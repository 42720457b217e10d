"""The words of the page on what must not be lost."""

TITLE = "What must not be lost"
LEAD = (
    "Before anything is proposed: which places and services people depend on, need by need and "
    "directorate by directorate, and why."
)
NEXT = "Choose a need or a directorate from the lists."
NO_CUTS = "Nothing here proposes a cut."
START = "All needs and directorates"

NEED = "Need"
NEED_ALL = "All needs"
DIRECTORATE = "Looked after by"
DIRECTORATE_ALL = "Anybody"
TEAM = "{name}: part of the council"
GROUP = "{name}: {type}"
GROUP_OF_NO_TYPE = "a group"

BY_DIRECTORATE = "Who looks after what people depend on"
DIRECTORATES_NONE = "No part of the council is known to look after any of it."
KEPT_COLUMNS = (
    "Part of the council",
    "Things people depend on",
    "Too little known of",
    "The most people by one closure",
)
KEPT_OF = "Parts of the council"
OTHERS = "Also {count} other groups: choose one from the list."
OF_NEEDS = "{assets}, for {needs}"

FIRST_OF_EACH = "For each need, the one that most people depend on"
FIRST_TABLE = "One of each need, most people first"
OF_NEED = "{need}: what most people depend on"
OF_KEEPER = "What {name} looks after, most people first"
OF_BOTH = "{need}: what {name} looks after"
COLUMNS = (
    "What",
    "Need",
    "Only one in reach for",
    "Further reasons",
    "Too little known",
    "See more",
)
WHAT_IT_IS = {
    "group": "Group",
    "venue": "Venue",
    "service": "Service",
    "skill_offer": "Skill offer",
}
KEPT_BY = "Looked after by {name}"
KEPT_BY_NOBODY = "Nobody is known to look after it"
RANK = "number {rank} of this need"
NO_MORE_REASONS = "None that we know of"
NOTHING_LACKS = "Nothing that we look for is missing"
CLOSING = "What closing it would change"
NONE = "Nothing is known here that people depend on alone."
NONE_TEXT = (
    "Either everybody has several to choose from, or nobody has told us about what there is: "
    "both look the same here."
)


def status(count: int, day: str) -> str:
    """Say how much is listed, and of which day."""
    return f"{things(count)} {'is' if count == 1 else 'are'} listed, as they stand on {day}."


def things(count: int) -> str:
    """Count places and services."""
    return f"{count:,} place or service" if count == 1 else f"{count:,} places and services"


def needs(count: int) -> str:
    """Count needs."""
    return f"{count} need" if count == 1 else f"{count} needs"
