"""What is nearest afterwards for those who leave reach of a need, and how much farther it is."""

from collections.abc import Collection, Mapping
from uuid import UUID

import numpy as np

from asset_map.analysis.access import weighted_quantile
from asset_map.analysis.arrays import Floats, Mask, or_none, people_at
from asset_map.analysis.reach import Reach
from asset_map.analysis.situation import World
from asset_map.analysis.weigh import Weighing
from asset_map.domain.alternatives import NearestLeft, NearestProvider
from asset_map.domain.needs import Need

MOST_NEAREST = 3
"""How many providers are named that are nearest for those who leave reach."""

NOT_SHOWN = "a place that has to stay hidden"


def nearest_left(
    weighing: Weighing,
    need: Need,
    leaving: Mask,
    after: World,
    hidden: Collection[UUID],
    names: Mapping[UUID, str],
) -> NearestLeft:
    """Return what is nearest afterwards for those who leave reach of a need.

    ``leaving`` (n,): at which demand points; ``hidden``: assets whose name is not told.
    """
    now = weighing.situation
    meets = now.meeting(need.id, after)
    before, then = (weighing.measured(need, world) for world in (now.world, after))
    walk = then.nearest_m
    reached = leaving & np.isfinite(walk)
    people = now.demand.people
    extra = walk[reached] - before.nearest_m[reached]
    median, longest = _spread(walk[reached], people[reached])
    extra_median, extra_longest = _spread(extra, people[reached])
    rows = after.supply.where(after.supply.need_id == need.id)
    inexact = set(rows.asset_id[~rows.exact])
    return NearestLeft(
        need=need,
        standard_m=weighing.standard_m(need),
        people=people_at(people, leaving),
        points=int(leaving.sum()),
        points_without=int((leaving & ~np.isfinite(walk)).sum()),
        walk_median_m=median,
        walk_longest_m=longest,
        extra_median_m=extra_median,
        extra_longest_m=extra_longest,
        nearest=tuple(
            NearestProvider(
                asset_id=None if asset_id in hidden else asset_id,
                name=NOT_SHOWN if asset_id in hidden else names[asset_id],
                people=people_at(people, here),
                points=int(here.sum()),
                walk_median_m=_spread(walk[here], people[here])[0],
                exact=asset_id not in inexact,
                confirmed=bool(meets.providers.confirmed[number]),
                capacity=or_none(meets.providers.capacity[number]),
            )
            for number, here in _whose(then, reached, people)
            for asset_id in [meets.assets[number]]
        ),
    )


def _whose(then: Reach, reached: Mask, people: Floats) -> list[tuple[int, Mask]]:
    """Return the providers that are nearest for most, and for whom."""
    numbers = np.unique(then.whose[reached])
    found = [(int(number), reached & (then.whose == number)) for number in numbers if number >= 0]
    found.sort(key=lambda one: (-(people_at(people, one[1]) or 0.0), -int(one[1].sum()), one[0]))
    return found[:MOST_NEAREST]


def _spread(metres: Floats, people: Floats) -> tuple[float | None, float | None]:
    """Return the median by people, and the longest; by demand points where nobody is counted."""
    if not len(metres):
        return None, None
    weight = np.nan_to_num(people)
    median = weighted_quantile(metres, weight if weight.any() else np.ones(len(metres)), 0.5)
    return median, float(metres.max())
