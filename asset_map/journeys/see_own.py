"""Somebody signed in: what they keep, how fresh it is, what waits there, and what they sent in."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection

from asset_map.db import assets, contributions, keepers, kept, session
from asset_map.domain.assets import Asset
from asset_map.domain.contributions import Contribution, Kind, State
from asset_map.domain.days import uk_today
from asset_map.domain.freshness import review_date
from asset_map.domain.rights import Action
from asset_map.journeys.acting import acting_person, asks
from asset_map.journeys.change_asset import asset_about


@dataclass(frozen=True)
class Kept:
    """An asset that somebody keeps. ``waiting``: how many changes by anybody wait there; ``look``:
    the day by which to look at it again, None where nobody ever confirmed it."""

    asset: Asset
    waiting: int
    look: date | None


@dataclass(frozen=True)
class SentIn:
    """What somebody sent in. ``name``: of what it is about or would add; ``asset_id`` leads there,
    if it is on the map."""

    id: UUID
    kind: Kind
    name: str
    asset_id: UUID | None
    state: State
    sent: datetime
    reason: str


@dataclass(frozen=True)
class Own:
    """What is somebody's own, at ``today``."""

    kept: tuple[Kept, ...]
    sent: tuple[SentIn, ...]
    today: date


@asks(Action.ADD_OWN)
def see_own() -> Own:
    """Return what whoever asks keeps, by name, and what they sent in, the newest first."""
    account = acting_person().account_id
    today = uk_today()
    if account is None:
        return Own((), (), today)
    with session.reading() as connection:
        ids = keepers.kept_by(connection, account)
        found = assets.by_ids(connection, ids)
        listed = tuple(_kept(connection, found[id]) for id in ids if id in found)
        sent = tuple(_sent(connection, one) for one in contributions.by(connection, account))
    return Own(listed, sent, today)


def _kept(connection: Connection, asset: Asset) -> Kept:
    look = review_date(asset.kind, asset.provenance.last_confirmed)
    return Kept(asset, len(kept.waiting(connection, asset.id)), look)


def _sent(connection: Connection, one: Contribution) -> SentIn:
    now = assets.by_id(connection, one.asset_id) if one.asset_id else None
    now = now or asset_about(connection, one)
    name = now.name if now else str(one.said.get("name", ""))
    return SentIn(one.id, one.kind, name, now.id if now else None, one.state, one.sent, one.reason)
