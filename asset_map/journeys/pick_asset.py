"""Anybody: the assets by name, to choose one from."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from asset_map.db import names, session
from asset_map.domain.assets import AssetKind
from asset_map.domain.days import uk_today
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks


@dataclass(frozen=True)
class Choice:
    """An asset as a list to choose from shows it. ``postcode`` tells namesakes apart; ``post``: it
    is the post of somebody."""

    id: UUID
    name: str
    kind: AssetKind
    postcode: str | None
    post: bool = False


@asks(Action.BROWSE)
def pick_asset(at: date | None = None) -> tuple[Choice, ...]:
    """Return the assets that are there on a day, by name."""
    with session.reading() as connection:
        rows = names.open_on(connection, at or uk_today())
    return tuple(
        Choice(id, name, AssetKind(kind), postcode, post) for id, name, kind, postcode, post in rows
    )
