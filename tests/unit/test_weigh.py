"""Proposals weighed, alone and together: what has to hold for any town and any changes."""

from dataclasses import fields

import numpy as np
import pytest
from drawn_by_chance import HALLS, changes, closures, situations
from hypothesis import given, settings
from hypothesis import strategies as st
from situations import NEEDS, close, id_of, leaving, of_need, proposal, situation, weighed

from asset_map.analysis.closures import every_closure
from asset_map.analysis.difference import Difference
from asset_map.analysis.impact import Settings
from asset_map.analysis.meeting import meeting
from asset_map.analysis.reach import Question
from asset_map.analysis.weigh import Weighing
from asset_map.domain.proposals import Change, ChangeKind

few = settings(max_examples=60, deadline=None)
ADD_UP = [
    field.name
    for field in fields(Difference)
    if field.name not in {"points", "people", "points_before", "points_after"}
    and field.name not in {"people_before", "people_after"}
    and not field.name.startswith("extra")
]


@pytest.fixture(autouse=True, scope="module")
def compiled_before():
    """Compiles what is compiled at its first use, which takes longer than an example may."""
    weighed(situation("asset | need | venue | x\nLunch | food | | 0"), close("Lunch"))


def figures(impact):
    """Return all that was worked out for each need, without the arrays."""
    return [
        [value for name, value in vars(one).items() if name != "at_points"] for one in impact.needs
    ]


def rows(world):
    """Return the rows of a supply, to be compared whatever their order."""
    found = zip(*(getattr(world.supply, field.name) for field in fields(world.supply)), strict=True)
    return sorted(
        str([getattr(cell, "tolist", lambda c=cell: c)() for cell in row]) for row in found
    )


@few
@given(situations())
def test_an_empty_proposal_changes_nothing(now):
    for impact in (weighed(now), weighed(now, ()), weighed(now, (), ())):
        assert impact.needs == impact.together == ()
        assert impact.after.knock_on.steps == ()
        for world in (impact.after.alone, impact.after.headline, impact.after.one_sided):
            assert rows(world) == rows(now.world)
            assert world.remote == now.world.remote
            assert world.links == now.world.links


@few
@given(situations(), changes(), st.data())
def test_the_order_of_changes_does_not_matter(now, some, data):
    one, other = weighed(now, some), weighed(now, data.draw(st.permutations(some)))

    assert figures(one) == figures(other)
    assert one.after.knock_on == other.after.knock_on
    assert (one.after.ended, one.after.lost) == (other.after.ended, other.after.lost)


@few
@given(situations(), changes(), st.data())
def test_nor_does_the_order_of_proposals_nor_who_proposes_what(now, some, data):
    sets = [[] for _ in range(3)]
    for change in some:
        sets[data.draw(st.integers(0, 2))].append(change)
    proposals = [proposal(*one) for one in sets]
    one, other = weighed(now, *proposals), weighed(now, *data.draw(st.permutations(proposals)))

    assert {str(found) for found in figures(weighed(now, some))} <= {str(f) for f in figures(one)}
    assert figures(one) == figures(other)
    assert [(found.all, found.only_together, found.by_area) for found in one.together] == [
        (found.all, found.only_together, found.by_area) for found in other.together
    ]


@few
@given(situations(), closures, closures)
def test_closing_more_never_helps_anyone(now, some, more):
    weighing = Weighing(now, Settings(detour=1.0))
    fewer, many = weighing.after(some), weighing.after([*some, *more])
    for need in now.needs:
        one, other = weighing.of_need(need, fewer), weighing.of_need(need, many)
        assert not one.at_points.gaining.any()
        assert not other.at_points.gaining.any()
        for name in ("leaving", "without_cover"):
            assert (getattr(one.at_points, name) <= getattr(other.at_points, name)).all()
        for told in ("alone", "headline", "one_sided"):
            lost, more_lost = getattr(one, told), getattr(other, told)
            assert lost.points_leaving <= more_lost.points_leaving
            assert (lost.people_leaving or 0) <= (more_lost.people_leaving or 0)
        assert one.alone.points_leaving <= one.headline.points_leaving
        assert one.headline.points_leaving <= one.one_sided.points_leaving


@few
@given(situations(), changes())
def test_before_less_after_is_who_leaves_less_who_gains(now, some):
    for found in weighed(now, some).needs:
        told = [found.headline, found.alone, found.one_sided, found.confirmed, found.beyond]
        told += [there for _, there in (*found.by_area, *found.by_group)]
        told += [found.most_deprived, found.least_deprived]
        for one in filter(None, told):
            assert one.points_before - one.points_after == one.points_leaving - one.points_gaining
            if one.people is not None:
                assert (
                    one.people_before - one.people_after == one.people_leaving - one.people_gaining
                )


