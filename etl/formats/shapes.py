"""Files of shapes: GeoJSON, TopoJSON, GeoPackage, shapefile (also zipped), GeoParquet."""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyogrio
import shapely
from pyarrow import parquet
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError
from pyproj.exceptions import ProjError
from shapely.errors import ShapelyError

from asset_map.domain.errors import BadInput
from etl.files import is_zip, refuse_bomb, too_large
from etl.formats.positions import BNG, faults_of, refuse_outside
from etl.source import Batch, IsHeader

JSON_SUFFIXES = (".geojson", ".json", ".topojson")
PARQUET_SUFFIXES = (".parquet", ".geoparquet")
IN_ARCHIVES = (".shp", ".gpkg", *JSON_SUFFIXES)
UNREADABLE = (
    DataSourceError,
    DataLayerError,
    FeatureError,
    ShapelyError,
    ProjError,
    pa.ArrowException,
    OSError,
    ValueError,
    KeyError,
)
"""What the libraries raise where a file is not what its name says."""


@dataclass(frozen=True)
class Shapes:
    """Any file of shapes of these formats. ``crs_if_unsaid``: what a file without CRS is in."""

    crs_if_unsaid: str = "EPSG:4326"

    def batches(self, path: Path, limit_bytes: int, is_header: IsHeader) -> Iterator[Batch]:
        """Yield one batch: the columns as text, ``geometry`` in EPSG:27700, ``_file``, ``_line``.

        ``_line`` counts the shapes from 1: such files have no lines that a person would count. A
        shape outside Great Britain marks its row; BadInput is raised where most are.
        """
        if is_zip(path):
            refuse_bomb(path, limit_bytes)
        elif path.suffix.lower() in JSON_SUFFIXES:
            _refuse_broken_json(path)
        shapes, passed = read_shapes(path, limit_bytes, is_header)
        projected = on_grid(path, shapes, self.crs_if_unsaid)
        faults = faults_of(projected)
        refuse_outside(path.name, faults)
        rows = pd.DataFrame(texts_of(path, shapes)).assign(
            geometry=_made_valid(path, projected),
            _file=path.name,
            _line=range(1, len(shapes) + 1),
            _fault=faults,
        )
        note = f"{path.name}: its layers {', '.join(passed)} were not read."
        yield Batch(rows, notes=(note,) if passed else ())


def _made_valid(path: Path, shapes: gpd.GeoSeries) -> list[shapely.Geometry]:
    """Return shapes without the crossings that published rings have."""
    try:
        return list(shapely.make_valid(shapes.array))
    except ShapelyError as error:
        raise BadInput(
            f"{path.name} is damaged: the outline of a shape cannot be followed.",
            "Download it again.",
        ) from error


def read_shapes(
    path: Path, limit_bytes: int, is_header: IsHeader
) -> tuple[gpd.GeoDataFrame, tuple[str, ...]]:
    """Return the shapes of a file as they are, and the names of the layers that were not read.

    The layer is the first that has the columns that are looked for, else the first with shapes.
    Raises BadInput where the file cannot be read.
    """
    passed: tuple[str, ...] = ()
    try:
        if path.suffix.lower() in PARQUET_SUFFIXES:
            _refuse_huge_parquet(path, limit_bytes)
            shapes = gpd.read_parquet(path)
        else:
            shapes, passed = _by_gdal(path, is_header)
    except UNREADABLE as error:
        raise _unreadable(path) from error
    if not isinstance(shapes, gpd.GeoDataFrame) or shapes.empty:
        raise BadInput(f"{path.name} holds no shapes.", "Download it again.")
    return shapes.reset_index(drop=True), passed


def on_grid(path: Path, shapes: gpd.GeoDataFrame, crs_if_unsaid: str) -> gpd.GeoSeries:
    """Return the shapes in EPSG:27700; raise BadInput where nobody knows what they are in."""
    try:
        return shapes.geometry.set_crs(shapes.crs or crs_if_unsaid).to_crs(BNG)
    except (ProjError, ShapelyError, ValueError) as error:
        raise BadInput(
            f"{path.name} is in a coordinate system that is not known here.",
            "Export it again in EPSG:4326 (longitude, latitude) or EPSG:27700 (metres).",
        ) from error


def _unreadable(path: Path) -> BadInput:
    return BadInput(
        f"{path.name} is not a file of shapes that can be read.",
        "Give GeoJSON, TopoJSON, GeoPackage, GeoParquet or a zipped shapefile.",
    )


def texts_of(path: Path, shapes: gpd.GeoDataFrame) -> dict[str, pd.Series]:
    """Return the columns beside the shapes as text: nothing where nothing is, whole numbers so.

    Raises BadInput where a text is none, which GeoParquet shows only when it is looked at.
    """
    columns = shapes.drop(columns=shapes.geometry.name)
    try:
        return {str(name): _text(columns[name]) for name in columns}
    except UNREADABLE as error:
        raise _unreadable(path) from error


def _text(column: pd.Series) -> pd.Series:
    known = column.notna()
    if pd.api.types.is_float_dtype(column) and (column[known] % 1 == 0).all():
        column = column.astype("Int64")  # Whole numbers, some of which are missing.
    elif column.map(type).isin([dict, list]).any():
        column = column.map(_as_json)
    return column.astype("str").where(known, "")


def _as_json(value: object) -> object:
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value


def _by_gdal(path: Path, is_header: IsHeader) -> tuple[gpd.GeoDataFrame, tuple[str, ...]]:
    address = _address(path)
    layers = [str(name) for name, kind in pyogrio.list_layers(address) if kind is not None]
    if len(layers) < 2:
        return pyogrio.read_dataframe(address), ()
    fields = {layer: list(pyogrio.read_info(address, layer=layer)["fields"]) for layer in layers}
    wanted = next((layer for layer in layers if is_header(fields[layer])), layers[0])
    passed = tuple(layer for layer in layers if layer != wanted)
    return pyogrio.read_dataframe(address, layer=wanted), passed


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
    except (ValueError, RecursionError) as error:
        raise BadInput(
            f"{path.name} is cut off or damaged: it does not end as JSON must.",
            "Download it again.",
        ) from error


def _refuse_huge_parquet(path: Path, limit_bytes: int) -> None:
    """Unpack it bit by bit: what the file says of its own size counts a repeated text once."""
    unpacked = 0
    for batch in parquet.ParquetFile(path).iter_batches(batch_size=1_000):
        unpacked += batch.nbytes
        if unpacked > limit_bytes:
            raise too_large(path.name, limit_bytes)
