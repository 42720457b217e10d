"""Pictures made without a browser: what is drawn, and that it is drawn the same each time."""

import io
import sys
from concurrent.futures import ThreadPoolExecutor

import matplotlib as mpl
import numpy as np
import pytest
import shapely
from papers import HALL, NASTY, PLACES, SQUARES
from PIL import Image

from asset_map.report.charts import people_shown, rounded
from asset_map.report.classes import class_of, class_shown, limits, round_up
from asset_map.report.pictures import bars, from_svg, map_of_areas
from asset_map.report.shapes import size_of

ROWS = [("A place to meet", 12_345.6, 9_876.5), ("Company", None, 0.0)]


def a_map(areas=SQUARES, places=PLACES, unit="people", **more):
    return map_of_areas("m", "Map", areas, places=places, unit=unit, alt="Alt.", **more)


def colours(picture):
    pixels = np.asarray(Image.open(io.BytesIO(picture.png)).convert("RGB")).reshape(-1, 3)
    return {tuple(colour) for colour in np.unique(pixels, axis=0).tolist()}


def test_a_map_has_a_shade_and_a_pattern_for_each_class():
    picture = a_map()
    assert (picture.id, picture.title, picture.alt) == ("m", "Map", "Alt.")
    found = colours(picture)
    assert {(255, 255, 255), (217, 236, 239), (11, 90, 107), (241, 239, 233)} <= found
    assert size_of(picture).width == 1440


def test_no_map_is_too_tall_for_a_page_or_too_low_to_read():
    long = [("A", shapely.box(390000, 280000, 390100, 300000), 1.0)]
    low = [("A", shapely.box(380000, 280000, 400000, 280100), 1.0)]
    assert size_of(a_map(long, ())).height < 1.2 * size_of(a_map(long, ())).width
    assert size_of(a_map(low, ())).height > 0.4 * size_of(a_map(low, ())).width


def test_the_same_input_gives_the_same_bytes_in_many_threads_at_once():
    first = a_map().png
    chart = bars("b", "B", ROWS, unit="people", alt="Alt.").png
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: a_map().png, range(6))) == {first}
        drawn = pool.map(lambda _: bars("b", "B", ROWS, unit="people", alt="Alt.").png, range(4))
        assert set(drawn) == {chart}
    assert "matplotlib.pyplot" not in sys.modules or not mpl.pyplot.get_fignums()


def test_a_map_says_that_its_data_is_invented_when_told_so():
    assert (255, 241, 204) in colours(a_map(demo=True))
    assert (255, 241, 204) not in colours(a_map())


def test_a_map_of_one_place_or_of_an_area_with_a_hole_can_be_drawn():
    ring = shapely.box(0, 0, 900, 900).difference(shapely.box(300, 300, 600, 600))
    two = shapely.MultiPolygon([shapely.box(0, 0, 9, 9), shapely.box(99, 0, 120, 9)])
    assert a_map([], PLACES[:1]).png
    assert a_map([("Ring", ring, 1.0), ("Two", two, float("nan"))], (), outline=ring).png


def test_a_map_of_nothing_is_a_fault():
    with pytest.raises(ValueError, match="needs an area or a place"):
        a_map([], ())
    with pytest.raises(ValueError, match="needs an area or a place"):
        a_map([("Empty", shapely.Polygon(), 1.0)], ())


def test_a_hole_is_not_shaded():
    ring = shapely.box(0, 0, 900, 900).difference(shapely.box(300, 300, 600, 600))
    picture = Image.open(io.BytesIO(a_map([("", ring, 1.0)], ()).png)).convert("RGB")
    drawn = np.asarray(picture)
    # The map takes up the width; the middle of the hole is the middle of the map.
    assert drawn[drawn.shape[1] // 2, drawn.shape[1] // 2].tolist() == [255, 255, 255]


@pytest.mark.parametrize("bad", NASTY, ids=lambda bad: repr(bad[:12]))
def test_text_of_others_is_drawn_as_it_is_and_never_read_as_a_command(bad):
    assert a_map([(bad, SQUARES[0][1], 1.0)], [(bad, 393000.0, 290000.0, True)], bad).png
    assert bars("b", bad, [(bad, 1.0, 2.0)], labels=(bad, "then"), unit=bad, alt=bad).png


def test_bars_are_drawn_for_gaps_for_one_name_twice_and_for_none_at_all():
    once = size_of(bars("b", "B", ROWS[:1], unit="people", alt="Alt."))
    twice = size_of(bars("b", "B", ROWS[:1] * 2, unit="people", alt="Alt."))
    assert twice.height > once.height
    assert bars("b", "B", [], unit="people", alt="Alt.").png
    many = size_of(bars("b", "B", [(f"{n}", n, n) for n in range(500)], unit="m", alt="Alt."))
    assert many.height < 4000


def test_figures_on_bars_are_rounded_as_people_are_elsewhere():
    assert people_shown(12_345.6) == "12,000"
    assert people_shown(0.2) == "none"
    assert [rounded(value) for value in (0, 0.254, 45.6, 1234.0)] == ["0", "0.25", "46", "1,200"]


def test_limits_of_classes_are_few_round_and_hold_every_figure():
    assert limits([]) == limits([0, 0]) == []
    assert limits([5]) == [5]
    tops = limits([*range(1, 1000)])
    assert tops == [250, 500, 750, 1000]
    assert [class_of(value, tops) for value in (0, 1, 250, 251, 999)] == [0, 1, 1, 2, 4]
    assert class_of(-3, tops) == 0
    assert limits([7, 7, 7]) == [7]


def test_a_class_is_told_in_words():
    tops = [250.0, 1200.0]
    assert class_shown(0, tops, "people") == "none"
    assert class_shown(1, tops, "people") == "up to 250 people"
    assert class_shown(2, tops, "people") == "over 250 to 1,200 people"


def test_rounding_up_keeps_two_figures_and_never_falls_below():
    assert [round_up(value) for value in (1.0, 12, 121, 0.0123, 9999)] == [
        1, 12, 130, 0.013, 10000,
    ]  # fmt: skip
    for value in np.random.default_rng(1).lognormal(3, 4, 500):
        assert value * (1 - 1e-9) <= round_up(value) <= value * 1.1 + 1e-9


def test_a_broad_drawing_goes_on_a_page_on_its_side():
    def drawing(width, height):
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"/>'
        return from_svg("s", "S", svg, HALL)

    assert drawing(1200, 300).wide
    assert not drawing(600, 300).wide
    assert not drawing(1200, 3000).wide
    assert size_of(drawing(600, 300)).width == 1200
