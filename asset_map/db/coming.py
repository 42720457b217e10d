"""What comes to people: it covers the area around a point, or nobody tells us which."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, text

from asset_map.db.near import Found
from asset_map.db.search import AT_TIMES, HERE, IN_FORCE, Search, bound
from asset_map.domain.offers import Way, remote_ways

# What has a place, but meets the need at none, covers its area. The smallest area tells most.
_COVERING = f"""
WITH here AS MATERIALIZED (
    SELECT code, name, ST_Area(geom) AS size FROM area WHERE ST_Covers(geom, {HERE})
)
SELECT asset_id, covers, how FROM (
    SELECT DISTINCT ON (p.asset_id) p.asset_id, here.name AS covers, p.how, here.size
    FROM here JOIN asset_coming p ON p.area_code = here.code
    WHERE {IN_FORCE} {{filters}}
    ORDER BY p.asset_id, here.size, here.name
) AS once
ORDER BY asset_id = ANY(:besides) DESC, size, asset_id
LIMIT :limit + cardinality(CAST(:besides AS uuid[]))
"""

# What comes to people, and nobody says in which area.
_TO_WHOM_UNKNOWN = f"""
SELECT once.asset_id, once.how FROM (
    SELECT p.asset_id, p.how FROM asset_coming p
    WHERE p.area_code IS NULL AND {IN_FORCE} {{filters}}
    ORDER BY p.asset_id LIMIT :limit
) AS once JOIN asset a ON a.id = once.asset_id
ORDER BY a.name_key, a.id
"""


@dataclass(frozen=True)
class Comes:
    """What covers the area around a point: ``alone``, and the ways of what was found ``also``."""

    alone: list[Found]
    also: dict[UUID, frozenset[Way]]


def covering(connection: Connection, search: Search, besides: list[UUID]) -> Comes:
    """Return what covers the area around a point, having no place, or coming to people as well.

    ``besides``: what was found at a place, of which it is told how it also comes.
    """
    values = bound(search) | {"besides": besides}
    rows = connection.execute(text(_statement(_COVERING, search)), values).all()
    found = [
        Found(row.asset_id, None, None, None, True, row.covers, remote_ways(row.how))
        for row in rows
    ]
    placed = set(besides)
    return Comes(
        alone=[one for one in found if one.asset_id not in placed],
        also={one.asset_id: one.ways for one in found if one.asset_id in placed},
    )


def of_unknown_area(connection: Connection, search: Search) -> list[Found]:
    """Return what comes by phone, online or to homes alone, of which no area is known."""
    rows = connection.execute(text(_statement(_TO_WHOM_UNKNOWN, search)), bound(search))
    return [Found(row.asset_id, None, None, None, True, None, remote_ways(row.how)) for row in rows]


def _statement(statement: str, search: Search) -> str:
    elsewhere = "NOT p.supplied" if search.need else "NOT p.placed"
    filters = f"AND ({elsewhere} OR p.how <> '')"
    if not search.plain or search.need:
        filters += " AND p.found_by @@ CAST(:query AS tsquery)"
    if search.times:
        filters += f" AND {AT_TIMES}"
    return statement.format(filters=filters)
