"""What meets one need, as providers that people may be in reach of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from asset_map.analysis.arrays import Whole
from asset_map.analysis.pairs import NO_PAIRS, Pairs
from asset_map.analysis.reach import Providers
from asset_map.domain.supply import RemoteService, Supply

Covered = Mapping[UUID, Whole]
"""Which demand points lie in each area that anything covers, by their rows."""


@dataclass(frozen=True)
class Meeting:
    """What meets a need: ``providers`` for the analysis, and the asset that each of them is."""

    providers: Providers
    assets: tuple[UUID, ...]

    def __bool__(self) -> bool:
        """Tell whether anything is known that meets the need."""
        return bool(self.assets)


def meeting(
    need_id: str,
    supply: Supply,
    remote: Sequence[RemoteService],
    covered: Covered,
    points: int,
    *,
    with_venue: NDArray[np.bool_] | None = None,
) -> Meeting:
    """Return what meets a need, at places and from afar, for so many demand points.

    Each asset is one provider. ``with_venue`` (m,), of the rows of the supply: these end with the
    venue that they are at, so there the venue is the provider, with all that happens in it.
    """
    rows = np.flatnonzero(supply.need_id == need_id)
    coming = [service for service in remote if service.need_id == need_id]
    whose = supply.asset_id[rows]
    if with_venue is not None:
        whose = np.where(with_venue[rows], supply.venue_id[rows], whose)
    numbers: dict[UUID, int] = {}
    provider = [numbers.setdefault(one, len(numbers)) for one in whose]
    arriving = [numbers.setdefault(service.asset_id, len(numbers)) for service in coming]
    confirmed, capacity = np.zeros(len(numbers), bool), np.full(len(numbers), np.nan)
    confirmed[provider], capacity[provider] = supply.confirmed[rows], supply.capacity[rows]
    confirmed[arriving] = [service.confirmed for service in coming]
    capacity[arriving] = [
        np.nan if service.capacity is None else service.capacity for service in coming
    ]
    providers = Providers(
        xy=supply.xy[rows],
        provider=np.array(provider, dtype=np.int32),
        confirmed=confirmed,
        capacity=capacity,
        remote=_arrivals(coming, arriving, covered, points),
    )
    return Meeting(providers, tuple(numbers))


def _arrivals(
    coming: list[RemoteService], number: list[int], covered: Covered, points: int
) -> Pairs:
    """Return who comes to each demand point: those that cover an area it lies in."""
    if not coming:
        return NO_PAIRS
    found, whose = [], []
    for service, at in zip(coming, number, strict=True):
        here = np.unique(np.concatenate([covered[area_id] for area_id in service.area_ids]))
        found.append(here)
        whose.append(np.full(len(here), at, np.int32))
    point, who = np.concatenate(found), np.concatenate(whose)
    order = np.lexsort((who, point))
    start = np.zeros(points + 1, np.int64)
    np.cumsum(np.bincount(point, minlength=points), out=start[1:])
    return Pairs(start, who[order], np.zeros(len(who)))
