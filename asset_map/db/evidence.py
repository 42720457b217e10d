"""How well it is known what meets each need in an authority."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

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

_CONFIRMED = "coalesce(p.last_confirmed BETWEEN :since AND :at, false) AS confirmed"

# Where no outline is loaded, everything that is loaded counts as the authority's.
_PLACED = f"""
SELECT p.need_id, p.asset_id, {_CONFIRMED}, {{columns}},
       CASE WHEN p.exact THEN found.located_by ELSE '{AT_ITS_WARD}' END AS located
FROM supply p
JOIN asset found ON found.id = coalesce(p.venue_id, p.asset_id)
LEFT JOIN ({OUTLINE}) AS own ON true
{{joins}}
WHERE {IN_FORCE} AND (own.geom IS NULL OR ST_Covers(own.geom, p.geom))
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

CONDITIONS = ("times", "cost", "access")
"""What a question may be narrowed to; the columns that tell whether an asset answers to it."""


@dataclass
class _Seen:
    """One asset that meets a need: how its places here are known, and whether it comes to people.

    ``unknown``: the conditions of which nothing is known, where nothing known speaks against it.
    """

    confirmed: bool
    remote: bool = False
    located: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)

    @property
    def counts(self) -> bool:
        """Tell whether it answers to the question."""
        return self.remote or bool(self.located)

    def answers(self, row: Row[Any]) -> bool:
        """Tell whether it answers to the question in this way; note what is not known."""
        met = {name: getattr(row, name) for name in CONDITIONS}
        if False not in met.values():
            self.unknown |= {name for name, known in met.items() if known is None}
        return all(met.values())


def read_evidence(
    connection: Connection, at: date, narrowing: Narrowing, authority: str
) -> dict[str, Evidence]:
    """Return for each need what is known of the assets that meet it in an authority, on a day."""
    day = {"at": at, "still": at, "since": confirmed_since(at), "authority": authority}

    def rows(statement: str, asset: str, venue: str | None) -> CursorResult[Any]:
        asked = conditions(connection, narrowing, at, asset=asset, venue=venue)
        filled = statement.format(columns=asked.columns, joins=asked.joins)
        return connection.execute(text(filled), asked.bound | day)

    seen: dict[str, dict[UUID, _Seen]] = defaultdict(dict)
    placeless: Counter[str] = Counter()
    for row in connection.execute(text(_PLACELESS), day):
        placeless[row.need_id] += row.assets
    for row in rows(_PLACED, "p.asset_id", "coalesce(p.venue_id, p.asset_id)"):
        asset = seen[row.need_id].setdefault(row.asset_id, _Seen(row.confirmed))
        if asset.answers(row):
            asset.located.add(row.located)
    for row in rows(_COVERING, "p.id", None):
        if remote_ways(row.how or ""):
            asset = seen[row.need_id].setdefault(row.asset_id, _Seen(row.confirmed))
            asset.remote = asset.answers(row)
        elif not row.placed:
            placeless[row.need_id] += 1
    return {
        need.id: _summed(list(seen[need.id].values()), placeless[need.id])
        for need in needs(connection)
    }


def _summed(assets: list[_Seen], placeless: int) -> Evidence:
    counting = [asset for asset in assets if asset.counts]
    left_out = Counter(name for asset in assets if not asset.counts for name in asset.unknown)
    best = (min(asset.located, key=_BEST_FIRST.index) for asset in counting if asset.located)
    return Evidence(
        known=len(counting),
        confirmed=sum(asset.confirmed for asset in counting),
        located_by=dict(Counter(best)),
        remote=sum(asset.remote for asset in counting),
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
