"""Shapes as COPY takes them: the same, however many at once."""

import pandas as pd
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, Point

from etl.ewkb import ewkb

METRES = st.floats(0, 1_300_000, allow_nan=False)
POINTS = st.lists(st.none() | st.builds(Point, METRES, METRES), min_size=1, max_size=20)


def read_back(codes):
    return [None if pd.isna(code) else shapely.from_wkb(code) for code in codes]


@given(POINTS)
def test_points_come_back_as_they_were_in_the_national_grid(points):
    back = read_back(ewkb(pd.Series(points, dtype=object)))

    assert back == points
    assert all(shapely.get_srid(point) == 27700 for point in back if point)


def test_other_shapes_come_back_too_beside_points_and_nothing():
    shapes = [Point(1, 2), LineString([(0, 0), (5, 5)]), None, Point()]

    back = read_back(ewkb(pd.Series(shapes, dtype=object, index=[7, 8, 9, 10])))

    assert back[:3] == shapes[:3]
    assert back[3].is_empty
