"""Words for two entries that may be the same thing."""

from enum import StrEnum


class Which(StrEnum):
    """Pairs that wait for a decision, that are shown as one, or that a person decided."""

    OPEN = "open"
    JOINED = "joined"
    DECIDED = "decided"
