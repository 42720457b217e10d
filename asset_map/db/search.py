"""What somebody looks for, as conditions of a query over what is found by what (``found_by``)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import floor, hypot, inf

from asset_map.db.in_force import in_force
from asset_map.db.marks import (
    COST_UNKNOWN,
    SESSION_MARKS,
    SQUARES,
    STEPS_UNKNOWN,
    TAKES_A_BREAK,
    TIMES_END,
    TIMES_UNKNOWN,
)
from asset_map.domain.assets import AssetKind
from asset_map.domain.places import Point


@dataclass(frozen=True)
class Search:
    """What somebody looks for. Empty or None means: no matter which.

    ``words``: a condition in words, as ``words_typed`` makes it, which ``about`` so many assets
    meet. ``times``: any of these marks (``evenings``, ``weekends``, ``mo``, ``tu`` ...; ``into:tu``
    is what began on Monday and goes on after midnight). A time belongs to the day on which it
    begins. ``days``: the days of these times, where they are not those of any week.
    """

    point: Point
    at: date
    within_m: float | None = None
    need: str | None = None
    kind: AssetKind | None = None
    words: str = ""
    about: int | None = None
    times: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    free: bool = False
    step_free: bool = False
    language: str = ""
    limit: int = 50

    @property
    def plain(self) -> bool:
        """Tell whether nothing but one need, if that, is asked for."""
        return not (self.words or self.kind or self.narrowed)

    @property
    def narrowed(self) -> bool:
        """Tell whether something is asked for of which it may be unknown."""
        return bool(self.times or self.free or self.step_free or self.language)


HERE = "ST_SetSRID(ST_MakePoint(:x, :y), 27700)"

IN_FORCE = in_force("p")

# Of what has times that hold from or until a day: whether any of them is in force.
_NOT_DATED = f"NOT p.found_by @@ $${TIMES_END!r}$$"
_ANY_IN_FORCE = f"""EXISTS (SELECT 1 FROM schedule t
    WHERE t.asset_id = p.asset_id AND t.freq = 'WEEKLY'
      AND {in_force("t")} {{further}})"""
_SOUGHT_IN_FORCE = _ANY_IN_FORCE.format(
    further=f"AND {SESSION_MARKS.format('t')} && CAST(:times AS text[])"
)

# A day of the week is one of a usual week; today and tomorrow are days of which a break takes some.
_NOT_AWAY = f"""(NOT p.found_by @@ $${TAKES_A_BREAK!r}$$ OR cardinality(CAST(:days AS date[])) = 0
    OR EXISTS (SELECT 1 FROM unnest(CAST(:days AS date[])) AS day WHERE NOT EXISTS (
        SELECT 1 FROM asset a
        WHERE a.id = p.asset_id AND a.break_from <= day AND a.break_until > day)))"""

AT_TIMES = f"({_NOT_DATED} OR {_SOUGHT_IN_FORCE}) AND {_NOT_AWAY}"
"""Of rows ``p`` whose marks have the times that are sought: whether they hold on the day."""

_NONE_IN_FORCE = f"NOT {_ANY_IN_FORCE.format(further='')}"
AT_TIMES_OR_UNKNOWN = f"({_NOT_DATED} OR {_SOUGHT_IN_FORCE} OR {_NONE_IN_FORCE}) AND {_NOT_AWAY}"
"""The same, or none is known that holds on the day."""


def bound(search: Search) -> dict[str, object]:
    """Return what the conditions bind."""
    return {
        "x": search.point.easting,
        "y": search.point.northing,
        "at": search.at,
        "within": search.within_m,
        "need": search.need,
        "times": [f"t:{time}" for time in search.times],
        "days": list(search.days),
        "query": condition(search),
        "limit": search.limit,
    }


def condition(search: Search, *, unknown_too: bool = False) -> str:
    """Return as a tsquery what a search is, but for where."""
    asked = [[f"n:{search.need}"]] if search.need else []
    asked += [[f"k:{search.kind.value}"]] if search.kind else []
    may_be_unknown = [
        ([f"t:{time}" for time in search.times], (TIMES_UNKNOWN, TIMES_END)),
        (["c:free"] if search.free else [], (COST_UNKNOWN,)),
        (["s:free"] if search.step_free else [], (STEPS_UNKNOWN,)),
    ]
    asked += [
        [*marks, *unknown] if unknown_too else marks for marks, unknown in may_be_unknown if marks
    ]
    if search.language and not unknown_too:  # Nobody says that a language is not spoken.
        asked.append([f"l:{search.language}"])
    parts = [any_of(marks) for marks in asked]
    return " & ".join([*parts, *([search.words] if search.words else [])])


def any_of(marks: list[str]) -> str:
    """Return the condition to have one of some marks."""
    return "(" + " | ".join("'" + mark.translate(_NO_SIGNS) + "'" for mark in marks) + ")"


_NO_SIGNS = str.maketrans(dict.fromkeys("'\\\x00"))


FEW = 300
"""Where no more assets than these have the words, all of them are looked at wherever they are."""

SIDES = 1.5
"""A circle up to so many sides of a square is made of squares of that size: larger ones hold too
much that is beside it, of smaller ones it takes too many."""

REACHES = (1_250.0, 2_500.0, 3_750.0, 5_000.0, 10_000.0, 15_000.0, 20_000.0, 40_000.0, 80_000.0)
"""How far is looked, in metres, as far as that takes; beyond these, everywhere. 60 km takes longer
than 80, for it takes 14 squares in place of 4."""


def circles(search: Search) -> list[tuple[float, str]]:
    """Return how far is looked around the point of a search, metres, ever farther, each with the
    tsquery of what is sought there; the last is all that was asked for."""
    last = inf if search.within_m is None else float(search.within_m)
    few = search.about is not None and search.about <= FEW
    reaches = [] if few else [reach for reach in REACHES if reach < last]
    needs = (search.need,) if search.need else ()
    beside, anywhere = condition(replace(search, need=None)), condition(search)
    return [
        (reach, f"{around} & {beside}" if around and beside else around or anywhere)
        for reach in (*reaches, last)
        for around in [squares(search.point, reach, needs)]
    ]


def squares(point: Point, reach_m: float, needs: Sequence[str] = ()) -> str:
    """Return the condition to lie in a square that a circle touches, and to meet any of some needs
    there: squares of the smallest size of which it touches few. Empty where it touches many of any
    size."""
    letter, side = next(
        ((letter, side) for letter, side in SQUARES.items() if reach_m <= side * SIDES), ("", 0)
    )
    if not letter:
        return ""
    # A metre more, lest rounding leave out what lies on the edge.
    reach = reach_m + 1
    across, up = (
        [(at, _beyond(middle, at * side, side)) for at in _touched(middle, reach, side)]
        for middle in (point.easting, point.northing)
    )
    touched = [f"{letter}:{x}:{y}" for x, dx in across for y, dy in up if hypot(dx, dy) <= reach]
    return any_of([f"{one}:{need}" for one in touched for need in needs] if needs else touched)


def _touched(middle: float, reach: float, side: int) -> range:
    return range(floor((middle - reach) / side), floor((middle + reach) / side) + 1)


def _beyond(middle: float, start: float, side: int) -> float:
    """Return how far it is to a stretch of a line, 0 inside it."""
    return max(start - middle, 0, middle - start - side)
