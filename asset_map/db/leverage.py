"""What could help to meet a need: places, groups and volunteers, and who looks after each.

Places that have to stay hidden are in none of this, nor is what happens there; nor is anything that
is closed on the day or that its source no longer tells of.
"""

import csv
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, text

from asset_map.db.in_force import in_force
from asset_map.db.reference import FOLDER
from asset_map.domain.errors import BadInput
from asset_map.domain.places import name_key

Box = tuple[float, float, float, float]
"""West, south, east and north, grid metres."""


@dataclass(frozen=True)
class Host:
    """An open venue at its own place, which may be shown; ``x`` and ``y`` are grid metres.

    ``for_meeting``: it is known as a place to meet.
    """

    id: UUID
    name: str
    last_confirmed: date | None
    venue_type: str
    size_people: int | None
    step_free: bool | None
    hours_free: str
    for_meeting: bool
    x: float
    y: float


@dataclass(frozen=True)
class Doer:
    """A group that meets a need itself, or by the services named in ``runs``.

    ``x`` and ``y``: its place nearest to the point asked about, grid metres; ``exact`` is false
    where that is the middle of its ward. ``covers``: the area it covers, where that is asked about.
    """

    id: UUID
    name: str
    last_confirmed: date | None
    runs: tuple[str, ...]
    x: float | None
    y: float | None
    exact: bool | None
    covers: str | None


@dataclass(frozen=True)
class Offer:
    """Volunteers with a skill. ``area``: what they cover, else the ward that they are based in.

    ``people`` counts real people and leaves a journey only as it may be shown. ``here``: the area
    holds or is held by the one asked about; false where it lies beside or across it.
    """

    id: UUID
    name: str
    last_confirmed: date | None
    skill: str
    people: int
    area: str
    covering: bool
    here: bool


@dataclass(frozen=True)
class Keeper:
    """Who can be asked about an asset, with a public contact.

    ``id`` and ``name`` are of somebody else: who manages it, provides it, or meets or takes place
    there, as ``link`` says (managed_by, provided_by, meets_at, delivered_at).
    """

    source: str
    link: str | None
    id: UUID | None
    name: str | None
    url: str
    email: str
    phone: str


def _there(alias: str) -> str:
    return f"{alias}.withdrawn IS NULL AND {in_force(alias)}"


_SHOWN = "(NOT {0}.hidden OR {0}.correspondence)"
"""Where only post goes is hidden too, but a group that has its post there is no secret."""

_BOX = "ST_MakeEnvelope(:west, :south, :east, :north, 27700)"


def hosts(connection: Connection, box: Box, at: date) -> list[Host]:
    """Return the venues in a box that may be shown."""
    rows = connection.execute(
        text(
            f"""
            SELECT a.id, a.name, a.last_confirmed, v.venue_type, v.size_people, v.step_free,
                   v.hours_free, EXISTS (
                       SELECT 1 FROM asset_need n
                       WHERE n.asset_id = a.id AND n.need_id = 'place_to_meet') AS for_meeting,
                   ST_X(a.geom) AS x, ST_Y(a.geom) AS y
            FROM asset a JOIN venue v ON v.asset_id = a.id
            WHERE {_there("a")} AND NOT a.hidden AND NOT a.masked AND a.geom && {_BOX}
            ORDER BY a.name_key, a.id
            """
        ),
        {"at": at, **_sides(box)},
    )
    return [Host(*row) for row in rows]


def types_that_meet(connection: Connection, need: str, at: date) -> set[str]:
    """Return the types of venue that a need is met at, there or by what happens there."""
    rows = connection.execute(
        text(
            """
            SELECT DISTINCT v.venue_type
            FROM supply s JOIN venue v ON v.asset_id = coalesce(s.venue_id, s.asset_id)
            WHERE s.need_id = :need AND v.venue_type <> ''
              AND (s.valid_from IS NULL OR s.valid_from <= :at)
              AND (s.valid_to IS NULL OR s.valid_to > :at)
            """
        ),
        {"need": need, "at": at},
    )
    return set(rows.scalars())


_ASKED = """asked AS MATERIALIZED (
    SELECT geom, ST_PointOnSurface(geom) AS middle FROM area WHERE id = :area
)"""

# An area holds another, or is held by it, where the point that stands for one lies in the other.
_HOLDS = """(ST_Covers(ar.geom, asked.middle)
    OR ST_Covers(asked.geom, ST_PointOnSurface(ar.geom)))"""


