"""Who leaves reach of anything at all: each person once, however many needs they leave reach of.

Homes stand at 0, 500, ... 2,500 m with 10, 20, ... 60 people; what is found is near for 1,000 m.
"""

import numpy as np
from situations import close, situation, weighed

from asset_map.analysis.leaving import leaving_any

FOUND = """
    asset | need    | venue | x
    Lunch | food    |       | 0
    Cards | company |       | 500
    Tea   | company |       | 2500
"""


def by_ward(found):
    return {area.name: people for area, people in found.by_ward}


def test_whoever_leaves_reach_of_two_needs_is_counted_once():
    found = leaving_any(weighed(situation(FOUND), close("Lunch", "Cards")))

    # Food goes for 0, 500 and 1,000 m; company for these too: Tea is near from 1,500 m on.
    assert (found.people, found.points) == (10 + 20 + 30, 3)
    assert by_ward(found) == {"West": 60, "East": 0, "Nowhere": 0}


def test_people_of_different_needs_are_added():
    found = leaving_any(weighed(situation(FOUND), close("Lunch", "Tea")))

    # Food goes for 0, 500 and 1,000 m; company for 2,000 and 2,500 m, as Cards is near at 1,500 m.
    assert (found.people, found.points) == (60 + 50 + 60, 5)
    assert by_ward(found) == {"West": 60, "East": 110, "Nowhere": 0}


def test_across_the_border_nobody_is_counted():
    own = np.array([True, True, True, True, True, False])

    assert leaving_any(weighed(situation(FOUND, own=own), close("Tea"))).people == 50


def test_nothing_that_changes_takes_nobody():
    found = leaving_any(weighed(situation(FOUND), ()))

    assert (found.people, found.points) == (0, 0)


def test_where_nobody_knows_how_many_live_points_are_counted_alone():
    found = leaving_any(weighed(situation(FOUND, people=(np.nan,) * 6), close("Lunch")))

    assert (found.people, found.points) == (None, 3)
