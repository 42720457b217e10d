"""How far people are from what meets a need, and what closing something changes.

Positions are on the British National Grid, metres; people may be fractions, and are not rounded.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import KDTree

from asset_map.domain.errors import BadInput
from asset_map.domain.places import on_the_grid

Metres: TypeAlias = NDArray[np.float64]
Mask: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True)
class Coverage:
    """Who lives within a standard. Distances are walking metres; None where nothing is known."""

    points: int
    points_within: int
    people: float | None
    people_within: float | None
    median_m: float | None
    p90_m: float | None

    @property
    def share_within(self) -> float | None:
        """Return the share of people within the standard, 0 to 1."""
        if not self.people or self.people_within is None:
            return None
        return self.people_within / self.people


@dataclass(frozen=True)
class Change:
    """What taking supply away changes. ``leaving``: within the standard before, not after."""

    before: Coverage
    after: Coverage
    points_leaving: int
    people_leaving: float | None
    people_without_any: float | None
    extra_median_m: float | None
    extra_p90_m: float | None


def nearest_m(demand_xy: Metres, supply_xy: Metres, detour: float) -> Metres:
    """Return the walking distance from each demand point to its nearest supply, metres.

    ``demand_xy`` is (n, 2), ``supply_xy`` (m, 2); infinite where there is no supply at all.
    Raises BadInput where positions cannot be grid metres, or the detour is below 1.
    """
    _refuse_degrees(demand_xy)
    _refuse_degrees(supply_xy)
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
    return distance_m <= standard_m + 1e-3


def coverage(distance_m: Metres, people: Metres, standard_m: float) -> Coverage:
    """Sum up who lives within a standard. ``people`` is NaN where no figure is known."""
    near = within(distance_m, standard_m)
    known = ~np.isnan(people)
    reachable = known & np.isfinite(distance_m)
    return Coverage(
        points=len(distance_m),
        points_within=int(near.sum()),
        people=float(people[known].sum()) if known.any() else None,
        people_within=float(people[known & near].sum()) if known.any() else None,
        median_m=weighted_quantile(distance_m[reachable], people[reachable], 0.5),
        p90_m=weighted_quantile(distance_m[reachable], people[reachable], 0.9),
    )


def change(before_m: Metres, after_m: Metres, people: Metres, standard_m: float) -> Change:
    """Compare distances before and after supply was taken away, for the same demand points."""
    leaving = within(before_m, standard_m) & ~within(after_m, standard_m)
    known = ~np.isnan(people)
    stranded = np.isfinite(before_m) & ~np.isfinite(after_m)
    farther = known & np.isfinite(after_m) & (after_m > before_m + 1e-3)
    extra = after_m[farther] - before_m[farther]
    return Change(
        before=coverage(before_m, people, standard_m),
        after=coverage(after_m, people, standard_m),
        points_leaving=int(leaving.sum()),
        people_leaving=float(people[known & leaving].sum()) if known.any() else None,
        people_without_any=float(people[known & stranded].sum()) if known.any() else None,
        extra_median_m=weighted_quantile(extra, people[farther], 0.5),
        extra_p90_m=weighted_quantile(extra, people[farther], 0.9),
    )


def weighted_quantile(values: Metres, weights: Metres, share: float) -> float | None:
    """Return the smallest value that at least ``share`` of the weight does not exceed."""
    total = weights.sum()
    if not len(values) or not total > 0:
        return None
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order]) >= share * total * (1 - 1e-12)
    return float(values[order][np.argmax(reached)])


def _refuse_degrees(xy: Metres) -> None:
    if len(xy) and not on_the_grid(xy[:, 0], xy[:, 1]).all():
        raise BadInput(
            "The positions are not metres on the British National Grid.",
            "Check that they are not degrees.",
        )
