"""How complete and how fresh what is held is, and what its sources no longer tell of."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Connection, text

# Each asset counts under the source that it is shown under; the row without one is all of them.
_HELD = """
SELECT a.source_id, s.title, count(*) AS assets,
       count(*) FILTER (WHERE a.postcode IS NOT NULL) AS postcode,
       count(*) FILTER (WHERE a.geom IS NOT NULL) AS position,
       count(*) FILTER (WHERE EXISTS (SELECT 1 FROM asset_need n WHERE n.asset_id = a.id)) AS needs,
       count(*) FILTER (
           WHERE EXISTS (SELECT 1 FROM schedule t WHERE t.asset_id = a.id)
              OR EXISTS (SELECT 1 FROM service v WHERE v.asset_id = a.id AND v.hours_text <> '')
              OR EXISTS (SELECT 1 FROM venue v WHERE v.asset_id = a.id AND v.hours_free <> '')
       ) AS hours,
       count(*) FILTER (WHERE a.url <> '' OR a.email <> '' OR a.phone <> '') AS contact,
       count(*) FILTER (WHERE a.description <> '') AS description,
       count(*) FILTER (WHERE a.last_confirmed BETWEEN :since AND :today) AS within_12_months,
       count(*) FILTER (WHERE a.last_confirmed < :since) AS older,
       count(*) FILTER (WHERE a.last_confirmed IS NULL OR a.last_confirmed > :today) AS never
FROM asset a JOIN source s ON s.id = a.source_id
WHERE a.withdrawn IS NULL
GROUP BY GROUPING SETS ((a.source_id, s.title), ())
ORDER BY a.source_id NULLS FIRST
"""

_LOCATED = """
SELECT source_id, located_by, count(*) AS assets FROM asset WHERE withdrawn IS NULL
GROUP BY GROUPING SETS ((source_id, located_by), (located_by))
ORDER BY assets DESC, located_by
"""

_WITHDRAWN = """
SELECT a.id, a.name, a.kind, a.withdrawn, s.title AS source, count(*) OVER () AS total
FROM asset a JOIN source s ON s.id = a.source_id
WHERE a.withdrawn IS NOT NULL AND (CAST(:source AS text) IS NULL OR a.source_id = :source)
  AND a.kind <> 'skill_offer'  -- Taken back, or so rare that it may not be told.
ORDER BY a.withdrawn DESC, a.name_key, a.id LIMIT :limit
"""


def held(connection: Connection, since: date, today: date) -> Iterator[dict[str, Any]]:
    """Yield counts of assets in force, all of them first, then by source; each with ``located_by``.

    ``since``: the first day of the 12 months before ``today``.
    """
    ways: dict[str | None, dict[str, int]] = {}
    for row in connection.execute(text(_LOCATED)):
        ways.setdefault(row.source_id, {})[row.located_by] = row.assets
    for row in connection.execute(text(_HELD), {"since": since, "today": today}):
        yield {**row._mapping, "located_by": ways.get(row.source_id, {})}


def withdrawn(connection: Connection, source_id: str | None, limit: int) -> list[dict[str, Any]]:
    """Return assets that no source tells of any more, the last first, each with the ``total``."""
    rows = connection.execute(text(_WITHDRAWN), {"source": source_id, "limit": limit})
    return [dict(row._mapping) for row in rows]
