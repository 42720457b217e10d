"""An element of OpenStreetMap, and the ways in which files tell of them."""

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyogrio
import shapely
from shapely.geometry.base import BaseGeometry

LAYERS = ("points", "lines", "multilinestrings", "multipolygons", "other_relations")
CONFIG = Path(__file__).with_name("osmconf.ini")

OWN_COLUMNS = {"id", "@id", "@type", "osm_id", "osm_way_id", "osm_type", "z_order", "fid"}
TAGS_COLUMNS = ("other_tags", "all_tags", "tags", "@tags")

TYPES = {"n": "node", "w": "way", "r": "relation"}
_PAIR = re.compile(r'"((?:[^"\\]|\\.)*)"=>"((?:[^"\\]|\\.)*)"', re.DOTALL)


@dataclass(frozen=True)
class Element:
    """A node, way or relation; ``shape`` in EPSG:4326, where it has one."""

    osm_type: str
    osm_id: str
    tags: dict[str, str]
    shape: BaseGeometry | None


@dataclass(frozen=True)
class Chunk:
    """Elements with the tags asked for, each with its number in the file, counted from 1.

    ``read``: how many elements there were to find them in; ``share`` of the file read by now.
    """

    elements: list[tuple[int, Element]]
    read: int
    share: float = 1.0


def by_gdal(path: Path, keys: Collection[str]) -> Iterator[Chunk]:
    """Yield the elements of an ``.osm`` or ``.osm.pbf`` file, layer by layer.

    GDAL gives an area once, whether it is drawn as a way, as a relation, or as both. It leaves out
    relations of which no part is in the file, and of areas the mappers' notes to each other.
    """
    options = {"CONFIG_FILE": str(CONFIG), "TAGS_FORMAT": "JSON"}
    # Only this way of reading tells of damage in the midst of the file.
    pyogrio.raw.read(path, layer=LAYERS[0], columns=["osm_id"], read_geometry=False, **options)
    asked = f'"({"|".join(map(re.escape, keys))})":'
    number = 0
    for at, layer in enumerate(LAYERS):
        with pyogrio.open_arrow(path, layer=layer, use_pyarrow=True, **options) as (_, reader):
            for batch in reader:
                tags = batch["all_tags"].cast(pa.string())
                hits = pc.fill_null(pc.match_substring_regex(tags, asked), fill_value=False)
                places = pc.indices_nonzero(hits).to_pylist()
                rows = batch.filter(hits).to_pylist()
                found = [
                    (number + place + 1, _of_layer(layer, row))
                    for place, row in zip(places, rows, strict=True)
                ]
                number += len(batch)
                share = (at + 0.5) / len(LAYERS)
                yield Chunk([one for one in found if has(one[1], keys)], len(batch), share)


def has(element: Element, keys: Collection[str]) -> bool:
    """Tell whether an element has one of the tags asked for."""
    return any(key in element.tags for key in keys)


def _of_layer(layer: str, row: dict[str, Any]) -> Element:
    tags = row["all_tags"]
    tags = tags if isinstance(tags, dict) else json.loads(tags)
    shape = shapely.from_wkb(row["wkb_geometry"])
    if layer == "points":
        return Element("node", row["osm_id"], tags, shape)
    way = row["osm_id"] if layer == "lines" else row.get("osm_way_id")
    return Element("way" if way else "relation", way or row["osm_id"], tags, shape)


def by_columns(rows: list[dict[str, Any]], keys: Collection[str]) -> Iterator[Chunk]:
    """Yield the elements of a table: ``shape``, an id, and a column for each tag or for them all.

    Rows are texts. An element without an id has an empty one.
    """
    found = []
    for number, row in enumerate(rows, start=1):
        tags = {
            key: text
            for key, text in row.items()
            if isinstance(text, str) and text and key not in OWN_COLUMNS | {*TAGS_COLUMNS}
        }
        for column in TAGS_COLUMNS:
            tags |= _tags_in(row.get(column, ""))
        element = Element(*_identity(row), tags, row["shape"])
        if has(element, keys):
            found.append((number, element))
    yield Chunk(found, len(rows))


def _tags_in(text: str) -> dict[str, str]:
    """Return the tags of a text: JSON, or pairs such as ``"fee"=>"no"``."""
    if text.startswith("{"):
        try:
            tags = json.loads(text)
        except ValueError:
            return {}
        return {key: value for key, value in tags.items() if isinstance(value, str)}
    return {_bare(key): _bare(value) for key, value in _PAIR.findall(text)}


def _bare(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL)


def _identity(row: dict[str, Any]) -> tuple[str, str]:
    """Return the type and id of an element as exports write them: ``node/12``, ``w12``, ``12``."""
    ids = [row.get(column, "") for column in ("@id", "id", "osm_id")]
    text = next(filter(None, ids), "")
    if whole := re.fullmatch(r"(node|way|relation)/(\d+)", text):
        return whole[1], whole[2]
    if short := re.fullmatch(r"([nwra])(\d+)", text):
        return _of_short(short[1], int(short[2]))
    if way := row.get("osm_way_id"):
        return "way", way
    if not re.fullmatch(r"-?\d+", text):
        return "", ""
    said = [row.get(column, "").lower() for column in ("osm_type", "@type", "type")]
    letter = next((one[0] for one in said if one in TYPES or one in TYPES.values()), "")
    return TYPES[letter] if letter else _type_of(row, text), text.lstrip("-")


def _of_short(letter: str, number: int) -> tuple[str, str]:
    """Read an id as osmium writes it: an area counts twice its way, or twice its relation + 1."""
    if letter != "a":
        return TYPES[letter], str(number)
    return ("relation" if number % 2 else "way"), str(number // 2)


def _type_of(row: dict[str, Any], text: str) -> str:
    kind = row["shape"].geom_type if row["shape"] is not None else "Point"
    if kind == "Point":
        return "node"
    if kind in ("LineString", "MultiLineString"):
        return "way"
    return "relation" if "osm_way_id" in row or text.startswith("-") else "way"
