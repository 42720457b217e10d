"""Reach and closures: a grid worked by hand, and what has to hold for any place."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from asset_map.analysis.access import change, coverage, nearest_m, weighted_quantile, within
from asset_map.analysis.assumptions import minutes_on_foot
from asset_map.domain.errors import BadInput

# Nine homes 1 km apart, in rows from the south; the people of each.
#    5 6 7
#    2 3 4
#    1 0 1
HOMES = np.array([(x, y) for y in (1000, 2000, 3000) for x in (1000, 2000, 3000)], dtype=float)
PEOPLE = np.array([1, 0, 1, 2, 3, 4, 5, 6, 7], dtype=float)
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


def test_who_lives_within_a_kilometre_of_the_south_west():
    found = coverage(to(SOUTH_WEST), PEOPLE, 1000)

    # Three homes: 1 + 0 + 2 people of 29.
    assert (found.points, found.points_within) == (9, 3)
    assert (found.people, found.people_within) == (29, 3)
    assert found.share_within == pytest.approx(3 / 29)
    # By distance: 1 person at 0, 2 within 1000, 5 within 1414, 11 within 2000, 21 within 2236, all
    # within 2828. Half of 29 are reached at 2236, nine tenths (26.1) at 2828.
    assert found.median_m == pytest.approx(1000 * math.sqrt(5))
    assert found.p90_m == pytest.approx(2 * DIAGONAL)


def test_closing_the_north_east_takes_three_homes_out_of_reach():
    found = change(to(SOUTH_WEST, NORTH_EAST), to(SOUTH_WEST), PEOPLE, 1000)

    # The homes of 4, 6 and 7 people; each walks farther by 1236, 1236 and 2828 m.
    assert found.points_leaving == 3
    assert found.people_leaving == 17
    assert found.people_without_any == 0
    assert found.extra_median_m == pytest.approx(1000 * math.sqrt(5) - 1000)
    assert found.extra_p90_m == pytest.approx(2 * DIAGONAL)


def test_closing_the_only_place_leaves_everybody_without_any():
    found = change(to(NORTH_EAST), to(), PEOPLE, 1000)

    assert found.people_without_any == 29
    assert found.people_leaving == 17
    assert found.extra_median_m is None
    assert found.after.median_m is None


def test_people_who_are_not_known_are_counted_as_points_and_not_as_people():
    people = np.where(PEOPLE == 7, np.nan, PEOPLE)
    found = change(to(SOUTH_WEST, NORTH_EAST), to(SOUTH_WEST), people, 1000)

    assert (found.points_leaving, found.people_leaving) == (3, 10)
    assert found.before.people == 22


def test_where_nobody_is_known_no_number_of_people_is_given():
    found = change(to(SOUTH_WEST), to(), np.full(9, np.nan), 1000)

    assert (found.people_leaving, found.people_without_any, found.before.people) == (None,) * 3
    assert found.points_leaving == 3
    assert found.before.share_within is None


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


@st.composite
def places(draw):
    """Homes with their people, places, which of these close, and a standard."""
    homes = draw(spots(1))
    people = draw(
        npst.arrays(
            float,
            len(homes),
            elements=st.one_of(st.floats(0, 500, allow_subnormal=False), st.just(math.nan)),
        )
    )
    supply = draw(spots(1))
    gone = draw(npst.arrays(bool, len(supply)))
    standard = draw(st.integers(1, 500_000))
    return homes, people, supply, gone, float(standard)


def same(one, other):
    return one == pytest.approx(other, rel=1e-9, abs=1e-6, nan_ok=True)


@given(places())
def test_closing_nothing_changes_nothing(place):
    homes, people, supply, _, standard = place
    distance = nearest_m(homes, supply, 1.3)
    found = change(distance, distance, people, standard)

    assert found.before == found.after
    assert found.points_leaving == 0
    assert not found.people_leaving
    assert not found.people_without_any
    assert found.extra_median_m is None


@given(places(), st.data())
def test_closing_more_never_helps(place, data):
    homes, people, supply, gone, standard = place
    more = gone | data.draw(npst.arrays(bool, len(supply)))
    before = nearest_m(homes, supply, 1.3)
    fewer_gone = change(before, nearest_m(homes, supply[~gone], 1.3), people, standard)
    more_gone = change(before, nearest_m(homes, supply[~more], 1.3), people, standard)

    assert more_gone.points_leaving >= fewer_gone.points_leaving
    assert (more_gone.people_leaving or 0) >= (fewer_gone.people_leaving or 0) - 1e-9
    assert (more_gone.people_without_any or 0) >= (fewer_gone.people_without_any or 0) - 1e-9
    assert more_gone.after.points_within <= fewer_gone.after.points_within


@given(places(), spots())
def test_adding_a_place_never_lowers_reach(place, added):
    homes, people, supply, _, standard = place
    before = coverage(nearest_m(homes, supply, 1.3), people, standard)
    after = coverage(nearest_m(homes, np.concatenate([supply, added]), 1.3), people, standard)

    assert after.points_within >= before.points_within
    assert (after.people_within or 0) >= (before.people_within or 0) - 1e-9
    for now, then in ((after.median_m, before.median_m), (after.p90_m, before.p90_m)):
        assert now is None or now <= then + 1e-6


@given(places(), st.tuples(st.integers(-700, 900), st.integers(-700, 900)))
def test_moving_everything_together_changes_nothing(place, step):
    homes, people, supply, gone, standard = place
    distance = nearest_m(homes, supply, 1)
    assume(np.all(np.abs(distance - standard) > 1))
    moved = nearest_m(homes + step, supply + step, 1)
    assert same(moved, distance)

    after = nearest_m(homes, supply[~gone], 1)
    assume(np.all(np.abs(after - standard) > 1))
    after_moved = nearest_m(homes + step, supply[~gone] + step, 1)
    assert (
        change(moved, after_moved, people, standard).points_leaving
        == change(distance, after, people, standard).points_leaving
    )


@given(places())
def test_those_before_less_those_after_are_those_leaving(place):
    homes, people, supply, gone, standard = place
    found = change(
        nearest_m(homes, supply, 1.3), nearest_m(homes, supply[~gone], 1.3), people, standard
    )

    assert found.points_leaving == found.before.points_within - found.after.points_within
    if found.people_leaving is not None:
        lost = found.before.people_within - found.after.people_within
        assert found.people_leaving == pytest.approx(lost, abs=1e-6)


@given(places())
def test_parts_add_up_to_the_whole(place):
    homes, people, supply, _, standard = place
    distance = nearest_m(homes, supply, 1.3)
    half = np.arange(len(homes)) % 2 == 0
    parts = [coverage(distance[some], people[some], standard) for some in (half, ~half)]
    whole = coverage(distance, people, standard)

    assert sum(part.points_within for part in parts) == whole.points_within
    assert sum(part.people_within or 0 for part in parts) == pytest.approx(
        whole.people_within or 0, abs=1e-6
    )


@given(places())
def test_nearest_is_what_a_full_count_says(place):
    homes, _, supply, _, _ = place
    counted = np.hypot(*(homes[:, None] - supply[None]).transpose(2, 0, 1)).min(axis=1)

    assert same(nearest_m(homes, supply, 1), counted)


@given(places(), st.randoms(use_true_random=False))
def test_the_order_of_homes_and_places_does_not_matter(place, chance):
    homes, people, supply, _, standard = place
    mixed = list(range(len(homes)))
    chance.shuffle(mixed)
    one = coverage(nearest_m(homes, supply, 1.3), people, standard)
    other = coverage(nearest_m(homes[mixed], supply[::-1], 1.3), people[mixed], standard)

    assert one.points_within == other.points_within
    assert (one.people_within or 0) == pytest.approx(other.people_within or 0, abs=1e-6)


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
