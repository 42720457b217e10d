"""What people said of published proposals, as stewards took it in."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Connection, text

from asset_map.db.contributions import is_mended
from asset_map.domain.proposals import Comment

_ALL = f"c.id, c.proposal_id, c.words, c.asset_id, c.since, {is_mended('c.id')} AS mended"


def add(connection: Connection, one: Comment) -> None:
    """Keep a comment."""
    connection.execute(
        text(
            """
            INSERT INTO proposal_comment (id, proposal_id, words, asset_id, since)
            VALUES (:id, :proposal_id, :words, :asset_id, :since)
            """
        ),
        {name: text for name, text in vars(one).items() if name != "mended"},
    )


def of(connection: Connection, proposal_ids: Collection[UUID]) -> list[Comment]:
    """Return what was said of some proposals, the oldest first."""
    rows = connection.execute(
        text(
            f"""
            SELECT {_ALL} FROM proposal_comment c
            WHERE c.proposal_id = ANY(:ids) ORDER BY c.since, c.id
            """
        ),
        {"ids": list(proposal_ids)},
    )
    return [Comment(**row._mapping) for row in rows]


def of_id(connection: Connection, id: UUID) -> Comment | None:
    """Return a comment."""
    row = connection.execute(
        text(f"SELECT {_ALL} FROM proposal_comment c WHERE c.id = :id"), {"id": id}
    ).first()
    return Comment(**row._mapping) if row else None


def mend(connection: Connection, id: UUID, words: str) -> None:
    """Let a comment say other words."""
    connection.execute(
        text("UPDATE proposal_comment SET words = :words WHERE id = :id"),
        {"id": id, "words": words},
    )


def remove(connection: Connection, id: UUID) -> None:
    """Take a comment out."""
    connection.execute(text("DELETE FROM proposal_comment WHERE id = :id"), {"id": id})
