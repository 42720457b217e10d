"""What meets needs, as providers that people may be in reach of, from what was read."""

from collections.abc import Sequence

import numpy as np
from sqlalchemy import Connection

from asset_map.analysis.meeting import Covered, Meeting, meeting
from asset_map.domain.supply import RemoteService, Supply
from asset_map.journeys.ground import Ground


def what_meets(
    connection: Connection,
    stand: Ground,
    need_id: str,
    supply: Supply,
    remote: Sequence[RemoteService],
) -> Meeting:
    """Return what meets a need, at places and from afar; each asset is one provider."""
    covered = covered_by(connection, stand, remote)
    return meeting(need_id, supply, remote, covered, len(stand.demand.people))


def covered_by(connection: Connection, stand: Ground, remote: Sequence[RemoteService]) -> Covered:
    """Return which demand points lie in each area that anything covers.

    All of them are asked for at once: one by one, a hundred services would be a hundred questions.
    """
    area_ids = tuple(sorted({area_id for service in remote for area_id in service.area_ids}))
    if not area_ids:
        return {}
    inside = stand.membership(connection, area_ids)
    return dict(zip(area_ids, np.split(inside.indices, inside.indptr[1:-1]), strict=True))
