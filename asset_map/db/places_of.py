"""The places of assets around a point: what is at several places is there several times."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, text

from asset_map.db.in_force import in_force
from asset_map.db.search import HERE
from asset_map.domain.places import Point


@dataclass(frozen=True)
class PlaceOf:
    """A place where an asset meets its needs: a venue by its name, or its own."""

    asset_id: UUID
    place_id: UUID
    name: str
    exact: bool
    straight_m: float


@dataclass(frozen=True)
class Spot:
    """A place where an asset is found; ``exact`` is false where it is the middle of its ward."""

    point: Point
    exact: bool
    venue: str | None


_PLACES = f"""
SELECT DISTINCT ON (s.asset_id, p.id)
       s.asset_id, p.id AS place_id, p.name, s.exact, s.geom <-> here.geom AS straight_m
FROM (SELECT {HERE} AS geom) AS here
CROSS JOIN supply s
JOIN asset p ON p.id = coalesce(s.venue_id, s.asset_id)
LEFT JOIN venue v ON v.asset_id = p.id
WHERE s.asset_id = ANY(:ids) AND ST_DWithin(s.geom, here.geom, :within)
  AND {in_force("s")}
  AND (v.step_free OR NOT :step_free)
ORDER BY s.asset_id, p.id, straight_m
"""


def places_within(
    connection: Connection,
    ids: list[UUID],
    point: Point,
    within_m: float,
    at: date,
    *,
    step_free: bool = False,
) -> list[PlaceOf]:
    """Return the places of some assets within a straight line; ``step_free``: known to be so."""
    bound = {
        "ids": ids,
        "x": point.easting,
        "y": point.northing,
        "within": within_m,
        "at": at,
        "step_free": step_free,
    }
    return [PlaceOf(*row) for row in connection.execute(text(_PLACES), bound)]


def spots(connection: Connection, asset_id: UUID, here: Point, at: date, limit: int) -> list[Spot]:
    """Return the places where one asset is found on a day, nearest to a point first."""
    rows = connection.execute(
        text(
            f"""
            SELECT ST_X(p.geom) AS x, ST_Y(p.geom) AS y, p.exact, v.name
            FROM asset_place p LEFT JOIN asset v ON v.id = p.venue_id
            WHERE p.asset_id = :id AND {in_force("p")}
            ORDER BY p.geom <-> {HERE}, v.name LIMIT :limit
            """
        ),
        {"id": asset_id, "at": at, "x": here.easting, "y": here.northing, "limit": limit},
    )
    return [Spot(Point(row.x, row.y), row.exact, row.name) for row in rows]
