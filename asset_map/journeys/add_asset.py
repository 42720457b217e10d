"""Anybody: adds a group, a place or a service. It is kept, and on the map once it was looked at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from asset_map.db import areas, reference, session
from asset_map.domain.assets import AssetKind
from asset_map.domain.places import Area, AreaKind
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks
from asset_map.settings import get_settings


@dataclass(frozen=True)
class Alike:
    """Something on the map that may be meant. ``where``: what tells it from others of its name; of
    a hidden place its ward alone."""

    id: UUID
    kind: AssetKind
    name: str
    ward: str = ""
    where: str = ""


@dataclass(frozen=True)
class Offered:
    """What a form offers to choose from: ``needs`` and ``areas`` by id or code, in words; what a
    typed name of a hall or of a group may mean."""

    needs: Mapping[str, str]
    areas: Mapping[str, str]
    venues: tuple[Alike, ...] = ()
    groups: tuple[Alike, ...] = field(default=())


@asks(Action.CONTRIBUTE)
def offered() -> Offered:
    """Return what a form to add or change something offers: needs, and areas of the authority."""
    authority = get_settings().authority
    kinds = (AreaKind.AUTHORITY, AreaKind.NEIGHBOURHOOD, AreaKind.WARD)
    with session.reading() as connection:
        needs = {need.id: need.label for need in reference.needs(connection)}
        found = [area for kind in kinds for area in areas.listed(connection, kind, authority)]
    return Offered(needs, {area.code: _area_in_words(area) for area in found})


def _area_in_words(area: Area) -> str:
    if area.kind is AreaKind.AUTHORITY:
        return f"All of {area.name}"
    return f"{area.name} ({area.kind.value})"
