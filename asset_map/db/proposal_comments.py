"""What people said of published proposals, as stewards took it in."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Connection, text

from asset_map.domain.proposals import Comment


def add(connection: Connection, one: Comment) -> None:
    """Keep a comment."""
    connection.execute(
        text(
            """
            INSERT INTO proposal_comment (id, proposal_id, words, asset_id, since)
            VALUES (:id, :proposal_id, :words, :asset_id, :since)
            """
        ),
        vars(one),
    )


def of(connection: Connection, proposal_ids: Collection[UUID]) -> list[Comment]:
    """Return what was said of some proposals, the oldest first."""
    rows = connection.execute(
        text(
            """
            SELECT id, proposal_id, words, asset_id, since FROM proposal_comment
            WHERE proposal_id = ANY(:ids) ORDER BY since, id
            """
        ),
        {"ids": list(proposal_ids)},
    )
    return [Comment(**row._mapping) for row in rows]
