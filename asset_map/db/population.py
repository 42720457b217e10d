"""Figures of small areas by group of people, and which small area each demand point lies in."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, text

from asset_map.domain.places import AreaKind
from asset_map.domain.population import KINDS, AreaTable, Figures

DECILE = "imd_decile"

SMALLEST_FIRST = (AreaKind.OA, AreaKind.LSOA, AreaKind.MSOA, AreaKind.WARD)

_PUBLISHED = """
SELECT t.*, s.title AS source FROM (
    SELECT DISTINCT measure, area_kind, area_vintage, as_of, source_id
    FROM statistic WHERE measure = ANY(:measures) AND area_kind = ANY(:smallest_first)
) t JOIN source s ON s.id = t.source_id
ORDER BY array_position(:smallest_first, area_kind), as_of COLLATE "C" DESC, area_vintage DESC,
         source_id
"""

_VALUES = """
SELECT category, array_agg(area_code) AS codes, array_agg(value) AS numbers
FROM statistic
WHERE measure = :measure AND area_kind = :area_kind AND area_vintage = :area_vintage
  AND as_of = :as_of AND source_id = :source_id
GROUP BY category ORDER BY category
"""

# By shape; else by the codes that a postcode was published with; else through the shapes that took
# an area's place, where these lie wholly in it: it was left as it was (U), or split (S). A ward's
# code stands for the same boundaries in every year.
_PLACED = """
SELECT code, array_agg(postcode) AS postcodes FROM (
    SELECT DISTINCT ON (postcode) postcode, code FROM (
        SELECT i.postcode, a.code, 1 AS way
        FROM area a JOIN demand_point_area i ON i.area_id = a.id
        WHERE a.kind = :kind AND (a.vintage = :vintage OR a.kind = 'ward')
        UNION ALL
        SELECT l.postcode, CASE :kind WHEN 'oa' THEN l.oa_code ELSE l.lsoa_code END, 2
        FROM postcode_lookup l JOIN demand_point USING (postcode)
        WHERE :kind IN ('oa', 'lsoa') AND l.vintage = :vintage
        UNION ALL
        SELECT i.postcode, k.from_code, 3
        FROM area_lookup k
        JOIN area a ON (a.kind, a.code, a.vintage) = (k.to_kind, k.to_code, k.to_vintage)
        JOIN demand_point_area i ON i.area_id = a.id
        WHERE k.from_kind = :kind AND k.to_kind = :kind AND k.from_vintage = :vintage
          AND k.change IN ('U', 'S')
    ) every WHERE code = ANY(:codes) ORDER BY postcode, way, code
) one GROUP BY code
"""


@dataclass(frozen=True)
class _Published:
    """A table of figures, as it is told apart from others."""

    measure: str
    area_kind: str
    area_vintage: int
    as_of: str
    source_id: str
    source: str


def read(connection: Connection, postcodes: list[str]) -> Figures:
    """Read the newest figures of the smallest areas that any demand point lies in, by kind.

    They come from other sources and dates than the ``people`` of the demand points: the share of a
    group that lives within a standard is to be worked out against the group's own total.
    """
    rows = connection.execute(
        text("SELECT postcode, people FROM demand_point ORDER BY postcode")
    ).all()
    places = _Places(connection, {row.postcode: at for at, row in enumerate(rows)})
    found = _tables(places, [*(kind.measure for kind in KINDS), DECILE])
    deciles = found.pop(DECILE, None)
    return Figures(
        people=np.array(
            [np.nan if row.people is None else row.people for row in rows], dtype=np.float64
        ),
        asked=np.array([places.point[postcode] for postcode in postcodes], dtype=np.int64),
        tables=tuple(found.values()),
        deciles=deciles,
    )


class _Places:
    """Tells which area of a table each demand point lies in; each question is asked but once."""

    def __init__(self, connection: Connection, point: dict[str, int]) -> None:
        self.connection = connection
        self.point = point
        self._answers: dict[tuple[str, int, tuple[str, ...]], NDArray[np.int64]] = {}

    def among(self, kind: str, vintage: int, codes: tuple[str, ...]) -> NDArray[np.int64]:
        """Return for each point where its area stands among the codes, -1 where it does not."""
        key = (kind, vintage, codes)
        if key not in self._answers:
            self._answers[key] = self._ask(kind, vintage, codes)
        return self._answers[key]

    def _ask(self, kind: str, vintage: int, codes: tuple[str, ...]) -> NDArray[np.int64]:
        place = {code: at for at, code in enumerate(codes)}
        area = np.full(len(self.point), -1, dtype=np.int64)
        for row in self.connection.execute(
            text(_PLACED), {"kind": kind, "vintage": vintage, "codes": list(codes)}
        ):
            area[[self.point[postcode] for postcode in row.postcodes]] = place[row.code]
        return area


def _tables(places: _Places, measures: list[str]) -> dict[str, AreaTable]:
    """Return for each measure its best table of which some area holds a demand point."""
    rows = places.connection.execute(
        text(_PUBLISHED), {"measures": measures, "smallest_first": list(SMALLEST_FIRST)}
    )
    found: dict[str, AreaTable] = {}
    for published in (_Published(*row) for row in rows):
        if published.measure not in found:
            table = _table(places, published)
            if (table.area >= 0).any():
                found[published.measure] = table
    return found


def _table(places: _Places, published: _Published) -> AreaTable:
    rows = places.connection.execute(text(_VALUES), vars(published)).all()
    codes = _all_of(row.codes for row in rows)
    place = {code: at for at, code in enumerate(codes)}
    values = np.full((len(codes), len(rows)), np.nan)
    for at, row in enumerate(rows):
        values[[place[code] for code in row.codes], at] = row.numbers
    return AreaTable(
        measure=published.measure,
        source=published.source,
        as_of=published.as_of,
        categories=tuple(row.category for row in rows),
        values=values,
        area=places.among(published.area_kind, published.area_vintage, codes),
    )


def _all_of(lists: Iterable[list[str]]) -> tuple[str, ...]:
    return tuple(sorted(set().union(*lists)))
