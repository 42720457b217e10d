"""A map of areas and places, drawn by matplotlib on a canvas of its own: safe in any thread."""

import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, PathPatch
from matplotlib.path import Path
from matplotlib.patheffects import withStroke
from shapely.geometry.base import BaseGeometry

from asset_map.report.classes import class_of, class_shown, limits
from asset_map.report.map_names import Name, Names
from asset_map.report.text import cut

Area = tuple[str, BaseGeometry, float | None]
Place = tuple[str, float, float, bool]

# From light to dark, each with a pattern of its own: read in grey, and by who sees no colour.
SHADES = ("#ffffff", "#d9ecef", "#9fcdd6", "#4f9fb0", "#0b5a6b")
PATTERNS = ("", "..", "//", "xx", "")
NO_DATA = ("#f1efe9", "--")
INK, SOFT, ENDS = "#1b2830", "#6b777d", "#8c1d18"

WIDTH_IN, DPI = 7.2, 200
SHORTEST_IN, TALLEST_IN = 3.2, 6.8
ROW_IN, EDGE_IN = 0.235, 0.12
"""A row of the legend, and the edge around all rows."""
MOST_NAMED_PLACES = 12
LONGEST_NAME = 34


@dataclass(frozen=True)
class Frame:
    """What the map shows, grid metres."""

    west: float
    south: float
    east: float
    north: float

    @property
    def ratio(self) -> float:
        """Return its height for each unit of its width."""
        return (self.north - self.south) / (self.east - self.west)


def draw_map(
    areas: Sequence[Area],
    outline: BaseGeometry | None,
    places: Sequence[Place],
    unit: str,
    mark: str,
) -> bytes:
    """Return the map as PNG. Shapes and places are in EPSG:27700; ``mark`` stands in its corner.

    Raises ValueError where there is nothing to draw.
    """
    frame = _frame(areas, outline, places)
    height = min(max(WIDTH_IN * frame.ratio, SHORTEST_IN), TALLEST_IN)
    tops = limits([value for _, _, value in areas if value is not None])
    keys: list[Artist] = [*_area_keys(areas, tops, unit), *_place_keys(places)]
    legend = ROW_IN * math.ceil(len(keys) / 2) + EDGE_IN
    figure = Figure(figsize=(WIDTH_IN, height + legend), dpi=DPI, facecolor="white")
    FigureCanvasAgg(figure)  # Of its own: pyplot keeps one state for all threads.
    part = legend / (height + legend)
    axes = figure.add_axes((0.0, part, 1.0, 1.0 - part))
    axes.set_axis_off()
    axes.set_aspect("equal")
    axes.set_xlim(frame.west, frame.east)
    axes.set_ylim(frame.south, frame.north)
    for _, shape, value in areas:
        _shade(axes, shape, _look(value, tops))
    if outline is not None:
        axes.add_patch(PathPatch(_path(outline), fill=False, edgecolor=INK, linewidth=1.8))
    names = Names(
        max((frame.east - frame.west) / WIDTH_IN, (frame.north - frame.south) / height) / 72,
        (frame.west, frame.south, frame.east, frame.north),
    )
    _put_scale(axes, frame, names)
    _put_places(axes, places, names)
    _name_areas(axes, areas, names)
    if mark:
        axes.text(
            0.01, 0.99, mark, transform=axes.transAxes, va="top", fontsize=9, weight="bold",
            color="#4a2d00", bbox={"facecolor": "#fff1cc", "edgecolor": "#4a2d00"},
            parse_math=False,
        )  # fmt: skip
    _put_legend(figure, keys, part)
    held = io.BytesIO()
    figure.savefig(held, format="png", metadata={"Software": None})
    return held.getvalue()


def _frame(areas: Sequence[Area], outline: BaseGeometry | None, places: Sequence[Place]) -> Frame:
    """Return what to show: the areas and what ends; what stays, only where that is all there is."""
    shapes = [shape for _, shape, _ in areas]
    shapes += [outline] if outline is not None else []
    shapes = [shape for shape in shapes if not shape.is_empty]
    shapes += [shapely.Point(x, y) for _, x, y, ends in places if ends or not shapes]
    if not shapes:
        raise ValueError("A map needs an area or a place.")
    west, south, east, north = shapely.total_bounds(np.array(shapes, dtype=object))
    wide = max(east - west, 400.0)
    tall = max(north - south, wide / 3)
    middle = (south + north) / 2
    edge = 0.04 * max(wide, tall)
    centre = (west + east) / 2
    return Frame(
        centre - wide / 2 - edge,
        middle - tall / 2 - edge,
        centre + wide / 2 + edge,
        middle + tall / 2 + edge,
    )


def _look(value: float | None, tops: Sequence[float]) -> tuple[str, str]:
    if value is None or math.isnan(value):
        return NO_DATA
    number = class_of(value, tops)
    # The fewer classes there are, the farther they lie apart.
    return _of_class(number, len(tops))


def _of_class(number: int, classes: int) -> tuple[str, str]:
    step = (
        number
        if number == 0 or classes == 4
        else {1: (3,), 2: (1, 4), 3: (1, 2, 4)}[classes][number - 1]
    )
    return SHADES[step], PATTERNS[step]


def _shade(axes: Axes, shape: BaseGeometry, look: tuple[str, str]) -> None:
    if shape.is_empty:
        return
    patch = PathPatch(_path(shape), facecolor=look[0], hatch=look[1], edgecolor=SOFT, linewidth=0)
    patch.set_hatch_linewidth(0.5)
    axes.add_patch(patch)
    axes.add_patch(PathPatch(_path(shape), fill=False, edgecolor=INK, linewidth=0.6))


