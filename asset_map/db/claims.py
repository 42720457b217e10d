"""Claims to keep an asset: whose contact on record is still to be written to."""

from uuid import UUID

from sqlalchemy import Connection, text

MOST_A_DAY = 3
"""So many letters about claims of one asset go to its contact in a day."""

_UNWRITTEN = text(
    """
    WITH waiting AS (
        SELECT c.id, c.about, row_number() OVER (PARTITION BY c.about ORDER BY c.sent, c.id) AS nth
        FROM contribution c
        WHERE c.kind = 'claim' AND c.state = 'waiting' AND c.confirmed IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM letter l WHERE l.about = c.id AND l.what = 'claim')
    )
    SELECT c.id FROM contribution c JOIN waiting w ON w.id = c.id
    WHERE c.state = 'waiting'
      AND w.nth + (SELECT count(*) FROM letter l JOIN contribution o ON o.id = l.about
                   WHERE o.about = w.about AND l.what = 'claim'
                     AND l.made > now() - interval '1 day') <= :most
    ORDER BY c.sent, c.id LIMIT 100 FOR UPDATE OF c SKIP LOCKED
    """
)


def unwritten(connection: Connection) -> list[UUID]:
    """Return claims by confirmed addresses of which no contact was written to yet, and hold them:
    nobody else writes meanwhile. A contact that was written to so often today waits."""
    return list(connection.execute(_UNWRITTEN, {"most": MOST_A_DAY}).scalars())


def note_account(connection: Connection, id: UUID, account_id: UUID | None) -> None:
    """Write whose claim it is, once they have an account."""
    connection.execute(
        text("UPDATE contribution SET by_account = :account WHERE id = :id"),
        {"id": id, "account": account_id},
    )
