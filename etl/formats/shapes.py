"""Files of shapes: GeoJSON, TopoJSON, GeoPackage, shapefile (also zipped). The CRS is checked."""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError
from shapely.errors import ShapelyError

from asset_map.domain.errors import BadInput
from asset_map.domain.places import on_the_grid
from etl.files import is_zip
from etl.source import Batch, IsHeader

BNG = "EPSG:27700"
JSON_SUFFIXES = (".geojson", ".json", ".topojson")
IN_ARCHIVES = (".shp", ".gpkg", *JSON_SUFFIXES)


@dataclass(frozen=True)
class Shapes:
    """Any file of shapes that GDAL reads. ``crs_if_unsaid``: what a file without CRS is in."""

    crs_if_unsaid: str = "EPSG:4326"

    def batches(
        self,
        path: Path,
        limit_bytes: int,
        is_header: IsHeader,  # noqa: ARG002 - such files always have column names
    ) -> Iterator[Batch]:
        """Yield one batch: the columns as text, ``geometry`` in EPSG:27700, ``_file``, ``_line``.

        ``_line`` counts the shapes from 1: such files have no lines that a person would count.
        """
        if path.suffix.lower() in JSON_SUFFIXES:
            _refuse_broken_json(path)
        if is_zip(path):
            _refuse_large_archive(path, limit_bytes)
        shapes = self._read(path)
        shapes = shapes.set_crs(shapes.crs or self.crs_if_unsaid).to_crs(BNG)
        _refuse_outside_great_britain(path, shapes)
        columns = shapes.drop(columns="geometry").astype("str").where(shapes.notna(), "")
        rows = pd.DataFrame(columns).assign(
            geometry=_sound(shapes.geometry),
            _file=path.name,
            _line=range(1, len(shapes) + 1),
            _fault=["the row has no shape" if empty else "" for empty in _empty(shapes)],
        )
        yield Batch(rows)

    def _read(self, path: Path) -> gpd.GeoDataFrame:
        try:
            shapes = pyogrio.read_dataframe(_address(path))
        except (DataSourceError, DataLayerError, ShapelyError, UnicodeDecodeError) as error:
            raise BadInput(
                f"{path.name} is not a file of shapes that can be read.",
                "Give GeoJSON, TopoJSON, GeoPackage or a zipped shapefile.",
            ) from error
        if not isinstance(shapes, gpd.GeoDataFrame) or shapes.empty:
            raise BadInput(f"{path.name} holds no shapes.", "Download it again.")
        return shapes


def _address(path: Path) -> str:
    """Return how GDAL calls the file: in an archive, the one member that holds shapes."""
    if not is_zip(path):
        return str(path)
    with zipfile.ZipFile(path) as archive:
        found = [name for name in archive.namelist() if name.lower().endswith(IN_ARCHIVES)]
    if len(found) != 1:
        raise BadInput(
            f"{path.name} holds {len(found) or 'no'} files of shapes.",
            "Give an archive with one of them.",
        )
    return f"/vsizip/{path.absolute()}/{found[0]}"


def _refuse_broken_json(path: Path) -> None:
    try:
        json.loads(path.read_bytes())
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadInput(
            f"{path.name} is cut off or damaged: it does not end as JSON must.",
            "Download it again.",
        ) from error


def _refuse_large_archive(path: Path, limit_bytes: int) -> None:
    with zipfile.ZipFile(path) as archive:
        if sum(info.file_size for info in archive.infolist()) > limit_bytes:
            raise BadInput(
                f"{path.name} unpacks to more than the limit of {limit_bytes // 1_000_000:,} MB.",
                "If it is what you meant to load, raise ASSET_MAP_MAX_FILE_MB.",
            )


def _refuse_outside_great_britain(path: Path, shapes: gpd.GeoDataFrame) -> None:
    bounds = shapes.geometry.bounds
    inside = on_the_grid(bounds.minx, bounds.miny) & on_the_grid(bounds.maxx, bounds.maxy)
    outside = ~inside & ~_empty(shapes)
    if outside.any():
        raise BadInput(
            f"{path.name}: {int(outside.sum())} of {len(shapes)} shapes lie outside "
            f"Great Britain, so its coordinates are not in the system it claims.",
            "Export it again in EPSG:4326 (longitude, latitude) or EPSG:27700 (metres).",
        )


def _empty(shapes: gpd.GeoDataFrame) -> pd.Series:
    return shapes.geometry.isna() | shapes.geometry.is_empty


def _sound(shapes: gpd.GeoSeries) -> list:
    """Mend rings that cross themselves, which published boundaries do contain."""
    return list(shapely.make_valid(shapes.array))
