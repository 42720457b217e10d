"""What there is after some changes: drawn, with answers worked out by hand.

Homes stand at 0, 500, ... 2,500 m along a road; everybody within 1,000 m of food is in reach.
"""

from dataclasses import replace
from datetime import date

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

from asset_map.analysis.scenario import after
from asset_map.analysis.weigh import Weighing, weigh
from asset_map.domain.errors import BadInput
from asset_map.domain.links_followed import Effect

FOUND = """
    asset  | need | venue    | x    | capacity
    Lunch  | food | Old Hall | 0    | 40
    Supper | food | New Hall | 2500 |
"""
HANGS = """
    who    | hangs        | on        | said_by
    Lunch  | delivered_at | Old Hall  |
    Lunch  | provided_by  | Cook Club |
    Lunch  | funded_by    | Grant     |
    Supper | delivered_at | New Hall  |
"""
WEST, EAST = [0, 1, 2], [3, 4, 5]


def town(found=FOUND, hangs=HANGS, **facts):
    return situation(found, hangs, **facts)


def test_who_had_the_only_one_leaves_reach_with_it():
    impact = weighed(town(), close("Old Hall"))

    assert leaving(impact) == WEST
    assert of_need(impact).headline.people_leaving == 10 + 20 + 30


def test_what_is_found_at_a_venue_by_the_word_of_one_side_stays_in_the_headline():
    impact = weighed(town(hangs=HANGS.replace("Old Hall  |", "Old Hall | from")), close("Old Hall"))
    food = of_need(impact)

    assert (food.headline.points_leaving, food.alone.points_leaving) == (0, 0)
    assert food.one_sided.people_leaving == 60


def test_what_stops_because_of_a_change_is_told_apart_from_the_change_alone():
    food = of_need(weighed(town(), close("Cook Club")))

    assert food.alone.points_leaving == 0
    assert food.headline.people_leaving == 60


@pytest.mark.parametrize("kind", ["pause", "end_post"])
def test_a_pause_and_the_end_of_a_post_are_counted_as_a_closure_is(kind):
    paused, closed = (weighed(town(), [change(one, "Cook Club")]) for one in (kind, "close"))

    assert of_need(paused).headline == of_need(closed).headline
    assert paused.after.knock_on == closed.after.knock_on


def test_the_end_of_funding_strains_and_takes_nothing_away():
    for ended in (change("end_funding", "Lunch"), change("end_funding", "Lunch", to="Grant")):
        impact = weighed(town(), [ended])

        assert impact.needs == ()
        assert [(one.asset.name, one.effect) for one in impact.after.knock_on.steps] == [
            ("Lunch", Effect.STRAINED)
        ]
    assert (
        weighed(town(), [change("end_funding", "Lunch", to="Old Hall")]).after.knock_on.steps == ()
    )


def test_a_condition_that_is_removed_changes_no_figure():
    assert weighed(town(), [change("remove_condition", "Old Hall", condition="shared")]).needs == ()


# Room.


def room(now, *changes):
    found = after(now.world, changes, now.things).headline
    return dict(zip(found.supply.asset_id, found.supply.capacity, strict=True))[id_of("Lunch")]


def test_shares_that_are_taken_from_one_asset_multiply():
    half, fifth = (change("reduce", "Lunch", share=share) for share in (0.5, 0.2))

    assert room(town(), half) == 20
    assert room(town(), half, fifth) == room(town(), fifth, half) == pytest.approx(16)


def test_who_calls_on_less_room_is_told_and_nobody_leaves():
    food = of_need(weighed(town(), [change("reduce", "Lunch", share=0.5)]))
    [lunch] = food.pressure

    assert food.headline.points_leaving == 0
    # 10 + 20 + 30 people in reach of it alone, half a visit a week each.
    assert (lunch.visits_before, lunch.visits_after, lunch.capacity) == (30, 30, 20)


def test_less_of_a_room_that_nobody_told_is_no_figure():
    assert weighed(town(), [change("reduce", "Supper", share=0.5)]).needs == ()


def test_a_service_that_only_comes_to_people_has_less_room_too():
    now = town(FOUND, HANGS, remote=[coming("Parcels", areas=("East",), capacity=30.0)])
    [parcels] = of_need(weighed(now, [change("reduce", "Parcels", share=0.5)])).pressure

    # All of the East has the Supper too: half of 150 people, half a visit a week each.
    assert (parcels.visits_before, parcels.visits_after, parcels.capacity) == (37.5, 37.5, 15)


