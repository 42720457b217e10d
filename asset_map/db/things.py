"""Every asset in short, as an impact speaks of it."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, Row, text

from asset_map.domain.assets import AssetKind
from asset_map.domain.links_followed import POST
from asset_map.domain.things import Thing

_THINGS = """
SELECT a.id, a.kind, a.name, coalesce(lower(g.group_type) = :post, false) AS post, o.demo,
       a.masked, a.last_confirmed, CASE WHEN a.valid_to <= :at THEN a.valid_to END AS closed,
       coalesce(g.group_type, v.venue_type, '') AS type, a.source_id AS source,
       ST_X(p.geom) AS x, ST_Y(p.geom) AS y, coalesce(k.name, '') AS keeper,
       a.valid_from > :at AS to_come, n.needs
FROM asset a
JOIN source o ON o.id = a.source_id
LEFT JOIN community_group g ON g.asset_id = a.id
LEFT JOIN venue v ON v.asset_id = a.id
LEFT JOIN LATERAL (
    SELECT geom FROM asset_place WHERE asset_id = a.id AND exact AND NOT a.masked
    ORDER BY venue_id NULLS FIRST LIMIT 1
) AS p ON true
LEFT JOIN LATERAL (
    SELECT string_agg(DISTINCT t.name, ' and ') AS name
    FROM link l JOIN asset t ON t.id = l.to_id
    WHERE l.from_id = a.id AND l.type IN ('managed_by', 'provided_by')
      AND l.withdrawn IS NULL AND t.withdrawn IS NULL
      AND (l.valid_from IS NULL OR l.valid_from <= :at)
      AND (l.valid_to IS NULL OR l.valid_to > :at)
) AS k ON true
LEFT JOIN (
    SELECT asset_id, array_agg(need_id ORDER BY need_id) AS needs FROM asset_need
    WHERE {needs_of} GROUP BY asset_id
) AS n ON n.asset_id = a.id
WHERE a.withdrawn IS NULL AND {of}
ORDER BY a.id
"""
_ALL = _THINGS.format(needs_of="true", of="true")
_SOME = _THINGS.format(needs_of="asset_id = ANY(:ids)", of="a.id = ANY(:ids)")


def read_things(
    connection: Connection, at: date, of: Collection[UUID] | None = None
) -> dict[UUID, Thing]:
    """Read every asset that any source tells of, also those that are closed on the day.

    ``of``: only these of them.
    """
    bound = {"at": at, "post": POST}
    if of is None:
        rows = connection.execute(text(_ALL), bound)
    else:
        rows = connection.execute(text(_SOME), bound | {"ids": list(of)})
    return {row.id: _thing(row) for row in rows}


def _thing(row: Row) -> Thing:
    return Thing(
        id=row.id,
        kind=AssetKind(row.kind),
        name=row.name,
        post=row.post,
        demo=row.demo,
        masked=row.masked,
        last_confirmed=row.last_confirmed,
        closed=row.closed,
        to_come=bool(row.to_come),
        xy=None if row.x is None else (row.x, row.y),
        keeper=row.keeper,
        type=row.type,
        source=row.source,
        needs=tuple(row.needs or ()),
    )
