"""Measures of demand points summed up by area, and by group of people.

Areas are rows of a matrix (areas, points) of ones: they may overlap, and leave points out. Sums of
people are exact in any order where people are given on a grid (``domain.numbers.on_a_grid``), so
that wards add up to their authority to the last bit.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from asset_map.analysis.access import weighted_quantile, within
from asset_map.analysis.arrays import Floats
from asset_map.analysis.reach import Reach
from asset_map.domain.numbers import on_a_grid


@dataclass(frozen=True)
class AreaReach:
    """How far one need is met in one area. People are None where no figure is known.

    ``people_within``: living within the standard of a place; ``people_remote``: not, but reached
    by phone, online or at home; ``people_confirmed``: within the standard of a place confirmed
    lately; ``people_sole``: with one provider in reach only. Of those in reach: ``people_served``,
    for whom there is room, ``people_no_room``, for whom there is none, and
    ``people_room_unknown``; the first two are None where that is known of nobody. ``median_m``,
    ``p90_m``: the walk to the nearest place; ``rest_m``: its median for those who live beyond the
    standard. ``people_at``: within each other distance asked for.
    """

    points: int
    points_within: int
    points_confirmed: int
    people: float | None
    people_within: float | None
    people_remote: float | None
    people_confirmed: float | None
    people_sole: float | None
    people_served: float | None
    people_no_room: float | None
    people_room_unknown: float | None
    median_m: float | None
    p90_m: float | None
    rest_m: float | None
    people_at: tuple[float | None, ...]

    @property
    def share_within(self) -> float | None:
        """Return the share of people within the standard of a place, 0 to 1."""
        return _share(self.people_within, self.people)

    @property
    def people_in_reach(self) -> float | None:
        """Return the people in reach on foot, by phone, online or at home."""
        if self.people_within is None or self.people_remote is None:
            return None
        return self.people_within + self.people_remote

    @property
    def share_in_reach(self) -> float | None:
        """Return the share of people in reach, 0 to 1."""
        return _share(self.people_in_reach, self.people)

    @property
    def people_out(self) -> float | None:
        """Return the people out of reach of all that is known."""
        if self.people is None or self.people_in_reach is None:
            return None
        return self.people - self.people_in_reach


def _share(part: float | None, whole: float | None) -> float | None:
    return part / whole if whole and part is not None else None


def by_area(
    reach: Reach,
    people: Floats,
    areas: csr_array,
    standard_m: float,
    others_m: tuple[float, ...] = (),
) -> list[AreaReach]:
    """Sum up the reach of a need by area. ``people`` (n,) is NaN where not known.

    ``others_m``: other distances, to see how much hangs on the standard.
    """
    known = ~np.isnan(people)
    counted = np.where(known, people, 0.0)
    on_foot = within(reach.nearest_m, standard_m)
    reached = reach.within > 0
    served = np.minimum(on_a_grid(np.nan_to_num(counted * reach.served, nan=0.0)), counted)
    room_known = reached & ~np.isnan(reach.served)
    columns = [
        *(counted, counted * on_foot, counted * (reached & ~on_foot)),
        *(counted * within(reach.confirmed_m, standard_m), counted * (reach.sole >= 0)),
        *(served, counted * room_known - served, counted * (reached & ~room_known)),
        *(counted * within(reach.nearest_m, metres) for metres in others_m),
    ]
    sums = areas @ np.column_stack(columns)
    points = areas @ np.column_stack(
        [np.ones(len(people)), on_foot, within(reach.confirmed_m, standard_m), known, room_known]
    )
    return [
        _area_reach(
            sums[at], points[at], _walks(reach, counted, on_foot, _members(areas, at), known)
        )
        for at in range(areas.shape[0])
    ]


def _area_reach(
    sums: Floats, points: Floats, walks: tuple[float | None, float | None, float | None]
) -> AreaReach:
    """Put together what was summed up for one area."""
    of_all = _known(sums, points[3])
    served, no_room = _known(sums[5:7], points[4])
    median_m, p90_m, rest_m = walks
    return AreaReach(
        points=round(points[0]),
        points_within=round(points[1]),
        points_confirmed=round(points[2]),
        people=of_all[0],
        people_within=of_all[1],
        people_remote=of_all[2],
        people_confirmed=of_all[3],
        people_sole=of_all[4],
        people_served=served,
        people_no_room=no_room,
        people_room_unknown=of_all[7],
        median_m=median_m,
        p90_m=p90_m,
        rest_m=rest_m,
        people_at=tuple(of_all[8:]),
    )


def _known(sums: Floats, points: float) -> list[float | None]:
    return [float(value) if points else None for value in sums]


def _members(areas: csr_array, at: int) -> NDArray[np.int32]:
    members: NDArray[np.int32] = areas.indices[areas.indptr[at] : areas.indptr[at + 1]]
    return members


def _walks(
    reach: Reach,
    people: Floats,
    on_foot: NDArray[np.bool_],
    here: NDArray[np.int32],
    known: NDArray[np.bool_],
) -> tuple[float | None, float | None, float | None]:
    """Return the median and 90th percentile of the walk, and the median of those beyond."""
    here = here[np.isfinite(reach.nearest_m[here])]
    # Where no people are known, each postcode counts as one.
    walks, weight = reach.nearest_m[here], people[here] if known[here].any() else np.ones(len(here))
    return (
        weighted_quantile(walks, weight, 0.5),
        weighted_quantile(walks, weight, 0.9),
        weighted_quantile(walks[~on_foot[here]], weight[~on_foot[here]], 0.5),
    )


@dataclass(frozen=True)
class GroupReach:
    """Of a group of people in an area: how many there are, and how many are within the standard.

    Both are None where no small area of the area has a figure for the group.
    """

    count: float | None
    within: float | None

    @property
    def share_within(self) -> float | None:
        """Return the share within the standard, 0 to 1."""
        return _share(self.within, self.count)


def by_group(
    on_foot: NDArray[np.bool_], counts: Floats, known: NDArray[np.bool_], areas: csr_array
) -> list[list[GroupReach]]:
    """Sum up groups by area: a list for each area, in the order of the columns of ``counts``.

    ``counts`` (n, g): of each group at each demand point; ``known`` (n, g): where it has a figure.
    """
    if not counts.shape[1]:
        return [[] for _ in range(areas.shape[0])]
    whole = areas @ counts
    near = csr_array(
        (areas.data * on_foot[areas.indices], areas.indices, areas.indptr), areas.shape
    )
    part = near @ counts
    told = areas @ known.astype(np.float64)
    return [
        [
            GroupReach(float(count), float(near)) if has else GroupReach(None, None)
            for count, near, has in zip(whole[at], part[at], told[at], strict=True)
        ]
        for at in range(areas.shape[0])
    ]
