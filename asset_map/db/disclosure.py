"""Which offers of skills are so rare that they are told of for the whole authority alone.

Real people are shown as ``domain.numbers`` says. A hidden count, 1 to 9, is told beside its ward or
neighbourhood only in company: another group offers the same skill there, and somebody in the
authority offers it with a count that is shown. Else the offer leaves every output: its asset counts
as withdrawn, which all questions to the map leave out already, and only the figures of the
authority have its skill, without who offers it or where.

Whether a count is told depends on nothing but what is shown of counts: that it is shown, or that it
is hidden. Total numbers decide nothing, for whoever saw an offer come and go could tell from them
what is hidden. So whatever is laid together, of whichever days, tells no more than 1 to 9.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, text

from asset_map.db.in_force import in_force
from asset_map.domain.numbers import SMALLEST_SHOWN

STILL_SAID = """EXISTS (
    SELECT 1 FROM record_asset m JOIN record_version v ON v.record_id = m.record_id
    WHERE m.asset_id = a.id AND m.until IS NULL AND v.until IS NULL)"""
"""Whether anybody still says what the asset ``a`` is: of a rare offer they do."""

_OFFERS = f"""
offers AS MATERIALIZED (
    SELECT a.id, lower(btrim(regexp_replace(o.skill, '\\s+', ' ', 'g'))) AS skill,
           o.people >= :shown AS open, o.people = 0 AS nobody, a.valid_from, a.valid_to, a.geom,
           a.withdrawn,
           (SELECT min(l.to_id::text)::uuid FROM link l
            WHERE l.from_id = a.id AND l.type = 'provided_by' AND l.withdrawn IS NULL) AS through
    FROM skill_offer o JOIN asset a ON a.id = o.asset_id
    WHERE {STILL_SAID}
),
spot AS (
    SELECT o.id, coalesce(o.geom, g.geom, (
        SELECT v.geom FROM link l JOIN asset v ON v.id = l.to_id
        WHERE l.from_id = g.id AND l.type = 'meets_at' AND l.withdrawn IS NULL
        ORDER BY v.id LIMIT 1)) AS geom
    FROM offers o LEFT JOIN asset g ON g.id = o.through
    WHERE NOT EXISTS (SELECT 1 FROM asset_area c WHERE c.asset_id = o.id)
),
told_of AS MATERIALIZED (
    SELECT DISTINCT o.id, c.area_code AS code, ar.kind,
           coalesce(ar.authority_code, CASE WHEN ar.kind = 'authority' THEN ar.code END) AS whole
    FROM offers o JOIN asset_area c ON c.asset_id = o.id
    LEFT JOIN LATERAL (
        SELECT * FROM area WHERE code = c.area_code ORDER BY vintage DESC LIMIT 1) AS ar ON true
    UNION
    SELECT spot.id, ward.code, ward.kind, ward.authority_code
    FROM spot LEFT JOIN LATERAL (
        SELECT * FROM area WHERE kind = 'ward' AND ST_Covers(geom, spot.geom)
        ORDER BY vintage DESC, code LIMIT 1) AS ward ON true
)
"""
"""The offers that somebody speaks of, and the fixed areas that each is told of: what it covers,
else the ward that it is based in. ``whole``: the authority."""

# Somebody else stands by an offer only if they do so on every day that it is there.
_ALL_ITS_TIME = """(x.valid_from IS NULL OR x.valid_from <= o.valid_from)
    AND (x.valid_to IS NULL OR x.valid_to >= o.valid_to)"""

_WITHHOLD = f"""
WITH {_OFFERS},
rare AS (
    SELECT DISTINCT o.id FROM offers o JOIN told_of t ON t.id = o.id
    WHERE NOT o.open AND NOT o.nobody AND (
        NOT EXISTS (
            SELECT 1 FROM offers x JOIN told_of there ON there.id = x.id
            WHERE x.open AND x.skill = o.skill AND there.whole = t.whole AND {_ALL_ITS_TIME})
        OR (t.kind IS DISTINCT FROM 'authority' AND NOT EXISTS (
            SELECT 1 FROM offers x JOIN told_of there ON there.id = x.id
            WHERE x.skill = o.skill AND there.code = t.code AND x.through <> o.through
              AND NOT x.nobody AND {_ALL_ITS_TIME})))
)
UPDATE asset SET withdrawn = CASE WHEN offers.id IN (SELECT id FROM rare) THEN current_date END
FROM offers
WHERE asset.id = offers.id
  AND (asset.withdrawn IS NOT NULL) IS DISTINCT FROM (offers.id IN (SELECT id FROM rare))
