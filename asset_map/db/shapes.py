"""What a map is drawn from: outlines, names with a place to stand, and where people live."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import shapely
from sqlalchemy import Connection, text

from asset_map.db.areas import NEWEST, OUTLINE


@dataclass(frozen=True)
class Outline:
    """An area as a map draws it: its name, where to write it, and its edge (GeoJSON, degrees)."""

    kind: str
    code: str
    name: str
    latitude: float
    longitude: float
    edge: dict[str, Any]


def outlines(
    connection: Connection,
    kinds: list[str],
    authority: str,
    tolerance_m: float,
    code: str | None = None,
) -> list[Outline]:
    """Return the newest areas of some kinds, or one, each edge drawn to within ``tolerance_m``."""
    rows = connection.execute(
        text(
            f"""
            WITH newest AS (
                SELECT a.kind, a.code, a.name, a.geom FROM area a
                WHERE a.kind = ANY(:kinds) AND a.authority_code = :authority AND {NEWEST}
                  AND (CAST(:code AS text) IS NULL OR a.code = :code)
            ), drawn AS (
                SELECT kind, code, name, ST_Transform(ST_PointOnSurface(geom), 4326) AS middle,
                       ST_Transform(ST_SimplifyPreserveTopology(geom, :tolerance), 4326) AS edge
                FROM newest
            )
            SELECT kind, code, name, ST_Y(middle) AS latitude, ST_X(middle) AS longitude,
                   ST_AsGeoJSON(edge, 5) AS edge
            FROM drawn ORDER BY kind, name, code
            """
        ),
        {"kinds": kinds, "authority": authority, "tolerance": tolerance_m, "code": code},
    )
    return [
        Outline(r.kind, r.code, r.name, r.latitude, r.longitude, json.loads(r.edge)) for r in rows
    ]


def settlement(
    connection: Connection, authority: str, margin_m: float, limit: int
) -> list[tuple[float, float]]:
    """Return latitude and longitude of the postcodes around an authority: where people live.

    Beyond ``limit`` they are thinned evenly, as every so-manieth of the alphabet.
    """
    rows = connection.execute(
        text(
            """
            WITH here AS (
                SELECT ST_Expand(CAST(ST_Extent(geom) AS geometry), :margin) AS box
                FROM area WHERE kind = 'ward' AND authority_code = :authority
            ), numbered AS (
                SELECT p.geom, row_number() OVER (ORDER BY postcode) AS place,
                       count(*) OVER () AS number
                FROM postcode p
                JOIN here ON p.geom && ST_SetSRID(here.box, 27700)
            )
            SELECT ST_Y(degrees) AS latitude, ST_X(degrees) AS longitude
            FROM numbered, ST_Transform(geom, 4326) AS degrees
            WHERE place % (1 + (number - 1) / :limit) = 0
            """
        ),
        {"authority": authority, "margin": margin_m, "limit": limit},
    )
    return [(row.latitude, row.longitude) for row in rows]


def sectors(connection: Connection, authority: str) -> list[tuple[str, float, float]]:
    """Return each postcode sector (``DY1 4``) with the middle of its postcodes, in degrees."""
    rows = connection.execute(
        text(
            """
            WITH grouped AS (
                SELECT left(postcode, length(postcode) - 2) AS sector,
                       ST_SetSRID(ST_MakePoint(
                           percentile_cont(0.5) WITHIN GROUP (ORDER BY ST_X(geom)),
                           percentile_cont(0.5) WITHIN GROUP (ORDER BY ST_Y(geom))
                       ), 27700) AS middle
                FROM postcode WHERE authority_code = :authority AND geom IS NOT NULL
                GROUP BY 1 HAVING count(*) >= 20
            )
            SELECT sector, ST_Y(degrees) AS latitude, ST_X(degrees) AS longitude
            FROM grouped, ST_Transform(middle, 4326) AS degrees ORDER BY sector
            """
        ),
        {"authority": authority},
    )
    return [(row.sector, row.latitude, row.longitude) for row in rows]


def outline_of(connection: Connection, authority: str) -> shapely.Geometry | None:
    """Return the outline of an authority (EPSG:27700); None where none is loaded."""
    found = connection.execute(
        text(f"SELECT ST_AsBinary(geom) FROM ({OUTLINE}) AS own"), {"authority": authority}
    ).scalar()
    return None if found is None else shapely.from_wkb(bytes(found))


def edges_of(
    connection: Connection, area_ids: list[UUID], tolerance_m: float
) -> dict[UUID, shapely.Geometry]:
    """Return the edges of areas (EPSG:27700) by id, each drawn to within ``tolerance_m``."""
    rows = connection.execute(
        text(
            """
            SELECT id, ST_AsBinary(ST_SimplifyPreserveTopology(geom, :tolerance)) AS edge
            FROM area WHERE id = ANY(:ids) AND geom IS NOT NULL
            """
        ),
        {"ids": area_ids, "tolerance": tolerance_m},
    )
    return {row.id: shapely.from_wkb(bytes(row.edge)) for row in rows}
