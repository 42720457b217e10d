"""How far it is to the nearest place: a grid worked by hand, and what holds for any place."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asset_map.analysis.access import nearest_m, weighted_quantile, within
from asset_map.analysis.assumptions import minutes_on_foot
from asset_map.domain.errors import BadInput

# Nine homes 1 km apart, in rows from the south.
HOMES = np.array([(x, y) for y in (1000, 2000, 3000) for x in (1000, 2000, 3000)], dtype=float)
SOUTH_WEST, NORTH_EAST = (1000.0, 1000.0), (3000.0, 3000.0)
DIAGONAL = 1000 * math.sqrt(2)


def to(*places):
    return nearest_m(HOMES, np.array(places, dtype=float).reshape(-1, 2), 1)


# By hand.


def test_each_home_goes_to_its_nearest_place():
    far = 1000 * math.sqrt(5)

    assert to(SOUTH_WEST) == pytest.approx(
        [0, 1000, 2000, 1000, DIAGONAL, far, 2000, far, 2 * DIAGONAL]
    )
    assert to(SOUTH_WEST, NORTH_EAST) == pytest.approx(
        [0, 1000, 2000, 1000, DIAGONAL, 1000, 2000, 1000, 0]
    )


def test_a_walk_is_longer_than_the_straight_line():
    straight = to(SOUTH_WEST)

    assert nearest_m(HOMES, np.array([SOUTH_WEST]), 1.3) == pytest.approx(straight * 1.3)
    assert minutes_on_foot(800) == 10


@pytest.mark.parametrize(
    ("share", "value"),
    [(0.1, 10), (0.25, 10), (0.26, 20), (0.5, 20), (0.51, 30), (1, 30)],
)
def test_a_quantile_is_the_smallest_value_that_reaches_the_share(share, value):
    values, weights = np.array([30.0, 10.0, 20.0]), np.array([2.0, 1.0, 1.0])

    assert weighted_quantile(values, weights, share) == value


def test_a_quantile_of_nothing_is_not_known():
    empty = np.array([])

    assert weighted_quantile(empty, empty, 0.5) is None
    assert weighted_quantile(np.array([1.0]), np.array([0.0]), 0.5) is None


def test_a_millimetre_of_rounding_does_not_decide():
    assert within(np.array([800.0, 800.0005, 800.01]), 800).tolist() == [True, True, False]


@pytest.mark.parametrize("standard_m", [0, -1, math.nan])
def test_a_standard_of_nothing_is_refused(standard_m):
    with pytest.raises(BadInput, match="above zero"):
        within(np.array([1.0]), standard_m)


@pytest.mark.parametrize("detour", [0.99, 0, -1, math.nan])
def test_a_walk_shorter_than_a_straight_line_is_refused(detour):
    with pytest.raises(BadInput):
        nearest_m(HOMES, HOMES, detour)


@pytest.mark.parametrize(
    "places",
    [[(-2.1, 52.5)], [(52.5, -2.1)], [(1.2, 52.6), (1.3, 52.7)], [(390_000, 2_900_000)], [(-1, 5)]],
)
def test_degrees_are_refused_where_metres_are_meant(places):
    places = np.array(places, dtype=float)

    for demand, supply in ((places, HOMES), (HOMES, places)):
        with pytest.raises(BadInput, match="not metres on the British National Grid"):
            nearest_m(demand, supply, 1)


# For any place.

SPOTS = st.tuples(st.integers(1_000, 600_000), st.integers(1_000, 1_200_000))


def spots(at_least=0, at_most=12):
    return st.lists(SPOTS, min_size=at_least, max_size=at_most).map(
        lambda found: np.array(found, dtype=float).reshape(-1, 2)
    )


def same(one, other):
    return one == pytest.approx(other, rel=1e-9, abs=1e-6, nan_ok=True)


@given(spots(1), spots(1), st.tuples(st.integers(-700, 900), st.integers(-700, 900)))
def test_moving_everything_together_changes_nothing(homes, places, step):
    assert same(nearest_m(homes + step, places + step, 1), nearest_m(homes, places, 1))


@given(spots(1), spots(1), spots())
def test_one_more_place_is_never_farther(homes, places, added):
    more = nearest_m(homes, np.concatenate([places, added]), 1.3)

    assert (more <= nearest_m(homes, places, 1.3) + 1e-6).all()


@given(spots(1), spots(1))
def test_nearest_is_what_a_full_count_says(homes, places):
    counted = np.hypot(*(homes[:, None] - places[None]).transpose(2, 0, 1)).min(axis=1)

    assert same(nearest_m(homes, places, 1), counted)


@given(spots(1), spots(1), st.randoms(use_true_random=False))
def test_the_order_of_homes_and_places_does_not_matter(homes, places, chance):
    mixed = list(range(len(homes)))
    chance.shuffle(mixed)

    assert same(nearest_m(homes[mixed], places[::-1], 1.3), nearest_m(homes, places, 1.3)[mixed])


@given(
    st.lists(st.tuples(st.integers(0, 100), st.integers(1, 9)), min_size=1),
    st.sampled_from([0.1, 0.5, 0.9, 1.0]),
)
def test_a_quantile_has_the_share_at_or_below_it_and_no_smaller_value_has(drawn, share):
    values = np.array([value for value, _ in drawn], dtype=float)
    weights = np.array([weight for _, weight in drawn], dtype=float)

    found = weighted_quantile(values, weights, share)

    assert found in values
    assert weights[values <= found].sum() >= share * weights.sum() - 1e-9
    assert weights[values < found].sum() < share * weights.sum()
