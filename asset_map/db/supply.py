"""What meets needs: at places, and without them, by phone, online or at people's homes."""

from datetime import date

import numpy as np
from sqlalchemy import Connection, text

from asset_map.db.narrowing import conditions
from asset_map.domain.assets import confirmed_since
from asset_map.domain.offers import remote_ways
from asset_map.domain.reach import NOT_NARROWED, Narrowing
from asset_map.domain.supply import RemoteService, Supply

IN_FORCE = """(p.valid_from IS NULL OR p.valid_from <= :at)
    AND (p.valid_to IS NULL OR p.valid_to > :still)"""
"""Of rows ``p``, those that hold on the day ``at``, or did on ``still``, where that is earlier."""

# Columns are fetched as arrays, four times as fast as rows, in the order of the rows within.
# Two records may state one link for different times: it is still one place. Of what ended between
# two days, only what closed then would be there still: not what moved away.
_SUPPLY = """
SELECT array_agg(asset_id) AS asset_id, array_agg(venue_id) AS venue_id,
       array_agg(need_id) AS need_id, array_agg(confirmed) AS confirmed, array_agg(x) AS x,
       array_agg(y) AS y, array_agg(capacity) AS capacity, array_agg(exact) AS exact
FROM (
SELECT DISTINCT ON (p.need_id, p.asset_id, p.venue_id)
       p.asset_id, p.venue_id, p.need_id,
       coalesce(p.last_confirmed BETWEEN :since AND :at, false) AS confirmed,
       ST_X(p.geom) AS x, ST_Y(p.geom) AS y, given.weekly_capacity AS capacity, p.exact
FROM supply p
LEFT JOIN service AS given ON given.asset_id = p.asset_id
{joins}
WHERE {in_force} AND {all_met}
  AND (p.valid_to IS NULL OR p.valid_to > :at OR EXISTS (
      SELECT 1 FROM asset e WHERE e.id IN (p.asset_id, p.venue_id) AND e.valid_to = p.valid_to))
ORDER BY p.need_id, p.asset_id, p.venue_id
) AS one
"""

# The areas that assets cover, of all that are loaded; a ward that was drawn anew since then is
# covered as it was.
_COVERED = """
SELECT c.asset_id, array_agg(ar.id ORDER BY ar.id) AS area_ids
FROM asset_area c JOIN area ar ON ar.code = c.area_code
WHERE NOT EXISTS (
    SELECT 1 FROM area newer WHERE newer.kind = ar.kind AND newer.code = ar.code
      AND newer.vintage > ar.vintage)
GROUP BY c.asset_id
"""

_REMOTE = """
SELECT p.id AS asset_id, n.need_id, given.how, given.weekly_capacity AS capacity,
       coalesce(p.last_confirmed BETWEEN :since AND :at, false) AS confirmed, covered.area_ids
FROM service AS given
JOIN asset p ON p.id = given.asset_id AND p.withdrawn IS NULL
JOIN asset_need n ON n.asset_id = p.id
JOIN ({covered}) AS covered ON covered.asset_id = p.id
{joins}
WHERE given.how <> '' AND {in_force} AND {all_met}
ORDER BY n.need_id, p.id
"""


def read_supply(
    connection: Connection,
    at: date,
    narrowing: Narrowing = NOT_NARROWED,
    *,
    closed_since: date | None = None,
) -> Supply:
    """Read what meets which need where, on a day; masked venues stand at their ward's point.

    ``closed_since``: also what closed after that day. What is not known to answer to the narrowing
    is left out: see ``evidence.read_evidence``.
    """
    asked = conditions(
        connection, narrowing, at, asset="p.asset_id", venue="coalesce(p.venue_id, p.asset_id)"
    )
    statement = _SUPPLY.format(joins=asked.joins, in_force=IN_FORCE, all_met=asked.all_met)
    days = {"at": at, "still": closed_since or at, "since": confirmed_since(at)}
    bound = asked.bound | days
    found = connection.execute(text(statement), bound).one()
    return Supply(
        asset_id=np.array(found.asset_id or [], dtype=object),
        venue_id=np.array(found.venue_id or [], dtype=object),
        need_id=np.array(found.need_id or [], dtype=object),
        confirmed=np.array(found.confirmed or [], dtype=np.bool_),
        xy=np.array([found.x or [], found.y or []], dtype=np.float64).T,
        capacity=np.array(found.capacity or [], dtype=np.float64),
        exact=np.array(found.exact or [], dtype=np.bool_),
    )


def read_remote(
    connection: Connection,
    at: date,
    narrowing: Narrowing = NOT_NARROWED,
    *,
    closed_since: date | None = None,
) -> list[RemoteService]:
    """Read what comes to people by phone, online or at home, in areas that we know, on a day.

    ``closed_since``: also what closed after that day.
    """
    asked = conditions(connection, narrowing, at, asset="p.id", venue=None)
    statement = _REMOTE.format(
        covered=_COVERED, joins=asked.joins, in_force=IN_FORCE, all_met=asked.all_met
    )
    days = {"at": at, "still": closed_since or at, "since": confirmed_since(at)}
    bound = asked.bound | days
    return [
        RemoteService(
            row.asset_id,
            row.need_id,
            row.confirmed,
            row.capacity,
            tuple(row.area_ids),
            remote_ways(row.how),
        )
        for row in connection.execute(text(statement), bound)
        if remote_ways(row.how)
    ]
