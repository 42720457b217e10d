"""The JSON in which Overpass answers: elements with a position, a centre, a shape, or parts."""

from collections.abc import Collection, Iterator
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from asset_map.domain.errors import BadInput
from etl.formats.osm_elements import Chunk, Element, has

TYPES = ("node", "way", "relation")

Position = tuple[float, float]


def by_overpass(name: str, document: dict[str, Any], keys: Collection[str]) -> Iterator[Chunk]:
    """Yield the elements of an answer. Raises BadInput where Overpass broke it off.

    An outline with the tags of its relation is passed over: both are one thing.
    """
    if "error" in str(document.get("remark", "")):
        raise BadInput(
            f"{name} is an answer that Overpass broke off: {str(document['remark'])[:200]!r}.",
            "Ask it again, for less at once.",
        )
    said = [one for one in document["elements"] if isinstance(one, dict)]
    parts = _Parts(said)
    outlines = _outlines(said, keys)
    found = []
    for number, one in enumerate(said, start=1):
        element = Element(str(one.get("type")), str(one.get("id")), _tags(one), parts.shape_of(one))
        marks = (one.get("id"), *_marks(element.tags, keys))
        drawn_twice = element.osm_type == "way" and marks in outlines
        if element.osm_type in TYPES and has(element, keys) and not drawn_twice:
            found.append((number, element))
    yield Chunk(found, len(document["elements"]))


def _tags(one: dict[str, Any]) -> dict[str, str]:
    tags = one.get("tags")
    return {key: str(value) for key, value in tags.items()} if isinstance(tags, dict) else {}


def _marks(tags: dict[str, str], keys: Collection[str]) -> tuple[str | None, ...]:
    """Return what makes two elements one thing: their name and the tags asked for."""
    return tuple(tags.get(key) for key in ("name", *keys))


def _outlines(said: list[dict[str, Any]], keys: Collection[str]) -> set[tuple[Any, ...]]:
    """Return the ids of ways that are outlines of relations, with the marks of these."""
    return {
        (member.get("ref"), *_marks(_tags(one), keys))
        for one in said
        if one.get("type") == "relation"
        for member in _list(one.get("members"))
        if member.get("type") == "way" and member.get("role") != "inner"
    }


class _Parts:
    """The positions of nodes and the shapes of ways in an answer, to which others refer."""

    def __init__(self, said: list[dict[str, Any]]) -> None:
        nodes = [one for one in said if one.get("type") == "node"]
        self.nodes = {one.get("id"): _position(one) for one in nodes}
        ways = [one for one in said if one.get("type") == "way"]
        self.ways = {one.get("id"): self._of_way(one) for one in ways}

    def shape_of(self, one: dict[str, Any]) -> BaseGeometry | None:
        """Return the shape of an element in degrees; None where the answer does not tell it."""
        if (at := _position(one) or _position(one.get("center"))) is not None:
            return shapely.Point(at)
        if one.get("type") == "way":
            return self.ways.get(one.get("id"))
        return self._of_members(_list(one.get("members")))

    def _of_way(self, one: dict[str, Any]) -> BaseGeometry | None:
        said = one.get("geometry") or [self.nodes.get(ref) for ref in one.get("nodes") or ()]
        drawn = [at if isinstance(at, tuple) else _position(at) for at in said]
        positions = [at for at in drawn if at is not None]
        if len(positions) < 2:
            return shapely.Point(positions[0]) if positions else None
        return shapely.LineString(positions)

    def _of_members(self, members: list[dict[str, Any]]) -> BaseGeometry | None:
        shapes = [
            self._of_way(one) or self.ways.get(one.get("ref"))
            if one.get("type") == "way"
            else self._of_node(one)
            for one in members
            if one.get("role") != "inner"
        ]
        known = [shape for shape in shapes if shape is not None]
        lines = [shape for shape in known if shape.geom_type == "LineString"]
        areas = shapely.polygonize(lines)
        return areas if not areas.is_empty else shapely.GeometryCollection(known) if known else None

    def _of_node(self, one: dict[str, Any]) -> BaseGeometry | None:
        at = _position(one) or self.nodes.get(one.get("ref"))
        return shapely.Point(at) if at else None


def _position(said: Any) -> Position | None:
    """Return longitude and latitude where they are said, and can be."""
    if not isinstance(said, dict):
        return None
    lon, lat = said.get("lon"), said.get("lat")
    if not isinstance(lon, int | float) or not isinstance(lat, int | float):
        return None
    return (float(lon), float(lat)) if abs(lon) <= 180 and abs(lat) <= 90 else None


def _list(said: Any) -> list[dict[str, Any]]:
    return [one for one in said if isinstance(one, dict)] if isinstance(said, list) else []
