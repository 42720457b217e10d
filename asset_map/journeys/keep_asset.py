"""Whoever keeps an asset: says that it is still right, or that they keep it no more."""

from uuid import UUID

from sqlalchemy import Connection

from asset_map.db import deeds, keepers, session
from asset_map.domain.assets import Asset
from asset_map.domain.errors import NotAllowed
from asset_map.domain.rights import Action
from asset_map.journeys import take_in
from asset_map.journeys.acting import acting_person, asks
from asset_map.journeys.see_asset import find_asset


@asks(Action.ADD_OWN)
def say_still_right(asset_id: str) -> Asset:
    """Write that an asset was confirmed today by whoever keeps it. Said twice, it is said once.

    Raises NotAllowed for anybody else, Failure while a load goes on for long.
    """
    with session.transaction() as connection:
        load_id = take_in.begin(connection)
        asset, _ = _kept(connection, asset_id)
        by = take_in.CONFIRMED_BY
        take_in.take_in_change(connection, load_id, asset.id, asset.kind, {}, confirmed_by=by)
        deeds.note(connection, acting_person(), "still right", "asset", asset.id)
    return asset


@asks(Action.ADD_OWN)
def give_up(asset_id: str) -> Asset:
    """Let whoever asks keep an asset no more; what they said of it stays."""
    with session.transaction() as connection:
        asset, account_id = _kept(connection, asset_id)
        keepers.end(connection, asset.id, account_id)
        deeds.note(connection, acting_person(), "gave up keeping", "asset", asset.id)
    return asset


def _kept(connection: Connection, asset_id: str) -> tuple[Asset, UUID]:
    account = acting_person().account_id
    asset = find_asset(connection, asset_id)
    if account is None or not keepers.keeps(connection, account, asset.id):
        raise NotAllowed(
            "Only whoever keeps this may say so.", "If it is yours, say on its page: This is us."
        )
    return asset, account
