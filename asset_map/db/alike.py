"""What on the map is called much like a typed name, and what is around a point.

Of what is hidden the ward alone is told: every distance here is to where it is shown.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, text

from asset_map.db.areas import NEWEST
from asset_map.db.in_force import in_force
from asset_map.domain.assets import AssetKind
from asset_map.domain.places import Point

MOST_LOOKED_AT = 60
"""So many names that are alike at first sight are compared word by word."""


@dataclass(frozen=True)
class Named:
    """Something on the map with a name like the typed one.

    ``metres``: how far it is shown from the point asked; None where it has no place, or none was
    asked. ``where``: its address and postcode, empty where it is hidden.
    """

    id: UUID
    kind: AssetKind
    name: str
    name_key: str
    ward: str
    where: str
    metres: float | None
    similarity: float


# The likest first, so that only of those it is asked where they are; those that are as like as the
# last of them count too, for the nearest of them come before others.
_NAMED = f"""
WITH likest AS MATERIALIZED (
    SELECT a.id, a.kind, a.name, a.name_key, a.hidden, a.address, a.postcode,
           similarity(a.name_key, :key) AS alike
    FROM (SELECT id FROM asset WHERE name_key % :key
          UNION SELECT id FROM asset WHERE :key <% name_key) AS found
    JOIN asset a USING (id)
    WHERE a.withdrawn IS NULL AND {in_force("a")} AND a.kind = ANY(:kinds)
    ORDER BY alike DESC FETCH FIRST {MOST_LOOKED_AT} ROWS WITH TIES
),
nearest AS MATERIALIZED (
    SELECT a.*, p.exact, p.geom, p.metres
    FROM likest a
    LEFT JOIN LATERAL (
        SELECT ap.exact, ap.geom, ap.geom <-> ST_SetSRID(
                   ST_MakePoint(CAST(:x AS float8), CAST(:y AS float8)), 27700) AS metres
        FROM asset_place ap WHERE ap.asset_id = a.id AND {in_force("ap")}
        ORDER BY metres, ap.venue_id NULLS FIRST LIMIT 1
    ) AS p ON true
    ORDER BY a.alike DESC, p.metres NULLS LAST, a.name_key, a.id LIMIT {MOST_LOOKED_AT}
)
SELECT n.id, n.kind, n.name, n.name_key, coalesce(ward.name, '') AS ward, n.metres,
       CASE WHEN n.hidden OR n.exact IS FALSE THEN ''
            ELSE concat_ws(', ', nullif(n.address, ''), n.postcode) END AS told, n.alike
FROM nearest n
LEFT JOIN LATERAL (
    SELECT a.name FROM area a
    WHERE a.kind = 'ward' AND ST_Covers(a.geom, n.geom) AND {NEWEST} ORDER BY a.code LIMIT 1
) AS ward ON true
ORDER BY n.alike DESC, n.metres NULLS LAST, n.name_key, n.id
"""


def named_like(
    connection: Connection,
    key: str,
    kinds: frozenset[AssetKind],
    at: date,
    point: Point | None = None,
) -> list[Named]:
    """Return what is called much like a folded name, the likest first, then the nearest."""
    rows = connection.execute(
        text(_NAMED),
        {
            "key": key,
            "kinds": [kind.value for kind in kinds],
            "at": at,
            "x": point.easting if point else None,
            "y": point.northing if point else None,
        },
    )
    return [
        Named(
            row.id,
            AssetKind(row.kind),
            row.name,
            row.name_key,
            row.ward,
            row.told,
            row.metres,
            row.alike,
        )
        for row in rows
    ]


def shown_at(connection: Connection, asset_id: UUID, at: date) -> Point | None:
    """Return where a venue is, None where that is shown to nobody, or it has no place."""
    row = connection.execute(
        text(
            f"""
            SELECT ST_X(p.geom) AS x, ST_Y(p.geom) AS y
            FROM asset_place p JOIN asset a ON a.id = p.asset_id AND NOT a.hidden
            WHERE p.asset_id = :id AND p.exact AND {in_force("p")} LIMIT 1
            """
        ),
        {"id": asset_id, "at": at},
    ).first()
    return Point(row.x, row.y) if row else None


def counted_around(
    connection: Connection,
    at: date,
    metres: float,
    *,
    point: Point | None = None,
    venue_id: UUID | None = None,
    besides: UUID | None = None,
) -> tuple[int, int]:
    """Count the groups and services in a hall, and the others within ``metres`` of a point.

    Nothing that is hidden is counted. ``besides``: an asset that is not counted.
    """
    row = connection.execute(
        text(
            f"""
            SELECT count(DISTINCT p.asset_id) FILTER (WHERE p.venue_id = :venue) AS share,
                   count(DISTINCT p.asset_id) FILTER (
                       WHERE p.venue_id IS DISTINCT FROM CAST(:venue AS uuid)) AS near
            FROM asset_place p JOIN asset a ON a.id = p.asset_id
            WHERE p.exact AND NOT a.hidden AND a.withdrawn IS NULL
              AND a.kind IN ('group', 'service') AND a.id IS DISTINCT FROM CAST(:besides AS uuid)
              AND {in_force("p")}
              AND (p.venue_id = :venue OR ST_DWithin(p.geom, ST_SetSRID(
                   ST_MakePoint(CAST(:x AS float8), CAST(:y AS float8)), 27700), :metres))
            """
        ),
        {
            "at": at,
            "metres": metres,
            "venue": venue_id,
            "besides": besides,
            "x": point.easting if point else None,
            "y": point.northing if point else None,
        },
    ).one()
    return row.share, row.near


@dataclass(frozen=True)
class Around:
    """The postcode nearest to a point, where it is, and the newest ward around; empty: none."""

    postcode: str
    at: Point | None
    ward: str


def around(connection: Connection, point: Point) -> Around:
    """Return what a point is called by: its nearest postcode, and its ward."""
    row = connection.execute(
        text(
            f"""
            SELECT near.postcode, near.x, near.y, (
                SELECT a.name FROM area a
                WHERE a.kind = 'ward' AND ST_Covers(a.geom, here) AND {NEWEST}
                ORDER BY a.code LIMIT 1) AS ward
            FROM ST_SetSRID(ST_MakePoint(:x, :y), 27700) AS here
            LEFT JOIN LATERAL (
                SELECT postcode, ST_X(geom) AS x, ST_Y(geom) AS y FROM postcode
                WHERE geom IS NOT NULL AND withdrawn IS NULL ORDER BY geom <-> here LIMIT 1
            ) AS near ON true
            """
        ),
        {"x": point.easting, "y": point.northing},
    ).one()
    placed = Point(row.x, row.y) if row.x is not None else None
    return Around(row.postcode or "", placed, row.ward or "")
