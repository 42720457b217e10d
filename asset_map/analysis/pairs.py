"""Which places are near which demand points: a grid over the places, and what is near one point.

All positions are on the British National Grid, metres; all distances walking metres. The functions
that are compiled (numba) hold one point's places at a time, so that a country fits into memory.
"""

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from asset_map.analysis.arrays import Floats, Whole
from asset_map.analysis.compiled import compiled, compiled_within
from asset_map.domain.errors import BadInput
from asset_map.domain.places import on_the_grid

Places = NDArray[np.int32]

TOLERANCE_M = 1e-3
"""A millimetre's rounding does not decide whether somebody lives within a distance."""

PARTS = 2
"""Cells of a grid that a radius is long: more of them hold fewer places in vain."""

CELLS_A_PLACE = 4
"""A grid has no more cells than this for each place, or a small radius would fill the memory."""


@dataclass(frozen=True)
class Pairs:
    """Which places are within a walk of which demand points, and how far.

    ``start`` (n + 1,): the pairs of demand point i are those from ``start[i]`` up to
    ``start[i + 1]``; ``place``: the row of the place; ``metres``: the walk.
    """

    start: Whole
    place: Places
    metres: Floats


class Near(NamedTuple):
    """What the compiled functions look into: the places by cells, or pairs that were measured.

    ``first`` (cells + 1,): where the places of a cell begin in ``x``, ``y`` and ``owner`` (the
    number of a place's provider), which are in the order of their cells. With pairs measured along
    streets (``start`` is not empty) the grid is not looked at. ``remote_start`` and
    ``remote_owner``: what reaches a point at home.
    """

    west: float
    south: float
    side: float
    columns: int
    rows: int
    first: Whole
    x: Floats
    y: Floats
    owner: Places
    radius: float
    detour: float
    start: Whole
    pair_owner: Places
    pair_metres: Floats
    remote_start: Whole
    remote_owner: Places


@dataclass(frozen=True)
class Walked:
    """Walks that were measured along streets: pairs within a radius, and from each demand point the
    walk to its nearest place, however far, infinite where streets lead to none (n,)."""

    pairs: Pairs
    nearest_m: Floats


NO_PAIRS = Pairs(np.empty(0, np.int64), np.empty(0, np.int32), np.empty(0))


