"""What assets are called that somebody named before: two may have been joined since."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Connection

from asset_map.db import assets
from asset_map.domain.assets import Asset


def named_now(connection: Connection, ids: Iterable[UUID | None]) -> dict[UUID | None, Asset]:
    """Return the assets that ids lead to by now, by the ids; what is gone is left out."""
    wanted = [id for id in set(ids) if id is not None]
    there = assets.by_ids(connection, wanted)
    leads = {id: assets.led_on(connection, id) for id in wanted if id not in there}
    moved = assets.by_ids(connection, [id for id in leads.values() if id is not None])
    found: dict[UUID | None, Asset] = {id: asset for id, asset in there.items()}
    return found | {id: moved[to] for id, to in leads.items() if to in moved}
