"""Anybody: what a map shows behind the assets, where no map tiles are: edges, names, homes."""

from dataclasses import dataclass

from asset_map.db import session, shapes
from asset_map.db.shapes import Outline
from asset_map.domain.places import AreaKind
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks
from asset_map.settings import get_settings

__all__ = ["Background", "Outline", "draw_area", "draw_areas", "draw_background"]

DRAWN = (AreaKind.WARD, AreaKind.NEIGHBOURHOOD)
EDGE_M = 15.0
"""How far a drawn edge may be off, metres: less than a line's width until one sees streets."""

MARGIN_M = 1500.0
MOST_POSTCODES = 40_000
"""More points than this slow a phone down; beyond it they are thinned."""


@dataclass(frozen=True)
class Background:
    """Edges and names of areas, names of postcode sectors, and postcodes as texture."""

    outlines: tuple[Outline, ...]
    sectors: tuple[tuple[str, float, float], ...]
    postcodes: tuple[tuple[float, float], ...]

    @property
    def bounds(self) -> tuple[tuple[float, float], tuple[float, float]] | None:
        """Return the south-west and north-east corner of where people live, in degrees."""
        if not self.postcodes:
            return None
        latitudes, longitudes = zip(*self.postcodes, strict=True)
        return (min(latitudes), min(longitudes)), (max(latitudes), max(longitudes))


@asks(Action.BROWSE)
def draw_background() -> Background:
    """Return what a map of the authority shows behind the assets."""
    authority = get_settings().authority
    with session.reading() as connection:
        return Background(
            outlines=tuple(
                shapes.outlines(connection, [kind.value for kind in DRAWN], authority, EDGE_M)
            ),
            sectors=tuple(shapes.sectors(connection, authority)),
            postcodes=tuple(shapes.settlement(connection, authority, MARGIN_M, MOST_POSTCODES)),
        )


@asks(Action.BROWSE)
def draw_areas(kind: AreaKind) -> tuple[Outline, ...]:
    """Return the outlines of all areas of a kind of the authority, by name."""
    authority = get_settings().authority
    with session.reading() as connection:
        return tuple(shapes.outlines(connection, [kind.value], authority, EDGE_M))


@asks(Action.BROWSE)
def draw_area(code: str) -> Outline | None:
    """Return the outline of one area by its code; None where it is not drawn."""
    authority = get_settings().authority
    kinds = [*(kind.value for kind in DRAWN), AreaKind.AUTHORITY.value, AreaKind.LSOA.value]
    with session.reading() as connection:
        found = shapes.outlines(connection, kinds, authority, EDGE_M, code)
    return found[0] if found else None
