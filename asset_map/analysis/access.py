"""How far people are from what meets a need, metres on the British National Grid."""

import numpy as np
from scipy.spatial import KDTree

from asset_map.analysis.arrays import Mask, Metres
from asset_map.analysis.pairs import TOLERANCE_M, refuse_degrees
from asset_map.domain.errors import BadInput


def nearest_m(demand_xy: Metres, supply_xy: Metres, detour: float) -> Metres:
    """Return the walking distance from each demand point to its nearest supply, metres.

    ``demand_xy`` is (n, 2), ``supply_xy`` (m, 2); infinite where there is no supply at all.
    Raises BadInput where positions cannot be grid metres, or the detour is below 1.
    """
    refuse_degrees(demand_xy)
    refuse_degrees(supply_xy)
    if not detour >= 1:
        raise BadInput(
            f"A detour factor of {detour:g} would make walks shorter than a straight line."
        )
    if not len(supply_xy):
        return np.full(len(demand_xy), np.inf)
    distances, _ = KDTree(supply_xy).query(demand_xy)
    return np.asarray(distances, dtype=np.float64) * detour


def within(distance_m: Metres, standard_m: float) -> Mask:
    """Tell which distances are within a standard; a millimetre's rounding does not decide."""
    if not standard_m > 0:
        raise BadInput(f"A standard of {standard_m:g} m means nobody.", "Give metres above zero.")
    return distance_m <= standard_m + TOLERANCE_M


def weighted_quantile(values: Metres, weights: Metres, share: float) -> float | None:
    """Return the smallest value that at least ``share`` of the weight does not exceed."""
    total = weights.sum()
    if not len(values) or not total > 0:
        return None
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order]) >= share * total * (1 - 1e-12)
    return float(values[order][np.argmax(reached)])
