"""A break: days on which something that goes on is not on, as in summer, or while it is mended."""

from dataclasses import dataclass
from datetime import date, timedelta

MOST = timedelta(weeks=12)
"""What is away for longer has ended, and may open again: figures of a usual week would not hold."""

TOO_LONG = "A break of more than 12 weeks is as good as an end."
TOO_LONG_NEXT = "Say that it ends, with the day; once it is back, open it again here."


@dataclass(frozen=True)
class Break:
    """``since``: its first day; ``until``: the day on which it is on again; ``why``: for everybody
    to read, empty where nobody said."""

    since: date
    until: date
    why: str = ""

    def on(self, day: date) -> bool:
        """Tell whether a day is one of those without it."""
        return self.since <= day < self.until

    def over(self, day: date) -> bool:
        """Tell whether it is on again by a day: then the break is told no more."""
        return self.until <= day


def known(since: date | None, until: date | None, why: str | None = "") -> Break | None:
    """Return a break of which both days are known, one after the other; None for any other."""
    if since is None or until is None or until <= since:
        return None
    return Break(since, until, why or "")


def in_words(one: Break | None, today: date) -> str:
    """Say a break that is not over: ``On a break until 1 September 2026``; empty where none is."""
    if one is None or one.over(today):
        return ""
    if one.on(today):
        return f"On a break until {_day(one.until)}"
    return f"Takes a break from {_day(one.since)} until {_day(one.until)}"


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
