"""Walks along streets: towns drawn by hand, and what has to hold for any streets.

Positions are metres from a corner of the grid, as ``at`` puts them there.
"""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from asset_map.analysis import streets
from asset_map.analysis.assumptions import ON_THE_STREETS_M
from asset_map.analysis.streets import (
    FRAGMENT_M,
    STEP_M,
    StreetNetwork,
    nearest_along,
    street_pairs,
)
from asset_map.domain.errors import BadInput

CORNER = np.array([400_000.0, 300_000.0])


def at(*points):
    return np.array(points, dtype=float).reshape(-1, 2) + CORNER


def network(*lines):
    return StreetNetwork.of(np.array([shapely.LineString(at(*line)) for line in lines]))


def walks(town, homes, places, within_m=10_000, detour=1.3):
    """Return the walks as a table: a row for each home, nothing where there is no pair."""
    pairs, _ = street_pairs(town, at(*homes), at(*places), within_m, detour)
    found = np.full((len(homes), len(places)), np.nan)
    home = np.repeat(np.arange(len(homes)), np.diff(pairs.start))
    found[home, pairs.place] = pairs.metres
    return found


# By hand.

# A river runs along y = 500, from west to east, with one bridge in the east, at x = 1000.
SOUTH_BANK = [(0, 400), (1000, 400)]
NORTH_BANK = [(0, 600), (1000, 600)]
BRIDGE = [(1000, 400), (1000, 600)]
RIVER = (SOUTH_BANK, NORTH_BANK, BRIDGE)


def test_a_river_is_crossed_where_the_bridge_is():
    town = network(*RIVER)

    # 1000 m to the bridge, 200 m over it, 1000 m back: the straight line is 200 m.
    assert walks(town, [(0, 400)], [(0, 600)]) == pytest.approx(2200)
    assert walks(town, [(800, 400)], [(800, 600)]) == pytest.approx(600)


def test_who_steps_on_a_street_walks_straight_to_it():
    # 30 m to the south bank, 40 m from the north bank.
    assert walks(network(*RIVER), [(800, 370)], [(900, 640)]) == pytest.approx(30 + 500 + 40)


def test_over_the_river_is_not_within_reach_however_near_it_looks():
    town = network(*RIVER)

    assert np.isnan(walks(town, [(0, 400)], [(0, 600)], within_m=800)).all()
    assert walks(town, [(0, 400)], [(0, 600)], within_m=2200) == pytest.approx(2200)


def test_a_cul_de_sac_is_left_by_its_mouth():
    # The close ends 50 m from the road behind it.
    road = [(0, 0), (300, 0), (600, 0), (600, 300), (300, 300), (0, 300)]
    town = network(road, [(300, 0), (300, 250)])

    # Down the close 250 m, 300 m east, 300 m up, 300 m back: 1150 m, where 50 m lead straight.
    assert walks(town, [(300, 250)], [(300, 300)]) == pytest.approx(1150)


def test_streets_that_cross_without_a_vertex_in_common_do_not_join():
    over, under = [(0, 0), (2000, 0)], [(1000, -1000), (1000, 1000)]
    joined = network([(0, 0), (1000, 0), (2000, 0)], [(1000, -1000), (1000, 0), (1000, 1000)])
    bridge = network(over, under, [(2000, 0), (2000, 1000), (1000, 1000)])

    assert walks(joined, [(500, 0)], [(1000, 500)]) == pytest.approx(1000)
    # East to the end, 1000 m north, 1000 m west, and 500 m down again.
    assert walks(bridge, [(500, 0)], [(1000, 500)]) == pytest.approx(1500 + 1000 + 1000 + 500)


def test_nobody_steps_on_a_fragment():
    road, courtyard = [(0, 0), (2000, 0)], [(0, 100), (FRAGMENT_M - 1, 100)]
    town = network(road, courtyard)

    # Nearer to the courtyard, and yet from the road.
    assert walks(town, [(500, 60)], [(700, 0)]) == pytest.approx(60 + 200)


def test_between_streets_that_are_not_joined_it_is_the_straight_line_with_a_detour():
    banks = network(SOUTH_BANK, NORTH_BANK)
    pairs, on_streets = street_pairs(banks, at((100, 400)), at((100, 600), (300, 400)), 800, 1.3)

    assert on_streets.all()
    assert pairs.place.tolist() == [0, 1]
    assert pairs.metres == pytest.approx([200 * 1.3, 200])


