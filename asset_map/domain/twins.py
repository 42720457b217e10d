"""Words for two entries that may be the same thing."""

from enum import StrEnum


class Which(StrEnum):
    """Pairs that wait for a decision, that are shown as one, that a load joined by itself, or that
    a person decided."""

    OPEN = "open"
    JOINED = "joined"
    BY_RULE = "by-rule"
    DECIDED = "decided"
