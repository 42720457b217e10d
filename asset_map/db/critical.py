"""What hangs on assets, who looks after them, and how well they are known."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, text

from asset_map.domain.assets import AssetKind


@dataclass(frozen=True)
class Standing:
    """How an asset stands among others. ``hanging``: others that hang on it, by its links;
    ``links``: all of its links; ``keeper``: who manages or provides it; ``capacity``: of a service.
    """

    id: UUID
    kind: AssetKind
    name: str
    last_confirmed: date | None
    hanging: int
    links: int
    keeper: str
    capacity: int | None
    demo: bool


_STANDINGS = """
WITH ends AS (
    SELECT l.from_id, l.to_id, l.type FROM link l
    JOIN asset f ON f.id = l.from_id JOIN asset t ON t.id = l.to_id
    WHERE l.withdrawn IS NULL AND f.withdrawn IS NULL AND t.withdrawn IS NULL
      AND l.from_id <> l.to_id
      AND (l.valid_from IS NULL OR l.valid_from <= :at) AND (l.valid_to IS NULL OR l.valid_to > :at)
      AND (f.valid_to IS NULL OR f.valid_to > :at) AND (t.valid_to IS NULL OR t.valid_to > :at)
),
-- Whoever supports another has that one hanging on it; every other link hangs on its second end.
sides AS (
    SELECT to_id AS id, from_id AS other, type <> 'supports' AS hangs FROM ends
    UNION ALL
    SELECT from_id, to_id, type = 'supports' FROM ends
),
counted AS (
    SELECT id, count(DISTINCT other) FILTER (WHERE hangs) AS hanging,
           count(DISTINCT other) AS links
    FROM sides WHERE id = ANY(:ids) GROUP BY id
),
kept AS (
    SELECT DISTINCT ON (e.from_id) e.from_id AS id, k.name
    FROM ends e JOIN asset k ON k.id = e.to_id
    WHERE e.from_id = ANY(:ids) AND e.type IN ('managed_by', 'provided_by')
    ORDER BY e.from_id, e.type, k.name
)
SELECT a.id, a.kind, a.name, a.last_confirmed, coalesce(c.hanging, 0) AS hanging,
       coalesce(c.links, 0) AS links, coalesce(k.name, '') AS keeper, s.weekly_capacity AS capacity,
       o.demo
FROM asset a
JOIN source o ON o.id = a.source_id
LEFT JOIN counted c ON c.id = a.id
LEFT JOIN kept k ON k.id = a.id
LEFT JOIN service s ON s.asset_id = a.id
WHERE a.id = ANY(:ids)
"""


def standings(connection: Connection, ids: list[UUID], at: date) -> dict[UUID, Standing]:
    """Return how assets stand among others, on a day."""
    rows = connection.execute(text(_STANDINGS), {"ids": ids, "at": at})
    return {row.id: Standing(**{**row._mapping, "kind": AssetKind(row.kind)}) for row in rows}