def test_far_from_any_street_it_is_the_straight_line_with_a_detour():
    town = network([(0, 0), (2000, 0)])
    beyond = ON_THE_STREETS_M + 1
    homes, places = at((0, beyond), (0, 0)), at((100, beyond), (100, 0))
    pairs, on_streets = street_pairs(town, homes, places, 1000, 1.3)

    assert on_streets.tolist() == [False, True]
    assert pairs.start.tolist() == [0, 2, 4]
    assert pairs.place.tolist() == [0, 1, 0, 1]
    across = np.hypot(100, beyond) * 1.3
    assert pairs.metres == pytest.approx([130, across, across, 100])


def test_a_limit_holds_for_both_ways_of_measuring():
    town = network([(0, 0), (2000, 0)])

    assert walks(town, [(0, 0)], [(800, 0), (801, 0)], 800).tolist() == [
        [pytest.approx(800), pytest.approx(np.nan, nan_ok=True)]
    ]
    assert np.isnan(walks(town, [(0, 300)], [(620, 300)], 800)).all()  # 806 m
    assert walks(town, [(0, 300)], [(600, 300)], 800) == pytest.approx(780)


def test_of_two_streets_between_the_same_corners_the_shorter_is_walked():
    town = network([(0, 0), (500, 500), (1000, 0)], [(0, 0), (1000, 0)], [(1000, 0), (2000, 0)])

    assert walks(town, [(0, 0)], [(1000, 0)]) == pytest.approx(1000)


def test_a_street_drawn_twice_or_backwards_is_one():
    once, twice = network(*RIVER), network(*RIVER, SOUTH_BANK, NORTH_BANK[::-1])

    assert len(once) == len(twice)
    assert twice.walks.sum() == pytest.approx(once.walks.sum()) == pytest.approx(2 * 2200)


def test_a_long_straight_street_can_be_stepped_on_anywhere():
    town = network([(0, 0), (1990, 0)])
    homes = [(x, 0) for x in range(0, 1990, 7)]

    found = walks(town, homes, [(0, 0)])[:, 0]

    assert found == pytest.approx([x for x, _ in homes], abs=STEP_M)


def test_lines_may_have_several_parts():
    whole = shapely.MultiLineString([at(*line) for line in RIVER])

    assert len(StreetNetwork.of(np.array([whole]))) == len(network(*RIVER))


# What there is not.


def test_without_any_street_everything_is_in_straight_lines():
    empty = StreetNetwork.of(np.array([], dtype=object))
    pairs, on_streets = street_pairs(empty, at((0, 0)), at((100, 0)), 800, 1.3)

    assert len(empty) == 0
    assert on_streets.tolist() == [False]
    assert pairs.metres == pytest.approx([130])


@pytest.mark.parametrize(("homes", "places"), [([], []), ([(0, 0)], []), ([], [(0, 0)])])
def test_without_homes_or_places_there_are_no_pairs(homes, places):
    pairs, on_streets = street_pairs(network(*RIVER), at(*homes), at(*places), 800, 1.3)

    assert len(pairs.place) == len(pairs.metres) == 0
    assert pairs.start.tolist() == [0] * (len(homes) + 1)
    assert len(on_streets) == len(homes)


def test_degrees_are_refused_wherever_they_are_given():
    town, degrees = network(*RIVER), np.array([[-2.1, 52.5]])
    line = shapely.LineString([(-2.1, 52.5), (-2.2, 52.5)])

    with pytest.raises(BadInput, match="not metres on the British National Grid"):
        StreetNetwork.of(np.array([line]))
    for homes, places in ((degrees, at((0, 0))), (at((0, 0)), degrees)):
        with pytest.raises(BadInput, match="not metres on the British National Grid"):
            street_pairs(town, homes, places, 800, 1.3)


def test_a_detour_below_one_is_refused():
    with pytest.raises(BadInput, match="shorter than a straight line"):
        street_pairs(network(*RIVER), at((0, 0)), at((0, 0)), 800, 0.9)


