"""Lines of OpenStreetMap, such as streets: every way that has one of some tags, as it is drawn."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from asset_map.domain.errors import BadInput
from etl.formats.osm_elements import Element
from etl.formats.osm_files import DEGREES, as_rows, elements_of
from etl.formats.positions import BNG
from etl.source import Batch, IsHeader

POINTS = ("Point", "MultiPoint")


@dataclass(frozen=True)
class OpenStreetMapLines:
    """Ways that have one of the ``keys``; all other elements are counted as skipped.

    Columns as those of ``OpenStreetMap``, with ``tag/KEY`` for each key and each of ``tags``.
    ``geometry`` is a MultiLineString in EPSG:27700, of an area, such as a square, its outline.
    """

    keys: tuple[str, ...]
    tags: tuple[str, ...] = ()

    def batches(self, path: Path, limit_bytes: int, is_header: IsHeader) -> Iterator[Batch]:
        """Yield the ways as rows. One without a shape has a fault."""
        for chunk in elements_of(path, limit_bytes, is_header, self.keys, _refuse_points):
            ways = [one for one in chunk.elements if not _is_point(one[1])]
            lines = _lines([element.shape for _, element in ways])
            rows = as_rows(path.name, ways, (*self.keys, *self.tags), lines)
            yield Batch(rows, chunk.read - len(ways), chunk.share)


def _is_point(element: Element) -> bool:
    return element.shape is not None and element.shape.geom_type in POINTS


def _refuse_points(name: str, kinds: pd.Series) -> None:
    if len(kinds) and kinds.isin(POINTS).all():
        raise BadInput(
            f"{name} holds points, such as facilities, and no streets.",
            f"Load it as facilities: asset-map etl run openstreetmap --file {name}",
        )


def _lines(shapes: list[shapely.Geometry | None]) -> gpd.GeoSeries:
    """Return each shape as a MultiLineString, in EPSG:27700."""
    array = np.array([*map(_drawn, shapes)], dtype=object)
    return gpd.GeoSeries(array, crs=DEGREES).to_crs(BNG)


def _drawn(shape: shapely.Geometry | None) -> shapely.MultiLineString | None:
    """Return the lines of a shape, of an area its outline."""
    if shape is None:
        return None
    flat = shapely.force_2d(shape)
    lines = shapely.boundary(flat) if flat.geom_type.endswith("Polygon") else flat
    parts = shapely.get_parts([lines])
    return shapely.MultiLineString([part for part in parts if part.geom_type == "LineString"])
