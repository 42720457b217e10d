"""Facilities of OpenStreetMap: a point for each element that has one of some tags."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from asset_map.domain.errors import BadInput
from etl.formats.osm_files import DEGREES, LINES, as_rows, elements_of
from etl.formats.positions import BNG
from etl.source import Batch, IsHeader

CORNERS_OF_A_RING = 4
"""At least: the last one is the first."""

DETAILS = (
    *("name", "operator", "description", "opening_hours", "wheelchair", "access", "fee"),
    *("website", "contact:website", "url", "phone", "contact:phone", "email", "contact:email"),
    *("addr:housename", "addr:housenumber", "addr:street", "addr:suburb", "addr:city"),
    "addr:postcode",
)
"""Tags that have a column of their own beside those asked for."""


@dataclass(frozen=True)
class OpenStreetMap:
    """Elements that have one of the ``keys``; all others are counted as skipped.

    The file is ``.osm``, ``.osm.pbf``, an answer of Overpass, GeoJSON or GeoPackage with tags.

    Columns: ``osm_type`` (node, way or relation), ``osm_id``, ``tags`` (all of them, JSON), and
    ``tag/KEY`` for each key asked for and each of ``DETAILS``. ``geometry`` is a point in
    EPSG:27700, of areas and lines one on them. ``_line`` counts the elements of the file from 1.
    """

    keys: tuple[str, ...]

    def batches(self, path: Path, limit_bytes: int, is_header: IsHeader) -> Iterator[Batch]:
        """Yield the elements as rows. An element without a position has a fault."""
        seen: set[tuple[str, str]] = set()
        tags = dict.fromkeys((*self.keys, *DETAILS))
        for chunk in elements_of(path, limit_bytes, is_header, self.keys, _refuse_lines):
            new = []
            for number, element in chunk.elements:
                if (element.osm_type, element.osm_id) not in seen:
                    new.append((number, element))
                seen.add((element.osm_type, element.osm_id))
            rows = as_rows(path.name, new, tags, _points([one.shape for _, one in new]))
            yield Batch(rows, chunk.read - len(new), chunk.share)


def _refuse_lines(name: str, kinds: pd.Series) -> None:
    if len(kinds) and kinds.isin(LINES).all():
        raise BadInput(
            f"{name} holds lines, such as streets, and no facilities.",
            f"Load it as streets: asset-map etl run streets --file {name}",
        )


def _points(shapes: list[shapely.Geometry | None]) -> gpd.GeoSeries:
    """Return a point on each shape, in EPSG:27700."""
    if not shapes:
        return gpd.GeoSeries([], crs=BNG)
    array = shapely.make_valid(shapely.force_2d([_filled(shape) for shape in shapes]))
    projected = gpd.GeoSeries(array, crs=DEGREES).to_crs(BNG)
    finite = shapely.is_valid(projected.array) & ~projected.is_empty
    return gpd.GeoSeries(shapely.point_on_surface(projected.where(finite).array), crs=BNG)


def _filled(shape: shapely.Geometry | None) -> shapely.Geometry | None:
    """Return the area within a closed line: a ring with a facility's tag is its outline."""
    if (
        isinstance(shape, shapely.LineString)
        and shape.is_ring
        and len(shape.coords) >= CORNERS_OF_A_RING
    ):
        return shapely.Polygon(shape)
    return shape
