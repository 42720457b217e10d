"""What somebody asks of reach: narrowed to certain times, cost and access; and what is known."""

import re
from dataclasses import dataclass
from enum import StrEnum

from asset_map.domain.errors import BadInput

EVENING_FROM = "18:00"
"""From this time on, Monday to Friday, it is evening: when those who work by day are free. Ours."""

WEEKDAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
"""Days of the week as Open Referral has them."""


class When(StrEnum):
    """Times that a question is narrowed to."""

    EVENINGS = "evenings"
    WEEKENDS = "weekends"


@dataclass(frozen=True)
class Narrowing:
    """What a question is narrowed to; nothing set means: no matter which.

    ``weekday`` (MO, TU ...) and ``time`` (local, such as 18:30) go together: open at that moment.
    Raises BadInput where there is no such moment.
    """

    when: When | None = None
    weekday: str = ""
    time: str = ""
    free: bool = False
    step_free: bool = False

    def __post_init__(self) -> None:
        """Refuse a moment that there is not."""
        if bool(self.weekday) != bool(self.time):
            raise BadInput("A weekday and a time go together.", "Give both, or neither.")
        if self.weekday and self.weekday not in WEEKDAYS:
            raise BadInput(f"No day is called {self.weekday!r}.", f"Use {', '.join(WEEKDAYS)}.")
        if self.time and not re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", self.time):
            raise BadInput(f"{self.time!r} is no time of day.", "Write it as 18:30.")

    def __bool__(self) -> bool:
        """Tell whether anything is narrowed."""
        return self != Narrowing()

    @property
    def timed(self) -> bool:
        """Tell whether it is narrowed to certain times."""
        return self.when is not None or bool(self.time)


NOT_NARROWED = Narrowing()


@dataclass(frozen=True)
class Evidence:
    """What is known of the assets that meet one need in an authority, and how well.

    Counts of assets. ``known``: those that count for the question, having a place in the authority
    or coming by phone, online or to homes there; ``confirmed``, of these within 12 months.
    ``located_by``: those with a place, by how it is known (coordinates, postcode, area, and
    ``ward`` for those shown at the middle of their ward). ``remote``: those that come; one that
    has a place as well is in both. ``placeless``, not among the known: those that meet the need
    in the area of the authority, while nobody told us where or how.

    ``times_unknown``, ``cost_unknown``, ``access_unknown``: those left out of a narrowed question
    only because nothing is known of that, which is no gap. One may be in several of them.
    """

    known: int
    confirmed: int
    located_by: dict[str, int]
    remote: int
    placeless: int
    times_unknown: int = 0
    cost_unknown: int = 0
    access_unknown: int = 0
