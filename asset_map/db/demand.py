"""Demand points: where people live, as live postcodes with their share of a small area."""

from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, text

from asset_map.db.postcodes import LIVE
from asset_map.db.staging import emptied
from asset_map.domain.demand import Demand
from asset_map.domain.numbers import on_a_grid

# Tables of their own rather than one long query: the planner then knows how many rows there are.
_LIVE = f"""
CREATE TEMP TABLE live ON COMMIT DROP AS
SELECT p.postcode, p.authority_code, p.geom, l.oa_code, l.vintage
FROM postcode p LEFT JOIN postcode_lookup l USING (postcode)
WHERE p.geom IS NOT NULL AND {LIVE} AND NOT coalesce(l.large_user, false)
"""

_PEOPLE_BY_SHAPE = """
SELECT EXISTS (SELECT 1 FROM statistic WHERE measure = 'people' AND area_kind = 'lsoa')
"""

# The smallest area with a known number of people wins; then the newest vintage.
_CHOSEN = """
CREATE TEMP TABLE chosen ON COMMIT DROP AS
WITH people AS (
    SELECT area_kind, area_code, area_vintage, value, source_id
    FROM statistic WHERE measure = 'people' AND category = ''
),
inside AS (
    SELECT live.postcode, people.*, 1 AS rank
    FROM live JOIN people ON people.area_kind = 'oa' AND people.area_code = live.oa_code
         AND people.area_vintage = live.vintage
    UNION ALL
    SELECT live.postcode, people.*, 2
    FROM live
    JOIN area ON area.kind = 'lsoa' AND ST_Covers(area.geom, live.geom)
    JOIN people ON people.area_kind = 'lsoa' AND people.area_code = area.code
         AND people.area_vintage = area.vintage
)
SELECT DISTINCT ON (postcode) * FROM inside ORDER BY postcode, rank, area_vintage DESC, area_code
"""

_FILL = """
INSERT INTO demand_point
    (postcode, authority_code, small_area_kind, small_area_code, small_area_vintage,
     share, people, source_id, geom)
SELECT live.postcode, live.authority_code, c.area_kind, c.area_code, c.area_vintage,
       1.0 / n.postcodes, c.value / n.postcodes, c.source_id, live.geom
FROM live
LEFT JOIN chosen c USING (postcode)
LEFT JOIN (SELECT area_kind, area_code, area_vintage, count(*) AS postcodes FROM chosen
           GROUP BY area_kind, area_code, area_vintage) AS n
       USING (area_kind, area_code, area_vintage)
"""

# A ward's code names its postcodes where the publisher of the postcodes wrote it; its shape decides
# only for boundaries that no postcode is coded to, such as older vintages and neighbourhoods.
_FILL_AREAS = """
INSERT INTO demand_point_area (area_id, postcode)
WITH coded AS (
    SELECT a.id, p.postcode FROM area a JOIN postcode p ON p.ward_code = a.code
    WHERE a.kind = 'ward'
    UNION
    SELECT a.id, p.postcode FROM area a JOIN postcode p ON p.authority_code = a.code
    WHERE a.kind = 'authority'
)
SELECT coded.id, postcode FROM coded JOIN demand_point USING (postcode)
UNION ALL
SELECT a.id, d.postcode
FROM area a JOIN demand_point d ON ST_Covers(a.geom, d.geom)
WHERE a.id NOT IN (SELECT id FROM coded)
"""


def refresh(connection: Connection) -> None:
    """Make the demand points anew from the postcodes, small areas and people that are loaded."""
    connection.execute(text("DELETE FROM demand_point_area"))
    connection.execute(text("DROP TABLE IF EXISTS live, chosen"))
    connection.execute(text(_LIVE))
    if connection.execute(text(_PEOPLE_BY_SHAPE)).scalar():
        connection.execute(text("CREATE INDEX ON live USING gist (geom)"))
    connection.execute(text("ANALYZE live, area, statistic"))
    connection.execute(text(_CHOSEN))
    connection.execute(text("ANALYZE chosen"))
    with emptied(connection, "demand_point"):
        connection.execute(text(_FILL))
    connection.execute(text(_FILL_AREAS))
    connection.execute(text("ANALYZE demand_point, demand_point_area, area, postcode"))
    connection.execute(
        text(
            """
            INSERT INTO refreshed (what, token) VALUES ('demand', gen_random_uuid())
            ON CONFLICT (what) DO UPDATE SET token = excluded.token
            """
        )
    )


def unplaced(connection: Connection) -> tuple[int, float]:
    """Return how many loaded small areas have people but no demand point, and how many people."""
    row = connection.execute(
        text(
            """
            SELECT count(*), coalesce(sum(s.value), 0)
            FROM statistic s
            WHERE s.measure = 'people' AND s.category = ''
              AND (s.area_kind = 'oa' OR EXISTS (
                  SELECT 1 FROM area a WHERE a.kind = s.area_kind AND a.code = s.area_code
                    AND a.vintage = s.area_vintage))
              AND NOT EXISTS (
                SELECT 1 FROM demand_point d
                WHERE d.small_area_kind = s.area_kind AND d.small_area_code = s.area_code
                  AND d.small_area_vintage = s.area_vintage
            )
            """
        )
    ).one()
    return row[0], row[1]


def token(connection: Connection) -> tuple[object, ...]:
    """Return what changes whenever demand points, areas or figures of areas may have changed."""
    row = connection.execute(
        text(
            """
            SELECT (SELECT token FROM refreshed WHERE what = 'demand'),
                   count(*), max(finished) FROM load
            """
        )
    ).one()
    return tuple(row)


def read(connection: Connection, authority: str, area_ids: list[UUID]) -> Demand:
    """Read all demand points, and which of them lie in the areas that are asked for."""
    rows = connection.execute(
        text(
            """
            SELECT postcode, ST_X(geom) AS x, ST_Y(geom) AS y, people,
                   coalesce(authority_code, '') AS authority
            FROM demand_point ORDER BY postcode
            """
        )
    ).all()
    postcode, x, y, people, codes = list(zip(*rows, strict=True)) or [()] * 5
    authorities = np.array(codes, dtype=object)
    return Demand(
        postcode=np.array(postcode, dtype=object),
        xy=np.column_stack([np.array(x, dtype=np.float64), np.array(y, dtype=np.float64)]),
        people=on_a_grid(np.array(people, dtype=np.float64)),
        authority=authorities,
        own=authorities == authority,
        members=members(connection, area_ids),
    )


def members(connection: Connection, area_ids: list[UUID]) -> dict[UUID, NDArray[np.int64]]:
    """Return which demand points lie in each area, by their number in the order of postcodes."""
    rows = connection.execute(
        text(
            """
            SELECT m.area_id, array_agg(d.number ORDER BY d.number) AS numbers
            FROM demand_point_area m
            JOIN (SELECT postcode, row_number() OVER (ORDER BY postcode) - 1 AS number
                  FROM demand_point) AS d USING (postcode)
            WHERE m.area_id = ANY(:ids) GROUP BY m.area_id
            """
        ),
        {"ids": area_ids},
    )
    found = {row.area_id: np.array(row.numbers, dtype=np.int64) for row in rows}
    return {area_id: found.get(area_id, np.empty(0, np.int64)) for area_id in area_ids}
