"""Which services, organisations and places open data has, page by page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, text

from asset_map.db.open_assets import TOLD_OPENLY
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


# Words in what must stay hidden are not searched: a hit would tell that they are there.
_WORDS = """AND concat_ws(' ', v.content->>'name_key',
    CASE WHEN NOT a.hidden THEN lower(v.content->>'description') END)
    LIKE ALL (CAST(:words AS text[]))"""
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
    clauses, bound = _asked(wanted)
    found = connection.execute(text(f"SELECT count(*) {clauses}"), bound).scalar_one()
    ids = connection.execute(
        text(f"SELECT a.id {clauses} ORDER BY a.id OFFSET :offset LIMIT :limit"),
        {**bound, "offset": offset, "limit": limit},
    )
    return found, list(ids.scalars())


def _asked(wanted: Wanted) -> tuple[str, dict[str, Any]]:
    said = (
        (_WORDS, "words", [f"%{word}%" for word in name_key(wanted.words).split()] or None),
        (_NEEDS, "needs", None if wanted.needs is None else list(wanted.needs)),
        (_MODIFIED, "modified_after", wanted.modified_after),
    )
    told = [(clause, name, value) for clause, name, value in said if value is not None]
    bound: dict[str, Any] = {name: value for _, name, value in told}
    bound |= {"kind": wanted.kind.value}
    # Each of what is asked for has to be told openly, though not all of it by one source.
    clauses = [TOLD_OPENLY.format(asset="a", further=clause) for clause, _, _ in told]
    clauses = clauses or [TOLD_OPENLY.format(asset="a", further="")]
    where = " AND ".join(["a.kind = :kind AND a.withdrawn IS NULL", *clauses])
    if wanted.organisation:
        where += f" {_PROVIDED}"
        bound["organisation"] = wanted.organisation
    return f"FROM asset a WHERE {where}", bound


# What may be told by distance: a place of its own that is known openly and has not to be hidden.
_POINT = """ST_SetSRID(ST_MakePoint(
    (v.content->>'easting')::float8, (v.content->>'northing')::float8), 27700)"""
_OPEN_POINT = """AND v.content ? 'easting'
    AND NOT coalesce((v.content->>'correspondence')::boolean, false)"""
_NEAR = f"{_OPEN_POINT} AND ST_DWithin({_POINT}, ST_SetSRID(ST_MakePoint(:x, :y), 27700), :within)"

_AT_VENUES = f"""
    SELECT (array_agg(l.id ORDER BY l.id))[1] AS id, array_agg(l.id) AS ids,
           f.id AS service, t.id AS place, t.hidden
    FROM link l
    JOIN source o ON o.id = l.source_id AND o.open
    JOIN asset f ON f.id = l.from_id AND f.kind = 'service' AND f.withdrawn IS NULL
    JOIN asset t ON t.id = l.to_id AND t.kind = 'venue' AND t.withdrawn IS NULL
    WHERE l.type IN ('delivered_at', 'meets_at') AND l.withdrawn IS NULL
      AND (l.valid_from IS NULL OR l.valid_from <= current_date)
      AND (l.valid_to IS NULL OR l.valid_to > current_date)
      AND (CAST(:services AS uuid[]) IS NULL OR f.id = ANY (:services))
      AND {TOLD_OPENLY.format(asset="f", further="")}
      AND {TOLD_OPENLY.format(asset="t", further="")}
    GROUP BY f.id, t.id, t.hidden
"""
_AT_PLACES = f"""
WITH at_venue AS ({_AT_VENUES}),
everywhere AS (
    SELECT * FROM at_venue
    UNION ALL
    SELECT f.id, ARRAY[f.id], f.id, f.id, f.hidden FROM asset f
    WHERE f.kind = 'service' AND f.withdrawn IS NULL AND NOT f.hidden
      AND (CAST(:services AS uuid[]) IS NULL OR f.id = ANY (:services))
      AND NOT EXISTS (SELECT 1 FROM at_venue WHERE at_venue.service = f.id)
      AND {TOLD_OPENLY.format(asset="f", further=_OPEN_POINT)}
)
SELECT {{columns}} FROM everywhere e JOIN asset a ON a.id = e.place
WHERE (CAST(:one AS uuid) IS NULL OR :one = ANY (e.ids))
  AND (CAST(:services AS uuid[]) IS NULL OR e.service = ANY (:services))
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
    bound: dict[str, Any] = {"one": None, "services": None}
    further = ""
    if near:
        bound |= dict(zip(("x", "y", "within"), near, strict=True))
        further = f"AND NOT e.hidden AND {TOLD_OPENLY.format(asset='a', further=_NEAR)}"
    clauses = f"{_AT_PLACES} {further}"
    total = connection.execute(text(clauses.format(columns="count(*)")), bound).scalar_one()
    rows = connection.execute(
        text(f"{clauses.format(columns='e.*')} ORDER BY e.id OFFSET :offset LIMIT :limit"),
        {**bound, "offset": offset, "limit": limit},
    )
    return total, [_at(row) for row in rows]


def at_place(connection: Connection, one: UUID) -> AtPlace | None:
    """Return a service at a place by its id, or by that of another link that says the same."""
    asked = {"one": one, "services": None}
    row = connection.execute(text(_AT_PLACES.format(columns="e.*")), asked).first()
    return _at(row) if row else None


def places_of(connection: Connection, services: list[UUID]) -> list[AtPlace]:
    """Return where some services are given."""
    asked = {"one": None, "services": services}
    rows = connection.execute(text(f"{_AT_PLACES.format(columns='e.*')} ORDER BY e.id"), asked)
    return [_at(row) for row in rows]


def _at(row: Row[Any]) -> AtPlace:
    return AtPlace(row.id, row.service, row.place)
