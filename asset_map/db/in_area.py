"""What an area has: what stands in it, what covers it, and what is just over its boundary.

Which asset covers which area was stated by a code. An area holds what covers an area within it, too
(an estate's group is the ward's), and what covers a larger one covers it as well.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from asset_map.db.area_changes import HOLDS_OLD
from asset_map.db.areas import NEWEST
from asset_map.db.in_force import in_force
from asset_map.db.near import Found
from asset_map.domain.offers import remote_ways
from asset_map.domain.places import CLEAR_SHARE, AreaKind

# How much of each area that something covers lies in the one asked about, and the reverse. Of a
# ward drawn anew that is told by where people live, too (HOLDS_OLD); the new one gives the name.
_COVERED = f"""covered AS MATERIALIZED (
    SELECT code, name, true AS within, false AS partly FROM area WHERE id = :area
    UNION ALL
    SELECT part.code, CASE WHEN was.held THEN ar.name ELSE part.name END,
           CASE WHEN was.ward THEN was.held ELSE of_part >= :clear END,
           of_whole < :clear
    FROM area ar
    JOIN area part ON part.geom && ar.geom AND part.code <> ar.code
         AND EXISTS (SELECT 1 FROM asset_area c WHERE c.area_code = part.code)
    CROSS JOIN LATERAL (
        SELECT shared / ST_Area(part.geom) AS of_part, shared / ST_Area(ar.geom) AS of_whole
        FROM ST_Area(ST_Intersection(part.geom, ar.geom)) AS shared
    ) AS shares
    CROSS JOIN LATERAL (
        SELECT part.kind = 'ward' AND ar.kind = 'ward' AS ward,
               part.kind = 'ward' AND ar.kind = 'ward'
               AND {HOLDS_OLD.format(area="ar", code="part.code")} AS held
    ) AS was
    WHERE ar.id = :area AND greatest(of_part, of_whole) >= 1 - :clear
)"""

_COVERING = f"""{_COVERED},
covering AS (
    SELECT DISTINCT ON (c.asset_id) c.asset_id, covered.name
    FROM covered JOIN asset_area c ON c.area_code = covered.code, area ar
    WHERE covered.within AND ar.id = :area
    ORDER BY c.asset_id, covered.name = ar.name DESC, covered.name
)"""

# What is masked stands at its ward's middle: it is of the ward, and of no smaller area around that.
_HELD = f"""
WITH {_COVERING},
here AS (
    SELECT DISTINCT ON (p.asset_id) p.asset_id, p.venue_id, p.exact
    FROM asset_place p JOIN area ar ON ar.id = :area AND ST_Covers(ar.geom, p.geom)
         AND (p.exact OR ar.kind IN ('ward', 'authority'))
    WHERE {in_force("p")}
    ORDER BY p.asset_id, p.venue_id
)
SELECT a.id AS asset_id, here.venue_id, v.name AS venue_name,
       coalesce(here.exact, true) AS exact,
       CASE WHEN here.asset_id IS NULL THEN covering.name END AS covers
FROM here FULL JOIN covering USING (asset_id)
JOIN asset a ON a.id = asset_id
LEFT JOIN asset v ON v.id = here.venue_id
WHERE a.withdrawn IS NULL AND {in_force("a")}
ORDER BY a.kind, a.name_key, a.id
"""

_WIDER = f"""
WITH {_COVERED},
wider AS (
    SELECT DISTINCT ON (c.asset_id) c.asset_id, covered.name, covered.partly
    FROM covered JOIN asset_area c ON c.area_code = covered.code
    WHERE NOT covered.within
    ORDER BY c.asset_id, covered.partly, covered.name
)
SELECT a.id AS asset_id, wider.name, wider.partly, coalesce(s.how, '') AS how
FROM wider JOIN asset a ON a.id = wider.asset_id LEFT JOIN service s ON s.asset_id = a.id
WHERE a.withdrawn IS NULL AND {in_force("a")} AND NOT a.id = ANY(:held)
ORDER BY wider.partly, a.kind = 'service' DESC, a.name_key, a.id
"""

# What is masked stands at its ward's middle, of which no walk may be told: it is left out.
_OVER = f"""
WITH asked AS MATERIALIZED (SELECT geom FROM area WHERE id = :area),
outside AS MATERIALIZED (
    SELECT p.asset_id, p.venue_id, p.geom
    FROM asked JOIN asset_place p ON p.geom && ST_Expand(asked.geom, :far) AND p.exact
         AND NOT ST_Covers(asked.geom, p.geom)
    WHERE {in_force("p")} AND NOT p.asset_id = ANY(:held)
      AND (CAST(:need AS text) IS NULL OR EXISTS (
          SELECT 1 FROM asset_need n WHERE n.asset_id = p.asset_id AND n.need_id = :need))
),
over AS (
    SELECT DISTINCT ON (o.asset_id) o.asset_id, o.venue_id, o.geom,
           ST_Distance(asked.geom, o.geom) AS straight_m
    FROM asked JOIN outside o ON ST_DWithin(asked.geom, o.geom, :far)
    ORDER BY o.asset_id, straight_m, o.venue_id
),
counted AS (
    SELECT over.*, count(*) OVER () AS number FROM over
    JOIN asset a ON a.id = over.asset_id AND a.withdrawn IS NULL
    ORDER BY straight_m, asset_id LIMIT :limit
)
SELECT counted.asset_id, counted.straight_m, counted.venue_id, v.name AS venue_name, number,
       w.code AS ward_code, w.name AS ward_name, w.authority_code, w.authority_name
