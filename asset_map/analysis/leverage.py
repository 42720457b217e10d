"""Whom it would help if a need were met at some place more: those who have none within reach now.

Positions are on the British National Grid, metres; people may be fractions, and are not rounded.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import KDTree

from asset_map.analysis.access import nearest_m, within
from asset_map.analysis.arrays import Mask, Metres
from asset_map.analysis.pairs import TOLERANCE_M, Pairs
from asset_map.domain.errors import BadInput

Reached: TypeAlias = tuple[NDArray[np.int64], NDArray[np.int64]]


@dataclass(frozen=True)
class Without:
    """The people of an area who have nothing within the standard.

    ``mask`` (n,) tells which demand points they are. ``people`` is None where no figure is known.
    ``middle``: the mean of where they live, grid metres; None where everybody has something.
    """

    mask: Mask
    points: int
    people: float | None
    middle: tuple[float, float] | None


@dataclass(frozen=True)
class Gains:
    """What each of k candidates would change; all arrays are (k,).

    ``people``: of the area, with none within the standard now, who would live within it;
    ``anywhere``: the same wherever they live. Both NaN where no figure for people is known.
    ``points``: how many demand points of the area. ``away_m``: walking metres to the nearest demand
    point of the area without any; infinite where there is none.
    """

    people: Metres
    anywhere: Metres
    points: Metres
    away_m: Metres


def without(xy: Metres, people: Metres, here: Mask, now_m: Metres, standard_m: float) -> Without:
    """Return who in the area has none within the standard.

    ``xy`` is (n, 2); ``people`` (n,), NaN where not known; ``here`` (n,), which lie in the area;
    ``now_m`` (n,), walking metres to the nearest place that meets the need.
    """
    mask = here & ~within(now_m, standard_m)
    known = here & ~np.isnan(people)
    return Without(
        mask=mask,
        points=int(mask.sum()),
        people=float(people[mask & known].sum()) if known.any() else None,
        middle=_middle(xy[mask], np.nan_to_num(people[mask])),
    )


def nearest_walk(walks: Pairs) -> Metres:
    """Return the shortest walk from each demand point, metres; infinite where there is none."""
    shortest = np.full(len(walks.start) - 1, np.inf)
    some = np.flatnonzero(np.diff(walks.start))
    if len(some):
        shortest[some] = np.minimum.reduceat(walks.metres, walks.start[some])
    return shortest


def gains(
    xy: Metres,
    people: Metres,
    here: Mask,
    now_m: Metres,
    candidates_xy: Metres,
    standard_m: float,
    detour: float,
    walks: Pairs | None = None,
) -> Gains:
    """Return whom each candidate (k, 2) would help; the other arguments are as in ``without``.

    ``walks``: those from the demand points to the candidates, within the standard at least, where
    they were measured along streets; else they are straight lines times the detour. Raises BadInput
    where positions cannot be grid metres, the arrays do not belong together, the detour is below 1
    or the standard not above zero.
    """
    if not len(xy) == len(people) == len(here) == len(now_m):
        raise BadInput("The demand points, their people and their distances are not equally many.")
    lacking = ~within(now_m, standard_m)
    nearest_m(xy, candidates_xy[:0], detour)  # Refuses degrees among those who are not lacking too.
    away = nearest_m(candidates_xy, xy[lacking & here], detour)
    point, place = (
        _straight(xy, lacking, candidates_xy, (standard_m + TOLERANCE_M) / detour)
        if walks is None
        else _along_streets(walks, lacking, standard_m)
    )

    def summed(weight: Metres) -> Metres:
        total = np.bincount(place, weights=weight[point], minlength=len(candidates_xy))
        return np.asarray(total, dtype=np.float64)

    counts, inside = np.nan_to_num(people), here.astype(np.float64)
    unknown = np.full(len(candidates_xy), np.nan)
    return Gains(
        people=summed(counts * inside) if _known(people[here]) else unknown,
        anywhere=summed(counts) if _known(people) else unknown,
        points=summed(inside),
        away_m=away,
    )


def _straight(xy: Metres, lacking: Mask, candidates_xy: Metres, radius_m: float) -> Reached:
    """Return which demand points that lack it each candidate reaches: points, candidates."""
    rows = np.flatnonzero(lacking)
    nobody = np.empty(0, np.int64)
    if not len(rows) or not len(candidates_xy):
        return nobody, nobody
    found = KDTree(xy[rows]).query_ball_point(candidates_xy, radius_m, return_sorted=False)
    points = np.concatenate([nobody, *(np.asarray(some, np.int64) for some in found)])
    return rows[points], np.repeat(np.arange(len(found)), list(map(len, found)))


def _along_streets(walks: Pairs, lacking: Mask, standard_m: float) -> Reached:
    point = np.repeat(np.arange(len(lacking)), np.diff(walks.start))
    near = lacking[point] & within(walks.metres, standard_m)
    return point[near], walks.place[near].astype(np.int64)


def _middle(xy: Metres, weight: Metres) -> tuple[float, float] | None:
    if not len(xy):
        return None
    x, y = np.average(xy, axis=0, weights=weight if weight.any() else None)
    return float(x), float(y)


def _known(people: Metres) -> bool:
    return bool((~np.isnan(people)).any())
