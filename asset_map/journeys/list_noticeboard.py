"""Anybody: one page for the noticeboard of an area: what is on, day by day, and by phone.

A sheet of paper hangs for weeks where anybody reads it, and holds only so much. So it has what was
confirmed lately and takes newcomers, with weekly times; never a place that is not shown. What was
left out is counted by its reason.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from asset_map.analysis.assumptions import DETOUR_FACTOR, minutes_on_foot
from asset_map.db import assets, in_area, in_full, session
from asset_map.db.in_full import InFull, Weekly
from asset_map.db.near import Found
from asset_map.domain import breaks
from asset_map.domain.assets import Asset, Session
from asset_map.domain.days import uk_today
from asset_map.domain.offers import Way, is_free, remote_ways
from asset_map.domain.places import Area
from asset_map.domain.reach import WEEKDAYS
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks
from asset_map.journeys.resolve_place import resolve_area

OVER_M = 800 / DETOUR_FACTOR
"""What stands this far beyond the boundary is as near as what is in it: ten minutes' walk."""

MOST_OVER = 200
MOST_TIMES = 24
"""No sheet tells more times of the week, nor more that has no place; the surface that draws it says
whether so many fit."""
MOST_COMING = 4

_NOT_FOR_ALL = re.compile(
    r"\b(?:members? only|only (?:for )?(?:our |its )?members|referr(?:al|ed)|by invitation"
    r"|invited|staff|residents only|tenants only)\b",
    re.IGNORECASE,
)


class LeftOut(StrEnum):
    """Why something that is in reach does not stand on the sheet."""

    NOT_CONFIRMED = "not confirmed"
    NOT_FOR_ALL = "not for all"
    NO_TIMES = "no times"
    NOT_SHOWN = "not shown"
    NO_ROOM = "no room"


@dataclass(frozen=True)
class Line:
    """One thing on the sheet. ``session`` is None for what is not on at a time of the week.

    ``minutes`` on foot from the boundary, for what lies beyond it. ``away``: the break that it
    takes, in words.
    """

    asset_id: UUID
    name: str
    session: Session | None
    where: str
    minutes: float | None
    who_for: str
    cost: str
    step_free: bool | None
    how: str
    phone: str
    url: str
    until: date | None
    away: str = ""


@dataclass(frozen=True)
class Noticeboard:
    """What the sheet of an area says on a day. ``days``: MO to SU, each in the order of the day."""

    area: Area
    at: date
    days: Mapping[str, tuple[Line, ...]]
    coming: tuple[Line, ...]
    left_out: Mapping[LeftOut, int]
    sources: tuple[tuple[str, str], ...]
    demo: bool

    @property
    def times(self) -> int:
        """Return how many times of the week the sheet tells."""
        return sum(map(len, self.days.values()))


@dataclass(frozen=True)
class _Thing:
    asset: Asset
    found: Found
    more: InFull
    beyond_m: float | None

    @property
    def ways(self) -> frozenset[Way]:
        return remote_ways(self.more.how)


def _always(_sheet: Noticeboard) -> bool:
    return True


@asks(Action.BROWSE)
def list_noticeboard(
    words: str, at: date | None = None, fits: Callable[[Noticeboard], bool] = _always
) -> Noticeboard:
    """Return the sheet of an area, by its name (however it is spelt) or code.

    ``fits`` tells whether a sheet is one page: of too many things the least useful are left out.
    """
    at = at or uk_today()
    with session.reading() as connection:
        area = resolve_area(connection, words)
        held = in_area.held(connection, area.id, at)
        ids = [item.asset_id for item in held]
        wider = [one.found for one in in_area.wider(connection, area.id, at, ids) if not one.partly]
        over, _ = in_area.just_over(connection, area.id, at, ids, far_m=OVER_M, limit=MOST_OVER)
        beyond = {one.found.asset_id: one.straight_m for one in over}
        found = {item.asset_id: item for item in [*held, *wider, *(one.found for one in over)]}
        known = assets.by_ids(connection, list(found))
        more = in_full.read_in_full(connection, list(found))
    things = [
        _Thing(known[one], item, more[one], beyond.get(one))
        for one, item in found.items()
        if one in known and one in more
    ]
    most = MOST_TIMES
    while not fits(sheet := _sheet(area, at, things, most)) and most:
        most -= 1
    return sheet


