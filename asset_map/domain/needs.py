"""What a resident looks for, and how near is near enough."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Unit(StrEnum):
    """In what a standard is given: how far, or how long, somebody walks one way."""

    METRES = "metres"
    MINUTES = "minutes"


@dataclass(frozen=True)
class Standard:
    """How near is near enough for a need, walking one way, and where that comes from.

    ``metres`` and ``minutes`` say the same, at the walking speed in force; ``value`` is the one of
    them that was set, in ``unit``. ``weekly_rate``: visits a week by each resident, None where no
    figure is known. ``default``, and what follows it, only where an officer changed the standard.
    """

    need_id: str
    metres: float
    minutes: float
    source: str
    note: str = ""
    value: float = 0.0
    unit: Unit = Unit.METRES
    weekly_rate: float | None = None
    rate_source: str = ""
    default: "Standard | None" = None
    changed_by: str = ""
    why: str = ""
    since: datetime | None = None


@dataclass(frozen=True)
class Need:
    """One of the closed list of needs."""

    id: str
    label: str
    taxonomy_term: str
    sensitive: bool = False
