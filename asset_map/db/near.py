"""What is near a point, nearest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import floor
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, text

from asset_map.db import words_typed
from asset_map.db.found_by import COST_UNKNOWN, SQUARES, STEPS_UNKNOWN, TIMES_UNKNOWN
from asset_map.domain.assets import AssetKind
from asset_map.domain.offers import Way, remote_ways
from asset_map.domain.places import Point
from asset_map.domain.seeking import Understood


@dataclass(frozen=True)
class Search:
    """What somebody looks for. Empty or None means: no matter which.

    ``words``: a condition in words, as ``words_typed`` makes it. ``times``: any of these marks
    (``evenings``, ``weekends``, ``mo``, ``tu`` ...).
    """

    point: Point
    at: date
    within_m: float | None = None
    need: str | None = None
    kind: AssetKind | None = None
    words: str = ""
    times: tuple[str, ...] = ()
    free: bool = False
    step_free: bool = False
    language: str = ""
    limit: int = 50

    @property
    def plain(self) -> bool:
        """Tell whether nothing but one need, if that, is asked for."""
        return not (self.words or self.kind or self.narrowed)

    @property
    def narrowed(self) -> bool:
        """Tell whether something is asked for of which it may be unknown."""
        return bool(self.times or self.free or self.step_free or self.language)


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


_HERE = "ST_SetSRID(ST_MakePoint(:x, :y), 27700)"
_IN_FORCE = """(p.valid_from IS NULL OR p.valid_from <= :at)
      AND (p.valid_to IS NULL OR p.valid_to > :at)"""

# Of each asset its nearest place.
_EACH_ONCE = """
SELECT asset_id, min(straight_m) AS straight_m,
       (array_agg(venue_id ORDER BY straight_m))[1] AS venue_id,
       (array_agg(exact ORDER BY straight_m))[1] AS exact
FROM ({places}) AS nearest
GROUP BY asset_id ORDER BY straight_m, asset_id LIMIT :limit
"""

# Of all places, or of those that meet one need: each table has an index that yields its rows
# nearest first, so a rare need costs no more than a common one.
_NEAREST = f"""
    SELECT p.asset_id, p.venue_id, p.exact, p.geom <-> {_HERE} AS straight_m
    FROM {{table}} p
    WHERE {_IN_FORCE} {{filters}}
    ORDER BY p.geom <-> {_HERE}
    LIMIT :several
"""

# Any mixture, in the squares around: the index knows which squares have what, far or near.
_IN_SQUARES = f"""
    SELECT p.asset_id, p.venue_id, p.exact, p.geom <-> {_HERE} AS straight_m
    FROM asset_place p
    WHERE p.found_by @@ CAST(:query AS tsquery) AND {_IN_FORCE} {{filters}}
    ORDER BY straight_m LIMIT :several
