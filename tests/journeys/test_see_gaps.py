"""Gaps and areas of the small town, by hand: 20 people at each postcode, food within 800 m."""

from datetime import date

import pytest
from loads import change

from asset_map.analysis.access import Coverage
from asset_map.domain.assets import AssetKind
from asset_map.domain.errors import NotFound
from asset_map.domain.places import AreaKind
from asset_map.journeys.describe_area import describe_area
from asset_map.journeys.see_gaps import see_gaps

TODAY = date(2026, 11, 22)
DETOUR = 1.3


def gap(area, need="food", at=TODAY):
    [found] = see_gaps(area=area, need=need, at=at).rows
    return found


def test_everybody_in_the_west_is_within_reach_of_food(same_town):
    west = gap("West Town")

    # x 100, 300, 500, 900: 0, 200, 400 m from the Lunch (x 100) and 600 m from the Supper (x 1500).
    assert west.all_records == Coverage(4, 4, 80.0, 80.0, 200 * DETOUR, 600 * DETOUR)
    assert west.known_places == 2


def test_by_what_was_confirmed_in_12_months_only_the_lunch_counts(same_town):
    west, east = gap("West Town"), gap("East Town")

    assert (west.confirmed.points_within, west.confirmed.people_within) == (3, 60)
    assert (east.confirmed.points_within, east.confirmed.people_within) == (0, 0)


def test_what_was_confirmed_long_ago_counts_no_more(same_town):
    assert gap("West Town", at=date(2027, 5, 1)).confirmed.people_within == 60
    assert gap("West Town", at=date(2027, 5, 2)).confirmed.people_within == 0


def test_a_need_that_nothing_meets_has_no_distance_and_nobody_in_reach(same_town):
    found = gap("West Town", "library")

    assert found.all_records == Coverage(4, 0, 80.0, 0.0, None, None)
    assert found.known_places == 0


def test_the_gaps_of_all_wards_are_one_row_for_each_ward_and_need(same_town):
    rows = see_gaps(at=TODAY).rows

    assert len(rows) == 2 * 22
    assert {row.area.name for row in rows} == {"West Town", "East Town"}


def test_without_people_points_are_counted_and_people_are_not_known(town):
    change("UPDATE demand_point SET people = NULL")

    found = gap("West Town").all_records

    assert (found.points, found.points_within) == (4, 4)
    assert (found.people, found.people_within, found.share_within) == (None, None, None)


def test_an_area_kind_that_is_not_loaded_is_said_so(same_town):
    with pytest.raises(NotFound, match="No area of the kind msoa"):
        see_gaps(area_kind=AreaKind.MSOA)


def test_an_area_holds_its_people_and_its_assets(same_town):
    west = describe_area("west town", TODAY)

    assert (west.people.people, west.people.postcodes) == (80, 4)
    assert {hit.asset.name for hit in west.hits} == {
        "Old Hall",
        "Lunch",
        "Town Friends",
        "Cooks of the town",
    }
    assert west.by_kind == {
        AssetKind.GROUP: 1,
        AssetKind.VENUE: 1,
        AssetKind.SERVICE: 1,
        AssetKind.SKILL_OFFER: 1,
    }
    assert west.confirmed == 2
    assert west.with_need == {"food": 1, "company": 2}


def test_the_borough_holds_what_its_wards_hold(same_town):
    dudley = describe_area("E08000027", TODAY)

    assert (dudley.people.people, dudley.people.postcodes) == (140, 7)
    assert {"Old Hall", "New Hall", "Safe House"} <= {hit.asset.name for hit in dudley.hits}


def test_gaps_of_the_borough_are_not_counted_twice_where_there_are_two_vintages(dudley):
    rows = see_gaps(need="library", at=date(2024, 6, 1)).rows

    assert len(rows) == 24
    assert sum(row.all_records.people for row in rows) == pytest.approx(324_969, abs=1e-6)
