"""Anybody who adds something: where a postcode or a pin is, in words."""

from dataclasses import dataclass, replace
from math import atan2, degrees, hypot

from asset_map.db import alike, postcodes, session
from asset_map.db.grid import to_degrees, to_grid
from asset_map.domain.errors import NotFound
from asset_map.domain.numbers import metres_shown
from asset_map.domain.places import Point, normal_postcode
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks
from asset_map.journeys.where_typed import position

AT_IT_M = 5
"""So near to the point of a postcode it is said to be at it, metres."""

FROM_TYPED_M = 250
"""So far from the postcode that was typed a pin is told of by that, metres: whoever moves it step
by step is not told of another postcode at each."""

_WAYS = (
    *("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"),
)


@dataclass(frozen=True)
class Where:
    """A point in words, and in degrees (EPSG:4326)."""

    words: str
    latitude: float
    longitude: float


@asks(Action.CONTRIBUTE)
def tell_where(postcode: str = "", latitude: str = "", longitude: str = "") -> Where:
    """Say where a position is, else where a postcode is: from that postcode, as long as it is near,
    else from the nearest one. Raises NotFound for what is not here."""
    with session.reading() as connection:
        code = normal_postcode(postcode) or ""
        known = postcodes.points_of(connection, [code])
        if spot := position(latitude, longitude):
            point = Point(*to_grid(connection, *spot))
        elif code in known:
            point = Point(*known[code])
        else:
            raise NotFound(
                f"{code} is not in this map." if code else "That is no postcode yet.",
                "Check it, such as DY1 3SB.",
            )
        around = alike.around(connection, point)
        ((north, east),) = to_degrees(connection, [point])
    if around.at is None:
        raise NotFound("That place is not in this map.", "Put the pin back, or check the postcode.")
    if code in known and _apart(Point(*known[code]), point) <= FROM_TYPED_M:
        around = replace(around, postcode=code, at=Point(*known[code]))
    ward = f", in {around.ward}" if around.ward else ""
    return Where(f"{_from(around.at or point, point, around.postcode)}{ward}", north, east)


def _apart(one: Point, other: Point) -> float:
    return hypot(one.easting - other.easting, one.northing - other.northing)


def _from(postcode_at: Point, point: Point, postcode: str) -> str:
    """Return how a point lies from its nearest postcode, as "40 m north of DY1 3SB"."""
    east, north = point.easting - postcode_at.easting, point.northing - postcode_at.northing
    metres = _apart(postcode_at, point)
    if metres < AT_IT_M:
        return f"At {postcode}"
    way = _WAYS[round(degrees(atan2(east, north)) / 45) % 8]
    return f"{metres_shown(metres)} {way} of {postcode}"
