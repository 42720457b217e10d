"""Every version of what was said of an asset, by every record that speaks of it now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text


@dataclass(frozen=True)
class Said:
    """A version of a record. ``content``: all that it says; of a correction, which holds only what
    it changes, with what else was ``known`` when it was made. ``until`` None: in force."""

    record_id: UUID
    version: int
    content: dict[str, Any]
    known: dict[str, Any] | None
    since: datetime
    until: datetime | None
    source_id: str
    source: str
    contribution: UUID | None


_SAID = """
SELECT v.record_id, v.version, v.content - 'known' AS content, v.content->'known' AS known,
       v.since, v.until, r.source_id, s.title AS source, c.id AS contribution
FROM record_asset m
JOIN record r ON r.id = m.record_id JOIN source s ON s.id = r.source_id
JOIN record_version v ON v.record_id = r.id
LEFT JOIN LATERAL (
    SELECT id FROM contribution WHERE record_id = r.id AND decided = v.since LIMIT 1
) AS c ON true
WHERE m.asset_id = :id AND m.until IS NULL
ORDER BY v.record_id, v.version
"""


def said_of(connection: Connection, asset_id: UUID) -> list[Said]:
    """Return every version of every record of an asset, record by record, the oldest first."""
    rows = connection.execute(text(_SAID), {"id": asset_id})
    return [Said(**row._mapping) for row in rows]