def test_who_is_still_come_to_does_not_leave():
    now = town(FOUND, HANGS, remote=[coming("Parcels", areas=("West",))])
    food = of_need(weighed(now, close("Old Hall"))).headline

    assert food.points_leaving == 0
    assert food.people_still_come_to == 60
    assert of_need(weighed(now, close("Old Hall", "Parcels"))).headline.people_leaving == 60


# Moves.


def test_a_service_that_moves_leaves_all_its_places_for_one():
    found = FOUND + "    Lunch | food | Far Hall | 1000 | 40\n"
    hangs = HANGS + "    Lunch | delivered_at | Far Hall | \n"
    now = town(found, hangs)
    moved = weighed(now, [change("move", "Lunch", to="New Hall")])

    assert leaving(moved) == WEST
    # It hangs on the New Hall now, and on nothing else.
    both = after(
        now.world, [change("move", "Lunch", to="New Hall"), *close("New Hall")], now.things
    )
    assert both.knock_on.surely == {id_of(name) for name in ("New Hall", "Lunch", "Supper")}


def test_a_venue_that_moves_takes_along_what_both_say_is_found_there():
    found = FOUND + "    Tea | food | Old Hall | 0 |\n"
    hangs = HANGS + "    Tea | delivered_at | Old Hall | from\n"
    move = change("move", "Old Hall", x=2500)

    assert leaving(weighed(town(), [move])) == WEST
    # That the Tea is at the Old Hall, the Tea alone says.
    food = of_need(weighed(town(found, hangs), [move]))
    assert food.headline.points_leaving == 0
    assert food.one_sided.points_leaving == 3


def test_what_moves_to_a_venue_that_moves_is_found_where_that_is_in_the_end():
    moves = [change("move", "Lunch", to="New Hall"), change("move", "New Hall", x=1000)]
    opens = [
        change("open", name="Soup", needs=("food",), to="New Hall"),
        change("move", "New Hall", x=1000),
    ]

    # From 1,000 m all but the farthest in the east are in reach.
    assert leaving(weighed(town(), moves)) == leaving(weighed(town(), moves[::-1])) == [5]
    assert leaving(weighed(town(), opens)) == leaving(weighed(town(), opens[::-1])) == [5]


def test_what_moves_to_a_venue_that_another_closes_stops():
    impact = weighed(town(), [change("move", "Lunch", to="New Hall")], close("New Hall"))

    assert leaving(impact) == [*WEST, *EAST]
    assert {one.asset.name for one in impact.after.knock_on.steps} == {"Lunch", "Supper"}


def test_a_group_without_a_place_of_its_own_hangs_on_the_one_it_moves_to():
    now = town(
        "asset | need | venue | x\nCook Club | food | | 0", "who | hangs | on", Hall={"x": 0}
    )
    changes = [change("move", "Cook Club", to="Hall"), *close("Hall")]

    assert leaving(weighed(now, changes)) == WEST
    assert leaving(weighed(now, [change("move", "Cook Club", x=500)])) == []


def test_what_had_no_known_place_is_found_where_it_moves_to():
    now = town(Cook_Club={"needs": ("company",)})
    impact = weighed(now, [change("move", "Cook Club", to="New Hall")])

    assert gaining(impact, "company") == EAST
    assert leaving(impact) == []
    both = [change("move", "Cook Club", to="New Hall"), *close("New Hall")]
    assert gaining(weighed(now, both), "company") == []


def test_what_only_came_to_people_is_found_where_it_moves_to_too():
    now = town(remote=[coming("Parcels", "company", areas=("West",))])
    parcels = replace(now.things[id_of("Parcels")], needs=("company",))
    now = replace(now, things={**now.things, parcels.id: parcels})

    assert gaining(weighed(now, [change("move", "Parcels", to="New Hall")]), "company") == EAST


def test_two_moves_of_one_asset_to_different_places_are_refused():
    there, elsewhere = (change("move", "Lunch", x=x) for x in (500, 600))

    with pytest.raises(BadInput, match="Two changes move Lunch to different places"):
        weighed(town(), [there], [elsewhere])
    assert leaving(weighed(town(), [there], [there])) == []


def test_no_move_shows_a_place_that_stays_hidden():
    found = (
        FOUND.replace("| capacity", "| capacity | hidden") + "    Refuge | food | House | 9 | | yes"
    )
    found = "\n".join(
        line + " |" if line.count("|") == 4 else line for line in found.strip().splitlines()
    )
    now = town(found, HANGS, House={"masked": True})
    now = replace(
        now, things={**now.things, id_of("House"): replace(now.things[id_of("House")], xy=None)}
    )

    for moved in ("Refuge", "House"):
        with pytest.raises(BadInput, match="stays hidden"):
            weighed(now, [change("move", moved, x=1000)])
    for leads in (change("move", "Lunch", to="House"), change("open", name="Tea", to="House")):
        with pytest.raises(BadInput, match="Where House is may not be shown"):
            weighed(now, [leads])


