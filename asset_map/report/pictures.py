"""Pictures for a paper, made without a browser: maps, bar charts, and drawings."""

from collections.abc import Sequence

import vl_convert
from shapely.geometry.base import BaseGeometry

from asset_map.domain.paper import Picture

_EMPTY = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'


def map_of_areas(
    id: str,
    title: str,
    areas: Sequence[tuple[str, BaseGeometry, float | None]],
    *,
    outline: BaseGeometry | None = None,
    places: Sequence[tuple[str, float, float, bool]] = (),
    unit: str,
    alt: str,
    demo: bool = False,
    wide: bool = False,
) -> Picture:
    """Return a map."""
    return Picture(id, title, vl_convert.svg_to_png(_EMPTY), alt, wide)


def bars(
    id: str,
    title: str,
    rows: Sequence[tuple[str, float | None, float | None]],
    *,
    labels: tuple[str, str] = ("now", "then"),
    unit: str,
    alt: str,
    demo: bool = False,
) -> Picture:
    """Return bars."""
    return Picture(id, title, vl_convert.svg_to_png(_EMPTY), alt)


def from_svg(id: str, title: str, svg: str, alt: str, *, wide: bool = False) -> Picture:
    """Return a drawing as a picture, two pixels for each of its units."""
    return Picture(id, title, vl_convert.svg_to_png(svg, scale=2), alt, wide)