# What holds for any streets: those of a grid of blocks of 300 m, some of them missing.

BLOCKS = 5
STRETCHES = [
    *(((x, y), (x + 1, y)) for x in range(BLOCKS) for y in range(BLOCKS + 1)),
    *(((x, y), (x, y + 1)) for x in range(BLOCKS + 1) for y in range(BLOCKS)),
]
SIDE = 300

some_stretches = st.lists(st.sampled_from(STRETCHES), unique=True, max_size=len(STRETCHES))
a_point = st.tuples(st.integers(0, BLOCKS * SIDE), st.integers(0, BLOCKS * SIDE))
a_corner = st.tuples(st.integers(0, BLOCKS), st.integers(0, BLOCKS))
some_points = st.lists(a_point, min_size=1, max_size=6)


def drawn(stretches):
    spine = [((x, 0), (x + 1, 0)) for x in range(BLOCKS)]
    return network(*([(x * SIDE, y * SIDE) for x, y in one] for one in [*spine, *stretches]))


@settings(max_examples=60, deadline=None)
@given(some_stretches, some_points, some_points)
def test_a_walk_is_as_long_back_and_never_shorter_than_the_straight_line(stretches, homes, places):
    town = drawn(stretches)
    there, back = walks(town, homes, places), walks(town, places, homes)

    np.testing.assert_allclose(there, back.T, rtol=1e-9)
    straight = np.hypot(*(at(*homes)[:, None] - at(*places)).transpose(2, 0, 1))
    assert (there[~np.isnan(there)] >= straight[~np.isnan(there)]).all()


@settings(max_examples=60, deadline=None)
@given(some_stretches, st.sampled_from(STRETCHES), st.lists(a_corner, min_size=1, max_size=6))
def test_a_further_street_never_lengthens_a_walk_along_streets(stretches, further, corners):
    before, after = drawn(stretches), drawn([*stretches, further])
    points = [(x * SIDE, y * SIDE) for x, y in corners]
    ends = before.ends(at(*points))
    # Who is on no street yet, or on a part of its own, is measured in straight lines until then.
    main = before.ends(at((0, 0))).part
    stay = [
        point
        for point, part, metres in zip(points, ends.part, ends.metres, strict=True)
        if part == main and metres == 0
    ]
    if stay:
        assert (walks(after, stay, stay) <= walks(before, stay, stay) + 1e-6).all()


@settings(max_examples=60, deadline=None)
@given(some_stretches, some_points, some_points)
def test_nodes_that_only_draw_a_bend_make_no_difference(stretches, homes, places):
    town = drawn(stretches)
    quick = walks(town, homes, places)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(streets, "_contracted", lambda ways, _: (ways, np.arange(ways.shape[0])))
        plain = walks(town, homes, places)

    np.testing.assert_allclose(quick, plain, rtol=1e-9)


@settings(max_examples=60, deadline=None)
@given(some_stretches, some_points, some_points, st.integers(1, 3000))
def test_a_nearer_limit_takes_away_only_what_is_farther(stretches, homes, places, limit):
    town = drawn(stretches)
    everything, near = walks(town, homes, places), walks(town, homes, places, limit)

    np.testing.assert_allclose(near, np.where(everything <= limit, everything, np.nan), rtol=1e-9)


def test_a_few_distances_at_a_time_make_no_difference(monkeypatch):
    town = network(*RIVER)
    homes, places = [(x, 400) for x in range(0, 1000, 50)], [(x, 600) for x in range(0, 1000, 90)]
    at_once = walks(town, homes, places)
    monkeypatch.setattr(streets, "CELLS", 1)

    assert (walks(town, homes, places) == at_once).all()


def test_the_walk_to_a_place_off_the_streets_is_the_straight_line_times_the_detour():
    town = network(((0, 0), (3000, 0)))
    on_the_road, in_the_fields = (3000, 0), (1000, 800)

    def walk(*places):
        return nearest_along(town, at((1000, 0)), at(*places), 1.3).item()

    assert walk(on_the_road) == pytest.approx(2000, abs=STEP_M)
    assert walk(in_the_fields) == pytest.approx(800 * 1.3)
    assert walk(on_the_road, in_the_fields) == pytest.approx(800 * 1.3)