def _path(shape: BaseGeometry) -> Path:
    """Return the rings of an area as one path, holes in the other sense."""
    paths = [Path(np.empty((0, 2)))]
    for polygon in shapely.get_parts(shape):
        if polygon.geom_type == "Polygon":
            whole = shapely.orient_polygons(polygon)
            rings = [whole.exterior, *whole.interiors]
            paths += [Path(np.asarray(ring.coords)[:, :2], closed=True) for ring in rings]
    return Path.make_compound_path(*paths)


def _name_areas(axes: Axes, areas: Sequence[Area], names: Names) -> None:
    """Write the names of areas where there is room, those with the greatest figures first."""
    for name, shape, _ in sorted(areas, key=lambda area: -(area[2] or 0)):
        if not shape.is_empty:
            west, _, east, _ = shape.bounds
            _write(axes, names.of_area(name, _spots(shape), east - west, 7.5), 7.5, INK)


def _spots(shape: BaseGeometry) -> list[tuple[float, float]]:
    """Return places inside an area for its name, the best first."""
    middle = shapely.point_on_surface(shape)
    west, south, east, north = shape.bounds
    xs, ys = np.linspace(west, east, 11)[1:-1], np.linspace(south, north, 11)[1:-1]
    points = shapely.points([(x, y) for y in ys for x in xs])
    inside = points[shapely.contains(shape, points)]
    near = inside[np.argsort(shapely.distance(inside, middle), kind="stable")]
    return [(point.x, point.y) for point in (middle, *near)]


def _write(axes: Axes, name: Name | None, size: float, colour: str) -> None:
    if name is not None:
        axes.text(
            name.x, name.y, name.text, fontsize=size, color=colour, ha="center", va="center",
            linespacing=1.1, parse_math=False, zorder=10, clip_on=True,
            path_effects=[withStroke(linewidth=2.4, foreground="white")],
        )  # fmt: skip


def _put_places(axes: Axes, places: Sequence[Place], names: Names) -> None:
    """Put a circle where a place stays, and a cross in a square, with its name, where one ends."""
    staying = [(x, y) for _, x, y, ends in places if not ends]
    ending = [place for place in places if place[3]]
    if staying:
        xs, ys = zip(*staying, strict=True)
        axes.plot(xs, ys, "o", markersize=4.5, color="white", markeredgecolor=INK, zorder=6)
    for _, x, y, _ in ending:
        axes.plot([x], [y], "s", markersize=10, color="white", markeredgecolor=ENDS, zorder=7)
        axes.plot([x], [y], "x", markersize=6.5, color=ENDS, markeredgewidth=2.2, zorder=8)
        names.keep_free(x, y, 11)
    for name, x, y, _ in ending[:MOST_NAMED_PLACES]:
        _write(axes, names.of_place(name, x, y, 8.5, LONGEST_NAME), 8.5, ENDS)


def _put_scale(axes: Axes, frame: Frame, names: Names) -> None:
    wide = frame.east - frame.west
    length = max(
        (step for step in (50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000) if step < wide / 4),
        default=50,
    )
    x, y = frame.east - 0.03 * wide - length, frame.south + 0.03 * wide
    axes.plot([x, x + length], [y, y], color=INK, linewidth=2.2, solid_capstyle="butt", zorder=9)
    said = f"{length} m" if length < 1000 else f"{length // 1000} km"
    said = f"{said}; north is up"
    _write(axes, names.of_area(said, [(x + length / 2, y + 0.022 * wide)], wide, 7.5), 7.5, INK)


def _put_legend(figure: Figure, keys: Sequence[Artist], part: float) -> None:
    legend = figure.legend(
        handles=keys, loc="upper left", bbox_to_anchor=(0.01, part), ncols=2, fontsize=8.5,
        frameon=False, handlelength=2.6, handleheight=1.5, labelspacing=0.5, columnspacing=2.0,
    )  # fmt: skip
    for text in legend.get_texts():
        text.set_parse_math(False)


def _area_keys(areas: Sequence[Area], tops: Sequence[float], unit: str) -> Iterable[Patch]:
    known = [value for _, _, value in areas if value is not None and not math.isnan(value)]
    used = sorted({class_of(value, tops) for value in known})
    for number in used:
        face, hatch = _of_class(number, len(tops))
        yield _key(face, hatch, class_shown(number, tops, cut(unit, LONGEST_NAME)))
    if len(known) < len(areas):
        yield _key(*NO_DATA, "no data")


def _key(face: str, hatch: str, words: str) -> Patch:
    patch = Patch(facecolor=face, hatch=hatch, edgecolor=SOFT, linewidth=0.8, label=words)
    patch.set_hatch_linewidth(0.5)
    return patch


def _place_keys(places: Sequence[Place]) -> Iterable[Line2D]:
    if any(ends for *_, ends in places):
        yield Line2D(
            [], [], linestyle="", marker="X", markersize=9, color="white", markeredgecolor=ENDS,
            markeredgewidth=1.4, label="a place that ends",
        )  # fmt: skip
    if any(not ends for *_, ends in places):
        yield Line2D(
            [], [], linestyle="", marker="o", markersize=5, color="white", markeredgecolor=INK,
            label="a place that stays",
        )  # fmt: skip
