"""Which sources open data comes from, and what is left out of it."""

from sqlalchemy import Connection, text

from asset_map.db.open_assets import TOLD_OPENLY
from asset_map.domain.open_data import LeftOut, OpenSource

# Places known by postcode and the names of wards come from sources of their own.
_SOURCES = """
SELECT s.id, s.title, s.publisher, s.licence, s.licence_url, s.attribution, s.share_alike, s.demo,
       (SELECT max(l.finished)::date FROM load l WHERE l.source_id = s.id) AS retrieved
FROM source s
WHERE s.open AND s.taken_out IS NULL AND (s.gives IN ('ward', 'postcode')
    OR EXISTS (SELECT 1 FROM record r WHERE r.source_id = s.id)
    OR EXISTS (SELECT 1 FROM link l WHERE l.source_id = s.id))
ORDER BY s.rank DESC, s.id
"""

_LEFT_OUT = f"""
SELECT s.id AS source, s.title, s.licence, coalesce(told.assets, 0) AS assets,
       coalesce(told.by_others, 0) AS told_by_others,
       (SELECT count(*) FROM link l WHERE l.source_id = s.id AND l.withdrawn IS NULL) AS links
FROM source s
LEFT JOIN LATERAL (
    SELECT count(*) AS assets,
           count(*) FILTER (WHERE {TOLD_OPENLY.format(asset="a", further="")}) AS by_others
    FROM asset a
    WHERE a.withdrawn IS NULL AND a.id IN (
        SELECT m.asset_id FROM record r
        JOIN record_version v ON v.record_id = r.id AND v.until IS NULL
        JOIN record_asset m ON m.record_id = r.id AND m.until IS NULL
        WHERE r.source_id = s.id)
) AS told ON true
WHERE NOT s.open AND s.taken_out IS NULL
ORDER BY s.title, s.id
"""


def sources(connection: Connection) -> dict[str, OpenSource]:
    """Return the open sources of what there is and of where it is, the highest rank first."""
    return {row.id: OpenSource(**row._mapping) for row in connection.execute(text(_SOURCES))}


def left_out(connection: Connection) -> list[LeftOut]:
    """Return what sources that are not open tell of, where they tell of anything."""
    found = [LeftOut(**row._mapping) for row in connection.execute(text(_LEFT_OUT))]
    return [one for one in found if one.assets or one.links]
