"""What gets in groups' way, as stewards took it in, and what the council answered."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, text

from asset_map.db.contributions import is_mended
from asset_map.domain.obstacles import Obstacle, Theme

_ALL = (
    "o.id, o.asset_id, o.theme, o.words, o.directorate, o.since, o.answer, o.answered, o.removed, "
    f"{is_mended('o.id')} AS mended"
)
_ORDER = """o.directorate = '', lower(o.directorate), o.directorate,
    o.removed IS NOT NULL, o.removed DESC, o.since DESC, o.id"""
"""By who could remove it, nobody knows who last; what stands first, then the newest first."""


@dataclass(frozen=True)
class Counted:
    """How many obstacles there are of a theme that a directorate could remove, and how many of them
    still stand."""

    directorate: str
    theme: Theme
    all: int
    standing: int


def add(connection: Connection, one: Obstacle) -> None:
    """Keep an obstacle."""
    connection.execute(
        text(
            """
            INSERT INTO obstacle (id, asset_id, theme, words, directorate, since)
            VALUES (:id, :asset_id, :theme, :words, :directorate, :since)
            """
        ),
        {
            "id": one.id,
            "asset_id": one.asset_id,
            "theme": one.theme.value,
            "words": one.words,
            "directorate": one.directorate,
            "since": one.since,
        },
    )


def listed(
    connection: Connection,
    directorate: str | None = None,
    theme: Theme | None = None,
    *,
    limit: int | None = None,
    after: int = 0,
) -> list[Obstacle]:
    """Return obstacles by who could remove them, of those that stand first, then the newest first.

    ``directorate``, ``theme``: only these; ``after``: without so many of the first.
    """
    rows = connection.execute(
        text(
            f"""
            SELECT {_ALL} FROM obstacle o
            WHERE (CAST(:directorate AS text) IS NULL OR o.directorate = :directorate)
              AND (CAST(:theme AS text) IS NULL OR o.theme = :theme)
            ORDER BY {_ORDER} LIMIT :most OFFSET :after
            """
        ),
        {
            "directorate": directorate,
            "theme": theme.value if theme else None,
            "most": limit,
            "after": after,
        },
    )
    return [_obstacle(row) for row in rows]


def counted(connection: Connection) -> list[Counted]:
    """Count obstacles by directorate, nobody knows who last, and theme."""
    rows = connection.execute(
        text(
            """
            SELECT directorate, theme, count(*) AS "all",
                   count(*) FILTER (WHERE removed IS NULL) AS standing
            FROM obstacle GROUP BY directorate, theme
            ORDER BY directorate = '', lower(directorate), directorate, theme
            """
        )
    )
    return [Counted(row.directorate, Theme(row.theme), row.all, row.standing) for row in rows]


def before(connection: Connection, id: UUID) -> int:
    """Return how many are listed before one; 0 where it is not there."""
    found: int | None = connection.execute(
        text(
            f"""
            SELECT place FROM (
                SELECT o.id, row_number() OVER (ORDER BY {_ORDER}) - 1 AS place FROM obstacle o
            ) AS placed WHERE id = :id
            """
        ),
        {"id": id},
    ).scalar()
    return found or 0


def mend(connection: Connection, id: UUID, words: str) -> None:
    """Let an obstacle be told in other words."""
    connection.execute(
        text("UPDATE obstacle SET words = :words WHERE id = :id"), {"id": id, "words": words}
    )


def remove(connection: Connection, id: UUID) -> None:
    """Take an obstacle out, with what was answered to it."""
    connection.execute(text("DELETE FROM obstacle WHERE id = :id"), {"id": id})


def concerning(
    connection: Connection, asset_ids: Collection[UUID], directorates: Collection[str]
) -> list[Obstacle]:
    """Return the obstacles in the way of some assets, and those that some directorates could
    remove, the oldest first. Directorates are compared without regard to case."""
    rows = connection.execute(
        text(
            f"""
            SELECT {_ALL} FROM obstacle o
            WHERE o.asset_id = ANY(:ids) OR lower(o.directorate) = ANY(:directorates)
            ORDER BY o.since, o.id
            """
        ),
        {"ids": list(asset_ids), "directorates": [one.lower() for one in directorates if one]},
    )
    return [_obstacle(row) for row in rows]


def answer(
    connection: Connection,
    id: UUID,
    words: str,
    removed: date | None,
    *,
    seen: datetime | None,
) -> datetime | None:
    """Keep what the council says to an obstacle; return when that was, None where there is none,
    or it was answered otherwise since it was ``seen``."""
    found: datetime | None = connection.execute(
        text(
            """
            UPDATE obstacle SET answer = :words, removed = :removed, answered = clock_timestamp()
            WHERE id = :id AND answered IS NOT DISTINCT FROM CAST(:seen AS timestamptz)
            RETURNING answered
            """
        ),
        {"id": id, "words": words, "removed": removed, "seen": seen},
    ).scalar()
    return found


def of_id(connection: Connection, id: UUID) -> Obstacle | None:
    """Return an obstacle."""
    row = connection.execute(
        text(f"SELECT {_ALL} FROM obstacle o WHERE o.id = :id"), {"id": id}
    ).first()
    return _obstacle(row) if row else None


def _obstacle(row: Row[Any]) -> Obstacle:
    return Obstacle(**dict(row._mapping) | {"theme": Theme(row.theme)})
