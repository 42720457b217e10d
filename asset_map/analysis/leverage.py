"""Whom it would help if a need were met at some place more: those who have none within reach now.

Positions are on the British National Grid, metres; people may be fractions, and are not rounded.
"""

from dataclasses import dataclass

import numpy as np
from scipy.spatial import KDTree

from asset_map.analysis.access import Mask, Metres, nearest_m, within
from asset_map.domain.errors import BadInput


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


def gains(
    xy: Metres,
    people: Metres,
    here: Mask,
    now_m: Metres,
    candidates_xy: Metres,
    standard_m: float,
    detour: float,
) -> Gains:
    """Return whom each candidate (k, 2) would help; the other arguments are as in ``without``.

    Raises BadInput where positions cannot be grid metres, the arrays do not belong together, the
    detour is below 1 or the standard not above zero.
    """
    if not len(xy) == len(people) == len(here) == len(now_m):
        raise BadInput("The demand points, their people and their distances are not equally many.")
    lacking = np.flatnonzero(~within(now_m, standard_m))
    inside = here[lacking]
    nearest_m(xy, candidates_xy[:0], detour)  # Refuses degrees among those who are not lacking too.
    away = nearest_m(candidates_xy, xy[lacking[inside]], detour)
    counts = np.nan_to_num(people[lacking])
    if not len(lacking) or not len(candidates_xy):
        nobody = np.zeros(len(candidates_xy))
        return Gains(nobody, nobody.copy(), nobody.copy(), away)
    reached = KDTree(xy[lacking]).query_ball_point(
        candidates_xy, (standard_m + 1e-3) / detour, return_sorted=False
    )
    found = np.array(
        [
            (counts[r][inside[r]].sum(), counts[r].sum(), inside[r].sum())
            for r in map(_rows, reached)
        ]
    )
    return Gains(
        people=found[:, 0] if _known(people[here]) else np.full(len(found), np.nan),
        anywhere=found[:, 1] if _known(people) else np.full(len(found), np.nan),
        points=found[:, 2],
        away_m=away,
    )


def _middle(xy: Metres, weight: Metres) -> tuple[float, float] | None:
    if not len(xy):
        return None
    x, y = np.average(xy, axis=0, weights=weight if weight.any() else None)
    return float(x), float(y)


def _rows(found: list[int]) -> np.ndarray:
    return np.asarray(found, dtype=np.int64)


def _known(people: Metres) -> bool:
    return bool((~np.isnan(people)).any())
