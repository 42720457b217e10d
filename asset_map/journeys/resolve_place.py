"""Turns what somebody typed into a point: a postcode or a part of one, a position, or a name.

What is exactly so is taken as it is, areas before streets before what is on the map. Else what is
nearest to it, if one thing is, and the place says what it was taken for. Where several are as near,
they are the choices of the refusal; where none is, what is written much like it.
"""

import re
import unicodedata
from datetime import date

from sqlalchemy import Connection

from asset_map.db import areas, postcodes
from asset_map.db.grid import to_grid
from asset_map.domain import names_typed
from asset_map.domain.days import uk_today
from asset_map.domain.errors import BadInput, Choice, NotFound
from asset_map.domain.places import Area, Place, PlaceKind, Point
from asset_map.journeys import named_places, postcode_places
from asset_map.journeys.named_places import NEXT

BEYOND_M = 10_000
"""A position is in the map if a postcode that is loaded is no farther away than this, metres."""

_POSITION = re.compile(r"^\s*(-?\d+(?:\.\d+)?)\s*[,;\s]\s*(-?\d+(?:\.\d+)?)\s*$")


def resolve_place(connection: Connection, words: str, at: date | None = None) -> Place:
    """Return the place that ``words`` mean: a postcode, ``latitude,longitude``, or a name.

    Raises Ambiguous where they mean several, NotFound where the place is not in the map, and
    BadInput where they can mean none.
    """
    said = _readable(words)
    at = at or uk_today()
    if position := _POSITION.match(said):
        return _position(connection, float(position[1]), float(position[2]))
    if place := postcode_places.whole(connection, said):
        return place
    if found := named_places.areas_called(connection, said):
        return named_places.place_of_areas(connection, found, said)
    place = (
        named_places.called(connection, said, at)
        or postcode_places.in_words(connection, said)
        or named_places.nearly_called(connection, said, at)
    )
    if place is None:
        raise NotFound(f"No place called {named_places.shown(said)!r} is in this map.", NEXT)
    return place


def resolve_area(connection: Connection, words: str) -> Area:
    """Return the area that a name or code means: a neighbourhood before a ward, newest first."""
    said = _readable(words)
    if found := named_places.areas_called(connection, said):
        return found[0]
    similar = areas.similar_names(connection, said)
    raise NotFound(
        f"No area is called {named_places.shown(said)!r}.",
        f"Did you mean {' or '.join(similar)}?" if similar else "See the names: asset-map areas",
        tuple(Choice(name, name) for name in similar),
    )


def _position(connection: Connection, latitude: float, longitude: float) -> Place:
    if not (49 <= latitude <= 61 and -9 <= longitude <= 3):
        raise BadInput(
            f"{latitude:g}, {longitude:g} is not in Great Britain.",
            'Give latitude, then longitude, such as "52.52,-2.09".',
        )
    x, y = to_grid(connection, latitude, longitude)
    place = Place(f"{latitude:.5f}, {longitude:.5f}", Point(x, y), kind=PlaceKind.POSITION)
    if not postcodes.reach(connection, place.point, BEYOND_M):
        raise NotFound(
            f"The position {place.label} is not in this map.",
            'Give latitude, then longitude, such as "52.52,-2.09".',
        )
    return place


def _readable(words: str) -> str:
    if any(unicodedata.category(sign) in ("Cc", "Cs") and not sign.isspace() for sign in words):
        raise BadInput("There are signs in it that no name has.", NEXT)
    said = names_typed.tidy(words)
    if not said:
        raise BadInput("Nothing was asked for.", NEXT)
    if len(said) > names_typed.MOST_SIGNS:
        raise BadInput("That is too long for the name of a place.", NEXT)
    return said
