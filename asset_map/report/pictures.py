"""Pictures for a paper, made without a browser: maps, bar charts, and drawings of links.

They say nothing by colour alone. What they show in figures stands in a table beside them. What
draws them is imported when it first draws: it takes half a second, and who draws nothing, such as
most commands, need not wait for it.
"""

from collections.abc import Sequence
from dataclasses import replace

from shapely.geometry.base import BaseGeometry

from asset_map.domain.paper import Picture
from asset_map.report.shapes import size_of

DEMO = "Demonstration data (invented)"
BROAD_UNITS = 900


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
) -> Picture:
    """Return a map of areas (name, shape, figure) shaded and hatched by their figures, 0 or more.

    ``places``: name, easting, northing, and whether it ends. All is in EPSG:27700. ``unit`` comes
    after figures, as in ``people``. Without a basemap; ``demo`` marks what is invented. The same
    input gives the same bytes. Raises ValueError where there is nothing to draw.
    """
    from asset_map.report.maps import draw_map

    png = draw_map(areas, outline, places, unit, DEMO if demo else "")
    return Picture(id, title, png, alt)


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
    """Return two bars for each row (name, now, then), with figures rounded; None is "no data".

    The first 30 rows are drawn; the chart says how many more the table holds.
    """
    from asset_map.report.charts import draw_bars

    return Picture(id, title, draw_bars(rows, labels, unit, DEMO if demo else ""), alt)


def from_svg(id: str, title: str, svg: str, alt: str) -> Picture:
    """Return one of our own drawings as a picture, two pixels for each of its units.

    One much broader than tall goes on a page that lies on its side.
    """
    import vl_convert

    picture = Picture(id, title, vl_convert.svg_to_png(svg, scale=2), alt)
    size = size_of(picture)
    broad = size.width > BROAD_UNITS * 2 and size.width > size.height
    return replace(picture, wide=broad)
