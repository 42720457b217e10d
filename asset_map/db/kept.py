"""What waits at an asset that somebody keeps, also where it was sent in under an id of before."""

from uuid import UUID

from sqlalchemy import Connection, text

from asset_map.db import contributions
from asset_map.domain.contributions import OPEN, OWNERS_OWN, Contribution, Kind

_LEADING = text(
    """
    SELECT CAST(:id AS uuid) UNION
    SELECT was.asset_id FROM record_asset now
    JOIN record_asset was USING (record_id)
    WHERE now.asset_id = :id AND now.until IS NULL AND NOT EXISTS (
        SELECT 1 FROM asset WHERE asset.id = was.asset_id AND asset.id <> :id)
    """
)

_COUNTED = text(
    """
    WITH known AS (
        SELECT id AS asset_id, id AS was FROM unnest(CAST(:ids AS uuid[])) AS id UNION
        SELECT now.asset_id, was.asset_id FROM record_asset now
        JOIN record_asset was USING (record_id)
        WHERE now.asset_id = ANY(:ids) AND now.until IS NULL AND NOT EXISTS (
            SELECT 1 FROM asset WHERE asset.id = was.asset_id AND asset.id <> now.asset_id)
    )
    SELECT k.asset_id, count(DISTINCT c.id) AS waiting
    FROM known k JOIN contribution c ON c.about = k.was OR c.asset_id = k.was
    WHERE c.state = ANY(:states) GROUP BY k.asset_id
    """
)

# A first look that leaves little over: whoever takes it in looks again at who sent it, and what.
_BY_KEEPERS = text(
    """
    SELECT c.id, c.kind FROM contribution c
    WHERE c.state = 'waiting' AND c.note = ''
      AND c.by_account IS NOT NULL AND c.sent > now() - interval '2 days'
      AND CASE c.kind
          WHEN 'change' THEN c.said - CAST(:own AS text[]) = '{}'
          WHEN 'add' THEN c.asset_kind = 'skill_offer'
          ELSE c.kind IN ('close', 'link') END
      AND EXISTS (SELECT 1 FROM asset_keeper k
                  WHERE k.account_id = c.by_account AND k.until IS NULL)
    ORDER BY c.sent, c.id LIMIT 1000
    """
)


def ids_leading_to(connection: Connection, asset_id: UUID) -> list[UUID]:
    """Return an asset's id, and those of assets that were joined to it."""
    return list(connection.execute(_LEADING, {"id": asset_id}).scalars())


def waiting(connection: Connection, asset_id: UUID) -> list[Contribution]:
    """Return what was sent in about an asset and is still to be decided, oldest first."""
    found = {
        one.id: one
        for id in ids_leading_to(connection, asset_id)
        for one in contributions.about(connection, id, OPEN)
    }
    return sorted(found.values(), key=lambda one: (one.sent, one.id))


def count_waiting(connection: Connection, ids: list[UUID]) -> dict[UUID, int]:
    """Count the same at several assets; those at which nothing waits are left out."""
    rows = connection.execute(
        _COUNTED, {"ids": ids, "states": [state.value for state in sorted(OPEN)]}
    )
    return {row.asset_id: row.waiting for row in rows}


def sent_by_keepers(connection: Connection) -> list[tuple[UUID, Kind]]:
    """Return what people who keep something sent in lately, and nobody decided on, with its kind:
    perhaps it needed no review, and only waited for a load."""
    rows = connection.execute(_BY_KEEPERS, {"own": sorted(OWNERS_OWN)})
    return [(row.id, Kind(row.kind)) for row in rows]
