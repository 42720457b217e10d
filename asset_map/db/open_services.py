"""Which services, organisations and places open data has, page by page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, text

from asset_map.db.open_assets import OPENLY, TOLD_OPENLY
from asset_map.db.record_search import POINT, SAID
from asset_map.domain.assets import AssetKind
from asset_map.domain.places import name_key


@dataclass(frozen=True)
class Wanted:
    """What is looked for; empty or None: no matter which. ``needs``: any of them."""

    kind: AssetKind
    words: str = ""
    needs: tuple[str, ...] | None = None
    organisation: UUID | None = None
    modified_after: datetime | None = None


@dataclass(frozen=True)
class AtPlace:
    """A service at a place; ``place`` is the service itself where it has a point of its own."""

    id: UUID
    service: UUID
    place: UUID


_SAID, _POINT = SAID.format("v.content"), POINT.format("v.content")

# Words in what must stay hidden are not searched: a hit would tell that they are there.
_WORDS = f"""JOIN (
    SELECT m.asset_id, bool_or(v.content->>'name_key' LIKE ALL (CAST(:words AS text[]))) AS named
    FROM {OPENLY} WHERE {{said}} GROUP BY m.asset_id
) AS w ON w.asset_id = a.id AND (w.named OR NOT a.hidden)"""
_NEEDS = "AND v.content->'needs' ?| CAST(:needs AS text[])"
# When what is hidden was changed is not told: it is there whatever day is asked for.
_MODIFIED = "AND (v.since > :modified_after OR (a.hidden AND NOT a.correspondence))"
_PROVIDED = """AND EXISTS (
    SELECT 1 FROM link l JOIN source o ON o.id = l.source_id AND o.open
    WHERE l.from_id = a.id AND l.to_id = :organisation AND l.withdrawn IS NULL
      AND l.type IN ('provided_by', 'managed_by')
      AND (l.valid_from IS NULL OR l.valid_from <= current_date)
      AND (l.valid_to IS NULL OR l.valid_to > current_date)
)"""


def page(
    connection: Connection, wanted: Wanted, *, offset: int, limit: int
) -> tuple[int, list[UUID]]:
    """Return how many there are, and the ids of those after the first ``offset``, by id."""
    asked, bound = _asked(wanted)
    total, rows = _paged(connection, f"SELECT a.id {asked}", bound, offset, limit)
    return total, [row.id for row in rows]


def _paged(
    connection: Connection, query: str, bound: dict[str, Any], offset: int, limit: int
) -> tuple[int, list[Row[Any]]]:
    """Return how many rows a query has, and a page of them by ``id``; it is answered once."""
    rows = connection.execute(
        text(
            f"""
            WITH found AS MATERIALIZED ({query}),
            shown AS (SELECT * FROM found ORDER BY id OFFSET :offset LIMIT :limit)
            SELECT counted.total, shown.* FROM (SELECT count(*) AS total FROM found) AS counted
            LEFT JOIN shown ON true ORDER BY shown.id
            """
        ),
        {**bound, "offset": offset, "limit": limit},
    ).all()
    return rows[0].total, [row for row in rows if row.id is not None]


def _asked(wanted: Wanted) -> tuple[str, dict[str, Any]]:
    said = (
        (_NEEDS, "needs", None if wanted.needs is None else list(wanted.needs)),
        (_MODIFIED, "modified_after", wanted.modified_after),
    )
    told = [(clause, name, value) for clause, name, value in said if value is not None]
    bound: dict[str, Any] = {name: value for _, name, value in told}
    bound |= {"kind": wanted.kind.value}
    words, searched = _words(wanted.words)
    bound |= searched
    # Each of what is asked for has to be told openly, though not all of it by one source.
    clauses = [TOLD_OPENLY.format(asset="a", further=clause) for clause, _, _ in told]
    if not (clauses or words):
        clauses = [TOLD_OPENLY.format(asset="a", further="")]
    where = " AND ".join(["a.kind = :kind AND a.withdrawn IS NULL", *clauses])
    if wanted.organisation:
        where += f" {_PROVIDED}"
        bound["organisation"] = wanted.organisation
    return f"FROM asset a {words} WHERE {where}", bound


def _words(typed: str) -> tuple[str, dict[str, Any]]:
    """Return what joins the assets that have all of some words, and what it binds."""
    patterns = [f"%{word}%" for word in dict.fromkeys(name_key(typed).split())]
    if not patterns:
        return "", {}
    # One condition for each: an index does not look for all of an array.
    said = " AND ".join(f"{_SAID} LIKE :word_{at}" for at in range(len(patterns)))
    each = {f"word_{at}": pattern for at, pattern in enumerate(patterns)}
    return _WORDS.format(said=said), {"words": patterns, **each}


# What may be told by distance: a place of its own that is known openly and has not to be hidden.
_OPEN_POINT = """AND v.content ? 'easting'
    AND NOT coalesce((v.content->>'correspondence')::boolean, false)"""
_NEAR = f"""
    SELECT DISTINCT a.id FROM {OPENLY} JOIN asset a ON a.id = m.asset_id
    WHERE a.withdrawn IS NULL AND NOT a.hidden {_OPEN_POINT}
      AND ST_DWithin({_POINT}, ST_SetSRID(ST_MakePoint(:x, :y), 27700), :within)
