"""Several needs in the fewest visits as HTML."""

from dataclasses import replace
from datetime import datetime

import pytest

from asset_map.app import visits
from asset_map.domain.seeking import Sought
from asset_map.journeys.plan_visits import plan_visits

NEEDS = {"food": "Food", "housing": "Housing", "company": "Company"}
TAG = '<img src=x onerror="alert(1)">'


def plan(*needs, **asked):
    at = datetime(2026, 11, 23, 9, 0)
    return plan_visits("DY1 1AB", Sought(needs=needs), at=at, **asked)


def test_each_visit_says_where_when_how_far_for_what_and_how_sure(same_town):
    html = visits.section(plan("food", "company"), NEEDS)

    assert "Everything that you chose in one visit" in html
    assert ">Old Hall</a></h4>" in html
    assert "Tomorrow · 4 minutes&#x27; walk<" in html
    assert "<strong>Food; Company</strong>: " in html
    assert "12:00 to 14:00" in html
    assert "Last confirmed 1 May 2026" in html


def test_what_is_not_in_reach_comes_with_the_nearest_beyond(same_town):
    html = visits.section(plan("food", "housing"), NEEDS)

    assert "We know of no place within 10 minutes&#x27; walk for housing." in html
    assert ">Refuge</a>" in html


def test_a_place_that_stays_hidden_says_so(same_town):
    html = visits.section(plan("food", "housing", within_m=2000), NEEDS)

    assert "exact place not shown" in html


@pytest.mark.parametrize("needs", [(), ("food",)])
def test_one_need_makes_no_section(same_town, needs):
    assert visits.section(plan(*needs), NEEDS) == ""


def test_names_from_data_are_shown_as_text(same_town):
    told = plan("food", "housing", within_m=2000)
    hostile = replace(
        told,
        ways=tuple(
            replace(
                way,
                visits=tuple(
                    replace(
                        visit,
                        place_name=TAG,
                        meets=tuple(
                            replace(met, asset=replace(met.asset, name=TAG), hours_text=TAG)
                            for met in visit.meets
                        ),
                    )
                    for visit in way.visits
                ),
            )
            for way in told.ways
        ),
        apart=tuple(replace(one, places=(TAG,)) for one in told.apart),
    )
    html = visits.section(hostile, {need: TAG for need in NEEDS})

    assert "<img" not in html
    assert "&lt;img src=x" in html
