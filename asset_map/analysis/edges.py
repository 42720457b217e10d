"""What lies across the border: whose reach crosses it, and what is known of the other side.

Positions are on the British National Grid, metres; distances are straight lines. A walk of the
standard reaches ``standard_m / detour`` as the crow flies.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import KDTree

from asset_map.analysis.arrays import Mask, Metres

Codes: TypeAlias = NDArray[np.object_]

STRAY_M = 2_000.0
"""A place farther than this from every loaded postcode lies in no authority that can be told. Of
all postcodes of Great Britain 0.06 % have no other one within this distance."""


@dataclass(frozen=True)
class Border:
    """How far each demand point is from the border of the authority, and from its neighbours.

    ``border_m`` (n,): NaN where no outline is loaded. ``neighbour_m``: by the code of each other
    authority, (n,) metres to the nearest demand point there.
    """

    border_m: Metres
    neighbour_m: dict[str, Metres]


@dataclass(frozen=True)
class Edge:
    """What a result of an area hangs on across the border, for one need.

    ``share_near``: of its people (of its points, where people are not known) whose reach crosses
    the border; None where it has none, or no outline is loaded. ``neighbours``: known places of the
    need in each authority that has loaded postcodes within that reach. ``nobody_across``: there are
    none within reach, though the other side is loaded.
    """

    points_near: int
    share_near: float | None
    neighbours: dict[str, int]
    nobody_across: bool = False

    @property
    def nothing_loaded(self) -> bool:
        """Tell whether reach crosses the border, and nothing of the other side is loaded."""
        return self.points_near > 0 and not self.neighbours and not self.nobody_across

    def sentence(self, names: dict[str, str]) -> str:
        """Return in words what is known across the border; ``names`` of authorities by code."""
        if not self.points_near:
            return ""
        if self.nobody_across:
            return "Reach crosses the border here, to where nobody lives."
        if self.nothing_loaded:
            return "Nothing of what lies across the border is loaded, so this may be too low."
        known = [
            f"{count:,} {'place' if count == 1 else 'places'} in {names.get(code, code)}"
            for code, count in sorted(self.neighbours.items())
            if count
        ]
        none = [
            names.get(code, code) for code, count in sorted(self.neighbours.items()) if not count
        ]
        lines = [f"Across the border we know of {', '.join(known)}, which count."] if known else []
        if none:
            where = "; ".join(none)
            lines.append(f"Across the border we know of none in {where}: this may be too low.")
        return " ".join(lines)


def border_of(
    xy: Metres,
    outline: shapely.Geometry | None,
    demand_xy: Metres,
    demand_authority: Codes,
    own: str,
) -> Border:
    """Return how far points (n, 2) are from the border, and from demand points across it."""
    return Border(border_m(xy, outline), neighbour_m(xy, demand_xy, demand_authority, own))


def edge_of(
    border: Border,
    here: NDArray[np.int64],
    people: Metres,
    reach_m: float,
    places_authority: Codes,
) -> Edge:
    """Return what an area hangs on across the border.

    ``here``: which points lie in it. ``people`` (n,) of all points, NaN where not known;
    ``places_authority``: where the places of the need lie.
    """
    near = here[near_border(border.border_m[here], reach_m)]
    weight = np.nan_to_num(people) if np.nansum(people[here]) > 0 else np.ones(len(people))
    told = len(here) and not np.isnan(border.border_m[here]).all()
    across_m = {
        code: metres[near].min(initial=np.inf) for code, metres in border.neighbour_m.items()
    }
    in_reach = [code for code, metres in across_m.items() if metres <= reach_m]
    return Edge(
        points_near=len(near),
        share_near=float(weight[near].sum() / weight[here].sum()) if told else None,
        neighbours={code: int((places_authority == code).sum()) for code in in_reach},
        nobody_across=not in_reach and min(across_m.values(), default=np.inf) <= STRAY_M,
    )


def border_m(points_xy: Metres, outline: shapely.Geometry | None) -> Metres:
    """Return the distance from each point (n, 2) to the border; NaN where there is no outline."""
    if outline is None:
        return np.full(len(points_xy), np.nan)
    tree = shapely.STRtree(_pieces(outline))
    (asked, _), metres = tree.query_nearest(
        shapely.points(points_xy), return_distance=True, all_matches=False
    )
    found = np.empty(len(points_xy))
    found[asked] = metres
    return found


def near_border(border_m: Metres, reach_m: float) -> Mask:
    """Tell from which points a reach crosses the border; from none where that is not known."""
    return border_m <= reach_m


def authority_of(places_xy: Metres, demand_xy: Metres, demand_authority: Codes) -> Codes:
    """Return for each place (m, 2) the authority of the nearest demand point.

    None beyond what is loaded: where there is no demand point within ``STRAY_M``.
    """
    found = np.full(len(places_xy), None, dtype=object)
    if len(demand_xy) and len(places_xy):
        metres, nearest = KDTree(demand_xy).query(places_xy)
        loaded = metres <= STRAY_M
        found[loaded] = demand_authority[nearest[loaded]]
    return found


def neighbour_m(
    xy: Metres, demand_xy: Metres, demand_authority: Codes, own: str
) -> dict[str, Metres]:
    """Return for each authority but ``own`` the distance of points (n, 2) to its demand points."""
    others = sorted({code for code in demand_authority if code not in (own, None)})
    return {
        code: np.asarray(KDTree(demand_xy[demand_authority == code]).query(xy)[0])
        for code in others
        if len(xy)
    }


def _pieces(outline: shapely.Geometry) -> NDArray[np.object_]:
    """Return the straight pieces of an outline, all of its parts and holes: a borough has many."""
    xy, part = shapely.get_coordinates(
        shapely.get_parts(shapely.boundary(outline)), return_index=True
    )
    on = part[1:] == part[:-1]
    return np.asarray(shapely.linestrings(np.stack([xy[:-1][on], xy[1:][on]], axis=1)))
