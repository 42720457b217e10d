"""Reach counted the slow way, and by pysal's ``access``: what our own count is held against."""

import warnings

import numpy as np
import pandas as pd
from access import Access, weights

from asset_map.analysis.pairs import TOLERANCE_M


def walks(demand_xy, supply_xy, detour):
    """Every walk (n, m), metres."""
    return np.hypot(*(demand_xy[:, None] - supply_xy[None]).transpose(2, 0, 1)) * detour


def by_provider(metres, provider, count):
    """The walk to each provider's nearest place (n, k)."""
    nearest = np.full((len(metres), count), np.inf)
    for place, owner in enumerate(provider):
        nearest[:, owner] = np.minimum(nearest[:, owner], metres[:, place])
    return nearest


def nearest_and_second(metres):
    ordered = np.sort(np.column_stack([metres, np.full((len(metres), 2), np.inf)]), axis=1)
    return ordered[:, 0], ordered[:, 1]


def pysal_scores(metres, people, capacity, catchment_m, decay):
    """2SFCA and E2SFCA by pysal access; 0, not nothing, where nothing is in reach."""
    n, m = metres.shape
    homes = pd.DataFrame({"people": people}, index=pd.RangeIndex(n, name="home"))
    places = pd.DataFrame({"gives": capacity}, index=pd.RangeIndex(m, name="place"))
    i, j = np.nonzero(metres <= max(catchment_m, decay[-1][0]) + TOLERANCE_M)
    costs = pd.DataFrame({"home": homes.index[i], "place": places.index[j], "metres": metres[i, j]})
    if costs.empty:
        return np.zeros(n), np.zeros(n)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        asked = Access(
            homes,
            "people",
            places,
            ["gives"],
            cost_df=costs,
            cost_origin="home",
            cost_dest="place",
            cost_name="metres",
        )
        plain = asked.two_stage_fca("plain", max_cost=catchment_m + TOLERANCE_M)
        steps = {metres + TOLERANCE_M: weight for metres, weight in decay}
        zoned = asked.enhanced_two_stage_fca(
            "zoned", max_cost=decay[-1][0] + TOLERANCE_M, weight_fn=weights.step_fn(steps)
        )
    return tuple(
        found.reindex(homes.index).iloc[:, 0].fillna(0).to_numpy() for found in (plain, zoned)
    )
