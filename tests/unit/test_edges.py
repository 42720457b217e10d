"""Across the border, by hand: a square authority of 4 km, and another one to its east.

W   the border, x 4000
o . . . o | o       A road at y 2000; postcodes at x 100, 3000, 3900 and, across it, 4100.
"""

import numpy as np
import pytest
import shapely

from asset_map.analysis.edges import (
    Edge,
    authority_of,
    border_m,
    border_of,
    edge_of,
    near_border,
    neighbour_m,
)

OWN, EAST = "E08000027", "E08000028"
CORNER = np.array([390_000.0, 290_000.0])
OUTLINE = shapely.box(*CORNER, *(CORNER + 4000))


def at(*xs, y=2000):
    return CORNER + np.array([(x, y) for x in xs], dtype=float).reshape(-1, 2)


HOMES = at(100, 3000, 3900)
PEOPLE = np.array([30.0, 50.0, 20.0])
ALL = at(100, 3000, 3900, 4100)
AUTHORITY = np.array([OWN, OWN, OWN, EAST], dtype=object)
HERE = np.arange(3)


def edge(reach_m, places, *, people=PEOPLE, outline=OUTLINE, demand=ALL, authority=AUTHORITY):
    border = border_of(HOMES, outline, demand, authority, OWN)
    return edge_of(border, HERE, people, reach_m, authority_of(places, demand, authority))


def test_the_border_is_as_far_as_its_nearest_line():
    assert border_m(HOMES, OUTLINE) == pytest.approx([100, 1000, 100])


def test_the_border_of_an_authority_in_two_parts_has_the_lines_of_both():
    parts = shapely.union_all([OUTLINE, shapely.box(*(CORNER + 5000), *(CORNER + 6000))])

    assert border_m(at(5500, y=5400), parts) == pytest.approx([400])


def test_reach_crosses_the_border_where_it_is_as_far_or_farther():
    assert near_border(np.array([100.0, 1000.0, np.nan]), 100).tolist() == [True, False, False]


def test_a_place_lies_in_the_authority_of_the_nearest_postcode():
    places = at(1000, 3990, 4020, 6000, 6200)

    assert authority_of(places, ALL, AUTHORITY).tolist() == [OWN, OWN, EAST, EAST, None]
    assert authority_of(places, ALL[:0], AUTHORITY[:0]).tolist() == [None] * 5


def test_a_neighbour_is_as_far_as_its_nearest_postcode():
    found = neighbour_m(HOMES, ALL, AUTHORITY, OWN)

    assert {code: metres.min() for code, metres in found.items()} == {EAST: 200}


def test_an_area_near_the_border_tells_whom_that_concerns_and_what_is_known_there():
    found = edge(500, at(1000, 4050, 5000))

    # Within 500 m of the border live the 30 in the west and the 20 in the east, of 100.
    assert found == Edge(points_near=2, share_near=0.5, neighbours={EAST: 2})
    assert found.sentence({EAST: "Sandwell"}) == (
        "Across the border we know of 2 places in Sandwell, which count."
    )


def test_where_only_people_across_the_border_are_known_it_may_be_too_low():
    found = edge(500, at(1000))

    assert found.neighbours == {EAST: 0}
    assert found.sentence({EAST: "Sandwell"}) == (
        "Across the border we know of none in Sandwell: this may be too low."
    )


def test_where_nothing_across_the_border_is_loaded_it_says_so():
    found = edge(500, at(1000), demand=ALL[:3], authority=AUTHORITY[:3])

    assert found == Edge(2, 0.5, {})
    assert found.nothing_loaded
    assert "may be too low" in found.sentence({})


def test_where_nobody_lives_across_the_border_that_is_not_said_to_be_missing():
    # The border is 100 m away, the first postcode beyond it 200 m.
    found = edge(150, at(1000))

    assert (found.neighbours, found.nobody_across, found.nothing_loaded) == ({}, True, False)
    assert found.sentence({}) == "Reach crosses the border here, to where nobody lives."


def test_a_reach_that_stays_inside_has_nothing_to_tell():
    found = edge(50, at(1000))

    assert found == Edge(0, 0.0, {})
    assert (found.nothing_loaded, found.sentence({})) == (False, "")


def test_without_people_points_are_counted():
    assert edge(500, at(1000), people=np.full(3, np.nan)).share_near == pytest.approx(2 / 3)


def test_without_an_outline_nobody_knows():
    assert edge(500, at(1000), outline=None) == Edge(0, None, {})


def test_an_area_without_points_has_no_share():
    border = border_of(HOMES, OUTLINE, ALL, AUTHORITY, OWN)

    assert edge_of(border, HERE[:0], PEOPLE, 500, AUTHORITY) == Edge(0, None, {})
