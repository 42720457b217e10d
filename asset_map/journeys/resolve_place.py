"""Turns what somebody typed into a point: a postcode, a position, or the name of an area."""

import re
import unicodedata

from sqlalchemy import Connection

from asset_map.db import areas, postcodes
from asset_map.db.grid import to_grid
from asset_map.domain.errors import BadInput, NotFound
from asset_map.domain.places import Area, Place, PlaceKind, Point, normal_postcode
from asset_map.settings import get_settings

BEYOND_M = 10_000
"""A position is in the map if a postcode that is loaded is no farther away than this, metres."""

_POSITION = re.compile(r"^\s*(-?\d+(?:\.\d+)?)\s*[,;\s]\s*(-?\d+(?:\.\d+)?)\s*$")


def resolve_place(connection: Connection, words: str) -> Place:
    """Return the point that ``words`` mean: a postcode, ``latitude,longitude`` or an area's name.

    Raises BadInput where they mean nothing, NotFound where the place is not in the map.
    """
    _refuse_unreadable(words)
    code = normal_postcode(words)
    if code:
        place = postcodes.place_of(connection, code)
        if place is None:
            raise NotFound(
                f"The postcode {code} is not in this map.",
                "Check it, or try a postcode nearby or the name of the area.",
            )
        return place
    position = _POSITION.match(words)
    if position:
        return _position(connection, float(position[1]), float(position[2]))
    area = resolve_area(connection, words)
    middle = areas.middle_of(connection, area.id)
    return Place(
        area.name, middle, area.authority_code, PlaceKind.AREA, area_code=area.code, words=area.code
    )


def resolve_area(connection: Connection, words: str) -> Area:
    """Return the area that a name or code means: a neighbourhood before a ward, newest first."""
    _refuse_unreadable(words)
    if not words.strip():
        raise BadInput("Nothing was asked for.", "Type a postcode, an estate or a ward.")
    found = areas.by_name_or_code(connection, words, get_settings().authority)
    if found:
        return found[0]
    similar = areas.similar_names(connection, words)
    raise NotFound(
        f"No area is called {words.strip()!r}.",
        f"Did you mean {' or '.join(similar)}?" if similar else "See the names: asset-map areas",
    )


def _position(connection: Connection, latitude: float, longitude: float) -> Place:
    if not (49 <= latitude <= 61 and -9 <= longitude <= 3):
        raise BadInput(
            f"{latitude:g}, {longitude:g} is not in Great Britain.",
            'Give latitude, then longitude, such as "52.52,-2.09".',
        )
    x, y = to_grid(connection, latitude, longitude)
    place = Place(f"{latitude:.5f}, {longitude:.5f}", Point(x, y))
    if not postcodes.reach(connection, place.point, BEYOND_M):
        raise NotFound(
            f"The position {place.label} is not in this map.",
            'Give latitude, then longitude, such as "52.52,-2.09".',
        )
    return place


def _refuse_unreadable(words: str) -> None:
    if any(unicodedata.category(sign) in ("Cc", "Cs") and not sign.isspace() for sign in words):
        raise BadInput(
            "There are signs in it that no name has.", "Type a postcode, an estate or a ward."
        )
