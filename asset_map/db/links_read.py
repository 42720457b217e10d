"""All links on a day, with who is at their ends: to be followed from any of them."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, text

from asset_map.domain.assets import AssetKind, LinkType, SaidBy
from asset_map.domain.links_followed import POST, End, Link

DETAIL = """CASE WHEN l.detail <> '' AND NOT EXISTS (
    SELECT 1 FROM asset h WHERE h.id IN (l.from_id, l.to_id) AND h.hidden AND NOT h.correspondence
) THEN l.detail ELSE '' END"""
"""The detail of a link ``l``. Of what has to stay hidden it is not told, for it may say where."""

# What two sources say of one link is one link; where they are of both its sides, both say it. Of
# links that ended between two days, only those of what closed would hold still: not where somebody
# moved away.
_LINKS = f"""
SELECT l.from_id, l.type, l.to_id,
       coalesce(string_agg(DISTINCT nullif({DETAIL}, ''), '; '), '') AS detail,
       CASE WHEN count(DISTINCT l.said_by) > 1 THEN 'both' ELSE max(l.said_by) END AS said_by
FROM link l
WHERE l.withdrawn IS NULL AND l.from_id <> l.to_id AND {{of}}
  AND (l.valid_from IS NULL OR l.valid_from <= :at)
  AND (l.valid_to IS NULL OR l.valid_to > :at OR (l.valid_to > :still AND EXISTS (
      SELECT 1 FROM asset e
      WHERE e.id IN (l.from_id, l.to_id) AND e.valid_to > :still AND e.valid_to <= l.valid_to)))
GROUP BY l.from_id, l.type, l.to_id
ORDER BY l.from_id, l.type COLLATE "C", l.to_id
"""

_ENDS = """
SELECT a.id, a.kind, a.name, coalesce(lower(g.group_type) = :post, false) AS post
FROM asset a LEFT JOIN community_group g ON g.asset_id = a.id
WHERE a.withdrawn IS NULL
  AND (a.valid_from IS NULL OR a.valid_from <= :at) AND (a.valid_to IS NULL OR a.valid_to > :still)
  AND {of}
"""

_ALL = (
    _LINKS.format(of="true"),
    _ENDS.format(
        of="(EXISTS (SELECT 1 FROM link WHERE from_id = a.id) "
        "OR EXISTS (SELECT 1 FROM link WHERE to_id = a.id))"
    ),
)
_SOME = (
    _LINKS.format(of="(l.from_id = ANY(:ids) OR l.to_id = ANY(:ids))"),
    _ENDS.format(
        of="""a.id IN (
            SELECT from_id FROM link WHERE to_id = ANY(:ids) OR from_id = ANY(:ids)
            UNION SELECT to_id FROM link WHERE from_id = ANY(:ids) OR to_id = ANY(:ids))"""
    ),
)


def read_links(
    connection: Connection,
    at: date,
    *,
    closed_since: date | None = None,
    of: Collection[UUID] | None = None,
) -> list[Link]:
    """Read all links on a day between assets that are there: what has closed holds nothing.

    ``closed_since``: also those of what closed after that day; ``of``: only those that one of these
    assets is an end of.
    """
    links, ends_of_links = _ALL if of is None else _SOME
    bound = {"at": at, "still": closed_since or at} | ({} if of is None else {"ids": list(of)})
    ends = {
        row.id: End(row.id, AssetKind(row.kind), row.name, row.post)
        for row in connection.execute(text(ends_of_links), {**bound, "post": POST})
    }
    return [
        Link(
            ends[row.from_id],
            LinkType(row.type),
            ends[row.to_id],
            row.detail,
            SaidBy(row.said_by),
        )
        for row in connection.execute(text(links), bound)
        if row.from_id in ends and row.to_id in ends
    ]
