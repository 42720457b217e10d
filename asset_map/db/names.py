"""Assets by name alone, for lists to choose from."""

from datetime import date
from uuid import UUID

from sqlalchemy import Connection, text

from asset_map.domain.links_followed import POST


def open_on(connection: Connection, at: date) -> list[tuple[UUID, str, str, str | None, bool]]:
    """Return id, name, kind and postcode (none of a masked one) of the assets there on a day, and
    whether each is a post."""
    rows = connection.execute(
        text(
            """
            SELECT id, name, kind, CASE WHEN hidden THEN NULL ELSE postcode END AS postcode,
                   coalesce(lower(g.group_type) = :post, false) AS post
            FROM asset LEFT JOIN community_group AS g ON g.asset_id = asset.id
            WHERE withdrawn IS NULL AND (valid_from IS NULL OR valid_from <= :at)
              AND (valid_to IS NULL OR valid_to > :at)
            ORDER BY name_key, kind, id
            """
        ),
        {"at": at, "post": POST},
    )
    return [(row.id, row.name, row.kind, row.postcode, row.post) for row in rows]
