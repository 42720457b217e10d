"""What gets in groups' way, as stewards took it in, and what the council answered."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, text

from asset_map.domain.obstacles import Obstacle, Theme

_ALL = "o.id, o.asset_id, o.theme, o.words, o.directorate, o.since, o.answer, o.answered, o.removed"


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


def listed(connection: Connection) -> list[Obstacle]:
    """Return all obstacles: those that stand first, then the newest first."""
    rows = connection.execute(
        text(
            f"SELECT {_ALL} FROM obstacle o "
            "ORDER BY o.removed IS NOT NULL, o.removed DESC, o.since DESC, o.id"
        )
    )
    return [_obstacle(row) for row in rows]


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
