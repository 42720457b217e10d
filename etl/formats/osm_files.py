"""Files of OpenStreetMap: whichever form one has, its elements, and these as rows of text."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow as pa

from asset_map.domain.errors import BadInput
from etl.files import is_zip, unpacked
from etl.formats.dialect import as_utf8
from etl.formats.osm_elements import Chunk, Element, by_columns, by_gdal
from etl.formats.overpass import by_overpass
from etl.formats.positions import BNG, faults_of, refuse_outside
from etl.formats.records import storable
from etl.formats.shapes import UNREADABLE, read_shapes, texts_of
from etl.formats.tabular import framed
from etl.source import IsHeader

DEGREES = "EPSG:4326"
LINES = ("LineString", "MultiLineString")

Refuse = Callable[[str, pd.Series], None]
"""Raises BadInput where a file of shapes, by its name and their types, is not what is wanted."""


def elements_of(
    path: Path, limit_bytes: int, is_header: IsHeader, keys: tuple[str, ...], refuse: Refuse
) -> Iterator[Chunk]:
    """Yield the elements of a file that have one of the keys. Raises BadInput if it is damaged."""
    if is_zip(path):
        raise BadInput(f"{path.name} is an archive.", "Unpack it, and load the file in it.")
    if path.suffix.lower() in (".osm", ".pbf"):
        yield from _of_osm(path, keys)
        return
    if path.suffix.lower() != ".gpkg":
        document = _parsed(path, limit_bytes)
        if isinstance(document, dict) and isinstance(document.get("elements"), list):
            yield from by_overpass(path.name, document, keys)
            return
    yield from by_columns(_rows_of(path, limit_bytes, is_header, refuse), keys)


def as_rows(
    name: str, elements: list[tuple[int, Element]], tags: Iterable[str], shapes: gpd.GeoSeries
) -> pd.DataFrame:
    """Return elements as rows: type, id, all tags as JSON, and a column for some of the tags.

    ``shapes`` (EPSG:27700): one for each element. One without a shape or an id has a fault.
    """
    faults = [
        fault if element.osm_id else "it has no id of OpenStreetMap"
        for fault, (_, element) in zip(faults_of(shapes), elements, strict=True)
    ]
    columns = {
        "osm_type": [element.osm_type for _, element in elements],
        "osm_id": [element.osm_id for _, element in elements],
        "tags": [json.dumps(element.tags, ensure_ascii=False) for _, element in elements],
    }
    for key in tags:
        columns[f"tag/{key}"] = [element.tags.get(key, "") for _, element in elements]
    arrays = [pa.array(map(storable, texts), pa.large_string()) for texts in columns.values()]
    return framed(arrays, list(columns)).assign(
        geometry=list(shapes),
        _file=name,
        _line=pd.Series([number for number, _ in elements], dtype="int64"),
        _fault=pd.Series(faults, dtype="str"),
    )


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


def _rows_of(
    path: Path, limit_bytes: int, is_header: IsHeader, refuse: Refuse
) -> list[dict[str, object]]:
    """Return the rows of a file of shapes as texts, each with its ``shape`` in degrees."""
    shapes, _ = read_shapes(path, limit_bytes, is_header)
    refuse(path.name, shapes.geom_type.dropna())
    placed = shapes.geometry.set_crs(shapes.crs or DEGREES).to_crs(DEGREES)
    refuse_outside(path.name, faults_of(placed.to_crs(BNG)))
    texts = pd.DataFrame(texts_of(path, shapes)).astype(object).assign(shape=list(placed))
    return [{str(key): value for key, value in row.items()} for row in texts.to_dict("records")]
