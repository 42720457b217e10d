"""The stages of a load after its files are read, in words for who waits."""

from enum import StrEnum


class Stage(StrEnum):
    """What is under way. Only at the last one can it no longer be stopped."""

    STORING = "storing them"
    DERIVING = "working out what is found where"
    KEEPING = "making it last"