def near(
    places_xy: Floats,
    within_m: float,
    detour: float,
    provider: Places,
    *,
    measured: Pairs = NO_PAIRS,
    remote: Pairs = NO_PAIRS,
) -> Near:
    """Return the places (m, 2) made ready to be looked for within some walking metres.

    ``provider`` (m,): whose they are; ``measured``: the same pairs along streets, where they are
    known; ``remote``: of each point the providers that come by phone, online or to the home.
    Raises BadInput where positions cannot be grid metres, or the detour is below 1.
    """
    refuse_degrees(places_xy)
    if not detour >= 1:
        raise BadInput(
            f"A detour factor of {detour:g} would make walks shorter than a straight line."
        )
    radius = (within_m + TOLERANCE_M) / detour
    x, y = np.ascontiguousarray(places_xy.T, dtype=np.float64).reshape(2, -1)
    west, south = (x.min(), y.min()) if len(x) else (0.0, 0.0)
    wide, high = (np.ptp(x), np.ptp(y)) if len(x) else (0.0, 0.0)
    side = max(radius / PARTS, math.sqrt((wide + 1) * (high + 1) / (CELLS_A_PLACE * len(x) + 1)))
    columns, rows = int(wide // side) + 1, int(high // side) + 1
    cell = ((y - south) // side).astype(np.int64) * columns + ((x - west) // side).astype(np.int64)
    order = np.argsort(cell, kind="stable")
    first = np.zeros(columns * rows + 1, np.int64)
    np.cumsum(np.bincount(cell, minlength=columns * rows), out=first[1:])
    return Near(
        west=float(west),
        south=float(south),
        side=float(side),
        columns=columns,
        rows=rows,
        first=first,
        x=x[order],
        y=y[order],
        owner=provider[order],
        radius=radius,
        detour=float(detour),
        start=measured.start,
        pair_owner=provider[measured.place],
        pair_metres=measured.metres,
        remote_start=remote.start,
        remote_owner=remote.place,
    )


def refuse_degrees(xy: Floats) -> None:
    """Raise BadInput where positions cannot be metres on the British National Grid."""
    if len(xy) and not on_the_grid(xy[:, 0], xy[:, 1]).all():
        raise BadInput(
            "The positions are not metres on the British National Grid.",
            "Check that they are not degrees.",
        )


@compiled_within
def _span(low: float, high: float, origin: float, side: float, cells: int) -> tuple[int, int]:
    """Return the first and last of the cells along one axis between two positions."""
    return (
        max(math.floor((low - origin) / side), 0),
        min(math.floor((high - origin) / side), cells - 1),
    )


@compiled
def gather(i: int, x: float, y: float, look: Near, owner: Places, squared: Floats) -> int:
    """Write whose the places near point ``i`` are, and their walks squared; return how many."""
    if len(look.start):
        begin, end = look.start[i], look.start[i + 1]
        for at in range(begin, end):
            owner[at - begin] = look.pair_owner[at]
            squared[at - begin] = look.pair_metres[at] * look.pair_metres[at]
        return int(end - begin)
    found, radius, scale = 0, look.radius, look.detour * look.detour
    farthest = radius * radius * scale
    left, right = _span(x - radius, x + radius, look.west, look.side, look.columns)
    low, high = _span(y - radius, y + radius, look.south, look.side, look.rows)
    if left > right:
        return 0
    for row in range(low, high + 1):
        for at in range(
            look.first[row * look.columns + left], look.first[row * look.columns + right + 1]
        ):
            east, north = look.x[at] - x, look.y[at] - y
            walk = (east * east + north * north) * scale
            # Written whether it counts or not: there is no branch to be guessed wrong.
            owner[found] = look.owner[at]
            squared[found] = walk
            found += walk <= farthest
    return found


@compiled
def count(x: Floats, y: Floats, look: Near) -> int:
    """Return how many pairs of a point and a place within the radius there are."""
    found, radius = 0, look.radius
    farthest = radius * radius
    for i in range(len(x)):
        left, right = _span(x[i] - radius, x[i] + radius, look.west, look.side, look.columns)
        low, high = _span(y[i] - radius, y[i] + radius, look.south, look.side, look.rows)
        if left > right:
            continue
        for row in range(low, high + 1):
            for at in range(
                look.first[row * look.columns + left], look.first[row * look.columns + right + 1]
            ):
                east, north = look.x[at] - x[i], look.y[at] - y[i]
                found += east * east + north * north <= farthest
    return found


@compiled
def nearest_two(  # noqa: C901 - one search, ring by ring; its parts would share everything
    x: Floats, y: Floats, look: Near, several: bool
) -> tuple[Floats, Floats, Places]:
    """Return the walks to the nearest place and to the nearest one of another provider, metres, and
    whose the nearest one is, -1 for none.

    However far they are, in straight lines times the detour; infinite where there is none.
    ``several``: there is more than one provider, so that a second one can be found.
    """
    one, other = np.full(len(x), np.inf), np.full(len(x), np.inf)
    owners = np.full(len(x), -1, np.int32)
    if not len(look.x):
        return one, other, owners
    for i in range(len(x)):
        column = min(max(int((x[i] - look.west) // look.side), 0), look.columns - 1)
        row = min(max(int((y[i] - look.south) // look.side), 0), look.rows - 1)
        best, second, whose = np.inf, np.inf, -1
        for ring in range(max(look.columns, look.rows)):
            # Cells of this ring are at least so far: from the grid's edge for points beyond it.
            inside = (ring - 1) * look.side
            wanted = second if several else best
            if ring and inside > 0 and wanted <= inside * inside:
                break
            for r in range(max(row - ring, 0), min(row + ring, look.rows - 1) + 1):
                edge = r in (row - ring, row + ring)
                step = 1 if edge or ring == 0 else 2 * ring
                for c in range(column - ring, column + ring + 1, step):
                    if c < 0 or c >= look.columns:
                        continue
                    cell = r * look.columns + c
                    for at in range(look.first[cell], look.first[cell + 1]):
                        east, north = look.x[at] - x[i], look.y[at] - y[i]
                        squared = east * east + north * north
                        owner = look.owner[at]
                        if squared < best:
                            if owner != whose:
                                second, whose = best, owner
                            best = squared
                        elif owner != whose and squared < second:
                            second = squared
        one[i], other[i] = math.sqrt(best) * look.detour, math.sqrt(second) * look.detour
        owners[i] = whose
    return one, other, owners
