"""Whoever keeps an asset: says that it is still right, or that they keep it no more.

A steward may end it for them: the mailbox on record may have been in the wrong hands.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from asset_map.db import deeds, keepers, letters, session
from asset_map.domain.assets import Asset
from asset_map.domain.errors import BadInput, NotAllowed
from asset_map.domain.rights import Action
from asset_map.journeys import letter_words as words
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
def look_at_kept(asset_id: str) -> Asset:
    """Return an asset that whoever asks keeps. Raises NotAllowed for anybody else."""
    with session.reading() as connection:
        return _kept(connection, asset_id)[0]


@asks(Action.ADD_OWN)
def give_up(asset_id: str) -> Asset:
    """Let whoever asks keep an asset no more; what they said of it stays."""
    with session.transaction() as connection:
        asset, account_id = _kept(connection, asset_id)
        keepers.end(connection, asset.id, account_id)
        deeds.note(connection, acting_person(), "gave up keeping", "asset", asset.id)
    return asset


@dataclass(frozen=True)
class Keeping:
    """An asset, and who keeps it: each account with since when, and how it came to."""

    asset: Asset
    keepers: tuple[tuple[UUID, datetime, str], ...]


@asks(Action.REVIEW)
def see_keepers(asset_id: str) -> Keeping:
    """Return who keeps an asset, as accounts: no address."""
    with session.reading() as connection:
        asset = find_asset(connection, asset_id)
        return Keeping(asset, tuple(keepers.listed_of(connection, asset.id)))


@asks(Action.REVIEW)
def end_keeping(asset_id: str, account_id: UUID) -> Asset:
    """Let an account keep an asset no more; they are told by a letter. What they said stays."""
    with session.transaction() as connection:
        asset = find_asset(connection, asset_id)
        if not keepers.end(connection, asset.id, account_id):
            raise BadInput("They do not keep it any more.", "Look at the list again.")
        letters.note(connection, words.KEEPING_ENDED, asset.id, account_id)
        deeds.note(connection, acting_person(), "ended keeping", "asset", asset.id)
    return asset


def _kept(connection: Connection, asset_id: str) -> tuple[Asset, UUID]:
    account = acting_person().account_id
    asset = find_asset(connection, asset_id)
    if account is None or not keepers.keeps(connection, account, asset.id):
        raise NotAllowed(
            "Only whoever keeps this may say so.", "If it is yours, say on its page: This is us."
        )
    return asset, account