def _sheet(area: Area, at: date, things: list[_Thing], most: int) -> Noticeboard:
    left_out: Counter[LeftOut] = Counter()
    useful = []
    for thing in things:
        why = _why_not(thing, at)
        if why is None:
            useful.append(thing)
        # Of a group or a venue no times are expected: what happens there is told.
        elif thing.asset.kind == "service":
            left_out[why] += 1
    all_coming = [_line(thing, None, at) for thing in useful if not thing.more.weekly]
    coming = sorted(all_coming, key=lambda line: (line.phone == "", line.name))
    timed = [
        _line(thing, weekly, at)
        for thing in useful
        for weekly in dict.fromkeys(thing.more.weekly)
        if _in_force(weekly, at)
    ]
    days = _chosen(timed, most)
    told = {line.asset_id for lines in days.values() for line in lines}
    told |= {line.asset_id for line in coming[:MOST_COMING]}
    left_out[LeftOut.NO_ROOM] += len({thing.asset.id for thing in useful} - told)
    shown = [thing.asset.provenance for thing in useful if thing.asset.id in told]
    return Noticeboard(
        area=area,
        at=at,
        days=days,
        coming=tuple(coming[:MOST_COMING]),
        left_out={why: count for why, count in left_out.items() if count},
        sources=tuple(sorted({(source.source, source.licence) for source in shown})),
        demo=area.demo or any(source.demo for source in shown),
    )


def _why_not(thing: _Thing, at: date) -> LeftOut | None:
    """Return why something does not stand on the sheet; None where it does."""
    asset, more = thing.asset, thing.more
    comes = thing.found.covers is not None or bool(thing.ways)
    if asset.masked or not (more.shown or (comes and not more.weekly)):
        return LeftOut.NOT_SHOWN
    if asset.kind != "service" or not (more.weekly or thing.ways):
        return LeftOut.NO_TIMES
    if thing.beyond_m is not None and not more.weekly:
        return LeftOut.NO_TIMES
    if _NOT_FOR_ALL.search(more.who_for):
        return LeftOut.NOT_FOR_ALL
    if not asset.provenance.confirmed_within_a_year(at):
        return LeftOut.NOT_CONFIRMED
    return None


def _in_force(weekly: Weekly, at: date) -> bool:
    begun = weekly.valid_from is None or weekly.valid_from <= at
    return begun and (weekly.valid_to is None or weekly.valid_to > at)


def _chosen(lines: Iterable[Line], most: int) -> dict[str, tuple[Line, ...]]:
    """Return the lines by day; of too many, the best of each day, then the next best of each."""
    by_day: dict[str, list[Line]] = {day: [] for day in WEEKDAYS}
    for line in sorted(lines, key=_usefulness):
        if line.session and line.session.byday in by_day:
            by_day[line.session.byday].append(line)
    in_turn = sorted(
        (place, list(WEEKDAYS).index(day))
        for day, listed in by_day.items()
        for place in range(len(listed))
    )
    shares = Counter(day for _, day in in_turn[:most])
    return {
        day: tuple(sorted(listed[: shares[number]], key=_time_of_day))
        for number, (day, listed) in enumerate(by_day.items())
    }


def _usefulness(line: Line) -> tuple[bool, bool, float, str, str]:
    """What is here comes first, then what is free, then the nearest beyond."""
    return (
        line.minutes is not None,
        not is_free(line.cost),
        line.minutes or 0,
        *_time_of_day(line),
    )


def _time_of_day(line: Line) -> tuple[str, str]:
    return (line.session.opens_at if line.session else "", line.name)


def _line(thing: _Thing, weekly: Weekly | None, at: date) -> Line:
    asset, more = thing.asset, thing.more
    ends = [day for day in (asset.valid_to, weekly.valid_to if weekly else None) if day]
    beyond = thing.beyond_m
    return Line(
        asset_id=asset.id,
        name=asset.name,
        session=weekly.session if weekly else None,
        where=", ".join(dict.fromkeys(filter(None, (more.venue, more.address, more.postcode)))),
        minutes=None if beyond is None else minutes_on_foot(beyond * DETOUR_FACTOR),
        who_for=more.who_for,
        cost=more.cost,
        step_free=more.step_free,
        how=more.how,
        phone=more.phone,
        url=more.url,
        until=min(ends, default=None),
        away=breaks.in_words(asset.away, at),
    )
