"""What of the map is open data: things and links, and the sources that tell of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from asset_map.domain.assets import AssetKind, Session
from asset_map.domain.breaks import Break
from asset_map.domain.terms import Language


@dataclass(frozen=True)
class OpenSource:
    """A source whose licence lets anybody use it and give it on.

    ``share_alike``: what is made of it may be given on under the same licence only.
    """

    id: str
    title: str
    publisher: str
    licence: str
    licence_url: str
    attribution: str
    share_alike: bool
    demo: bool
    retrieved: date | None


@dataclass(frozen=True)
class Covered:
    """An area that something covers; ``name`` and ``kind`` are empty where the map lacks it."""

    code: str
    name: str = ""
    kind: str = ""


@dataclass(frozen=True)
class OpenAsset:
    """An asset as its open sources tell of it, without what would give a masked place away.

    ``position``: latitude and longitude (EPSG:4326). ``place_hidden``: nothing of its place is
    told but the ward. ``withheld``: its own words are not told either, for they may hold an
    address. ``details``: what only its kind has. ``sources``: the ids of those that tell of it,
    the one that most of it comes from first.
    """

    id: UUID
    kind: AssetKind
    name: str
    description: str
    needs: tuple[str, ...]
    url: str
    email: str
    phone: str
    address: str
    postcode: str
    position: tuple[float, float] | None
    located_by: str
    place_hidden: bool
    withheld: bool
    ward: Covered | None
    covers: tuple[Covered, ...]
    identifiers: Mapping[str, str]
    sessions: tuple[Session, ...]
    valid_from: date | None
    valid_from_precision: str
    valid_to: date | None
    valid_to_precision: str
    last_confirmed: date | None
    retrieved: date
    changed: datetime | None
    sources: tuple[str, ...]
    details: Mapping[str, Any] = field(default_factory=dict)
    languages: tuple[Language, ...] = ()
    away: Break | None = None


@dataclass(frozen=True)
class OpenLink:
    """A link between two open assets, as one open source states it."""

    id: UUID
    from_id: UUID
    from_kind: AssetKind
    type: str
    to_id: UUID
    to_kind: AssetKind
    detail: str
    said_by: str
    valid_from: date | None
    valid_to: date | None
    source: str


@dataclass(frozen=True)
class LeftOut:
    """What a source that is not open tells of: ``told_by_others`` of the assets are there all the
    same, as open sources tell of them.
    """

    source: str
    title: str
    licence: str
    assets: int
    told_by_others: int
    links: int
