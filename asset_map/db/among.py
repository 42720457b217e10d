"""Narrows what is derived to the assets that a change concerns.

Whatever is derived is told by one query, for everything or for few: where it says
``AMONG(column)``, only rows of the assets in the temporary table ``renewed`` count, or all do.
"""

import re
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Connection, text

FEW = 1_000
"""Up to so many assets are derived by themselves; for more, everything is."""

_AMONG = re.compile(r"AMONG\(([a-z_.]+)\)")

# What is found at a venue is found otherwise once the venue changes; of a venue or a group it is
# known whether times are known of what it gives.
_CONCERNED = """
CREATE TEMP TABLE renewed ON COMMIT DROP AS
WITH changed AS (
    SELECT asset_id FROM touched UNION SELECT unnest(CAST(:besides AS uuid[]))
)
SELECT asset_id FROM changed
UNION
SELECT l.from_id FROM changed JOIN link l ON l.to_id = changed.asset_id
WHERE l.type IN ('meets_at', 'delivered_at')
UNION
SELECT l.to_id FROM changed JOIN link l ON l.from_id = changed.asset_id
WHERE l.type IN ('delivered_at', 'meets_at', 'provided_by', 'managed_by')
"""


def few_touched(connection: Connection) -> bool:
    """Tell whether it is known which assets were touched in this transaction, and they are few."""
    if connection.execute(text("SELECT to_regclass('pg_temp.touched')")).scalar() is None:
        return False
    return _count(connection, "touched") <= FEW


def note_concerned(connection: Connection, besides: Iterable[UUID]) -> bool:
    """Note in ``renewed`` the touched assets, some ``besides``, and what hangs on them; tell
    whether they are few."""
    connection.execute(text("DROP TABLE IF EXISTS pg_temp.renewed"))
    connection.execute(text(_CONCERNED), {"besides": list(besides)})
    connection.execute(text("ANALYZE renewed"))
    return _count(connection, "renewed") <= FEW


def narrowed(query: str, *, few: bool) -> str:
    """Return a query for the assets in ``renewed`` if they are ``few``, else for everything."""
    return _AMONG.sub(r"\1 IN (SELECT asset_id FROM renewed)" if few else "true", query)


def _count(connection: Connection, table: str) -> int:
    found: int = connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
    return found
