"""What people looked for in vain: real people, told of fixed areas and closed quarters alone."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from asset_map.domain.numbers import real_people, real_people_shown

KEPT_YEARS = 3
"""Quarters that began longer ago are dropped."""


class Unmet(StrEnum):
    """How somebody came to be counted."""

    NOTHING_FOUND = "nothing_found"
    MISSING = "missing"


@dataclass(frozen=True, order=True)
class Quarter:
    """Three months of the calendar, by their first day."""

    first: date

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """Return the quarter that a day is in."""
        return cls(date(day.year, day.month - (day.month - 1) % 3, 1))

    def after(self, quarters: int) -> "Quarter":
        """Return the quarter that comes so many later; with fewer than none, earlier."""
        months = self.first.year * 12 + self.first.month - 1 + 3 * quarters
        return Quarter(date(months // 12, months % 12 + 1, 1))

    def __str__(self) -> str:
        last = date(self.first.year, self.first.month + 2, 1)
        return f"{self.first:%B} to {last:%B %Y}"


@dataclass(frozen=True)
class Counted:
    """Real people counted, as anybody may know of them: ``people`` is None where they are few."""

    people: int | None
    shown: str

    @classmethod
    def of(cls, count: int) -> "Counted":
        """Return of a count what may be known of it."""
        return cls(real_people(count), real_people_shown(count))

    @property
    def any(self) -> bool:
        """Tell whether anybody was counted."""
        return self.people != 0
