"""Times of day as people write them: ``9.30am to 4pm``, ``10-12``, ``13:00``."""

import re
from dataclasses import dataclass

NOON = 12 * 60
DAY_END = 24 * 60
MORNINGS = range(9, 13)
"""Bare hours that begin something before or at noon: ``10-12`` is not at night."""
AFTERNOONS = range(1, 6)
"""Bare hours that begin something after noon. From 6 to 8 it may be either."""

TIME = (
    r"(?:[0-9]{1,2}(?:[:.][0-5][0-9])?\s*(?:[ap]\.?m\b\.?|noon\b|midday\b|midnight\b)"
    r"|[0-9]{1,2}(?:[:.][0-5][0-9])?(?![0-9a-z:.]*[0-9a-z])|noon\b|midday\b|midnight\b)"
)
_PARTS = re.compile(r"(?P<hour>[0-9]{1,2})?(?:(?P<sign>[:.])(?P<minute>[0-9]{2}))?\s*(?P<half>.*)")


@dataclass(frozen=True)
class Clock:
    """A time as it was written: minutes since midnight.

    ``halved``: it says which half of the day. ``sure``: it says so, or counts 24 hours.
    """

    minutes: int
    sure: bool
    halved: bool = False


def clock(text: str) -> Clock | None:
    """Read one time, in small letters; None where there is no such time."""
    parts = _PARTS.fullmatch(text.strip())
    if parts is None:
        return None
    hour, minute = int(parts["hour"] or 12), int(parts["minute"] or 0)
    half = parts["half"].replace(".", "")
    if half in ("am", "pm"):
        later = NOON if half == "pm" else 0
        return Clock(hour % 12 * 60 + minute + later, True, True) if 1 <= hour <= 12 else None
    if half:
        at = DAY_END if half == "midnight" else NOON
        return Clock(at, True, True) if (hour, minute) == (12, 0) else None
    of_24 = not 1 <= hour <= 12 or (parts["sign"] == ":" and len(parts["hour"]) == 2)
    minutes = hour * 60 + minute
    return Clock(minutes, of_24) if minutes <= DAY_END else None


def span(opens: Clock, closes: Clock) -> tuple[str, str] | None:
    """Return from when to when, as ``09:30`` and ``16:00``.

    What one does not say (which half of the day) follows from the other, or from what is usual.
    None where it may be either, and where it would end before it begins: that goes on past
    midnight, which weekly times cannot say.
    """
    start = opens.minutes if opens.sure else _start(opens.minutes, closes)
    ends = [closes.minutes or DAY_END]
    if not closes.sure:
        ends.append(closes.minutes + NOON)
    end = next((end for end in ends if start is not None and start < end <= DAY_END), None)
    return (_shown(start), _shown(end)) if start is not None and end is not None else None


def _start(early: int, closes: Clock) -> int | None:
    """Return when it opens, where only hours up to 12 were said."""
    late = (early + NOON) % DAY_END
    if closes.halved:  # Of 1-3pm both are in one half, of 10-1pm they cannot be.
        return max((start for start in (early, late) if start < closes.minutes), default=None)
    if closes.sure or early // 60 in MORNINGS:
        return early
    if early // 60 in AFTERNOONS:
        return late
    return early if closes.minutes <= early else None


def _shown(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
