"""What assets are by now that somebody named before: two may have been joined since."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Connection

from asset_map.db import assets
from asset_map.domain.assets import Asset


def asset_now(connection: Connection, id: UUID) -> Asset | None:
    """Return the asset of an id, or the one that it leads to by now; None where it is gone."""
    found = assets.by_id(connection, id)
    if found is not None:
        return found
    now = assets.led_on(connection, id)
    return assets.by_id(connection, now) if now else None


def named_now(connection: Connection, ids: Iterable[UUID | None]) -> dict[UUID | None, Asset]:
    """Return the assets that ids lead to by now, by the ids; what is gone is left out."""
    wanted = [id for id in set(ids) if id is not None]
    there = assets.by_ids(connection, wanted)
    leads = {id: assets.led_on(connection, id) for id in wanted if id not in there}
    moved = assets.by_ids(connection, [id for id in leads.values() if id is not None])
    found: dict[UUID | None, Asset] = {id: asset for id, asset in there.items()}
    return found | {id: moved[to] for id, to in leads.items() if to in moved}
