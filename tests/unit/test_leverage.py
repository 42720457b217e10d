"""Whom it would help if a need were met somewhere more: by hand, and what holds for any place."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asset_map.analysis.access import nearest_m
from asset_map.analysis.leverage import gains, nearest_walk, without
from asset_map.analysis.pairs import Pairs
from asset_map.domain.errors import BadInput

# Homes along a road, ``x`` metres east, with their people; the last two are of the next area.
#   x        1000  1400  2000  2500  3000
#   people     10    20    30    40    50
ROAD = np.array([(x, 5000) for x in (1000, 1400, 2000, 2500, 3000)], dtype=float)
PEOPLE = np.array([10, 20, 30, 40, 50], dtype=float)
HERE = np.array([True, True, True, False, False])


def at(*eastings):
    return np.array([(x, 5000) for x in eastings], dtype=float).reshape(-1, 2)


def gained(candidates, met_at, *, people=PEOPLE, here=HERE, standard_m=500.0, detour=1.0):
    now_m = nearest_m(ROAD, at(*met_at), detour)
    return gains(ROAD, people, here, now_m, at(*candidates), standard_m, detour)


def lacking(met_at, people=PEOPLE):
    return without(ROAD, people, HERE, nearest_m(ROAD, at(*met_at), 1), 500)


# By hand.


def test_who_has_none_within_the_standard_and_where_they_live():
    found = lacking([1000])

    # Of the three homes here only x 2000 is farther than 500 m from x 1000.
    assert list(found.mask) == [False, False, True, False, False]
    assert (found.points, found.people, found.middle) == (1, 30, (2000, 5000))


def test_where_nothing_meets_a_need_all_are_without():
    found = lacking([])

    assert (found.points, found.people) == (3, 60)
    # (10 x 1000 + 20 x 1400 + 30 x 2000) / 60
    assert found.middle == pytest.approx((98_000 / 60, 5000))


def test_where_all_have_it_near_nobody_is_without():
    found = lacking([1400, 2000])

    assert (found.points, found.people, found.middle) == (0, 0, None)


def test_without_figures_for_people_points_are_counted():
    found = lacking([], np.full(5, np.nan))

    assert (found.points, found.people) == (3, None)
    assert found.middle == pytest.approx((4400 / 3, 5000))


def test_a_candidate_helps_those_near_it_who_have_none():
    found = gained([1000, 1900, 2600, 9000], [1000])

    # Without: x 2000 here (30 people), x 2500 and 3000 beyond (40, 50).
    assert list(found.people) == [0, 30, 0, 0]
    assert list(found.anywhere) == [0, 30, 90, 0]
    assert list(found.points) == [0, 1, 0, 0]
    assert list(found.away_m) == [1000, 100, 600, 7000]


def test_a_walk_is_longer_than_the_straight_line():
    found = gained([1600, 1620], [], detour=1.3, standard_m=520)

    # 520 m on foot are 400 m straight: x 1400 and 2000 from 1600; from 1620 also both.
    assert list(found.people) == [50, 50]
    assert gained([1590], [], detour=1.3, standard_m=520).people == [20]


def test_where_no_people_are_known_a_gain_is_not_known_but_its_points_are():
    found = gained([1200], [], people=np.full(5, np.nan))

    assert np.isnan(found.people).all()
    assert np.isnan(found.anywhere).all()
    assert list(found.points) == [2]


def test_no_candidates_and_nobody_without_give_nothing():
    assert len(gained([], [1000]).people) == 0
    nobody = gained([1500], [1000, 1400, 2000, 2500, 3000])
    assert (nobody.people, nobody.anywhere, nobody.points) == ([0], [0], [0])
    assert np.isinf(nobody.away_m).all()


def test_walks_along_streets_are_taken_where_they_were_measured():
    # A river: from the candidate only x 1000 and x 2000 can be walked to, 400 m and 501 m.
    walks = Pairs(np.array([0, 1, 1, 2, 2, 2]), np.zeros(2, np.int32), np.array([400.0, 501.0]))
    now_m = np.full(5, np.inf)

    found = gains(ROAD, PEOPLE, HERE, now_m, at(1500), 500, 1.3, walks)

    assert (found.people, found.points) == ([10], [1])


def test_the_shortest_walk_of_each_point_is_found():
    walks = Pairs(np.array([0, 0, 2, 2, 3]), np.array([0, 1, 1], np.int32), np.array([5.0, 4, 9]))

    assert list(nearest_walk(walks)) == [np.inf, 4, np.inf, 9]
    assert list(nearest_walk(Pairs(np.zeros(3, np.int64), walks.place[:0], walks.metres[:0]))) == [
        np.inf,
        np.inf,
    ]


# Bad input.


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"detour": 0.9}, "detour factor of 0.9"),
        ({"standard_m": 0.0}, "standard of 0 m"),
        ({"standard_m": -1.0}, "standard of -1 m"),
        ({"people": PEOPLE[:2]}, "not equally many"),
    ],
)
def test_what_cannot_be_is_refused(how, said):
    now_m = np.full(5, 900.0)
    given = {"people": PEOPLE, "standard_m": 500.0, "detour": 1.0} | how
    with pytest.raises(BadInput, match=said):
        gains(ROAD, given["people"], HERE, now_m, at(1000), given["standard_m"], given["detour"])


@pytest.mark.parametrize("which", ["homes", "candidates"])
def test_degrees_are_refused(which):
    degrees = np.array([(52.5, -2.1)])
    homes, candidates = (degrees, at(1000)) if which == "homes" else (ROAD[:1], degrees)
    with pytest.raises(BadInput, match="British National Grid"):
        gains(homes, PEOPLE[:1], HERE[:1], np.array([900.0]), candidates, 500, 1.3)


# What holds for any place.

_PLACES = st.lists(
    st.tuples(st.integers(1000, 5000), st.integers(1000, 5000)).map(
        lambda xy: (float(xy[0]), float(xy[1]))
    ),
    max_size=8,
)


def _xy(places):
    return np.array(places, dtype=float).reshape(-1, 2)


@given(
    homes=_PLACES.filter(len),
    met=_PLACES,
    candidates=_PLACES,
    standard_m=st.integers(100, 2000),
    detour=st.sampled_from([1.0, 1.3]),
    seed=st.integers(0, 99),
)
def test_properties_of_gains(homes, met, candidates, standard_m, detour, seed):
    some = np.random.default_rng(seed)
    people = some.integers(0, 50, len(homes)).astype(float)
    here = some.random(len(homes)) < 0.6
    here[0] = True
    xy, tried = _xy(homes), _xy([*candidates, *met])
    now_m = nearest_m(xy, _xy(met), detour)
    lacks = without(xy, people, here, now_m, standard_m)
    found = gains(xy, people, here, now_m, tried, standard_m, detour)

    # No gain exceeds the people without, nor is it more here than anywhere.
    assert (found.people <= (lacks.people or 0)).all()
    assert (found.people <= found.anywhere).all()
    assert (found.points <= lacks.points).all()
    # What meets the need already gains nobody in its own reach.
    assert (found.anywhere[len(candidates) :] == 0).all()
    # A gain is what coverage grows by, when the need is met there too.
    for row, place in enumerate(candidates):
        then = without(xy, people, here, nearest_m(xy, _xy([*met, place]), detour), standard_m)
        assert (lacks.people or 0) - (then.people or 0) == found.people[row]
    # Moving all together changes nothing.
    moved = gains(xy + 7000, people, here, now_m, tried + 7000, standard_m, detour)
    assert (moved.people == found.people).all()
