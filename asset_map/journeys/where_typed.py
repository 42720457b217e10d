"""Where something is, as far as what somebody typed tells."""

from collections.abc import Mapping

from sqlalchemy import Connection

from asset_map.db import postcodes
from asset_map.db.grid import to_grid
from asset_map.domain.places import GREAT_BRITAIN_DEGREES, Point, normal_postcode


def point_typed(connection: Connection, said: Mapping[str, str]) -> Point | None:
    """Return where the spot that was typed is, else the postcode; None where neither tells."""
    if spot := position(said.get("latitude", ""), said.get("longitude", "")):
        return Point(*to_grid(connection, *spot))
    code = normal_postcode(said.get("postcode", ""))
    found = postcodes.points_of(connection, [code]) if code else {}
    return Point(*found[code]) if code in found else None


def position(latitude: str, longitude: str) -> tuple[float, float] | None:
    """Return a position in degrees, None where the texts are none in Great Britain."""
    try:
        north, east = float(latitude), float(longitude)
    except ValueError:
        return None
    west, south, farthest_east, farthest_north = GREAT_BRITAIN_DEGREES
    inside = south <= north <= farthest_north and west <= east <= farthest_east
    return (north, east) if inside else None
