"""What must not be lost, in the small town: 20 people at each postcode, 800 m walking are 615 m."""

from datetime import date
from uuid import UUID

import pytest

from asset_map.db.critical import Keeper
from asset_map.domain.errors import BadInput, NotFound
from asset_map.domain.proposals import Change, ChangeKind, Proposal
from asset_map.journeys.rank_closures import rank_closures
from asset_map.journeys.ranking import is_directorate
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
        "only one link is known",
        "nobody told for how many it has room",
        "not confirmed within 12 months",
    )


def test_each_is_what_weighing_it_alone_says(own_demo):
    rows = rank_closures(at=TODAY, limit=3).rows

    assert len(rows) > 40
    for row in rows[::5]:
        closing = Change(ChangeKind.CLOSE, row.asset.id)
        impact = weigh_proposals([Proposal("Close it", "", (closing,))], at=TODAY)
        [alone] = [one.alone for one in impact.needs if one.need.id == row.need.id]
        assert row.points_leaving == alone.points_leaving
        assert row.people_leaving == alone.people_leaving
        assert row.people_without_any == alone.people_without_cover
        assert row.extra_median_m == pytest.approx(alone.extra_median_m)
        assert row.extra_p90_m == pytest.approx(alone.extra_p90_m)


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


BUILDINGS = "Small Buildings Team (invented)"


def test_a_directorate_is_shown_what_it_looks_after_with_its_rank_among_all(own_demo):
    every = rank_closures(at=TODAY, limit=1000).rows
    found = rank_closures(keeper="small buildings", at=TODAY, limit=1000)

    assert found.keeper is not None
    assert found.keeper.name == BUILDINGS
    assert list(found.rows) == [row for row in every if BUILDINGS in row.asset.keeper]
    assert any(row.rank > 1 for row in found.rows)
    assert found.sentences()[0] == f"Only what {BUILDINGS} looks after."


def test_it_is_summed_up_who_looks_after_what_must_not_be_lost(own_demo):
    ranking = rank_closures(at=TODAY, limit=1)
    [buildings] = [one for one in ranking.kept if one.keeper.name == BUILDINGS]
    theirs = rank_closures(keeper=BUILDINGS, at=TODAY, limit=1000).rows

    assert buildings.directorate
    assert buildings.assets == len({row.asset.id for row in theirs})
    assert buildings.needs == len({row.need.id for row in theirs})
    assert buildings.most.people_leaving == max(row.people_leaving for row in theirs)
    assert buildings.too_little_known == len(
        {row.asset.id for row in theirs if row.too_little_known}
    )
    told = [one.directorate for one in ranking.kept]
    assert told == sorted(told, reverse=True)
    assert not all(told)


def test_a_limit_counts_what_is_listed_of_each_need(own_demo):
    found = rank_closures(keeper=BUILDINGS, at=TODAY, limit=2).rows

    for need in {row.need.id for row in found}:
        ranks = [row.rank for row in found if row.need.id == need]
        assert len(ranks) <= 2
        assert ranks == sorted(ranks)


def test_a_directorate_that_nobody_knows_and_a_name_of_several_are_refused(own_demo):
    with pytest.raises(NotFound, match="No directorate or group") as unknown:
        rank_closures(keeper="Ministry of Walks", at=TODAY)
    assert BUILDINGS in unknown.value.next_step
    with pytest.raises(BadInput, match="may be one of several"):
        rank_closures(keeper="team", at=TODAY)
    with pytest.raises(NotFound):
        rank_closures(keeper="''", at=TODAY)


@pytest.mark.parametrize(
    ("type_of", "expected"),
    [
        ("council team", True),
        ("Council department", True),
        ("directorate", True),
        ("parish council", False),
        ("youth council", False),
        ("councillor", False),
        ("charity", False),
        ("", False),
    ],
)
def test_a_part_of_the_council_is_known_by_its_type(type_of, expected):
    assert is_directorate(Keeper(UUID(int=1), "Somebody", type_of)) is expected