def doers(
    connection: Connection,
    need: str,
    area_id: UUID,
    middle: tuple[float, float],
    box: Box,
    at: date,
) -> list[Doer]:
    """Return the groups that meet a need and have a place in a box, or cover the area."""
    rows = connection.execute(
        text(
            f"""
            WITH {_ASKED},
            runs AS (
                SELECT l.to_id AS id, array_agg(DISTINCT s.name ORDER BY s.name) AS names
                FROM asset_need n
                JOIN asset s ON s.id = n.asset_id AND s.kind = 'service' AND NOT s.hidden
                JOIN link l ON l.from_id = s.id AND l.type = 'provided_by'
                WHERE n.need_id = :need AND {_there("s")} AND {_there("l")}
                GROUP BY l.to_id
            ),
            does AS (
                SELECT id FROM runs UNION
                SELECT asset_id FROM asset_need WHERE need_id = :need
            ),
            around AS MATERIALIZED (
                SELECT ar.code, ar.name, ST_Area(ar.geom) AS size
                FROM asked JOIN area ar ON ar.geom && asked.geom AND {_HOLDS}
            )
            SELECT a.id, a.name, a.last_confirmed, coalesce(runs.names, ARRAY[]::text[]) AS runs,
                   ST_X(p.geom) AS x, ST_Y(p.geom) AS y, p.exact, covers.name AS covers
            FROM does JOIN asset a USING (id) LEFT JOIN runs USING (id)
            LEFT JOIN LATERAL (
                SELECT p.geom, p.exact FROM asset_place p
                WHERE p.asset_id = a.id AND p.geom && {_BOX}
                  AND (p.valid_from IS NULL OR p.valid_from <= :at)
                  AND (p.valid_to IS NULL OR p.valid_to > :at)
                ORDER BY p.geom <-> ST_SetSRID(ST_MakePoint(:x, :y), 27700) LIMIT 1
            ) AS p ON true
            LEFT JOIN LATERAL (
                SELECT around.name FROM asset_area c JOIN around ON around.code = c.area_code
                WHERE c.asset_id = a.id ORDER BY around.size LIMIT 1
            ) AS covers ON true
            WHERE a.kind = 'group' AND {_there("a")} AND {_SHOWN.format("a")}
              AND (p.geom IS NOT NULL OR covers.name IS NOT NULL)
            ORDER BY a.name_key, a.id
            """
        ),
        {
            "need": need,
            "area": area_id,
            "at": at,
            "x": middle[0],
            "y": middle[1],
            **_sides(box),
        },
    )
    return [Doer(**{**row._mapping, "runs": tuple(row.runs)}) for row in rows]


