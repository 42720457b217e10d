"""Who asks for volunteers near a point, and of whom nobody told us that they ask.

Of what has to stay hidden nothing finer than its ward is told, and none of its own words, which may
hold an address.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, text

from asset_map.db.in_force import in_force
from asset_map.db.near import Found
from asset_map.db.search import HERE
from asset_map.db.terms import skills as skills_known
from asset_map.domain.places import Point, name_key


@dataclass(frozen=True)
class Wish:
    """A skill that volunteers are wanted with, and when, as it was said."""

    skill: str
    times: str


@dataclass(frozen=True)
class Asking:
    """Somebody who asks for volunteers, and where."""

    found: Found
    wishes: tuple[Wish, ...]


@dataclass(frozen=True)
class Helping:
    """Somebody who meets some needs, and where."""

    found: Found
    needs: tuple[str, ...]


# At the nearest of its places; what has none counts where it covers the point.
_WHERE = f"""
LEFT JOIN LATERAL (
    SELECT p.venue_id, p.exact, p.geom <-> {HERE} AS straight_m
    FROM asset_place p WHERE p.asset_id = a.id AND {in_force("p")}
    ORDER BY straight_m LIMIT 1
) AS p ON true
LEFT JOIN asset v ON v.id = p.venue_id
LEFT JOIN LATERAL (
    SELECT ar.name AS covers FROM asset_area c
    JOIN area ar ON ar.code = c.area_code AND ST_Covers(ar.geom, {HERE})
    WHERE c.asset_id = a.id AND p.straight_m IS NULL
      AND (NOT a.hidden OR ar.kind IN ('ward', 'authority'))
    ORDER BY ST_Area(ar.geom) LIMIT 1
) AS c ON true
"""
_FOUND = "a.id, p.straight_m, p.venue_id, v.name AS venue_name, p.exact, c.covers"

# Of what has a place the nearest within; of what has none, what covers the point. Of what is near
# and who asks, the fewer are read first.
_ASKING = f"""
WITH placed AS (
    SELECT DISTINCT ON (p.asset_id) p.asset_id, p.venue_id, p.exact,
           p.geom <-> {HERE} AS straight_m, NULL AS covers
    FROM asset_place p
    WHERE {in_force("p")} {{near}}
      AND EXISTS (SELECT 1 FROM asset_ask w WHERE w.asset_id = p.asset_id {{skills}})
    ORDER BY p.asset_id, straight_m
),
covering AS (
    SELECT DISTINCT ON (c.asset_id) c.asset_id, NULL::uuid, NULL::boolean, NULL::float8,
           ar.name
    FROM area ar JOIN asset_area c ON c.area_code = ar.code
    JOIN asset a ON a.id = c.asset_id
    WHERE ST_Covers(ar.geom, {HERE}) AND (NOT a.hidden OR ar.kind IN ('ward', 'authority'))
      AND EXISTS (SELECT 1 FROM asset_ask w WHERE w.asset_id = c.asset_id {{skills}})
      AND NOT EXISTS (
        SELECT 1 FROM asset_place p WHERE p.asset_id = c.asset_id AND {in_force("p")})
    ORDER BY c.asset_id, ST_Area(ar.geom)
)
SELECT {_FOUND.replace("c.covers", "p.covers")}, a.hidden AND NOT a.correspondence AS wordless,
       (SELECT jsonb_agg(jsonb_build_array(w.skill, w.times) ORDER BY lower(w.skill))
        FROM asset_ask w WHERE w.asset_id = a.id {{skills}}) AS wishes
FROM (SELECT * FROM placed UNION ALL SELECT * FROM covering) AS p
JOIN asset a ON a.id = p.asset_id AND a.withdrawn IS NULL AND {in_force("a")}
LEFT JOIN asset v ON v.id = p.venue_id
ORDER BY p.straight_m NULLS LAST, a.name_key, a.id LIMIT :limit
"""

# Neither it nor who runs it, nor what it runs, asks for the skill.
_HELPING = f"""
SELECT {_FOUND}, k.needs
FROM (
    SELECT asset_id, array_agg(DISTINCT need_id) AS needs
    FROM (
        SELECT s.asset_id, s.need_id FROM supply s
        WHERE s.need_id = ANY(:needs) AND s.exact AND {in_force("s")}
          AND ST_DWithin(s.geom, {HERE}, :within)
        ORDER BY s.geom <-> {HERE} LIMIT :several
    ) AS near GROUP BY asset_id
) AS k
JOIN asset a ON a.id = k.asset_id AND a.kind IN ('group', 'service') AND NOT a.hidden
LEFT JOIN community_group g ON g.asset_id = a.id
{_WHERE}
WHERE coalesce(g.group_type, '') NOT IN ('post', 'funder') AND NOT EXISTS (
    SELECT 1 FROM (
        SELECT a.id
        UNION ALL SELECT l.to_id FROM link l
        WHERE l.from_id = a.id AND l.type = 'provided_by' AND l.withdrawn IS NULL
        UNION ALL SELECT l.from_id FROM link l
        WHERE l.to_id = a.id AND l.type = 'provided_by' AND l.withdrawn IS NULL
    ) AS one JOIN asset_ask w ON w.asset_id = one.id WHERE lower(w.skill) = ANY(:skills))
