"""Weekly hours as people read them, from the short form of OpenStreetMap."""

import re
from collections.abc import Mapping
from functools import lru_cache

from asset_map.domain.assets import Session
from asset_map.domain.sentences import listed

Spans = Mapping[str, tuple[tuple[int, int], ...]]
"""Of each day (MO to SU) from when to when, minutes after midnight, in order and apart."""

_DAYS = {
    "Mo": "Monday",
    "Tu": "Tuesday",
    "We": "Wednesday",
    "Th": "Thursday",
    "Fr": "Friday",
    "Sa": "Saturday",
    "Su": "Sunday",
}
_DAY = "|".join(_DAYS)
_TIME = r"\d{1,2}:\d{2}-\d{1,2}:\d{2}"
_RULE = re.compile(rf"((?:{_DAY})(?:[,-](?:{_DAY}))*) ({_TIME}(?:,{_TIME})*)")


@lru_cache(4096)
def in_words(hours: str) -> str:
    """Return ``Tu,We 16:00-21:00`` as ``Tuesday and Wednesday 16:00-21:00``.

    Hours in any other form are returned as they are.
    """
    rules = [_RULE.fullmatch(re.sub(r"\s*,\s*", ",", part.strip())) for part in hours.split(";")]
    read = [f"{_days(rule[1])} {listed(rule[2].split(','))}" for rule in rules if rule]
    return ", ".join(read) if len(read) == len(rules) else hours


def _days(short: str) -> str:
    return listed([" to ".join(_DAYS[day] for day in part.split("-")) for part in short.split(",")])


@lru_cache(4096)
def spans(hours: str) -> Spans | None:
    """Return weekly hours day by day; None where they are in any other form, or empty."""
    found: dict[str, list[tuple[int, int]]] = {}
    for part in filter(None, map(str.strip, hours.split(";"))):
        rule = _RULE.fullmatch(re.sub(r"\s*,\s*", ",", part))
        times = [_span(one) for one in rule[2].split(",")] if rule else []
        if rule is None or None in times:
            return None
        for day in _each_day(rule[1]):
            found.setdefault(day, []).extend(time for time in times if time)
    return {day: _joined(times) for day, times in found.items()} or None


@lru_cache(4096)
def sessions_in_words(sessions: tuple[Session, ...]) -> str:
    """Return weekly times as ``Monday and Thursday 13:00-16:00, Saturday 10:00-12:00``."""
    by_time: dict[str, list[str]] = {}
    names = {short.upper(): name for short, name in _DAYS.items()}
    order = list(names)
    for one in sorted(sessions, key=lambda one: (order.index(one.byday), one.opens_at)):
        by_time.setdefault(f"{one.opens_at}-{one.closes_at}", []).append(names[one.byday])
    return ", ".join(f"{listed(days)} {time}" for time, days in by_time.items())


def covered(free: Spans, session: Session) -> bool:
    """Tell whether a weekly time lies wholly within some hours."""
    opens, closes = _minutes(session.opens_at), _minutes(session.closes_at)
    if closes <= opens:  # It goes on after midnight: the part before it is looked at.
        closes = _DAY_ENDS
    return any(start <= opens and closes <= end for start, end in free.get(session.byday, ()))


_DAY_ENDS = 24 * 60


def _each_day(short: str) -> list[str]:
    order = list(_DAYS)
    found = []
    for part in short.split(","):
        first, *last = (order.index(day) for day in part.split("-"))
        count = (last[0] - first) % 7 if last else 0
        found += [order[(first + at) % 7].upper() for at in range(count + 1)]
    return found


def _span(times: str) -> tuple[int, int] | None:
    opens, closes = map(_minutes, times.split("-"))
    if opens > _DAY_ENDS or closes > _DAY_ENDS:
        return None
    return (opens, closes) if closes > opens else (opens, _DAY_ENDS)


def _minutes(time: str) -> int:
    hours, minutes = time.split(":")[:2]
    return int(hours) * 60 + int(minutes)


def _joined(times: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    joined: list[tuple[int, int]] = []
    for opens, closes in sorted(times):
        if joined and opens <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], closes)
        else:
            joined.append((opens, closes))
    return tuple(joined)