def fitting_skills(need: str) -> dict[str, str]:
    """Return the skills that fit a need, each folded as names are, with the reason."""
    with (FOLDER / "skills.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for line, row in enumerate(rows, start=2):
        if not all(row.get(name) for name in ("skill", "need_id", "why")) or None in row:
            raise BadInput(
                f"data/lookups/skills.csv, line {line}: a line is a skill, a need and a reason.",
                "Put a reason that has commas between quotes.",
            )
    return {name_key(row["skill"]): row["why"] for row in rows if row["need_id"] == need}


def offers(connection: Connection, skills: set[str], area_id: UUID, at: date) -> list[Offer]:
    """Return the offers of skills, folded as names are, in an area, across it or beside it.

    Never by distance: offers are told by fixed areas alone, or counts could be laid together until
    they tell of one person.
    """
    offered = connection.execute(text("SELECT asset_id, skill FROM skill_offer")).all()
    rows = connection.execute(
        text(
            f"""
            WITH {_ASKED},
            wanted AS (
                SELECT a.id, a.name, a.name_key, a.last_confirmed, o.skill, o.people
                FROM asset a JOIN skill_offer o ON o.asset_id = a.id
                WHERE a.id = ANY(:ids) AND {_there("a")} AND {_SHOWN.format("a")}
            ),
            covered AS (
                SELECT w.id, ar.id AS area_id, true AS covering
                FROM wanted w JOIN asset_area c ON c.asset_id = w.id
                JOIN area ar ON ar.code = c.area_code
            ),
            based AS (
                SELECT w.id, ward.id AS area_id, false AS covering
                FROM wanted w
                CROSS JOIN LATERAL (
                    SELECT p.geom FROM asset_place p
                    WHERE p.asset_id = w.id OR p.asset_id IN (
                        SELECT l.to_id FROM link l
                        WHERE l.from_id = w.id AND l.type = 'provided_by' AND {_there("l")})
                    ORDER BY p.asset_id = w.id DESC, p.venue_id NULLS FIRST LIMIT 1
                ) AS p
                CROSS JOIN LATERAL (
                    SELECT ar.id FROM area ar
                    WHERE ar.kind = 'ward' AND ST_Covers(ar.geom, p.geom)
                    ORDER BY ar.vintage DESC, ar.code LIMIT 1
                ) AS ward
                WHERE w.id NOT IN (SELECT id FROM covered)
            )
            SELECT DISTINCT ON (w.name_key, w.id) w.id, w.name, w.last_confirmed, w.skill, w.people,
                   ar.name AS area, f.covering, {_HOLDS} AS here
            FROM wanted w
            JOIN (SELECT * FROM covered UNION ALL SELECT * FROM based) AS f USING (id)
            JOIN area ar ON ar.id = f.area_id
            JOIN asked ON ST_Intersects(ar.geom, asked.geom)
            ORDER BY w.name_key, w.id, here DESC, ST_Area(ar.geom)
            """
        ),
        {
            "ids": [row.asset_id for row in offered if name_key(row.skill) in skills],
            "area": area_id,
            "at": at,
        },
    )
    return [Offer(*row) for row in rows]


_WAYS = ("url", "email", "phone")


def _contact(of: str) -> str:
    return ", ".join(
        f"CASE WHEN {of}.hidden OR {of}.masked THEN '' ELSE {of}.{way} END AS {way}"
        for way in _WAYS
    )


_CHOSEN = ", ".join(
    f"CASE WHEN k.url || k.email || k.phone <> '' THEN k.{way} ELSE own.{way} END AS {way}"
    for way in _WAYS
)

# Who manages or provides it comes first. Who uses it is asked where nobody else has a contact: a
# building is often known through the library or the school in it alone.
_KEEPERS = f"""
SELECT a.id AS asset, s.title AS source, k.type AS link, k.id, k.name, {_CHOSEN}
FROM asset a JOIN source s ON s.id = a.source_id
CROSS JOIN LATERAL (SELECT {_contact("a")}) AS own
LEFT JOIN LATERAL (
    SELECT * FROM (
        SELECT l.type, l.said_by, l.from_id = a.id AS outward, o.id, o.name, o.name_key,
               {_contact("o")}
        FROM link l
        JOIN asset o ON o.id = CASE WHEN l.from_id = a.id THEN l.to_id ELSE l.from_id END
        WHERE o.id <> a.id AND {_there("l")} AND {_there("o")} AND {_SHOWN.format("o")}
          AND ((l.from_id = a.id AND l.type IN ('managed_by', 'provided_by'))
            OR (l.to_id = a.id AND l.type IN ('meets_at', 'delivered_at')))
    ) AS o
    WHERE o.outward
       OR (own.url || own.email || own.phone = '' AND o.url || o.email || o.phone <> '')
    ORDER BY o.outward DESC, o.type = 'managed_by' DESC, o.said_by, o.name_key, o.id LIMIT 1
) AS k ON true
"""
_KEEPERS_OF_SOME = text(f"{_KEEPERS} WHERE a.id = ANY(:ids)")
_KEEPER_OF_ONE = text(f"{_KEEPERS} WHERE a.id = :id")


def keepers(connection: Connection, ids: list[UUID], at: date) -> dict[UUID, Keeper]:
    """Return whom to ask about each asset: who manages or provides it, itself, or who uses it."""
    rows = connection.execute(_KEEPERS_OF_SOME, {"ids": ids, "at": at})
    return {asset: Keeper(*of) for asset, *of in rows}


def keeper_of(connection: Connection, id: UUID, at: date) -> Keeper | None:
    """Return whom to ask about one asset; None where there is no such."""
    row = connection.execute(_KEEPER_OF_ONE, {"id": id, "at": at}).one_or_none()
    return Keeper(*row[1:]) if row else None


def _sides(box: Box) -> dict[str, float]:
    return dict(zip(("west", "south", "east", "north"), box, strict=True))