ORDER BY p.straight_m NULLS LAST, a.name_key, a.id LIMIT :limit
"""

# Groups whose work it is to bring volunteers and groups together, known by their names.
_BUREAUS = f"""
SELECT {_FOUND}
FROM asset a
{_WHERE}
WHERE a.kind = 'group' AND a.withdrawn IS NULL AND NOT a.hidden AND {in_force("a")}
  AND a.name_key ~ :called AND (p.straight_m IS NOT NULL OR c.covers IS NOT NULL)
ORDER BY p.straight_m NULLS LAST, a.name_key, a.id LIMIT :limit
"""
_CALLED = (
    r"\m(volunteer(ing)? (bureau|centre|hub|service|services)|voluntary action"
    r"|voluntary (service|sector) council|council for voluntary (service|services|action))\M"
)

FIRST_WITHIN_M = (5_000.0, 25_000.0, 125_000.0)
"""Where no distance ends a search, it is looked within these first: as soon as there are enough,
nothing beyond is nearer."""

SEVERAL = 2_000
"""Supplies read at most, nearest first: a need is met in many ways in a town."""


def asking(
    connection: Connection,
    point: Point,
    skills: tuple[str, ...],
    within_m: float | None,
    at: date,
    limit: int,
) -> list[Asking]:
    """Return who asks for any of some skills, or for any at all where there are none, nearest
    first; ``within_m`` in a straight line. What covers the point without a place comes last."""
    for within in (*FIRST_WITHIN_M, None) if within_m is None else (within_m,):
        bound = _bound(point, skills, within, at, limit)
        asks = _ASKING.format(
            near="" if within is None else f"AND ST_DWithin(p.geom, {HERE}, :within)",
            skills="AND lower(w.skill) = ANY(:skills)" if skills else "",
        )
        rows = connection.execute(text(asks), bound).all()
        if sum(row.straight_m is not None for row in rows) == limit:
            break
    asked = [Asking(_found(row), _wishes(row)) for row in rows]
    return [one for one in asked if one.wishes]


def helping(
    connection: Connection,
    point: Point,
    skills: tuple[str, ...],
    needs: tuple[str, ...],
    within_m: float,
    at: date,
    limit: int,
) -> list[Helping]:
    """Return who meets any of some needs near, but does not ask for any of the skills."""
    bound = _bound(point, skills, within_m, at, limit) | {"needs": [*needs], "several": SEVERAL}
    rows = connection.execute(text(_HELPING), bound)
    return [Helping(_found(row), tuple(row.needs)) for row in rows]


def bureaus(connection: Connection, point: Point, at: date, limit: int) -> list[Found]:
    """Return the nearest groups that bring volunteers and groups together."""
    bound = _bound(point, (), None, at, limit) | {"called": _CALLED}
    return [_found(row) for row in connection.execute(text(_BUREAUS), bound)]


def ward_at(connection: Connection, point: Point) -> UUID | None:
    """Return the id of the ward that a point lies in, of the newest boundaries."""
    found: UUID | None = connection.execute(
        text(
            f"""
            SELECT id FROM area WHERE kind = 'ward' AND ST_Covers(geom, {HERE})
            ORDER BY vintage DESC, code LIMIT 1
            """
        ),
        {"x": point.easting, "y": point.northing},
    ).scalar_one_or_none()
    return found


def own_words(connection: Connection, known: list[str], limit: int) -> list[str]:
    """Return what is asked for in words of people's own, the most asked for first."""
    rows = connection.execute(
        text(
            """
            SELECT min(k.skill) FROM asset_ask k JOIN asset a ON a.id = k.asset_id
            WHERE a.withdrawn IS NULL AND lower(k.skill) <> ALL(:known)
              AND (NOT a.hidden OR a.correspondence)
            GROUP BY lower(k.skill) ORDER BY count(*) DESC, lower(k.skill) LIMIT :limit
            """
        ),
        {"known": [skill.lower() for skill in known], "limit": limit},
    )
    return list(rows.scalars())


def _bound(
    point: Point, skills: tuple[str, ...], within_m: float | None, at: date, limit: int
) -> dict[str, Any]:
    return {
        "x": point.easting,
        "y": point.northing,
        "skills": [skill.lower() for skill in skills],
        "within": within_m,
        "at": at,
        "limit": limit,
    }


def _wishes(row: Row[Any]) -> tuple[Wish, ...]:
    said = tuple(Wish(*wish) for wish in row.wishes)
    if not row.wordless:
        return said
    return tuple(Wish(one.skill, "") for one in said if name_key(one.skill) in skills_known())


def _found(row: Row[Any]) -> Found:
    exact = row.exact is not False
    return Found(row.id, row.straight_m, row.venue_id, row.venue_name, exact, row.covers)