RETURNING asset.id
"""

_OF_AUTHORITY = f"""
WITH {_OFFERS}
SELECT DISTINCT o.id FROM offers o JOIN told_of t ON t.id = o.id
WHERE o.withdrawn IS NOT NULL AND t.whole = :authority AND {in_force("o")}
ORDER BY o.id
"""


def withhold_rare(connection: Connection) -> list[UUID]:
    """Take offers of skills that are rare out of every output, and bring back those that are not
    any more; return which. Whoever changes what is offered has places derived anew, and that calls
    this."""
    return list(connection.execute(text(_WITHHOLD), {"shown": SMALLEST_SHOWN}).scalars())


def withheld(connection: Connection, authority: str, at: date) -> list[UUID]:
    """Return the rare offers there on a day, for the figures of their whole authority alone."""
    bound = {"shown": SMALLEST_SHOWN, "authority": authority, "at": at}
    return list(connection.execute(text(_OF_AUTHORITY), bound).scalars())


def is_offer(connection: Connection, asset_id: UUID) -> bool:
    """Tell whether an asset is an offer of skills."""
    asked = "SELECT EXISTS (SELECT 1 FROM asset WHERE id = :id AND kind = 'skill_offer')"
    return bool(connection.execute(text(asked), {"id": asset_id}).scalar())


@dataclass(frozen=True)
class Offered:
    """Skills that are offered through a group. ``people`` counts real people, for its keepers and
    stewards alone; ``areas`` are codes; ``withheld``: it is so rare that it is in no output."""

    id: UUID
    skill: str
    people: int
    areas: tuple[str, ...]
    description: str
    withheld: bool


def offered_through(connection: Connection, group_id: UUID, at: date) -> list[Offered]:
    """Return the skills that a group offers on a day, by skill and area, also those withheld."""
    rows = connection.execute(
        text(
            f"""
            SELECT a.id, o.skill, o.people, a.description, a.withdrawn IS NOT NULL AS withheld,
                   ARRAY(SELECT c.area_code FROM asset_area c WHERE c.asset_id = a.id
                         ORDER BY 1) AS areas
            FROM asset a JOIN skill_offer o ON o.asset_id = a.id
            WHERE {STILL_SAID} AND {in_force("a")} AND EXISTS (
                SELECT 1 FROM link l WHERE l.from_id = a.id AND l.to_id = :group
                  AND l.type = 'provided_by' AND l.withdrawn IS NULL)
            ORDER BY lower(o.skill), areas, a.id
            """
        ),
        {"group": group_id, "at": at},
    )
    return [Offered(**{**row._mapping, "areas": tuple(row.areas)}) for row in rows]


def groups_of(connection: Connection, offer_id: UUID) -> list[UUID]:
    """Return the groups through which a skill is offered."""
    asked = """
        SELECT to_id FROM link
        WHERE from_id = :id AND type = 'provided_by' AND withdrawn IS NULL ORDER BY to_id
        """
    return list(connection.execute(text(asked), {"id": offer_id}).scalars())


def records_of(connection: Connection, asset_id: UUID) -> list[UUID]:
    """Return the records that say now what an asset is."""
    asked = """
        SELECT m.record_id FROM record_asset m JOIN record_version v ON v.record_id = m.record_id
        WHERE m.asset_id = :id AND m.until IS NULL AND v.until IS NULL ORDER BY m.record_id
        """
    return list(connection.execute(text(asked), {"id": asset_id}).scalars())
