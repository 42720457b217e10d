"""Who works with whom: the links of some assets, both ends named."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, text

from asset_map.db.links_read import DETAIL
from asset_map.domain.assets import AssetKind, LinkType, SaidBy


@dataclass(frozen=True)
class Tie:
    """A link between two assets that are there, read from the first to the second."""

    from_id: UUID
    from_name: str
    from_kind: AssetKind
    link_type: LinkType
    to_id: UUID
    to_name: str
    to_kind: AssetKind
    detail: str
    said_by: SaidBy


@dataclass(frozen=True)
class Offered:
    """How many real people offer a skill, offer by offer; they leave a journey only as they may be
    shown."""

    skill: str
    people: tuple[int, ...]


def ties(connection: Connection, ids: list[UUID], at: date) -> list[Tie]:
    """Return the links that have one of these assets at either end, on a day.

    Where two sources state one link, it is one; if they are of both sides, both say it.
    """
    rows = connection.execute(
        text(
            f"""
            SELECT f.id AS from_id, f.name AS from_name, f.kind AS from_kind, l.type,
                   t.id AS to_id, t.name AS to_name, t.kind AS to_kind,
                   max({DETAIL}) AS detail,
                   CASE WHEN count(DISTINCT l.said_by) > 1 THEN 'both'
                        ELSE max(l.said_by) END AS said_by
            FROM link l
            JOIN asset f ON f.id = l.from_id AND f.withdrawn IS NULL
            JOIN asset t ON t.id = l.to_id AND t.withdrawn IS NULL
            WHERE (l.from_id = ANY(:ids) OR l.to_id = ANY(:ids)) AND l.from_id <> l.to_id
              AND l.withdrawn IS NULL
              AND (l.valid_from IS NULL OR l.valid_from <= :at)
              AND (l.valid_to IS NULL OR l.valid_to > :at)
              AND (f.valid_from IS NULL OR f.valid_from <= :at)
              AND (f.valid_to IS NULL OR f.valid_to > :at)
              AND (t.valid_from IS NULL OR t.valid_from <= :at)
              AND (t.valid_to IS NULL OR t.valid_to > :at)
            GROUP BY f.id, t.id, l.type
            ORDER BY f.name_key, l.type, t.name_key, f.id, t.id
            """
        ),
        {"ids": ids, "at": at},
    )
    return [
        Tie(
            row.from_id,
            row.from_name,
            AssetKind(row.from_kind),
            LinkType(row.type),
            row.to_id,
            row.to_name,
            AssetKind(row.to_kind),
            row.detail,
            SaidBy(row.said_by),
        )
        for row in rows
    ]


def skills_offered(connection: Connection, ids: list[UUID]) -> list[Offered]:
    """Return how many people offer each skill, of these offers; skills spelt alike are one."""
    rows = connection.execute(
        text(
            """
            SELECT min(skill) AS skill, array_agg(people) AS people
            FROM skill_offer WHERE asset_id = ANY(:ids)
            GROUP BY lower(skill) ORDER BY lower(skill)
            """
        ),
        {"ids": ids},
    )
    return [Offered(row.skill, tuple(row.people)) for row in rows]
