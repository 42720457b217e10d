"""Who wants to be reminded of what they keep. Letters that are needed go out all the same."""

from uuid import UUID

from sqlalchemy import Connection, text


def wanted(connection: Connection, account_id: UUID) -> bool:
    """Tell whether an account in use wants reminders."""
    return bool(
        connection.execute(
            text(
                "SELECT EXISTS (SELECT 1 FROM account "
                "WHERE id = :id AND ended IS NULL AND no_reminders IS NULL)"
            ),
            {"id": account_id},
        ).scalar()
    )


def want(connection: Connection, account_id: UUID, *, wanted: bool) -> bool:
    """Write whether an account wants reminders; False where it is of nobody any more."""
    done = connection.execute(
        text(
            """
            UPDATE account
            SET no_reminders = CASE WHEN :wanted THEN NULL ELSE coalesce(no_reminders, now()) END
            WHERE id = :id AND ended IS NULL
            """
        ),
        {"id": account_id, "wanted": wanted},
    )
    return done.rowcount > 0