FROM counted LEFT JOIN asset v ON v.id = counted.venue_id
LEFT JOIN LATERAL (
    SELECT * FROM area w WHERE w.kind = 'ward' AND ST_Covers(w.geom, counted.geom)
    ORDER BY w.vintage DESC, w.code LIMIT 1
) AS w ON true
ORDER BY counted.straight_m, counted.asset_id
"""

_RELATED = f"""
SELECT a.kind, a.code, a.name, shares.of_other, shares.of_asked
FROM area ar
JOIN area a ON a.geom && ST_Expand(ar.geom, :beside) AND a.id <> ar.id
     AND a.kind = ANY(:kinds) AND a.code <> ar.code AND {NEWEST}
CROSS JOIN LATERAL (
    SELECT shared / ST_Area(a.geom) AS of_other, shared / ST_Area(ar.geom) AS of_asked
    FROM ST_Area(ST_Intersection(a.geom, ar.geom)) AS shared
) AS shares
WHERE ar.id = :area AND (greatest(of_other, of_asked) >= 1 - :clear
      OR a.kind = ar.kind AND ST_DWithin(a.geom, ar.geom, :beside))
ORDER BY a.kind, a.name_key, a.code
"""

BESIDE_M = 20.0
"""Areas that are no farther apart lie beside each other: edges are drawn that exactly, metres."""


@dataclass(frozen=True)
class Wider:
    """What covers a larger area that holds the one asked about, or of which a part lies in it."""

    found: Found
    partly: bool


@dataclass(frozen=True)
class Over:
    """What stands just over the boundary: how far from it, and in which ward, where one is loaded.

    ``authority``: the name of the council area that the ward is of, and ``authority_code``.
    """

    found: Found
    straight_m: float
    ward_code: str | None
    ward: str | None
    authority_code: str | None
    authority: str | None


@dataclass(frozen=True)
class Related:
    """Another area, and how much of it lies in the one asked about (0 to 1), and of that in it."""

    kind: AreaKind
    code: str
    name: str
    of_other: float
    of_asked: float


def held(connection: Connection, area_id: UUID, at: date) -> list[Found]:
    """Return the assets found in an area, or said to cover it or an area within it, on a day, by
    kind and name."""
    rows = connection.execute(text(_HELD), _bound(area_id, at))
    return [
        Found(row.asset_id, None, row.venue_id, row.venue_name, row.exact, row.covers)
        for row in rows
    ]


def covering(connection: Connection, area_id: UUID) -> set[UUID]:
    """Return the assets that are said to cover an area or one within it, wherever they are."""
    statement = f"WITH {_COVERING} SELECT asset_id FROM covering"
    return set(connection.execute(text(statement), _bound(area_id)).scalars())


def wider(connection: Connection, area_id: UUID, at: date, held: list[UUID]) -> list[Wider]:
    """Return what covers larger areas with this one in them, or such as lie in it in part.

    What is ``held`` is left out.
    """
    rows = connection.execute(text(_WIDER), {**_bound(area_id, at), "held": held})
    return [
        Wider(
            Found(row.asset_id, None, None, None, True, row.name, remote_ways(row.how)), row.partly
        )
        for row in rows
    ]


def just_over(
    connection: Connection,
    area_id: UUID,
    at: date,
    held: list[UUID],
    *,
    far_m: float,
    limit: int,
    need: str | None = None,
) -> tuple[list[Over], int]:
    """Return what is within some straight metres of an area and not in it, nearest to it first.

    And how many there are in all, beyond ``limit``. What is ``held`` is left out, and what is
    masked. ``need``: only what meets it.
    """
    bound = {**_bound(area_id, at), "held": held, "far": far_m, "limit": limit, "need": need}
    rows = connection.execute(text(_OVER), bound).all()
    found = [
        Over(
            Found(row.asset_id, row.straight_m, row.venue_id, row.venue_name, True, None),
            row.straight_m,
            row.ward_code,
            row.ward_name,
            row.authority_code,
            row.authority_name,
        )
        for row in rows
    ]
    return found, rows[0].number if rows else 0


def related(connection: Connection, area_id: UUID, kinds: list[AreaKind]) -> list[Related]:
    """Return the areas of some kinds that lie in an area, or it in them, wholly or in part; and
    those of its own kind beside it."""
    bound = {**_bound(area_id), "kinds": [kind.value for kind in kinds], "beside": BESIDE_M}
    rows = connection.execute(text(_RELATED), bound)
    return [Related(AreaKind(row.kind), *row[1:]) for row in rows]


def _bound(area_id: UUID, at: date | None = None) -> Mapping[str, Any]:
    return {"area": area_id, "at": at, "clear": CLEAR_SHARE}
