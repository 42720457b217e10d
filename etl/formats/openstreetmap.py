"""OpenStreetMap: ``.osm``, ``.osm.pbf``, answers of Overpass, GeoJSON and GeoPackage with tags."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import shapely

from asset_map.domain.errors import BadInput
from etl.files import is_zip, unpacked
from etl.formats.dialect import as_utf8
from etl.formats.osm_elements import Chunk, Element, by_columns, by_gdal
from etl.formats.overpass import by_overpass
from etl.formats.positions import BNG, faults_of, refuse_outside
from etl.formats.records import storable
from etl.formats.shapes import UNREADABLE, read_shapes, texts_of
from etl.formats.tabular import framed
from etl.source import Batch, IsHeader

DEGREES = "EPSG:4326"
CORNERS_OF_A_RING = 4
"""At least: the last one is the first."""

LINES = ("LineString", "MultiLineString")

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

    Columns: ``osm_type`` (node, way or relation), ``osm_id``, ``tags`` (all of them, JSON), and
    ``tag/KEY`` for each key asked for and each of ``DETAILS``. ``geometry`` is a point in
    EPSG:27700, of areas and lines one on them. ``_line`` counts the elements of the file from 1.
    """

    keys: tuple[str, ...]

    def batches(self, path: Path, limit_bytes: int, is_header: IsHeader) -> Iterator[Batch]:
        """Yield the elements as rows. An element without a position has a fault."""
        seen: set[tuple[str, str]] = set()
        for chunk in self._chunks(path, limit_bytes, is_header):
            new = []
            for number, element in chunk.elements:
                if (element.osm_type, element.osm_id) not in seen:
                    new.append((number, element))
                seen.add((element.osm_type, element.osm_id))
            yield Batch(self._rows(path.name, new), chunk.read - len(new), chunk.share)

    def _chunks(self, path: Path, limit_bytes: int, is_header: IsHeader) -> Iterator[Chunk]:
        if is_zip(path):
            raise BadInput(f"{path.name} is an archive.", "Unpack it, and load the file in it.")
        if path.suffix.lower() in (".osm", ".pbf"):
            yield from _of_osm(path, self.keys)
        elif path.suffix.lower() == ".gpkg":
            yield from by_columns(_rows_of(path, limit_bytes, is_header), self.keys)
        else:
            document = _parsed(path, limit_bytes)
            if isinstance(document, dict) and isinstance(document.get("elements"), list):
                yield from by_overpass(path.name, document, self.keys)
            else:
                yield from by_columns(_rows_of(path, limit_bytes, is_header), self.keys)

    def _rows(self, name: str, elements: list[tuple[int, Element]]) -> pd.DataFrame:
        points = _points([element.shape for _, element in elements])
        faults = [
            fault if element.osm_id else "it has no id of OpenStreetMap"
            for fault, (_, element) in zip(faults_of(points), elements, strict=True)
        ]
        columns = {
            "osm_type": [element.osm_type for _, element in elements],
            "osm_id": [element.osm_id for _, element in elements],
            "tags": [json.dumps(element.tags, ensure_ascii=False) for _, element in elements],
        }
        for key in dict.fromkeys((*self.keys, *DETAILS)):
            columns[f"tag/{key}"] = [element.tags.get(key, "") for _, element in elements]
        arrays = [pa.array(map(storable, texts), pa.large_string()) for texts in columns.values()]
        return framed(arrays, list(columns)).assign(
            geometry=list(points),
            _file=name,
            _line=pd.Series([number for number, _ in elements], dtype="int64"),
            _fault=pd.Series(faults, dtype="str"),
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


def _of_osm(path: Path, keys: tuple[str, ...]) -> Iterator[Chunk]:
    with path.open("rb") as file:
        beginning = file.read(1_000)
    try:
        if b"<osm" not in beginning and b"OSMHeader" not in beginning:
            raise ValueError(path)
        yield from by_gdal(path, keys)
    except UNREADABLE as error:
        raise BadInput(
            f"{path.name} is cut off or damaged, or no file of OpenStreetMap.", "Download it again."
        ) from error


def _parsed(path: Path, limit_bytes: int) -> object:
    try:
        return json.loads(as_utf8(path.name, unpacked(path, limit_bytes)))
    except (ValueError, RecursionError) as error:
        raise BadInput(
            f"{path.name} is cut off or damaged: it does not end as JSON must.",
            "Download it again.",
        ) from error


def _rows_of(path: Path, limit_bytes: int, is_header: IsHeader) -> list[dict[str, object]]:
    """Return the rows of a file of shapes as texts, each with its ``shape`` in degrees."""
    shapes, _ = read_shapes(path, limit_bytes, is_header)
    kinds = shapes.geom_type.dropna()
    if len(kinds) and kinds.isin(LINES).all():
        raise BadInput(
            f"{path.name} holds lines, such as streets, and no facilities.",
            "The street network is not loaded yet.",
        )
    placed = shapes.geometry.set_crs(shapes.crs or DEGREES).to_crs(DEGREES)
    refuse_outside(path.name, faults_of(placed.to_crs(BNG)))
    texts = pd.DataFrame(texts_of(shapes)).astype(object).assign(shape=list(placed))
    return [{str(key): value for key, value in row.items()} for row in texts.to_dict("records")]
