"""What must not be lost, in the small town: 20 people at each postcode, 800 m walking are 615 m."""

from datetime import date

import pytest

from asset_map.domain.errors import NotFound
from asset_map.journeys.one_off import one_off
from asset_map.journeys.rank_closures import rank_closures
from asset_map.journeys.weigh_proposals import weigh_proposals

TODAY = date(2026, 11, 22)


def test_a_service_and_the_hall_it_is_in_are_each_critical(same_town):
    found = {row.asset.name: row for row in rank_closures("food", at=TODAY).rows}

    # The Lunch at the Old Hall (x 100) is the only one for x 100, 300 and 500; the Supper at the
    # New Hall (x 1500) for x 900 to 1900.
    assert {name: row.people_leaving for name, row in found.items()} == {
        "Supper": 80,
        "New Hall": 80,
        "Lunch": 60,
        "Old Hall": 60,
    }
    assert found["Old Hall"].asset.hanging == 1
    assert found["Supper"].too_little_known == (
        "nobody told for how many it has room",
        "not confirmed within 12 months",
    )


def test_each_is_what_weighing_it_alone_says(own_demo):
    rows = rank_closures(at=TODAY, limit=3).rows

    assert len(rows) > 30
    for row in rows[::4]:
        found = weigh_proposals([one_off([str(row.asset.id)])], at=TODAY)
        [alone] = [one.alone for one in found.needs if one.need.id == row.need.id]
        assert row.points_leaving == alone.points_leaving
        assert row.people_leaving == alone.people_leaving
        assert row.people_without_any == alone.people_without_cover
        assert row.extra_median_m == pytest.approx(alone.extra_median_m, nan_ok=True)


def test_ranks_begin_anew_with_each_need_and_fall_with_the_people(own_demo):
    rows = rank_closures(at=TODAY, limit=5).rows

    for need in {row.need.id for row in rows}:
        of_need = [row for row in rows if row.need.id == need]
        assert [row.rank for row in of_need] == list(range(1, len(of_need) + 1))
        people = [row.people_leaving for row in of_need]
        assert people == sorted(people, reverse=True)


def test_a_need_that_nothing_meets_ranks_nothing_and_one_that_nobody_defined_is_refused(same_town):
    assert rank_closures("library", at=TODAY).rows == ()
    with pytest.raises(NotFound, match="No need is called"):
        rank_closures("happiness")