"""

# What has a place, but meets the need at none, covers its area.
_COVERING = f"""
SELECT DISTINCT ON (p.asset_id) p.asset_id, ar.name AS covers, p.how
FROM area ar
JOIN asset_coming p ON p.area_code = ar.code
WHERE ST_Covers(ar.geom, {_HERE}) AND {_IN_FORCE} {{filters}}
ORDER BY p.asset_id, ST_Area(ar.geom)
LIMIT :several
"""

# What comes to people, and nobody says in which area.
_TO_WHOM_UNKNOWN = f"""
SELECT p.asset_id, p.how
FROM asset_coming p JOIN asset a ON a.id = p.asset_id
WHERE p.area_code IS NULL AND {_IN_FORCE} {{filters}}
ORDER BY a.name_key, a.id
LIMIT :limit
"""

PLACES_PER_ASSET = 4
"""Rows read for each asset wanted: an asset with several venues has as many places."""


def searched(connection: Connection, words: tuple[str, ...]) -> tuple[str, tuple[Understood, ...]]:
    """Return typed words as a condition for ``Search.words``, and what was taken for what."""
    return words_typed.looked_up_by(connection, words)


def nearest(connection: Connection, search: Search) -> list[Found]:
    """Return the assets nearest to a point, each at its nearest place."""
    rows = _plain(connection, search) if search.plain else _mixed(connection, search)
    names = _names(connection, [row.venue_id for row in rows if row.venue_id])
    return [
        Found(row.asset_id, row.straight_m, row.venue_id, names.get(row.venue_id), row.exact, None)
        for row in rows
    ]


def perhaps(connection: Connection, search: Search, within_m: float) -> int:
    """Count the assets within a distance that are left out only because nobody told us their
    times, cost, access or language."""
    if not search.narrowed:
        return 0
    or_unknown = _query(search, unknown_too=True)
    asked = [or_unknown, f"!({_query(search)})", _squares(search.point, within_m)]
    bound = _bound(search) | {"within": within_m, "query": " & ".join(filter(None, asked))}
    statement = f"""
        SELECT count(DISTINCT p.asset_id) FROM asset_place p
        WHERE p.found_by @@ CAST(:query AS tsquery) AND {_IN_FORCE} {_WITHIN}
    """
    count: int = connection.execute(text(statement), bound).scalar_one()
    return count


def covering(connection: Connection, search: Search) -> list[Found]:
    """Return what covers the area around a point, having no place, or coming to people as well."""
    rows = connection.execute(text(_coming(_COVERING, search)), _bound(search))
    return [
        Found(row.asset_id, None, None, None, True, row.covers, remote_ways(row.how))
        for row in rows
    ]


def coming(connection: Connection, search: Search) -> list[Found]:
    """Return what comes by phone, online or to homes alone, of which no area is known."""
    rows = connection.execute(text(_coming(_TO_WHOM_UNKNOWN, search)), _bound(search))
    return [Found(row.asset_id, None, None, None, True, None, remote_ways(row.how)) for row in rows]


_WITHIN = f"AND ST_DWithin(p.geom, {_HERE}, :within)"


def _plain(connection: Connection, search: Search) -> Sequence[Row[Any]]:
    filters = _WITHIN if search.within_m is not None else ""
    filters += " AND p.need_id = :need" if search.need else ""
    table = "supply" if search.need else "asset_place"
    places = _NEAREST.format(table=table, filters=filters)
    return connection.execute(text(_EACH_ONCE.format(places=places)), _bound(search)).all()


def _mixed(connection: Connection, search: Search) -> Sequence[Row[Any]]:
    """Look in the squares around, and where too little is found, in larger ones."""
    query = _query(search)
    for side in SQUARES.values():
        reach = side / 2
        if search.within_m is not None:
            reach = min(reach, search.within_m)
        squares = f"{query} & {_squares(search.point, reach)}"
        rows = _looked(connection, search, squares, reach)
        if len(rows) >= search.limit or reach == search.within_m:
            return rows
    return _looked(connection, search, query, search.within_m)


def _looked(
    connection: Connection, search: Search, query: str, within_m: float | None
) -> Sequence[Row[Any]]:
    filters = _WITHIN if within_m is not None else ""
    statement = _EACH_ONCE.format(places=_IN_SQUARES.format(filters=filters))
    bound = _bound(search) | {"query": query, "within": within_m}
    return connection.execute(text(statement), bound).all()


def _squares(point: Point, reach_m: float) -> str:
    """Return the condition to lie in a square that a circle touches: of the smallest size that
    has few of them."""
    letter, side = next(
        ((letter, side) for letter, side in SQUARES.items() if reach_m <= side / 2),
        list(SQUARES.items())[-1],
    )
    columns, rows = (
        range(floor((middle - reach_m) / side), floor((middle + reach_m) / side) + 1)
        for middle in (point.easting, point.northing)
    )
    return "(" + " | ".join(f"'{letter}:{x}:{y}'" for x in columns for y in rows) + ")"


def _query(search: Search, *, unknown_too: bool = False) -> str:
    """Return the condition that a search is, but for where."""
    asked = [[f"n:{search.need}"]] if search.need else []
    asked += [[f"k:{search.kind.value}"]] if search.kind else []
    may_be_unknown = [
        ([f"t:{time}" for time in search.times], TIMES_UNKNOWN),
        (["c:free"] if search.free else [], COST_UNKNOWN),
        (["s:free"] if search.step_free else [], STEPS_UNKNOWN),
    ]
    asked += [
        [*marks, unknown] if unknown_too else marks for marks, unknown in may_be_unknown if marks
    ]
    if search.language and not unknown_too:  # Nobody says that a language is not spoken.
        asked.append([f"l:{search.language}"])
    parts = [f"({' | '.join(map(_quoted, marks))})" for marks in asked]
    return " & ".join([*parts, *([search.words] if search.words else [])])


def _quoted(mark: str) -> str:
    return "'" + mark.replace("\\", "").replace("'", "") + "'"


def _coming(statement: str, search: Search) -> str:
    elsewhere = "NOT p.supplied" if search.need else "NOT p.placed"
    filters = f"AND ({elsewhere} OR p.how <> '')"
    if not search.plain or search.need:
        filters += " AND p.found_by @@ CAST(:query AS tsquery)"
    return statement.format(filters=filters)


def _bound(search: Search) -> dict[str, object]:
    return {
        "x": search.point.easting,
        "y": search.point.northing,
        "at": search.at,
        "within": search.within_m,
        "need": search.need,
        "query": _query(search),
        "limit": search.limit,
        "several": search.limit * PLACES_PER_ASSET,
    }


def _names(connection: Connection, ids: list[UUID]) -> dict[UUID, str]:
    rows = connection.execute(text("SELECT id, name FROM asset WHERE id = ANY(:ids)"), {"ids": ids})
    return {row.id: row.name for row in rows}
