"""Anybody: one asset, what it is, and what it hangs on and what hangs on it."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from asset_map.db import assets, session
from asset_map.db.grid import to_degrees
from asset_map.domain.assets import Asset, AssetKind, LinkedAsset, Session
from asset_map.domain.errors import BadInput, NotFound
from asset_map.domain.numbers import real_people, real_people_shown
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks


@dataclass(frozen=True)
class AssetPicture:
    """An asset with what only its kind has, its weekly times and its links both ways.

    ``asked_for``: another id that leads to this asset, if it was asked for by that.
    """

    asset: Asset
    details: dict[str, Any]
    sessions: tuple[Session, ...]
    links: tuple[LinkedAsset, ...]
    latitude: float | None
    longitude: float | None
    at: date
    asked_for: UUID | None = None


@asks(Action.BROWSE)
def see_asset(asset_id: str, at: date | None = None) -> AssetPicture:
    """Return one asset by its id. Counts of volunteers leave here only as they may be shown."""
    at = at or date.today()
    with session.reading() as connection:
        asset = find_asset(connection, asset_id)
        details = assets.details(connection, asset)
        sessions = tuple(assets.sessions(connection, asset.id))
        links = tuple(assets.linked(connection, asset.id, at))
        position = to_degrees(connection, [asset.point])[0] if asset.point else (None, None)
    if asset.kind is AssetKind.SKILL_OFFER:
        people = details.pop("people")
        details |= {"people": real_people(people), "people_shown": real_people_shown(people)}
    latitude, longitude = position
    asked_for = None if UUID(asset_id) == asset.id else UUID(asset_id)
    return AssetPicture(asset, details, sessions, links, latitude, longitude, at, asked_for)


def find_asset(connection: Any, asset_id: str) -> Asset:
    """Return the asset of an id, or the one that the id leads to since the two are known to be one.

    Raises NotFound with names that are much like it, if any.
    """
    try:
        wanted = UUID(asset_id)
    except ValueError:
        # No name holds the sign that the database refuses.
        similar = assets.by_name(connection, asset_id.replace("\0", ""), limit=3)
        if not similar:
            raise BadInput(
                f"{asset_id!r} is not the id of an asset.",
                "Ids are shown by asset-map near and asset-map area.",
            ) from None
        names = "; ".join(f"{name}: {found}" for found, name in similar)
        raise NotFound(f"An id is needed, not {asset_id!r}.", f"Perhaps: {names}") from None
    found = assets.by_ids(connection, [wanted]).get(wanted)
    if found is None:
        now = assets.led_on(connection, wanted)
        found = assets.by_ids(connection, [now])[now] if now else None
    if found is None:
        raise NotFound(f"No asset has the id {wanted}.", "Find it with: asset-map near POSTCODE")
    return found
