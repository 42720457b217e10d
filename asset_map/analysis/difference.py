"""What changes between two measurements of reach, for the same people and the same need.

In reach is who lives within the standard of a place, or is come to by phone, online or at home.
People are modelled residents, and are not rounded; each is None where no figure is known.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from asset_map.analysis.access import weighted_quantile, within
from asset_map.analysis.arrays import Floats, Mask
from asset_map.analysis.closures import SAME_WALK_M
from asset_map.analysis.reach import Reach


@dataclass(frozen=True)
class Difference:
    """What changes for some demand points and the people at them.

    ``leaving``: in reach before, not after; ``gaining``: the other way round, so before - after =
    leaving - gaining. ``still_come_to``: no longer within the standard of a place, but something
    still comes to them: they are not among the leaving. ``without_cover``: those who had something
    and have nothing left at any distance, nor by phone, online or at home. ``sole``: before, all
    that they had in reach was one provider, and they leave: it was the only one.
    ``left_with_one``: had several in reach, and keep one. ``farther``: those whose nearest place is
    farther than before; how much is ``extra_median_m``, ``extra_p90_m``, ``extra_longest_m``,
    walking metres one way, None where it is so for nobody.
    """

    points: int
    points_before: int
    points_after: int
    points_leaving: int
    points_gaining: int
    people: float | None
    people_before: float | None
    people_after: float | None
    people_leaving: float | None
    people_gaining: float | None
    people_still_come_to: float | None
    people_without_cover: float | None
    people_sole: float | None
    people_left_with_one: float | None
    people_farther: float | None
    extra_median_m: float | None
    extra_p90_m: float | None
    extra_longest_m: float | None

    @property
    def share_before(self) -> float | None:
        """Return the share of the people in reach before, 0 to 1."""
        return _share(self.people_before, self.people)

    @property
    def share_after(self) -> float | None:
        """Return the share of the people in reach after, 0 to 1."""
        return _share(self.people_after, self.people)

    @property
    def changes(self) -> bool:
        """Tell whether anything changes for anybody."""
        return bool(
            self.points_leaving
            or self.points_gaining
            or self.people_still_come_to
            or self.people_without_cover
            or self.people_left_with_one
            or self.extra_longest_m
        )


def _share(part: float | None, whole: float | None) -> float | None:
    return part / whole if whole and part is not None else None


@dataclass(frozen=True)
class PointChanges:
    """What changes at each of n demand points, as masks (n,); ``extra_m`` (n,) is 0 or more, and 0
    where the nearest place is not farther, or there is none left."""

    before: Mask
    after: Mask
    leaving: Mask
    gaining: Mask
    still_come_to: Mask
    without_cover: Mask
    sole: Mask
    left_with_one: Mask
    extra_m: Floats

    @property
    def any(self) -> Mask:
        """Tell where anything changes (n,)."""
        masks = (self.leaving, self.gaining, self.still_come_to, self.without_cover)
        found: Mask = np.logical_or.reduce((*masks, self.left_with_one, self.extra_m > 0))
        return found


def point_changes(before: Reach, after: Reach, standard_m: float) -> PointChanges:
    """Compare two measurements at every demand point."""
    was, now = before.within > 0, after.within > 0
    walked, walks = within(before.nearest_m, standard_m), within(after.nearest_m, standard_m)
    had = was | np.isfinite(before.nearest_m)
    has = now | np.isfinite(after.nearest_m)
    farther = np.isfinite(after.nearest_m) & (after.nearest_m > before.nearest_m + SAME_WALK_M)
    extra = np.zeros(len(was))
    extra[farther] = after.nearest_m[farther] - before.nearest_m[farther]
    return PointChanges(
        before=was,
        after=now,
        leaving=was & ~now,
        gaining=now & ~was,
        still_come_to=walked & ~walks & now,
        without_cover=had & ~has,
        sole=(before.within == 1) & ~now,
        left_with_one=(before.within > 1) & (after.within == 1),
        extra_m=extra,
    )


def difference(
    changes: PointChanges, people: Floats, among: NDArray[np.bool_] | NDArray[np.integer]
) -> Difference:
    """Sum up what changes for the demand points ``among`` (a mask or rows).

    ``people`` (n,), NaN where not known: residents, or those of one group.
    """
    here = people[among]
    known = ~np.isnan(here)
    counted = np.where(known, here, 0.0)
    # Where no point is, nobody lives, as far as anybody knows how many live anywhere.
    told = bool(known.any()) or (not len(here) and not np.isnan(people).all())
    some = {name: values[among] for name, values in vars(changes).items()}
    extra = some.pop("extra_m")
    farther = extra > 0

    def total(mask: NDArray[np.bool_]) -> float | None:
        return float(counted[mask].sum()) if told else None

    # Where no people are known, each postcode counts as one.
    weight = counted[farther] if told else np.ones(int(farther.sum()))
    felt = weight > 0
    return Difference(
        points=len(here),
        points_before=int(some["before"].sum()),
        points_after=int(some["after"].sum()),
        points_leaving=int(some["leaving"].sum()),
        points_gaining=int(some["gaining"].sum()),
        people=float(counted.sum()) if told else None,
        people_farther=total(farther),
        extra_median_m=weighted_quantile(extra[farther], weight, 0.5),
        extra_p90_m=weighted_quantile(extra[farther], weight, 0.9),
        extra_longest_m=float(extra[farther][felt].max()) if felt.any() else None,
        **{f"people_{name}": total(mask) for name, mask in some.items()},
    )
