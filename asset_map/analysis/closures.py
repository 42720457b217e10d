"""What closing each provider alone would do, of all at once: it follows from one run of reach.

Whoever has a single provider in reach loses reach when that one closes, and nobody else does; and
whose nearest it is walks on to the second nearest.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from asset_map.analysis.arrays import Floats
from asset_map.analysis.compiled import compiled
from asset_map.analysis.reach import Reach

QUANTILES = np.array([0.5, 0.9])

SAME_WALK_M = 1e-3
"""A second place as near as the first, within a millimetre, makes no walk longer."""


@dataclass(frozen=True)
class Closures:
    """For each of k providers, if it alone closed. People are modelled, and not rounded.

    ``people_leaving``, ``points_leaving``: in reach before, not after; ``people_without_any``: with
    nothing left at any distance, nor by phone, online or at home; ``people_farther``: those it is
    the nearest for, who would walk farther; ``extra_median_m``, ``extra_p90_m``: how much farther,
    NaN where nobody would.
    """

    people_leaving: Floats
    points_leaving: NDArray[np.int64]
    people_without_any: Floats
    people_farther: Floats
    extra_median_m: Floats
    extra_p90_m: Floats


def every_closure(reach: Reach, people: Floats, count: int) -> Closures:
    """Return what closing each of ``count`` providers would do. ``people`` (n,), NaN: not known."""
    counted = np.nan_to_num(people, nan=0.0)
    only = reach.sole >= 0
    farther = (reach.whose >= 0) & np.isfinite(reach.second_m)
    farther &= reach.second_m > reach.nearest_m + SAME_WALK_M
    # Who has no second place at any distance, and nobody who comes, has none at all then.
    last = (reach.whose >= 0) & np.isinf(reach.second_m) & (reach.within <= 1)
    last &= (reach.sole < 0) | (reach.sole == reach.whose)
    # Nor has who is come to by one alone, and knows of no place anywhere.
    last |= only & (reach.whose < 0)
    of_last = np.where(reach.whose < 0, reach.sole, reach.whose)
    extra = reach.second_m[farther] - reach.nearest_m[farther]
    quantiles = _quantiles(reach.whose[farther], extra, counted[farther], count, QUANTILES)
    return Closures(
        people_leaving=_sums(reach.sole[only], counted[only], count),
        points_leaving=np.bincount(reach.sole[only], minlength=count),
        people_without_any=_sums(of_last[last], counted[last], count),
        people_farther=_sums(reach.whose[farther], counted[farther], count),
        extra_median_m=quantiles[0],
        extra_p90_m=quantiles[1],
    )


def _sums(owner: NDArray[np.int32], weight: Floats, count: int) -> Floats:
    return np.bincount(owner, weights=weight, minlength=count).astype(np.float64)


@compiled
def _quantiles(
    owner: NDArray[np.int32], values: Floats, weight: Floats, count: int, shares: Floats
) -> Floats:
    """Return for each owner the smallest value that at least a share of its weight does not exceed.

    As ``access.weighted_quantile`` does for one: (shares, count), the smallest share first; NaN for
    an owner without any weight. Each owner's few values are sorted by themselves, which is several
    times faster than to sort all at once.
    """
    first = np.zeros(count + 1, np.int64)
    for at in range(len(owner)):
        first[owner[at] + 1] += 1
    for whose in range(count):
        first[whose + 1] += first[whose]
    of_owner, filled = np.empty(len(owner), np.int64), first[:-1].copy()
    for at in range(len(owner)):
        of_owner[filled[owner[at]]] = at
        filled[owner[at]] += 1
    found = np.full((len(shares), count), np.nan)
    for whose in range(count):
        mine = of_owner[first[whose] : first[whose + 1]]
        total = weight[mine].sum()
        if not total > 0:
            continue
        reached, share = 0.0, 0
        for at in mine[np.argsort(values[mine])]:
            reached += weight[at]
            while share < len(shares) and reached >= shares[share] * total * (1 - 1e-12):
                found[share, whose] = values[at]
                share += 1
    return found
