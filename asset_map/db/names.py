"""Assets by name alone, for lists to choose from."""

from datetime import date
from uuid import UUID

from sqlalchemy import Connection, text


def open_on(connection: Connection, at: date) -> list[tuple[UUID, str, str, str | None]]:
    """Return id, name, kind and postcode of the assets there on a day; none of a masked one."""
    rows = connection.execute(
        text(
            """
            SELECT id, name, kind, CASE WHEN hidden THEN NULL ELSE postcode END AS postcode
            FROM asset
            WHERE withdrawn IS NULL AND (valid_from IS NULL OR valid_from <= :at)
              AND (valid_to IS NULL OR valid_to > :at)
            ORDER BY name_key, kind, id
            """
        ),
        {"at": at},
    )
    return [(row.id, row.name, row.kind, row.postcode) for row in rows]
