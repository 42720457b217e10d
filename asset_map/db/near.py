"""What is near a point, nearest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, TextClause, text

from asset_map.db.marks import SQUARES
from asset_map.db.search import (
    AT_TIMES,
    AT_TIMES_OR_UNKNOWN,
    HERE,
    IN_FORCE,
    Search,
    any_of,
    bound,
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

# Any mixture, in the squares around: the index of what they are found by knows which squares have
# what, far or near. Distance is compared as a number, so that no other index is tried for it.
_IN_SQUARES = f"""
    SELECT * FROM (
        SELECT p.asset_id, p.venue_id, p.exact, p.geom <-> {HERE} AS straight_m
        FROM asset_place p
        WHERE p.found_by @@ CAST(:query AS tsquery) AND {IN_FORCE} {{filters}}
    ) AS p
    WHERE CAST(:within AS float8) IS NULL OR straight_m <= :within
    ORDER BY straight_m, asset_id, venue_id NULLS FIRST LIMIT :several
"""

_PERHAPS = f"""
SELECT count(DISTINCT p.asset_id) FROM asset_place p
WHERE p.found_by @@ CAST(:query AS tsquery) AND {IN_FORCE} AND p.geom <-> {HERE} <= :within
  AND NOT (p.found_by @@ CAST(:known AS tsquery) AND {{at_times}}) AND {{or_unknown}}
"""

PLACES_PER_ASSET = 4
"""Rows read for each asset wanted: an asset with several venues has as many places. Where that is
too few, as many times more are read again."""

FEW = 300
"""Where no more assets than these have the words, all of them are looked at wherever they are."""

ROOM = 1.5
"""So much farther is looked than what was found so far promises: it lies unevenly."""


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
    any_need = any_of([f"n:{need}" for need in needs]) if needs else ""
    around = squares(search.point, within_m)
    asked = [condition(search, unknown_too=True), any_need, around]
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
    places = _IN_SQUARES.format(filters=f"AND {AT_TIMES}" if search.times else "")
    sought = condition(search)
    few = search.about is not None and search.about <= FEW
    reach = min(SQUARES.values()) / 2
    while not few and reach <= max(SQUARES.values()):
        if search.within_m is not None:
            reach = min(reach, search.within_m)
        query = f"{sought} & {squares(search.point, reach)}"
        rows = _looked(connection, search, places, query=query, within=reach)
        if len(rows) >= search.limit or reach == search.within_m:
            return rows
        reach *= max(2, ROOM * sqrt(search.limit / len(rows))) if rows else 4
    return _looked(connection, search, places)


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
