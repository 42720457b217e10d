"""What somebody asks of reach: narrowed to certain times, cost and access; and what is known."""

from dataclasses import dataclass
from enum import StrEnum


class When(StrEnum):
    """Times that a question is narrowed to."""

    EVENINGS = "evenings"
    WEEKENDS = "weekends"


@dataclass(frozen=True)
class Narrowing:
    """What a question is narrowed to; nothing set means: no matter which.

    ``weekday`` (MO, TU ...) and ``time`` (local, such as 18:30) go together: open at that moment.
    """

    when: When | None = None
    weekday: str = ""
    time: str = ""
    free: bool = False
    step_free: bool = False

    def __bool__(self) -> bool:
        """Tell whether anything is narrowed."""
        return self != Narrowing()


@dataclass(frozen=True)
class Evidence:
    """What is known of the assets that meet one need, and how well.

    Counts of assets. ``located_by``: by how their place is known (coordinates, postcode, area,
    and ``ward`` for those shown at the middle of their ward). ``placeless``: those that meet the
    need in the area of the authority, while nobody told us where or how. ``times_unknown``,
    ``cost_unknown``, ``access_unknown``: those left out of a narrowed question because nothing is
    known of that, which is no gap.
    """

    known: int
    confirmed: int
    located_by: dict[str, int]
    remote: int
    placeless: int
    times_unknown: int = 0
    cost_unknown: int = 0
    access_unknown: int = 0
