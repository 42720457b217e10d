"""What changes for one need, worked out by hand along a road: for whom, where, how far it hangs.

Homes stand at 0, 500, ... 2,500 m with 10, 20, ... 60 people, 1 to 6 of the tenths of deprivation.
"""

from dataclasses import replace

import numpy as np
import pytest
from situations import (
    change,
    close,
    coming,
    gaining,
    id_of,
    leaving,
    of_need,
    situation,
    weighed,
)

FOUND = """
    asset  | need | venue | x    | capacity | confirmed
    Lunch  | food |       | 0    | 40       | yes
    Supper | food |       | 2500 | 90       |
"""
EVERYBODY = 210


def food(*changes, standard_m=None, found=FOUND, **facts):
    return of_need(weighed(situation(found, **facts), changes, standard_m=standard_m))


def test_each_figure_of_a_closure_by_hand():
    found = food(*close("Lunch"))
    lost = found.headline

    # The Lunch alone is in reach of 0, 500 and 1,000 m; the Supper of 1,500 to 2,500 m.
    assert (lost.people, lost.people_before, lost.people_after) == (EVERYBODY, EVERYBODY, 150)
    assert (lost.people_leaving, lost.people_sole) == (60, 60)
    # They walk 2,500, 2,000 and 1,500 m instead of 0, 500 and 1,000 m.
    assert lost.people_farther == 60
    assert (lost.extra_median_m, lost.extra_p90_m, lost.extra_longest_m) == (500, 2500, 2500)
    assert (found.providers_before, found.providers_after) == (2, 1)


def test_by_area_where_anything_changes():
    assert [(area.name, lost.people_leaving) for area, lost in food(*close("Lunch")).by_area] == [
        ("West", 60)
    ]


def test_an_area_where_some_are_left_with_one_of_several_is_told():
    found = FOUND + "    Tea | food | | 2500 | |\n"

    assert [
        (area.name, lost.people_left_with_one)
        for area, lost in food(*close("Tea"), found=found).by_area
    ] == [("East", 150)]


def test_by_group_and_by_fifth_of_deprivation():
    found = food(*close("Lunch"))

    # A quarter of everybody is old.
    assert [lost.people_leaving for _, lost in found.by_group] == [15, 45]
    # Of the tenths 1 and 2 are 10 and 20 people; of 9 and 10 is nobody.
    assert (found.most_deprived.points_leaving, found.most_deprived.people_leaving) == (2, 30)
    assert (found.least_deprived.points, found.least_deprived.people) == (0, 0)


def test_without_tenths_no_fifth_is_made_up():
    now = situation(FOUND)
    unknown = replace(now.population, decile=np.full(6, np.nan))
    found = of_need(weighed(replace(now, population=unknown), close("Lunch")))

    assert (found.most_deprived, found.least_deprived) == (None, None)


def test_people_across_the_border_are_told_apart_in_every_figure():
    own = [False, True, True, True, True, True]
    found = food(*close("Lunch"), own=own)

    assert (found.headline.people_leaving, found.beyond.people_leaving) == (50, 10)
    assert [lost.people_leaving for _, lost in found.by_area] == [50]
    assert sum(lost.people_leaving for _, lost in found.by_group) == 50


def test_by_confirmed_places_alone():
    assert food(*close("Lunch")).confirmed.people_leaving == 60
    assert food(*close("Supper")).confirmed.people_leaving == 0


def test_a_confirmed_place_that_closes_counts_though_another_one_is_left():
    found = FOUND + "    Tea | food | | 0 | |\n"
    lost = food(*close("Lunch"), found=found)

    assert (lost.headline.people_leaving, lost.confirmed.people_leaving) == (0, 60)


def test_how_much_hangs_on_the_distance():
    others = {
        one.name: (one.metres, one.people_leaving) for one in food(*close("Lunch")).sensitivity
    }

    assert others["a quarter nearer"] == (750, 30)
    assert others["a quarter farther"] == (1250, 60)
    # At 4.0 km/h the same minutes lead 833 m, not 1,000 m.
    assert others["walking at 4 km/h"] == (pytest.approx(833.3, abs=0.1), 30)
    assert others["walking at 4.8 km/h"] == (1000, 60)


def test_by_another_standard_for_all_needs():
    found = food(*close("Lunch"), standard_m=400)

    assert (found.standard_m, found.headline.people_leaving) == (400, 10)


def test_who_calls_on_what_is_left():
    # With 2,000 m the Supper is in reach from 500 m on, and the Lunch up to 2,000 m: 500 to 2,000 m
    # have both.
    [supper] = food(*close("Lunch"), standard_m=2000).pressure

    # Half a visit a week: 60 people and half of 20 + 30 + 40 + 50; then all of these.
    assert (supper.visits_before, supper.visits_after) == (0.5 * (60 + 70), 0.5 * 200)
    assert (supper.asset_id, supper.capacity) == (id_of("Supper"), 90)


def test_where_nobody_knows_how_often_people_come_nothing_is_said_of_calls():
    now = situation(FOUND)
    rare = {need: replace(one, weekly_rate=None) for need, one in now.standards.items()}
    now = replace(now, standards=rare)

    assert of_need(weighed(now, close("Lunch"), standard_m=2000)).pressure == ()
    [half] = of_need(weighed(now, [change("reduce", "Lunch", share=0.5)])).pressure
    assert (half.visits_before, half.visits_after, half.capacity) == (None, None, 20)


def test_what_opens_is_called_on_from_nothing():
    opened = change("open", name="Soup", needs=("food",), x=0, capacity=5.0)
    [soup] = food(opened).pressure

    # The Lunch beside it keeps half of 60 people.
    assert (soup.visits_before, soup.visits_after, soup.capacity) == (0, 15, 5)


def test_what_only_comes_to_people_is_counted_when_it_ends():
    now = situation(FOUND, remote=[coming("Parcels", "company", areas=("West", "East"))])
    found = of_need(weighed(now, close("Parcels")), "company")

    assert found.headline.people_leaving == found.headline.people_without_cover == EVERYBODY
    assert found.headline.people_farther == 0


def test_only_needs_that_are_touched_are_told():
    found = FOUND + "    Chess | company | | 0 | |\n"
    impact = weighed(situation(found), close("Lunch"))

    assert [one.need.id for one in impact.needs] == ["food"]


def test_where_nobody_knows_how_many_people_live_postcodes_are_told():
    found = food(*close("Lunch"), people=[np.nan] * 6)

    assert (found.headline.points_leaving, found.headline.people_leaving) == (3, None)
    assert [(area.name, lost.points_leaving) for area, lost in found.by_area] == [("West", 3)]
    assert [one.people_leaving for one in found.sensitivity] == [None] * 4
    assert found.headline.extra_longest_m == 2500


def test_a_move_takes_from_some_and_gives_to_others():
    impact = weighed(situation(FOUND), [change("move", "Lunch", x=1500)])
    lost = of_need(impact).headline

    # From 1,500 m the homes at 500 to 2,500 m are in reach; the Supper's were before.
    assert (leaving(impact), gaining(impact)) == ([0], [])
    assert (lost.people_leaving, lost.people_left_with_one) == (10, 0)
    # 0 and 500 m walk farther; 1,500 m is at its door now, and 2,000 m as near as before.
    assert (lost.people_farther, lost.extra_longest_m) == (30, 1500)


def test_the_same_question_has_the_same_answer():
    one, other = (food(*close("Lunch", "Supper")) for _ in range(2))

    assert str(one) == str(other)