"""

# ``some``: which services are asked for; all of them where it is empty.
_AT_VENUES = f"""
    SELECT (array_agg(l.id ORDER BY l.id))[1] AS id, array_agg(l.id) AS ids,
           f.id AS service, t.id AS place
    FROM link l
    JOIN source o ON o.id = l.source_id AND o.open
    JOIN asset f ON f.id = l.from_id AND f.kind = 'service' AND f.withdrawn IS NULL
    JOIN asset t ON t.id = l.to_id AND t.kind = 'venue' AND t.withdrawn IS NULL
    WHERE l.type IN ('delivered_at', 'meets_at') AND l.withdrawn IS NULL
      AND (l.valid_from IS NULL OR l.valid_from <= current_date)
      AND (l.valid_to IS NULL OR l.valid_to > current_date) {{some}}
      AND {TOLD_OPENLY.format(asset="f", further="")}
      AND {TOLD_OPENLY.format(asset="t", further="")}
    GROUP BY f.id, t.id
"""
_AT_PLACES = f"""
    at_venue AS MATERIALIZED ({_AT_VENUES}),
    everywhere AS (
        SELECT * FROM at_venue
        UNION ALL
        SELECT f.id, ARRAY[f.id], f.id, f.id FROM asset f
        WHERE f.kind = 'service' AND f.withdrawn IS NULL AND NOT f.hidden {{some}}
          AND f.id NOT IN (SELECT service FROM at_venue)
          AND {TOLD_OPENLY.format(asset="f", further=_OPEN_POINT)}
    )
"""
_AT_ALL_PLACES = f"WITH {_AT_PLACES.format(some='')} SELECT e.* FROM everywhere e"
_OF_SERVICES = f"""
    WITH {_AT_PLACES.format(some="AND f.id = ANY (:services)")}
    SELECT e.* FROM everywhere e ORDER BY e.id
"""
_OF_ONE = """AND f.id IN (
    SELECT l.from_id FROM link l WHERE l.id = :one UNION ALL SELECT CAST(:one AS uuid))"""
_AT_ONE_PLACE = f"""
    WITH {_AT_PLACES.format(some=_OF_ONE)}
    SELECT e.* FROM everywhere e WHERE :one = ANY (e.ids)
"""

# Whose venue is near, or who is near themselves; then all the venues of those are looked at, since
# a service has a place of its own only where it is at no venue. How many are near is no planner's
# to guess: IS TRUE keeps it from going through all of them for each.
_AT_PLACES_NEAR = f"""
    WITH near AS MATERIALIZED ({_NEAR}),
    perhaps AS MATERIALIZED (
        SELECT l.from_id AS id FROM near JOIN link l ON l.to_id = near.id
        UNION SELECT id FROM near
    ),
    {_AT_PLACES.format(some="AND f.id IN (SELECT id FROM perhaps)")}
    SELECT e.* FROM everywhere e WHERE (e.place IN (SELECT id FROM near)) IS TRUE
"""


def at_places(
    connection: Connection,
    *,
    offset: int,
    limit: int,
    near: tuple[float, float, float] | None = None,
) -> tuple[int, list[AtPlace]]:
    """Return how many services at places there are, and a page of them, by id.

    ``near``: easting, northing and metres; only what may be told by distance is found so.
    """
    bound = dict(zip(("x", "y", "within"), near, strict=True)) if near else {}
    query = _AT_PLACES_NEAR if near else _AT_ALL_PLACES
    total, rows = _paged(connection, query, bound, offset, limit)
    return total, [_at(row) for row in rows]


def at_place(connection: Connection, one: UUID) -> AtPlace | None:
    """Return a service at a place by its id, or by that of another link that says the same."""
    row = connection.execute(text(_AT_ONE_PLACE), {"one": one}).first()
    return _at(row) if row else None


def places_of(connection: Connection, services: list[UUID]) -> list[AtPlace]:
    """Return where some services are given."""
    rows = connection.execute(text(_OF_SERVICES), {"services": services})
    return [_at(row) for row in rows]


def _at(row: Row[Any]) -> AtPlace:
    return AtPlace(row.id, row.service, row.place)