@few
@given(situations(), changes())
def test_what_areas_lose_adds_up_to_what_the_authority_loses(now, some):
    for found in weighed(now, some).needs:
        for name in ADD_UP:
            parts = [getattr(there, name) or 0 for _, there in found.by_area]
            assert sum(parts) == sum(reversed(parts)) == (getattr(found.headline, name) or 0), name


@few
@given(situations(known=True), changes())
def test_what_groups_lose_adds_up_to_what_all_lose(now, some):
    for found in weighed(now, some).needs:
        for name in ADD_UP:
            if name.startswith("people"):
                parts = [getattr(there, name) for _, there in found.by_group]
                assert sum(parts) == getattr(found.headline, name), name


@few
@given(situations(), closures, closures)
def test_together_is_at_least_the_largest_alone_and_at_least_any_alone(now, some, more):
    for found in weighed(now, some, more).together:
        assert found.all_points >= max(found.each_points)
        if found.all is not None:
            assert found.all >= max(found.each)
            assert found.all >= found.any_alone
            assert found.all == found.any_alone + found.only_together
        assert sum(points for *_, points in found.by_area) == found.only_together_points


@few
@given(situations())
def test_each_closure_is_what_closing_everything_one_by_one_says(now):
    question = Question(1000.0, detour=1.0)
    own, people = now.demand.own, now.demand.people
    by_both = now.world.placed_by_both
    for need in NEEDS:
        of_things = now.meeting(need, now.world)
        with_venue = meeting(
            need, now.world.supply, now.world.remote, now.covered, now.points, with_venue=by_both
        )
        for meets, halls in ((of_things, False), (with_venue, True)):
            reach = now.reach(meets.providers, question)
            every = every_closure(reach.of(own), people[own], len(meets.assets))
            for number, asset_id in enumerate(meets.assets):
                if (asset_id in set(map(id_of, HALLS))) is not halls:
                    continue
                alone = [Change(ChangeKind.CLOSE, asset_id)]
                found = of_need(weighed(now, alone), need).alone
                assert every.points_leaving[number] == found.points_leaving
                assert every.people_leaving[number] == (found.people_leaving or 0)
                assert every.people_without_any[number] == (found.people_without_cover or 0)
                assert every.people_farther[number] == (found.people_farther or 0)
                if not np.isnan(people[own]).all():
                    for ours, theirs in (
                        (every.extra_median_m[number], found.extra_median_m),
                        (every.extra_p90_m[number], found.extra_p90_m),
                    ):
                        told = float("nan") if theirs is None else theirs
                        assert ours == pytest.approx(told, nan_ok=True)


# By hand.

TWO = """
    asset  | need | venue  | x
    Lunch  | food | A Hall | 500
    Supper | food | B Hall | 1500
"""
TIED = """
    who    | hangs        | on
    Lunch  | delivered_at | A Hall
    Supper | delivered_at | B Hall
"""


def test_what_each_of_two_halls_hides_shows_together():
    # Homes at 0 to 2,500 m. In reach of both: 500, 1,000 and 1,500 m, that is 20, 30 and 40 people.
    impact = weighed(situation(TWO, TIED), close("A Hall"), close("B Hall"))
    [food] = impact.together

    assert food.each == (10, 50 + 60)
    assert (food.any_alone, food.all, food.only_together) == (120, 210, 90)
    # 0, 500 and 1,000 m are the West.
    assert [(area.name, people, points) for area, people, points in food.by_area] == [
        ("West", 50, 2),
        ("East", 40, 1),
    ]
    assert np.flatnonzero(food.leaving_only_together).tolist() == [1, 2, 3]
    assert leaving(impact) == [0, 1, 2, 3, 4, 5]


def test_where_people_are_not_known_places_where_more_leave_together_are_told_all_the_same():
    now = situation(TWO, TIED, people=[np.nan, np.nan, np.nan, 40, 50, 60])
    [food] = weighed(now, close("A Hall"), close("B Hall")).together

    assert (food.only_together, food.only_together_points) == (40, 3)
    assert [(area.name, people) for area, people, _ in food.by_area] == [
        ("West", None),
        ("East", 40),
    ]


def test_of_one_proposal_alone_nothing_is_told_together():
    assert weighed(situation(TWO, TIED), close("A Hall", "B Hall")).together == ()
