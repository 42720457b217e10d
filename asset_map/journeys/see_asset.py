"""Anybody: one asset, what it is, and what it hangs on and what hangs on it."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from asset_map.db import assets, keepers, leverage, one_asset, session, terms
from asset_map.db.leverage import Keeper
from asset_map.db.one_asset import InArea, Venue
from asset_map.domain.assets import Asset, AssetKind, LinkedAsset, Session
from asset_map.domain.days import uk_today
from asset_map.domain.errors import NotFound
from asset_map.domain.numbers import real_people, real_people_shown
from asset_map.domain.rights import Action, may
from asset_map.journeys.acting import acting_person, asks
from asset_map.journeys.names_now import asset_now

__all__ = [
    "AssetPicture",
    "InArea",
    "Keeper",
    "UnknownAsset",
    "Venue",
    "find_asset",
    "see_asset",
]


class UnknownAsset(NotFound):
    """Nothing has the id that was asked for. The next step is one for a terminal; pages have their
    own."""


@dataclass(frozen=True)
class AssetPicture:
    """An asset with what only its kind has, its weekly times and its links both ways.

    ``asked_for``: another id that leads to this asset, if it was asked for by that. ``exact``:
    false where its place is shown to nobody, so that it stands at its ward's middle. ``venues``:
    where it meets or takes place; ``areas``: the neighbourhoods and wards it is found in.
    ``languages`` by name; ``asks``: what it looks for volunteers with, each with when. ``keeper``:
    whom to ask about it, and ``publisher`` of the list it is known from. ``closed_because``: why it
    closed, or will.
    """

    asset: Asset
    details: dict[str, Any]
    sessions: tuple[Session, ...]
    links: tuple[LinkedAsset, ...]
    latitude: float | None
    longitude: float | None
    at: date
    asked_for: UUID | None = None
    exact: bool = True
    venues: tuple[Venue, ...] = ()
    areas: tuple[InArea, ...] = ()
    languages: tuple[str, ...] = ()
    asks: tuple[tuple[str, str], ...] = ()
    keeper: Keeper | None = None
    publisher: str = ""
    closed_because: str = ""


@asks(Action.BROWSE)
def see_asset(asset_id: str, at: date | None = None) -> AssetPicture:
    """Return one asset by its id. Counts of volunteers leave here only as they may be shown."""
    at = at or uk_today()
    with session.reading() as connection:
        asset = find_asset(connection, asset_id)
        details = assets.details(connection, asset)
        closed_because = str(details.pop("closed_because") or "")
        links = tuple(assets.linked(connection, asset.id, at))
        told = one_asset.told(connection, asset, at)
        keeper = leverage.keeper_of(connection, asset.id, at)
    if asset.kind is AssetKind.SKILL_OFFER:
        people = details.pop("people")
        details |= {"people": real_people(people), "people_shown": real_people_shown(people)}
    if not told.exact:
        # What is known of the building would help to tell which one it is.
        details = {name: None if name in _OF_THE_BUILDING else of for name, of in details.items()}
    named = terms.languages()
    return AssetPicture(
        asset=asset,
        details=details,
        sessions=told.sessions,
        links=links,
        latitude=told.latitude,
        longitude=told.longitude,
        at=at,
        asked_for=None if UUID(asset_id) == asset.id else UUID(asset_id),
        exact=told.exact,
        venues=told.venues,
        areas=told.areas,
        languages=tuple(named[code].name if code in named else code for code in told.languages),
        asks=told.asks,
        keeper=keeper,
        publisher=told.publisher,
        closed_because=closed_because,
    )


_OF_THE_BUILDING = ("step_free", "size_people", "hours_free")


def find_asset(connection: Any, asset_id: str, *, for_anybody: bool = True) -> Asset:
    """Return the asset of an id, or the one that the id leads to since the two are known to be one.

    Raises UnknownAsset with names that are much like it, if any. Skills that were withdrawn, or are
    so rare that they are told of nowhere, are found by whoever keeps them and by stewards alone,
    and by what is ``for_anybody`` no more: a letter to them, what they sent in.
    """
    try:
        wanted = UUID(asset_id)
    except ValueError:
        # No name holds the sign that the database refuses.
        similar = assets.by_name(connection, asset_id.replace("\0", ""), limit=3)
        if not similar:
            raise UnknownAsset(
                f"{asset_id!r} is not the id of an asset.",
                "Ids are shown by asset-map near and asset-map area.",
            ) from None
        names = "; ".join(f"{name}: {found}" for found, name in similar)
        raise UnknownAsset(f"An id is needed, not {asset_id!r}.", f"Perhaps: {names}") from None
    found = asset_now(connection, wanted)
    if found is None or (for_anybody and _not_told(connection, found)):
        raise UnknownAsset(
            f"No asset has the id {wanted}.", "Find it with: asset-map near POSTCODE"
        )
    return found


def _not_told(connection: Any, asset: Asset) -> bool:
    if asset.kind is not AssetKind.SKILL_OFFER or asset.withdrawn is None:
        return False
    person = acting_person()
    return not may(person.role, Action.REVIEW) and not keepers.keeps(
        connection, person.account_id, asset.id
    )
