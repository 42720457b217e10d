"""What meets one need, as providers that people may be in reach of."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from sqlalchemy import Connection

from asset_map.analysis.pairs import NO_PAIRS, Pairs
from asset_map.analysis.reach import Providers
from asset_map.db.supply import RemoteService, Supply
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
        remote=_arrivals(connection, stand, coming, arriving),
    )
    return Meeting(providers, tuple(numbers))


def _arrivals(
    connection: Connection, stand: Ground, coming: list[RemoteService], number: list[int]
) -> Pairs:
    """Return who comes to each demand point: those that cover an area it lies in."""
    if not coming:
        return NO_PAIRS
    points, whose = [], []
    for service, at in zip(coming, number, strict=True):
        covered = np.unique(stand.membership(connection, service.area_ids).indices)
        points.append(covered)
        whose.append(np.full(len(covered), at, np.int32))
    point, who = np.concatenate(points), np.concatenate(whose)
    order = np.lexsort((who, point))
    start = np.zeros(len(stand.demand.people) + 1, np.int64)
    np.cumsum(np.bincount(point, minlength=len(stand.demand.people)), out=start[1:])
    return Pairs(start, who[order], np.zeros(len(who)))
