"""What became of wards whose boundaries were drawn anew: by area, and by live postcodes.

Wards of an older boundary year are compared with the newest of their authority, both ways: a row
from the old to the new says how much of the old ward lies in the new one, a row from the new to the
old the reverse. A ward that kept its code kept its boundaries, and is not compared.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, text

from asset_map.db.postcodes import LIVE
from asset_map.domain.places import CLEAR_SHARE

SLIVER = 0.001
"""A smaller share of a ward is how differently two drawings follow the same line."""

_WARDS = """
CREATE TEMP TABLE redrawn ON COMMIT DROP AS
WITH wards AS (
    SELECT *, max(vintage) OVER (PARTITION BY authority_code) AS newest FROM area
    WHERE kind = 'ward' AND authority_code IS NOT NULL
),
latest AS (
    SELECT DISTINCT ON (code) code, vintage, authority_code, geom, vintage = newest AS now
    FROM wards ORDER BY code, vintage DESC
)
SELECT * FROM latest l WHERE EXISTS (
    SELECT 1 FROM latest o WHERE o.authority_code = l.authority_code AND NOT o.now)
"""

# The ward's code that a postcode was published with decides; the shape where it is of other wards.
_POSTCODES = f"""
CREATE TEMP TABLE redrawn_postcode ON COMMIT DROP AS
SELECT w.code, p.postcode FROM redrawn w JOIN postcode p ON p.ward_code = w.code WHERE {LIVE}
UNION
SELECT w.code, p.postcode FROM redrawn w JOIN postcode p ON ST_Covers(w.geom, p.geom)
LEFT JOIN redrawn coded ON coded.code = p.ward_code AND coded.now = w.now
WHERE {LIVE} AND coded.code IS NULL
"""

_SHARES = f"""
INSERT INTO area_change (kind, from_code, from_vintage, to_code, to_vintage, of_area, of_postcodes)
WITH shared AS (
    SELECT a.code AS from_code, b.code AS to_code, count(*) AS postcodes
    FROM redrawn_postcode a JOIN redrawn_postcode b USING (postcode) GROUP BY 1, 2
),
pairs AS (
    SELECT a.code AS from_code, a.vintage AS from_vintage, b.code AS to_code,
           b.vintage AS to_vintage,
           ST_Area(ST_Intersection(a.geom, b.geom)) / ST_Area(a.geom) AS of_area,
           coalesce(s.postcodes, 0)::float8 / nullif(
               (SELECT count(*) FROM redrawn_postcode p WHERE p.code = a.code), 0) AS of_postcodes
    FROM redrawn a
    JOIN redrawn b ON b.authority_code = a.authority_code AND b.now <> a.now
         AND ST_Intersects(a.geom, b.geom)
    LEFT JOIN shared s ON s.from_code = a.code AND s.to_code = b.code
)
SELECT 'ward', * FROM pairs WHERE of_area >= {SLIVER} OR of_postcodes > 0
"""

_CLEAR = "{0}.of_area >= :clear AND coalesce({0}.of_postcodes, 1) >= :clear"

HOLDS_OLD = (
    """EXISTS (
    SELECT 1 FROM area_change ch WHERE ch.to_code = {area}.code AND ch.kind = {area}.kind
      AND ch.from_code = {code} AND ch.from_vintage < ch.to_vintage
      AND """
    + _CLEAR.format("ch")
    + ")"
)
"""Tells whether an ``area`` holds nearly all of an older one of some ``code``; binds ``clear``."""

_LISTED = """
SELECT ch.from_code, ch.from_vintage, o.name AS from_name, ch.to_code, ch.to_vintage,
       n.name AS to_name, ch.of_area, ch.of_postcodes, coalesce(back.of_area, 0) AS area_of_new,
       back.of_postcodes AS postcodes_of_new,
       (SELECT count(*) FROM asset_area c JOIN asset a ON a.id = c.asset_id
        WHERE c.area_code = ch.from_code AND a.withdrawn IS NULL) AS assets,
       (SELECT count(*) FROM statistic s
        WHERE s.area_kind = ch.kind AND s.area_code = ch.from_code) AS figures
FROM area_change ch
JOIN area o ON (o.kind, o.code, o.vintage) = (ch.kind, ch.from_code, ch.from_vintage)
JOIN area n ON (n.kind, n.code, n.vintage) = (ch.kind, ch.to_code, ch.to_vintage)
LEFT JOIN area_change back ON (back.kind, back.from_code, back.from_vintage, back.to_code,
    back.to_vintage) = (ch.kind, ch.to_code, ch.to_vintage, ch.from_code, ch.from_vintage)
WHERE ch.from_vintage < ch.to_vintage AND n.authority_code = :authority
ORDER BY o.name_key, ch.from_code, round(ch.of_area::numeric, 6) DESC, ch.to_code
"""

_FIGURES = f"""
SELECT st.measure, st.category, st.value, st.unit, st.as_of, s.title AS source,
       NULL::text AS carried_from
FROM statistic st JOIN source s ON s.id = st.source_id JOIN area a ON a.id = :area
WHERE st.area_kind = a.kind AND st.area_code = a.code
  AND (st.area_vintage = a.vintage OR a.kind IN ('ward', 'authority'))
UNION ALL
SELECT st.measure, st.category, st.value, st.unit, st.as_of, s.title, ch.from_code
FROM area a
JOIN area_change ch ON ch.kind = a.kind AND ch.to_code = a.code AND {_CLEAR.format("ch")}
     AND ch.from_vintage < ch.to_vintage
JOIN area_change back ON (back.kind, back.from_code, back.to_code)
     = (ch.kind, ch.to_code, ch.from_code) AND {_CLEAR.format("back")}
JOIN statistic st ON st.area_kind = ch.kind AND st.area_code = ch.from_code
JOIN source s ON s.id = st.source_id
WHERE a.id = :area
ORDER BY measure, as_of, category, source
"""


@dataclass(frozen=True)
class Shares:
    """How much of an old area lies in a new one, and of the new one in the old; 0 to 1.

    Shares of postcodes are None where there are none. ``assets`` and ``figures`` count those that
    still state the old code.
    """

    from_code: str
    from_vintage: int
    from_name: str
    to_code: str
    to_vintage: int
    to_name: str
    of_area: float
    of_postcodes: float | None
    area_of_new: float
    postcodes_of_new: float | None
    assets: int
    figures: int


@dataclass(frozen=True)
class AreaFigure:
    """A statistic of an area. ``carried_from``: the code of the older area it was published for."""

    measure: str
    category: str
    value: float
    unit: str
    as_of: str
    source: str
    carried_from: str | None


def refresh(connection: Connection) -> None:
    """Compare anew the wards that are loaded of several boundary years."""
    for statement in (
        "DELETE FROM area_change",
        "DROP TABLE IF EXISTS redrawn, redrawn_postcode",
        _WARDS,
        _POSTCODES,
        "CREATE INDEX ON redrawn_postcode (postcode)",
        "ANALYZE redrawn, redrawn_postcode",
        _SHARES,
    ):
        connection.execute(text(statement))


def listed(connection: Connection, authority: str) -> list[Shares]:
    """Return what became of each older ward of an authority, the largest share first."""
    rows = connection.execute(text(_LISTED), {"authority": authority})
    return [Shares(**row._mapping) for row in rows]


def figures_of(connection: Connection, area_id: UUID) -> list[AreaFigure]:
    """Return the statistics of an area, with those of an older one that was the same place."""
    rows = connection.execute(text(_FIGURES), {"area": area_id, "clear": CLEAR_SHARE})
    return [AreaFigure(**row._mapping) for row in rows]
