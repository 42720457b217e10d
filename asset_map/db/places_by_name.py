"""Streets and assets by what people call them, each with what tells it from its namesakes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, text

from asset_map.db.areas import COLUMNS, NEWEST, area_of
from asset_map.db.folding import FOLDED
from asset_map.domain.places import Area, PlaceKind, Point

NEAR_PIECES_M = 250
"""Pieces of one name that are no farther apart are one street: a junction, a roundabout or a park
lies between them."""

MOST_LOOKED_AT = 60

STREET_KEY = FOLDED.format("street.name")


@dataclass(frozen=True)
class Named:
    """Something with a name and a point; what it lies in and near tells it from its namesakes."""

    kind: PlaceKind
    name: str
    key: str
    point: Point
    postcode: str | None
    areas: tuple[str, ...]
    """The neighbourhood, the ward and the authority that it lies in, as far as known."""
    authority: str | None
    venue: bool = False


# The middle is the point of the street that is nearest to the middle of its pieces.
_STREETS = f"""
WITH piece AS MATERIALIZED (
    SELECT name, {STREET_KEY} AS key, geom FROM street
    WHERE name <> '' AND {STREET_KEY} = ANY(:keys)
), numbered AS (
    SELECT *, ST_ClusterDBSCAN(geom, {NEAR_PIECES_M}, 1) OVER (PARTITION BY key) AS number
    FROM piece
), thing AS (
    SELECT 'street' AS kind, min(name) AS name, key, false AS venue,
           ST_ClosestPoint(ST_Collect(geom), ST_Centroid(ST_Collect(geom))) AS geom
    FROM numbered GROUP BY key, number
)
"""

# Only those of which every place is exact: what is masked, or meets where it is masked, is none.
_ASSETS = """
WITH thing AS MATERIALIZED (
    SELECT 'asset' AS kind, a.name, a.name_key AS key, a.kind = 'venue' AS venue,
           (array_agg(p.geom))[1] AS geom
    FROM asset a JOIN asset_place p ON p.asset_id = a.id
    WHERE a.withdrawn IS NULL AND NOT a.masked AND NOT a.hidden AND a.kind IN ('venue', 'group')
      AND (a.valid_from IS NULL OR a.valid_from <= :at) AND (a.valid_to IS NULL OR a.valid_to > :at)
      AND {asked}
    GROUP BY a.id HAVING bool_and(p.exact) AND count(DISTINCT p.geom) = 1
    ORDER BY a.name_key, a.id LIMIT :most
)
"""

_WHERE = f"""
SELECT t.kind, t.name, t.key, t.venue, ST_X(t.geom) AS x, ST_Y(t.geom) AS y, near.postcode,
       coalesce(around.names, '{{}}') AS areas,
       coalesce(near.authority_code, around.authority) AS authority
FROM thing t
LEFT JOIN LATERAL (
    SELECT p.postcode, p.authority_code FROM postcode p WHERE p.geom IS NOT NULL
    ORDER BY p.geom <-> t.geom LIMIT 1
) AS near ON true
LEFT JOIN LATERAL (
    SELECT array_agg(a.name ORDER BY array_position(
               ARRAY['neighbourhood', 'ward'], a.kind)) AS names,
           min(a.authority_code) AS authority
    FROM area a WHERE a.kind IN ('neighbourhood', 'ward', 'authority')
      AND ST_Covers(a.geom, t.geom) AND {NEWEST}
) AS around ON true
ORDER BY t.key, near.postcode, x, y
LIMIT :most
"""


def streets_called(connection: Connection, keys: Sequence[str]) -> list[Named]:
    """Return the streets of some folded names, pieces that touch or are near joined into one."""
    rows = connection.execute(text(_STREETS + _WHERE), {"keys": list(keys), "most": MOST_LOOKED_AT})
    return [_named(row) for row in rows]


def any_street(connection: Connection) -> bool:
    """Tell whether there is a street with a name."""
    found = connection.execute(text("SELECT EXISTS (SELECT FROM street WHERE name <> '')"))
    return bool(found.scalar_one())


def street_names_alike(connection: Connection, key: str) -> list[str]:
    """Return the folded names of streets that begin with a folded name, or are written much like
    it."""
    rows = connection.execute(
        text(
            f"""
            SELECT key FROM (
                SELECT DISTINCT {STREET_KEY} AS key FROM street
                WHERE name <> '' AND ({STREET_KEY} % :key OR :key <% {STREET_KEY})
            ) AS named
            ORDER BY similarity(key, :key) DESC, key LIMIT :most
            """
        ),
        {"key": key, "most": MOST_LOOKED_AT},
    )
    return list(rows.scalars())


def assets_called(connection: Connection, keys: Sequence[str], at: date) -> list[Named]:
    """Return the venues and groups at one place of some folded names. Nothing masked is among
    them."""
    return _assets(connection, "a.name_key = ANY(:keys)", at, {"keys": list(keys)})


def assets_alike(connection: Connection, key: str, at: date) -> list[Named]:
    """Return the venues and groups at one place that have a folded name in theirs, or are written
    much like it. Nothing masked is among them."""
    asked = "(a.name_key % :key OR :key <% a.name_key)"
    return _assets(connection, asked, at, {"key": key})


def areas_alike(connection: Connection, key: str, authority: str) -> list[Area]:
    """Return wards, neighbourhoods and authorities that have a folded name in theirs, or are
    written much like it; of our own authority alone, where it has any."""
    rows = connection.execute(
        text(
            f"""
            SELECT {COLUMNS}
            WHERE a.kind IN ('ward', 'neighbourhood', 'authority') AND {NEWEST}
              AND (a.name_key % :key OR :key <% a.name_key)
            ORDER BY similarity(a.name_key, :key) DESC, a.name_key, a.code LIMIT :most
            """
        ),
        {"key": key, "most": MOST_LOOKED_AT},
    )
    found = [area_of(row) for row in rows]
    own = [area for area in found if area.authority_code == authority]
    return own or found


def _assets(connection: Connection, asked: str, at: date, bound: dict[str, object]) -> list[Named]:
    rows = connection.execute(
        text(_ASSETS.format(asked=asked) + _WHERE), bound | {"at": at, "most": MOST_LOOKED_AT}
    )
    return [_named(row) for row in rows]


def _named(row: object) -> Named:
    said = row._mapping  # type: ignore[attr-defined]
    return Named(
        PlaceKind(said["kind"]),
        said["name"],
        said["key"],
        Point(said["x"], said["y"]),
        said["postcode"],
        tuple(dict.fromkeys(said["areas"])),
        said["authority"],
        said["venue"],
    )
