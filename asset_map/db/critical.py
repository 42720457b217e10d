"""What hangs on assets, who looks after them, and how well they are known."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, text

from asset_map.domain.assets import AssetKind


@dataclass(frozen=True)
class Keeper:
    """A group that manages or provides assets; ``type``: as its source calls it."""

    id: UUID
    name: str
    type: str


@dataclass(frozen=True)
class Standing:
    """How an asset stands among others. ``hanging``: others that hang on it, by its links;
    ``links``: all of its links; ``keepers``: who manages or provides it, by name; ``capacity``: of
    a service.
    """

    id: UUID
    kind: AssetKind
    name: str
    last_confirmed: date | None
    hanging: int
    links: int
    keepers: tuple[Keeper, ...]
    capacity: int | None
    demo: bool

    @property
    def keeper(self) -> str:
        """Return who manages or provides it, "" where nobody is known to."""
        return " and ".join(keeper.name for keeper in self.keepers)


_ENDS = """
    SELECT l.from_id, l.to_id, l.type FROM link l
    JOIN asset f ON f.id = l.from_id JOIN asset t ON t.id = l.to_id
    WHERE l.withdrawn IS NULL AND f.withdrawn IS NULL AND t.withdrawn IS NULL
      AND l.from_id <> l.to_id
      AND (l.valid_from IS NULL OR l.valid_from <= :at) AND (l.valid_to IS NULL OR l.valid_to > :at)
      AND (f.valid_to IS NULL OR f.valid_to > :at) AND (t.valid_to IS NULL OR t.valid_to > :at)
"""

_STANDINGS = f"""
WITH ends AS ({_ENDS}),
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
)
SELECT a.id, a.kind, a.name, a.last_confirmed, coalesce(c.hanging, 0) AS hanging,
       coalesce(c.links, 0) AS links, s.weekly_capacity AS capacity, o.demo
FROM asset a
JOIN source o ON o.id = a.source_id
LEFT JOIN counted c ON c.id = a.id
LEFT JOIN service s ON s.asset_id = a.id
WHERE a.id = ANY(:ids)
"""

_KEPT = f"""
SELECT DISTINCT e.from_id AS asset_id, k.id, k.name, coalesce(g.group_type, '') AS type
FROM ({_ENDS}) AS e
JOIN asset k ON k.id = e.to_id
LEFT JOIN community_group g ON g.asset_id = k.id
WHERE e.type IN ('managed_by', 'provided_by')
ORDER BY k.name, k.id
"""


def standings(connection: Connection, ids: Collection[UUID], at: date) -> dict[UUID, Standing]:
    """Return how assets stand among others, on a day."""
    rows = connection.execute(text(_STANDINGS), {"ids": list(ids), "at": at})
    kept = keepers(connection, at)
    return {
        row.id: Standing(
            **{**row._mapping, "kind": AssetKind(row.kind)}, keepers=tuple(kept.get(row.id, ()))
        )
        for row in rows
    }


def keepers(connection: Connection, at: date) -> dict[UUID, list[Keeper]]:
    """Return who manages or provides which asset, on a day, by name."""
    found: dict[UUID, list[Keeper]] = {}
    for row in connection.execute(text(_KEPT), {"at": at}):
        found.setdefault(row.asset_id, []).append(Keeper(row.id, row.name, row.type))
    return found
