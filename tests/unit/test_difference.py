"""Before and after at each demand point, summed up: nine homes worked by hand."""

import math

import numpy as np
import pytest
from test_reach import DIAGONAL, HOMES, MIDDLE, NORTH_EAST, PEOPLE, SOUTH_WEST, coming_to

from asset_map.analysis.difference import difference, point_changes
from asset_map.analysis.pairs import NO_PAIRS
from asset_map.analysis.reach import Providers, Question, measure

EVERYBODY = np.ones(9, np.bool_)


def reach(*places, remote=NO_PAIRS, standard_m=1000):
    found = Providers.of(np.array(places, dtype=float).reshape(-1, 2), remote=remote)
    return measure(HOMES, PEOPLE, found, Question(standard_m, detour=1))


def told(before, after, people=PEOPLE, among=EVERYBODY):
    return difference(point_changes(before, after, 1000), people, among)


def test_where_the_same_is_there_nothing_changes():
    found = told(reach(SOUTH_WEST), reach(SOUTH_WEST))

    assert not found.changes
    assert (found.points, found.people) == (9, 29)
    assert found.people_before == found.people_after == 3
    assert (found.share_before, found.extra_median_m) == (3 / 29, None)


def test_who_leaves_and_how_much_farther_they_would_walk():
    found = told(reach(SOUTH_WEST, NORTH_EAST), reach(SOUTH_WEST))

    # 4, 6 and 7 people live within 1 km of the north east.
    assert (found.points_leaving, found.people_leaving, found.people_sole) == (3, 17, 17)
    assert (found.people_before, found.people_after) == (20, 3)
    # 3 people in the middle are as near to both; the others walk farther, 7 of them farthest.
    assert found.people_farther == 17
    assert found.extra_median_m == pytest.approx(1000 * math.sqrt(5) - 1000)
    assert found.extra_longest_m == found.extra_p90_m == pytest.approx(2 * DIAGONAL)
    assert found.people_without_cover == 0


def test_the_last_one_leaves_everybody_without_cover_and_nobody_a_longer_walk():
    found = told(reach(SOUTH_WEST), reach())

    assert (found.people_leaving, found.people_without_cover) == (3, 29)
    assert (found.people_farther, found.extra_longest_m) == (0, None)


def test_who_keeps_one_of_several_and_who_had_only_one_are_told_apart():
    found = told(reach(SOUTH_WEST, MIDDLE), reach(SOUTH_WEST))

    # The homes below and left of the middle had both; 3, 4 and 6 people had the middle alone.
    assert found.people_left_with_one == 0 + 2
    assert found.people_sole == found.people_leaving == 13


def test_who_loses_several_at_once_had_not_only_one():
    found = told(reach(SOUTH_WEST, SOUTH_WEST), reach())

    assert (found.people_leaving, found.people_sole) == (3, 0)


def test_who_is_come_to_has_not_left():
    found = told(
        reach(SOUTH_WEST, remote=coming_to([0, 1, 8], provider=1)),
        reach(remote=coming_to([0, 1, 8], provider=0)),
    )

    # Of those around the south west nobody comes to the 2 people north of it.
    assert (found.people_leaving, found.people_still_come_to) == (2, 1 + 0)
    assert found.people_left_with_one == 1 + 0
    # All but those to whom somebody comes have nothing left at any distance.
    assert found.people_without_cover == 29 - (1 + 0 + 7)


def test_who_gains_is_told_beside_who_leaves():
    found = told(reach(SOUTH_WEST), reach(NORTH_EAST))

    assert (found.people_leaving, found.people_gaining) == (3, 17)
    assert (found.people_before, found.people_after) == (3, 17)


def test_something_far_away_for_who_had_nothing_is_no_longer_walk():
    found = told(reach(), reach(NORTH_EAST))

    assert (found.people_gaining, found.people_farther) == (17, 0)


def test_where_no_people_are_known_postcodes_are_counted_and_people_are_not_made_up():
    found = told(reach(SOUTH_WEST, NORTH_EAST), reach(SOUTH_WEST), np.full(9, np.nan))

    assert found.changes
    assert (found.points_leaving, found.people_leaving, found.people) == (3, None, None)
    assert found.share_before is None
    assert found.extra_longest_m == pytest.approx(2 * DIAGONAL)


def test_points_without_a_figure_are_counted_and_their_people_left_out():
    people = np.where(np.arange(9) == 8, np.nan, PEOPLE)
    found = told(reach(SOUTH_WEST, NORTH_EAST), reach(SOUTH_WEST), people)

    assert (found.points_leaving, found.people_leaving, found.people) == (3, 10, 22)
    # The longest walk is of somebody who is known to live there.
    assert found.extra_longest_m == pytest.approx(1000 * math.sqrt(5) - 1000)


def test_where_no_point_is_nobody_lives_if_people_are_known_anywhere():
    nowhere = np.zeros(9, np.bool_)
    pair = reach(SOUTH_WEST), reach()

    assert told(*pair, among=nowhere).people_leaving == 0
    assert told(*pair, np.full(9, np.nan), nowhere).people_leaving is None
    # Not known here, though elsewhere it is.
    elsewhere = np.where(np.arange(9) < 3, np.nan, PEOPLE)
    assert told(*pair, elsewhere, np.arange(9) < 3).people_leaving is None
