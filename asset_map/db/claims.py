"""Claims to keep an asset: whose contact on record is still to be written to."""

from uuid import UUID

from sqlalchemy import Connection, text

_UNWRITTEN = text(
    """
    SELECT c.id FROM contribution c
    WHERE c.kind = 'claim' AND c.state = 'waiting' AND c.confirmed IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM letter l WHERE l.about = c.id AND l.what = 'claim')
    ORDER BY c.sent, c.id LIMIT 100 FOR UPDATE OF c SKIP LOCKED
    """
)


def unwritten(connection: Connection) -> list[UUID]:
    """Return claims by confirmed addresses of which no contact was written to yet, and hold them:
    nobody else writes meanwhile."""
    return list(connection.execute(_UNWRITTEN).scalars())


def note_account(connection: Connection, id: UUID, account_id: UUID | None) -> None:
    """Write whose claim it is, once they have an account."""
    connection.execute(
        text("UPDATE contribution SET by_account = :account WHERE id = :id"),
        {"id": id, "account": account_id},
    )