# What opens, and what is handed over.


def test_what_opens_brings_people_into_reach():
    now = town("asset | need | venue | x\nSupper | food | New Hall | 2500", "who | hangs | on")
    opened = change("open", name="Soup", needs=("food", "company"), x=0, capacity=12.0)
    impact = weighed(now, [opened])

    assert gaining(impact) == WEST
    assert of_need(impact).headline.people_gaining == 60
    # Nothing met company before: nobody was in reach of any.
    company = of_need(impact, "company")
    assert (company.providers_before, company.providers_after) == (0, 1)
    assert (company.headline.people_before, company.headline.people_after) == (0, 60)


def test_what_would_open_at_a_venue_that_another_closes_does_not():
    opened = change("open", name="Soup", needs=("company",), to="Old Hall")
    impact = weighed(town(), [opened], close("Old Hall"))

    assert gaining(weighed(town(), [opened]), "company") == WEST
    assert gaining(impact, "company") == []
    assert [one.headline.supply.need_id.tolist().count("company") for one in impact.each] == [1, 0]


def test_what_is_handed_over_goes_on_though_another_closes_it():
    answer = [change("hand_over", "Old Hall", to="Cook Club")]
    impact = weighed(town(), close("Old Hall"), answer)

    assert leaving(impact) == []
    assert impact.together[0].each == (60, 0)


def test_what_is_handed_over_hangs_on_who_takes_it():
    hangs = HANGS + "    Old Hall | managed_by | Council | \n"
    now = town(FOUND, hangs, Friends_Club={})
    answer = change("hand_over", "Old Hall", to="Friends Club")

    assert leaving(weighed(now, close("Council"))) == WEST
    assert leaving(weighed(now, close("Council"), [answer])) == []
    assert leaving(weighed(now, close("Friends Club"), [answer])) == WEST


# What closed already, counted beside proposals.


def since(now, **closed):
    things = dict(now.things)
    for name, day in closed.items():
        key = id_of(name.replace("_", " "))
        things[key] = replace(things[key], closed=day)
    return replace(now, things=things, closed_since=date(2026, 1, 1))


def test_after_what_closed_in_the_past_there_is_what_there_is_now():
    # The Lunch was at the Old Hall too, by its own word; it goes on elsewhere, as the club does.
    found = FOUND + "    Lunch | food | Far Hall | 1500 | 40\n    Tea | food | Old Hall | 0 |\n"
    hangs = (
        HANGS.replace("Old Hall  |", "Old Hall | from")
        + """    Lunch | delivered_at | Far Hall |
    Cook Club | meets_at | Old Hall |
    Tea | delivered_at | Old Hall | to
    """
    )
    now = since(town(found, hangs), Old_Hall=date(2026, 5, 1))
    past = weigh(now, [], Weighing(now))

    [alone] = past.each
    left = dict.fromkeys(alone.headline.supply.venue_id)
    assert list(left) == [id_of("New Hall"), id_of("Far Hall")]
    for other in (alone.one_sided, alone.alone):
        assert other.supply.venue_id.tolist() == alone.headline.supply.venue_id.tolist()
    assert past.after.knock_on.steps == ()


def test_what_lost_one_of_two_places_already_stops_with_the_other():
    found = FOUND + "    Lunch | food | Far Hall | 500 | 40\n"
    hangs = HANGS + "    Lunch | delivered_at | Far Hall |\n"
    now = since(town(found, hangs), Old_Hall=date(2026, 5, 1))
    impact = weigh(now, [weighed(now, close("Far Hall")).proposals[0]], Weighing(now))
    names = [
        {step.asset.name for step in one.knock_on.steps} for one in (*impact.each, impact.after)
    ]

    assert [len(impact.proposals), impact.proposals[1].title] == [
        2,
        "Closures since 1 January 2026",
    ]
    assert names == [{"Lunch"}, set(), {"Lunch"}]
    assert [step.effect for step in impact.after.knock_on.steps] == [Effect.STOPS]


def test_what_closed_before_the_day_asked_for_is_no_past_closure():
    now = since(town(), Old_Hall=date(2025, 5, 1))

    assert weigh(now, [], Weighing(now)).proposals[0].changes == ()
