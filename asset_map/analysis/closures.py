"""What closing each provider alone would do, of all at once: it follows from one run of reach.

Whoever has a single provider in reach loses reach when that one closes, and nobody else does; and
whose nearest it is walks on to the second nearest.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from asset_map.analysis.pairs import Floats
from asset_map.analysis.reach import Reach

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
    extra = reach.second_m[farther] - reach.nearest_m[farther]
    quantiles = _quantiles(reach.whose[farther], extra, counted[farther], count, (0.5, 0.9))
    return Closures(
        people_leaving=_sums(reach.sole[only], counted[only], count),
        points_leaving=np.bincount(reach.sole[only], minlength=count),
        people_without_any=_sums(reach.whose[last], counted[last], count),
        people_farther=_sums(reach.whose[farther], counted[farther], count),
        extra_median_m=quantiles[0],
        extra_p90_m=quantiles[1],
    )


def _sums(owner: NDArray[np.int32], weight: Floats, count: int) -> Floats:
    return np.bincount(owner, weights=weight, minlength=count).astype(np.float64)


def _quantiles(
    owner: NDArray[np.int32],
    values: Floats,
    weight: Floats,
    count: int,
    shares: tuple[float, ...],
) -> list[Floats]:
    """Return for each owner the smallest value that at least a share of its weight does not exceed.

    As ``access.weighted_quantile`` does for one; NaN for an owner without any weight.
    """
    order = np.lexsort((values, owner))
    owner, values, weight = owner[order], values[order], weight[order]
    reached = np.cumsum(weight)
    first = np.searchsorted(owner, np.arange(count))
    before = np.concatenate([[0.0], reached])[first]
    total = _sums(owner, weight, count)
    found = []
    for share in shares:
        at = np.searchsorted(reached, before + share * total * (1 - 1e-12))
        of_owner = np.full(count, np.nan)
        some = total > 0
        of_owner[some] = values[at[some]]
        found.append(of_owner)
    return found
