"""How well it is known what meets each need in an authority."""

from collections import Counter, defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, CursorResult, Row, text

from asset_map.db.areas import OUTLINE
from asset_map.db.narrowing import conditions
from asset_map.db.reference import needs
from asset_map.db.supply import IN_FORCE
from asset_map.domain.assets import confirmed_since
from asset_map.domain.offers import remote_ways
from asset_map.domain.places import LocatedBy
from asset_map.domain.reach import Evidence, Narrowing

AT_ITS_WARD = "ward"
"""How a place is known that is shown at the middle of its ward."""

_BEST_FIRST = [*(str(way) for way in LocatedBy), AT_ITS_WARD]

CONDITIONS = ("times", "cost", "access")
"""What a question may be narrowed to; the columns that tell whether an asset answers to it."""

_CONFIRMED = "coalesce(p.last_confirmed BETWEEN :since AND :at, false) AS confirmed"

# What is not known of a place where nothing known speaks against it.
_UNKNOWN = ", ".join(
    f"coalesce(bool_or({one} IS NULL) FILTER (WHERE times IS NOT FALSE AND cost IS NOT FALSE "
    f"AND access IS NOT FALSE), false) AS {one}_unknown"
    for one in CONDITIONS
)

# Where no outline is loaded, everything that is loaded counts as the authority's. Assets of which
# the same is known are counted together; but by itself what covers an area, and may come to people.
_PLACED = f"""
WITH placed AS (
    SELECT p.need_id, p.asset_id, {_CONFIRMED}, {{columns}}, array_position(
               CAST(:best_first AS text[]),
               CASE WHEN p.exact THEN CAST(found.located_by AS text) ELSE '{AT_ITS_WARD}' END
           ) AS located
    FROM supply p
    JOIN asset found ON found.id = coalesce(p.venue_id, p.asset_id)
    LEFT JOIN ({OUTLINE}) AS own ON true
    {{joins}}
    WHERE {IN_FORCE} AND (own.geom IS NULL OR ST_Covers(own.geom, p.geom))
),
told AS (
    SELECT need_id, asset_id, bool_or(confirmed) AS confirmed,
           min(located) FILTER (WHERE times AND cost AND access) AS located, {_UNKNOWN}
    FROM placed GROUP BY need_id, asset_id
)
SELECT count(*) AS assets, need_id, confirmed, located,
       times_unknown AS times, cost_unknown AS cost, access_unknown AS access,
       CASE WHEN asset_id IN (SELECT asset_id FROM asset_area) THEN asset_id END AS apart
FROM told GROUP BY 2, 3, 4, 5, 6, 7, 8
"""

# What covers an area in the authority, or one that the authority lies in.
_COVERING = f"""
WITH own AS ({OUTLINE}),
here AS (
    SELECT DISTINCT c.asset_id FROM asset_area c
    JOIN area ar ON ar.code = c.area_code
    LEFT JOIN own ON true
    WHERE own.geom IS NULL OR ST_Covers(own.geom, ST_PointOnSurface(ar.geom))
       OR ST_Covers(ar.geom, ST_PointOnSurface(own.geom))
)
SELECT n.need_id, p.id AS asset_id, {_CONFIRMED}, {{columns}}, given.how,
       EXISTS (SELECT 1 FROM supply s WHERE s.asset_id = p.id) AS placed
FROM here
JOIN asset p ON p.id = here.asset_id AND p.withdrawn IS NULL
JOIN asset_need n ON n.asset_id = p.id
LEFT JOIN service AS given ON given.asset_id = p.id
{{joins}}
WHERE {IN_FORCE}
"""

# What neither has a place where a need is met, nor covers an area that we know: it is the
# authority's where it has its post or its office there, or where nothing at all is known of it.
_PLACELESS = f"""
SELECT n.need_id, count(*) AS assets
FROM asset p
JOIN asset_need n ON n.asset_id = p.id
LEFT JOIN ({OUTLINE}) AS own ON true
WHERE {IN_FORCE} AND p.withdrawn IS NULL
  AND NOT EXISTS (SELECT 1 FROM supply s WHERE s.asset_id = p.id)
  AND NOT EXISTS (SELECT 1 FROM asset_area c JOIN area ar ON ar.code = c.area_code
                  WHERE c.asset_id = p.id)
  AND (EXISTS (SELECT 1 FROM asset_place l WHERE l.asset_id = p.id
                 AND (own.geom IS NULL OR ST_Covers(own.geom, l.geom)))
       OR p.geom IS NULL AND NOT EXISTS (SELECT 1 FROM asset_area c WHERE c.asset_id = p.id))
GROUP BY n.need_id
"""


