"""What a resident looks for, and how near is near enough."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Standard:
    """How near is near enough for a need: walking metres, one way, with where that comes from."""

    need_id: str
    metres: float
    minutes: float
    source: str
    note: str


@dataclass(frozen=True)
class Need:
    """One of the closed list of needs."""

    id: str
    label: str
    taxonomy_term: str
