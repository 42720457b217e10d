"""What must not be lost, in the small town: 20 people at each postcode, 800 m walking are 615 m."""

from datetime import date

import pytest

from asset_map.domain.errors import NotFound
from asset_map.journeys.rank_closures import rank_closures
from asset_map.journeys.see_gaps import see_gaps
from asset_map.journeys.weigh_closure import weigh_closure

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
    # Weighing one closure looks at walks alone, so needs that something comes for are left out.
    known = see_gaps(area="E08000027", at=TODAY).needs
    on_foot = {one.need.id for one in known if not one.evidence.remote}
    rows = [row for row in rank_closures(at=TODAY, limit=3).rows if row.need.id in on_foot]

    assert len(rows) > 20
    for row in rows[::5]:
        alone = weigh_closure(str(row.asset.id), at=TODAY)
        [change] = [one for one in alone.needs if one.need.id == row.need.id]
        assert row.points_leaving == change.own.points_leaving
        assert row.people_leaving == pytest.approx(change.own.people_leaving)
        assert row.extra_median_m == pytest.approx(change.own.extra_median_m, nan_ok=True)


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
