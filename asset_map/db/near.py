"""What is near a point, nearest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, TextClause, text

from asset_map.db.search import (
    AT_TIMES,
    AT_TIMES_OR_UNKNOWN,
    HERE,
    IN_FORCE,
    REACHES,
    Search,
    any_of,
    bound,
    circles,
    condition,
    squares,
)
from asset_map.domain.offers import Way

__all__ = ["Found", "Search", "nearest", "perhaps"]


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


# Of each asset its nearest place, as far as so many places tell.
_EACH_ONCE = """
WITH places AS MATERIALIZED ({places})
SELECT asset_id, venue_id, exact, straight_m,
       (SELECT name FROM asset WHERE asset.id = nearest.venue_id) AS venue_name,
       (SELECT count(*) FROM places) >= :several AS more_places
FROM (SELECT DISTINCT ON (asset_id) * FROM places
      ORDER BY asset_id, straight_m, venue_id NULLS FIRST) AS nearest
ORDER BY straight_m, asset_id LIMIT :limit
"""

# Of all places, or of those that meet one need: each table has an index that yields its rows
# nearest first, so a rare need costs no more than a common one.
_NEAREST = f"""
    SELECT p.asset_id, p.venue_id, p.exact, p.geom <-> {HERE} AS straight_m
    FROM {{table}} p
    WHERE {IN_FORCE} {{filters}}
    ORDER BY p.geom <-> {HERE} FETCH FIRST :several ROWS WITH TIES
"""
_WITHIN = f"AND ST_DWithin(p.geom, {HERE}, :within)"

PLACES_PER_ASSET = 2
"""Rows read for each asset wanted: an asset with several venues has as many places. Where that is
too few, as many times more are read again."""

ROOM = 1.5
"""So much farther is looked than what was found so far promises: it lies unevenly."""

FROM_NOTHING = 8
"""So much farther is looked where nothing was found."""

EVERYWHERE_FROM_M = 1.5 * REACHES[-1]
"""Where it promises to take such a circle, it is looked everywhere: what is so rare is found
sooner there."""

# Any mixture, in the squares around: the index of what they are found by knows which squares have
# what, far or near. Distance is compared as a number, so that no other index is tried for it.
_IN_SQUARES = f"""
    SELECT p.asset_id, p.venue_id, p.exact, p.geom <-> {HERE} AS straight_m
    FROM asset_place p
    WHERE p.found_by @@ CAST(circle.query AS tsquery) AND p.geom <-> {HERE} <= circle.reach
      AND {IN_FORCE} {{filters}}
    ORDER BY straight_m, asset_id, venue_id NULLS FIRST LIMIT :several
"""

# Circle by circle: where one has too little, the next is as much larger as that promises to take.
# All in one statement: to ask takes longer than to look in a small circle.
_IN_CIRCLES = f"""
    WITH RECURSIVE circle AS (
        SELECT * FROM unnest(CAST(:reaches AS float8[]), CAST(:queries AS text[]))
            WITH ORDINALITY AS circle(reach, query, number)
    ), looked AS (
        SELECT CAST(0 AS bigint) AS number, CAST(1 AS bigint) AS next,
               CAST(NULL AS uuid[]) AS assets, CAST(NULL AS uuid[]) AS venues,
               CAST(NULL AS boolean[]) AS exacts, CAST(NULL AS float8[]) AS metres
        UNION ALL
        SELECT circle.number,
               CASE WHEN NOT there.enough THEN greatest(circle.number + 1, (
                   SELECT max(wider.number) FROM circle AS wider
                   WHERE least(wider.reach, {EVERYWHERE_FROM_M}) <= circle.reach * there.farther
               )) END,
               there.assets, there.venues, there.exacts, there.metres
        FROM looked JOIN circle ON circle.number = looked.next CROSS JOIN LATERAL (
            SELECT array_agg(asset_id) AS assets, array_agg(venue_id) AS venues,
                   array_agg(exact) AS exacts, array_agg(straight_m) AS metres,
                   count(DISTINCT asset_id) >= :limit OR count(*) >= :several AS enough,
                   coalesce({ROOM} * sqrt(:limit / nullif(
                       CAST(count(DISTINCT asset_id) AS float8), 0)), {FROM_NOTHING}) AS farther
            FROM ({_IN_SQUARES}) AS found
        ) AS there
    )
    SELECT place.* FROM (SELECT * FROM looked ORDER BY number DESC LIMIT 1) AS last
    CROSS JOIN unnest(last.assets, last.venues, last.exacts, last.metres)
        AS place(asset_id, venue_id, exact, straight_m)
"""

_PERHAPS = f"""
SELECT count(DISTINCT p.asset_id) FROM asset_place p
WHERE p.found_by @@ CAST(:query AS tsquery) AND {IN_FORCE} AND p.geom <-> {HERE} <= :within
  AND NOT (p.found_by @@ CAST(:known AS tsquery) AND {{at_times}}) AND {{or_unknown}}
"""


def nearest(connection: Connection, search: Search) -> list[Found]:
    """Return the assets nearest to a point, each at its nearest place; of those equally far the
    one with the lower id first."""
    rows = _plain(connection, search) if search.plain else _mixed(connection, search)
    return [
        Found(row.asset_id, row.straight_m, row.venue_id, row.venue_name, row.exact, None)
        for row in rows
    ]


def perhaps(
    connection: Connection, search: Search, within_m: float, needs: tuple[str, ...] = ()
) -> int:
    """Count the assets within a distance that are left out only because nobody told us their
    times, cost, access or language. ``needs``: any of them will do."""
    if not search.narrowed:
        return 0
    around = squares(search.point, within_m, needs)
    anywhere = any_of([f"n:{need}" for need in needs]) if needs else ""
    asked = [condition(search, unknown_too=True), around or anywhere]
    statement = _PERHAPS.format(
        at_times=AT_TIMES if search.times else "true",
        or_unknown=AT_TIMES_OR_UNKNOWN if search.times else "true",
    )
    values = bound(search) | {
        "within": within_m,
        "query": " & ".join(filter(None, asked)),
        "known": condition(search),
    }
    count: int = connection.execute(text(statement), values).scalar_one()
    return count


def _plain(connection: Connection, search: Search) -> Sequence[Row[Any]]:
    filters = _WITHIN if search.within_m is not None else ""
    filters += " AND p.need_id = :need" if search.need else ""
    table = "supply" if search.need else "asset_place"
    return _looked(connection, search, _NEAREST.format(table=table, filters=filters))


def _mixed(connection: Connection, search: Search) -> Sequence[Row[Any]]:
    """Look in a circle; where too little is found, in as much a larger one as that promises to
    take, in the end everywhere."""
    around = circles(search)
    return _looked(
        connection,
        search,
        _IN_CIRCLES.format(filters=f"AND {AT_TIMES}" if search.times else ""),
        reaches=[reach for reach, _ in around],
        queries=[query for _, query in around],
    )


@cache
def _each_once(places: str) -> TextClause:
    return text(_EACH_ONCE.format(places=places))


def _looked(
    connection: Connection, search: Search, places: str, **around: object
) -> Sequence[Row[Any]]:
    """Return the nearest assets, from as many places as that takes."""
    statement = _each_once(places)
    values = bound(search) | around
    several = search.limit * PLACES_PER_ASSET
    while True:
        rows = connection.execute(statement, values | {"several": several}).all()
        if len(rows) >= search.limit or not rows or not rows[0].more_places:
            return rows
        several *= PLACES_PER_ASSET