@dataclass
class _Seen:
    """Assets that meet a need, of which the same is known.

    ``located``: how the best known of their places here is known, as its rank in ``_BEST_FIRST``
    from 1; None where none answers to the question. ``remote``: whether they come to people.
    ``unknown``: the conditions of which nothing is known, where nothing known speaks against it.
    """

    confirmed: bool
    assets: int = 1
    located: int | None = None
    remote: bool = False
    unknown: set[str] = field(default_factory=set)

    @property
    def counts(self) -> bool:
        """Tell whether they answer to the question."""
        return self.remote or self.located is not None

    def come(self, row: Row[Any]) -> None:
        """Note whether they answer to the question by coming to people, and what is not known."""
        met = {name: getattr(row, name) for name in CONDITIONS}
        if False not in met.values():
            self.unknown |= {name for name, known in met.items() if known is None}
        self.remote = all(met.values())


def read_evidence(
    connection: Connection, at: date, narrowing: Narrowing, authority: str
) -> dict[str, Evidence]:
    """Return for each need what is known of the assets that meet it in an authority, on a day."""
    day = {"at": at, "still": at, "since": confirmed_since(at), "authority": authority}
    ranked = {**day, "best_first": _BEST_FIRST}

    def rows(statement: str, asset: str, venue: str | None) -> CursorResult[Any]:
        asked = conditions(connection, narrowing, at, asset=asset, venue=venue)
        filled = statement.format(columns=asked.columns, joins=asked.joins)
        return connection.execute(text(filled), asked.bound | ranked)

    seen: dict[str, dict[Hashable, _Seen]] = defaultdict(dict)
    placeless: Counter[str] = Counter()
    for row in connection.execute(text(_PLACELESS), day):
        placeless[row.need_id] += row.assets
    for row in rows(_PLACED, "p.asset_id", "coalesce(p.venue_id, p.asset_id)"):
        unknown = {name for name in CONDITIONS if getattr(row, name)}
        found = _Seen(row.confirmed, row.assets, row.located, unknown=unknown)
        seen[row.need_id][row.apart or tuple(row)] = found
    for row in rows(_COVERING, "p.id", None):
        if remote_ways(row.how or ""):
            seen[row.need_id].setdefault(row.asset_id, _Seen(row.confirmed)).come(row)
        elif not row.placed:
            placeless[row.need_id] += 1
    return {
        need.id: _summed(list(seen[need.id].values()), placeless[need.id])
        for need in needs(connection)
    }


def _summed(seen: list[_Seen], placeless: int) -> Evidence:
    counting = [one for one in seen if one.counts]
    best, left_out = Counter[str](), Counter[str]()
    for one in counting:
        if one.located:
            best[_BEST_FIRST[one.located - 1]] += one.assets
    for one in seen:
        if not one.counts:
            left_out.update(dict.fromkeys(one.unknown, one.assets))
    return Evidence(
        known=sum(one.assets for one in counting),
        confirmed=sum(one.assets for one in counting if one.confirmed),
        located_by={how: best[how] for how in _BEST_FIRST if best[how]},
        remote=sum(one.assets for one in counting if one.remote),
        placeless=placeless,
        times_unknown=left_out["times"],
        cost_unknown=left_out["cost"],
        access_unknown=left_out["access"],
    )


def asset_sources(connection: Connection) -> list[dict[str, Any]]:
    """Return the sources of assets that are loaded: source_id, title, demo, last finished load."""
    rows = connection.execute(
        text(
            """
            SELECT s.id AS source_id, s.title, s.demo, max(l.finished) AS finished
            FROM source s JOIN load l ON l.source_id = s.id
            WHERE s.gives = 'asset' AND s.taken_out IS NULL
            GROUP BY s.id ORDER BY s.title
            """
        )
    )
    return [dict(row._mapping) for row in rows]
