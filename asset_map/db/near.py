"""What is near a point, nearest first."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, text

from asset_map.domain.assets import AssetKind
from asset_map.domain.offers import Way, only_remote, remote_ways
from asset_map.domain.places import Point


@dataclass(frozen=True)
class Search:
    """What somebody looks for. Empty or None means: no matter which.

    ``words`` are folded as names are (``name_key``); each has to be there, in any order.
    """

    point: Point
    at: date
    within_m: float | None = None
    need: str | None = None
    kind: AssetKind | None = None
    words: tuple[str, ...] = ()
    limit: int = 50


@dataclass(frozen=True)
class Found:
    """An asset at one of its places, or covering the area ``covers``.

    ``straight_m`` is None where distance was not asked for. ``ways``: those in which a service
    comes to people, of the area that it covers or of nobody knows where.
    """

    asset_id: UUID
    straight_m: float | None
    venue_id: UUID | None
    venue_name: str | None
    exact: bool
    covers: str | None
    ways: frozenset[Way] = frozenset()


# One query over either of two tables: all places, or those that meet the need. Each has an index
# that yields its rows nearest first, so a rare need costs no more than a common one.
_NEAREST = """
SELECT asset_id, min(straight_m) AS straight_m,
       (array_agg(venue_id ORDER BY straight_m))[1] AS venue_id,
       (array_agg(exact ORDER BY straight_m))[1] AS exact
FROM (
    SELECT p.asset_id, p.venue_id, p.exact, p.geom <-> here.geom AS straight_m
    FROM {table} p
    JOIN asset a ON a.id = p.asset_id
    CROSS JOIN (SELECT ST_SetSRID(ST_MakePoint(:x, :y), 27700) AS geom) AS here
    WHERE (p.valid_from IS NULL OR p.valid_from <= :at)
      AND (p.valid_to IS NULL OR p.valid_to > :at)
      {filters}
    ORDER BY p.geom <-> ST_SetSRID(ST_MakePoint(:x, :y), 27700)
    LIMIT :several
) AS nearest
GROUP BY asset_id ORDER BY straight_m, asset_id LIMIT :limit
"""

# In the same table as the search: what has a place, but meets the need at none, covers its area.
_COVERING = """
SELECT DISTINCT ON (a.id) a.id AS asset_id, ar.name AS covers, coalesce(s.how, '') AS how,
       EXISTS (SELECT 1 FROM {table} p WHERE p.asset_id = a.id) AS placed
FROM asset a
LEFT JOIN service s ON s.asset_id = a.id
JOIN asset_area c ON c.asset_id = a.id
JOIN area ar ON ar.code = c.area_code
     AND ST_Covers(ar.geom, ST_SetSRID(ST_MakePoint(:x, :y), 27700))
WHERE a.withdrawn IS NULL
  AND (a.valid_from IS NULL OR a.valid_from <= :at) AND (a.valid_to IS NULL OR a.valid_to > :at)
  {filters}
ORDER BY a.id, ST_Area(ar.geom)
"""

# What comes to people, and nobody says in which area.
_TO_WHOM_UNKNOWN = """
SELECT a.id AS asset_id, s.how
FROM service s
JOIN asset a ON a.id = s.asset_id
WHERE s.how <> '' AND a.withdrawn IS NULL
  AND NOT EXISTS (SELECT 1 FROM {table} p WHERE p.asset_id = a.id)
  AND NOT EXISTS (SELECT 1 FROM asset_area c JOIN area ar ON ar.code = c.area_code
                  WHERE c.asset_id = a.id)
  AND (a.valid_from IS NULL OR a.valid_from <= :at) AND (a.valid_to IS NULL OR a.valid_to > :at)
  {filters}
ORDER BY a.name_key, a.id
"""

# A text folded as name_key folds names, as far as SQL can.
_FOLDED = """regexp_replace(regexp_replace(replace(lower({}), '&', ' and '),
    '[''’.`]', '', 'g'), '[^[:alnum:]]+', ' ', 'g')"""

_FILTERS = {
    "need_of_place": "AND p.need_id = :need",
    "need_of_asset": "AND EXISTS (SELECT 1 FROM asset_need n "
    "WHERE n.asset_id = a.id AND n.need_id = :need)",
    "within": "AND ST_DWithin(p.geom, here.geom, :within)",
    "kind": "AND a.kind = :kind",
    "words": "AND (a.name_key || chr(10) || " + _FOLDED.format("a.description") + ") "
    "LIKE ALL (CAST(:words AS text[]))",
}
PLACES_PER_ASSET = 4
"""Rows read for each asset wanted: an asset with several venues has as many places."""


def nearest(connection: Connection, search: Search) -> list[Found]:
    """Return the assets nearest to a point, each at its nearest place."""
    asked = [name for name in ("kind", "words") if getattr(search, name)]
    if search.within_m is not None:
        asked.append("within")
    if search.need:
        asked.append("need_of_place")
    statement = _NEAREST.format(
        table=_table(search),
        filters=" ".join(_FILTERS[name] for name in asked),
    )
    rows = connection.execute(text(statement), _bound(search)).all()
    names = _names(connection, [row.venue_id for row in rows if row.venue_id])
    return [
        Found(row.asset_id, row.straight_m, row.venue_id, names.get(row.venue_id), row.exact, None)
        for row in rows
    ]


def covering(connection: Connection, search: Search) -> list[Found]:
    """Return what covers the area around a point, having no place, or coming to people as well."""
    rows = connection.execute(text(_of_assets(_COVERING, search)), _bound(search))
    return [
        Found(row.asset_id, None, None, None, True, row.covers, remote_ways(row.how))
        for row in rows
        if not row.placed or remote_ways(row.how)
    ]


def coming(connection: Connection, search: Search) -> list[Found]:
    """Return what comes by phone, online or to homes alone, of which no area is known."""
    rows = connection.execute(text(_of_assets(_TO_WHOM_UNKNOWN, search)), _bound(search))
    return [
        Found(row.asset_id, None, None, None, True, None, remote_ways(row.how))
        for row in rows
        if only_remote(row.how)
    ][: search.limit]


def _of_assets(statement: str, search: Search) -> str:
    asked = [name for name in ("kind", "words") if getattr(search, name)]
    if search.need:
        asked.append("need_of_asset")
    return statement.format(
        table=_table(search), filters=" ".join(_FILTERS[name] for name in asked)
    )


def _table(search: Search) -> str:
    return "supply" if search.need else "asset_place"


def _bound(search: Search) -> dict[str, object]:
    return {
        "x": search.point.easting,
        "y": search.point.northing,
        "at": search.at,
        "within": search.within_m,
        "need": search.need,
        "kind": search.kind,
        "words": [f"%{word}%" for word in search.words],
        "limit": search.limit,
        "several": search.limit * PLACES_PER_ASSET,
    }


def _names(connection: Connection, ids: list[UUID]) -> dict[UUID, str]:
    rows = connection.execute(text("SELECT id, name FROM asset WHERE id = ANY(:ids)"), {"ids": ids})
    return {row.id: row.name for row in rows}
