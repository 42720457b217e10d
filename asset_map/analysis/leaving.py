"""Who leaves reach of at least one need, each person counted once: in all, and ward by ward."""

from dataclasses import dataclass

import numpy as np

from asset_map.analysis.arrays import Floats
from asset_map.analysis.impact import Impact
from asset_map.domain.places import Area, AreaKind


@dataclass(frozen=True)
class Leaving:
    """People of the authority who leave reach of at least one need; None where none are known.

    ``points``: how many demand points they live at. ``by_ward``: the same people, of every ward.
    """

    people: float | None
    points: int
    by_ward: tuple[tuple[Area, float | None], ...]


def leaving_any(impact: Impact) -> Leaving:
    """Return who leaves reach of at least one need."""
    now = impact.situation
    leaving = np.zeros(now.points, np.bool_)
    for found in impact.needs:
        leaving |= found.at_points.leaving
    leaving &= now.demand.own
    by_ward = []
    for at, area in enumerate(now.areas):
        if area.kind is AreaKind.WARD:
            rows = now.here.indices[now.here.indptr[at] : now.here.indptr[at + 1]]
            by_ward.append((area, _counted(now.demand.people[rows[leaving[rows]]])))
    return Leaving(_counted(now.demand.people[leaving]), int(leaving.sum()), tuple(by_ward))


def _counted(people: Floats) -> float | None:
    return None if len(people) and np.isnan(people).all() else float(np.nansum(people))
