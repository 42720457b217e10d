"""What people said of proposals, with the names of groups as the map has them by now."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from asset_map.db import proposal_comments
from asset_map.journeys.names_now import named_now


@dataclass(frozen=True)
class Remark:
    """What somebody said. ``group``: the name of the group that says so, "" for a resident;
    ``mended``: a steward changed the words."""

    id: UUID
    proposal_id: UUID
    words: str
    since: datetime
    group: str
    asset_id: UUID | None
    mended: bool


def remarks_of(connection: Connection, proposal_ids: Collection[UUID]) -> tuple[Remark, ...]:
    """Return what was said of some proposals, the oldest first."""
    said = proposal_comments.of(connection, proposal_ids)
    groups = named_now(connection, (one.asset_id for one in said))
    return tuple(
        Remark(
            one.id,
            one.proposal_id,
            one.words,
            one.since,
            group.name if (group := groups.get(one.asset_id)) else "",
            group.id if group else None,
            one.mended,
        )
        for one in said
    )
