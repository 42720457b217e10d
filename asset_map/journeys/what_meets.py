"""What meets one need, as providers that people may be in reach of."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from sqlalchemy import Connection

from asset_map.analysis.pairs import NO_PAIRS, Pairs, Whole
from asset_map.analysis.reach import Providers
from asset_map.domain.supply import RemoteService, Supply
from asset_map.journeys.ground import Ground


@dataclass(frozen=True)
class Meeting:
    """What meets a need: ``providers`` for the analysis, and the asset that each of them is."""

    providers: Providers
    assets: tuple[UUID, ...]

    def __bool__(self) -> bool:
        """Tell whether anything is known that meets the need."""
        return bool(self.assets)


def meeting(
    connection: Connection,
    stand: Ground,
    need_id: str,
    supply: Supply,
    remote: Sequence[RemoteService],
    *,
    by_venue: bool = False,
) -> Meeting:
    """Return what meets a need, at places and from afar; each asset is one provider.

    ``by_venue``: each venue is one instead, with all that happens there, as if it all ended
    together when its doors close.
    """
    rows = np.flatnonzero(supply.need_id == need_id)
    coming = [service for service in remote if service.need_id == need_id]
    whose = supply.asset_id[rows]
    if by_venue:
        whose = np.where(supply.venue_id[rows] == None, whose, supply.venue_id[rows])  # noqa: E711
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
        remote=_arrivals(coming, arriving, _covered_by(connection, stand, remote), stand),
    )
    return Meeting(providers, tuple(numbers))


def _covered_by(
    connection: Connection, stand: Ground, remote: Sequence[RemoteService]
) -> dict[UUID, Whole]:
    """Return which demand points lie in each area that anything covers.

    All of them are asked for at once: one by one, a hundred services would be a hundred questions.
    """
    area_ids = tuple(sorted({area_id for service in remote for area_id in service.area_ids}))
    if not area_ids:
        return {}
    inside = stand.membership(connection, area_ids)
    return dict(zip(area_ids, np.split(inside.indices, inside.indptr[1:-1]), strict=True))


def _arrivals(
    coming: list[RemoteService], number: list[int], inside: dict[UUID, Whole], stand: Ground
) -> Pairs:
    """Return who comes to each demand point: those that cover an area it lies in."""
    if not coming:
        return NO_PAIRS
    points, whose = [], []
    for service, at in zip(coming, number, strict=True):
        covered = np.unique(np.concatenate([inside[area_id] for area_id in service.area_ids]))
        points.append(covered)
        whose.append(np.full(len(covered), at, np.int32))
    point, who = np.concatenate(points), np.concatenate(whose)
    order = np.lexsort((who, point))
    start = np.zeros(len(stand.demand.people) + 1, np.int64)
    np.cumsum(np.bincount(point, minlength=len(stand.demand.people)), out=start[1:])
    return Pairs(start, who[order], np.zeros(len(who)))
