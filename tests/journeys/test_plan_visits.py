"""Several needs in the fewest visits, in the small town and in the demonstration.

In the town everything stands along a road: from DY1 1AB (x 300) the Old Hall (x 100) is 200 m away,
260 m on foot; the New Hall (x 1500) 1,560 m; East Town's middle, where the Safe House is counted
from, about as far.
"""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loads import load
from tables import write_csv

from asset_map.domain.errors import NotFound
from asset_map.domain.seeking import Sought
from asset_map.domain.visits import Why
from asset_map.journeys import plan_visits as planning
from asset_map.journeys.find_near import find_near
from asset_map.journeys.plan_visits import plan_visits
from asset_map.journeys.visits_as_data import of_plan

MONDAY = datetime(2026, 11, 23, 9, 0)
FAR = 2000


def plan(*needs, where="DY1 1AB", within_m=FAR, at=MONDAY, **sought):
    return plan_visits(where, Sought(needs=needs, **sought), within_m=within_m, at=at)


def visits(found, why=Why.FEWEST):
    """Return the visits of a way as (place, day of the month or None, what is met by what)."""
    return [
        (
            visit.place_name,
            visit.days[0].day if visit.days else None,
            {met.need.id: met.asset.name + ("?" if met.ask else "") for met in visit.meets},
        )
        for way in found.ways
        if way.why is why
        for visit in way.visits
    ]


def test_one_visit_meets_two_needs_where_one_place_has_both_on_a_day(same_town):
    found = plan("food", "company")

    assert visits(found) == [("Old Hall", 24, {"food": "Lunch", "company": "Lunch"})]
    assert found.sentences() == [
        "Everything that you chose in one visit: 7 minutes' walk there and back.",
        "Old Hall, 4 minutes' walk. "
        "Food; Company and someone to talk to: Lunch, tomorrow 12:00 to 14:00.",
    ]


def test_what_is_over_today_is_in_a_week(same_town):
    noon, later = datetime(2026, 11, 24, 13, 0), datetime(2026, 11, 24, 14, 0)

    assert visits(plan("food", "company", at=noon))[0][1] == 24
    assert visits(plan("food", "company", at=later))[0][1] == 1


def test_a_masked_place_is_counted_from_its_ward_and_says_so(same_town):
    found = plan("food", "housing")

    assert visits(found) == [
        ("Old Hall", 24, {"food": "Lunch"}),
        ("Safe House", None, {"housing": "Refuge?"}),
    ]
    house = found.ways[0].visits[1]
    refuge = [h for h in find_near("DY1 1AB").hits if h.asset.name == "Refuge"]
    assert not house.exact
    assert house.walking_m == pytest.approx(refuge[0].walking_m, abs=1)
    assert "exact place not shown" in found.sentences()[2]


def test_the_standard_of_each_need_is_how_far_one_goes_where_no_distance_is_asked_for(same_town):
    found = plan("food", "housing", within_m=None)

    assert visits(found) == [("Old Hall", 24, {"food": "Lunch"})]
    assert [(one.need.id, one.within_m, one.nearest.name) for one in found.beyond] == [
        ("housing", 800, "Refuge")
    ]
    assert found.sentences()[0].startswith("1 of the 2 needs in one visit: ")
    assert found.sentences()[0].endswith("Not in reach: housing.")


def test_a_need_that_nothing_known_meets_is_never_said_to_have_none(same_town):
    found = plan("library", "learning")

    assert found.ways == ()
    assert found.sentences() == [
        "No visit in reach meets library or learning.",
        "We know of no place within 25 minutes' walk for library, nor of any beyond. "
        "That does not mean there is none.",
        "We know of no place within 25 minutes' walk for learning, nor of any beyond. "
        "That does not mean there is none.",
    ]


def test_what_covers_the_area_is_told_where_nothing_else_meets_the_need(same_town):
    found = plan("company", "library", within_m=100)

    assert [(one.need.id, one.asset.name) for one in found.covering] == [
        ("company", "Town Friends")
    ]
    assert (
        "Company and someone to talk to, ask where it happens: Town Friends (covers West Town)."
        in found.sentences()
    )


def test_what_was_found_already_is_not_looked_for_again(same_town, monkeypatch):
    sought = Sought(needs=("food", "housing"))
    near = find_near("DY1 1AB", sought, within_m=FAR, at=MONDAY.date())
    expected = plan("food", "housing")

    monkeypatch.setattr(planning, "find_near", None)

    assert plan_visits("DY1 1AB", sought, within_m=FAR, at=MONDAY, found=near) == expected


def test_where_more_is_in_reach_than_was_found_it_is_looked_for(same_town):
    sought = Sought(needs=("food", "housing"))
    near = find_near("DY2 2AB", sought, within_m=FAR, at=MONDAY.date(), limit=1)

    given = plan_visits("DY2 2AB", sought, within_m=FAR, at=MONDAY, found=near)

    assert near.more
    assert given == plan("food", "housing", where="DY2 2AB")
    assert given.looked_at is None


def test_more_needs_than_are_worked_out_are_told(same_town):
    needs = [
        "food",
        "company",
        "library",
        "learning",
        "work",
        "money",
        "advice",
        "health",
        "caring",
        "faith",
        "housing",
    ]

    found = plan(*needs)

    assert found.too_many
    assert found.sentences() == ["Choose at most 10 needs to see them in the fewest visits."]
    assert of_plan(found)["too_many"]


def test_an_unknown_need_is_refused(same_town):
    with pytest.raises(NotFound, match="No need is called"):
        plan("food", "beer")


# More of the town: what is at two halls, on different days, or comes by phone.

SERVICES = """
    ref | name    | needs        | covers    | hours          | how
    A1  | Advice  | advice       |           | We 10:00-12:00 |
    A2  | Band    | culture      |           | We 18:00-20:00 |
    A3  | Play    | under_fives  |           | Th 09:00-11:00 |
    A4  | Walks   | getting_active |         | Th 14:00-15:00 |
    A5  | Ring    | money        | E05000001 | Fr 09:00-10:00 | by phone
    A6  | Desk    | money        |           | Tu 09:00-10:00 | in person
    A7  | Wire    | work         |           |                | online
    A8  | Class   | learning     | E08000027 | Tu 09:00-10:00 | in person or by phone
"""
GROUPS = """
    ref | name        | needs
    G8  | Play Group  | under_fives
"""
LINKS = """
    from_ref | type         | to_ref | said_by | detail
    A1       | delivered_at | V1     | both    |
    A1       | delivered_at | V2     | both    |
    A2       | delivered_at | V2     | both    |
    A3       | delivered_at | V1     | both    |
    A4       | delivered_at | V1     | both    |
    A6       | delivered_at | V1     | both    |
    A8       | delivered_at | V2     | both    |
    G8       | meets_at     | V1     | both    |
    A3       | provided_by  | G8     | both    |
"""
VENUES = """
    ref | name       | needs     | postcode | description     | masked | step_free | last_confirmed
    V1  | Old Hall   |           | DY1 1AA  | brick, 1900     |        | no        | 2026-05-01
    V2  | New Hall   |           | DY2 2AB  | glass, 1990     |        | yes       |
"""


@pytest.fixture
def fuller(town, tmp_path):
    drawn = {"venues": VENUES, "services": SERVICES, "groups": GROUPS, "links": LINKS}
    files = [write_csv(tmp_path / f"{name}.csv", text) for name, text in drawn.items()]
    load("own-list", *files, partial=True)


def test_the_fuller_town(fuller):
    """One database for all of these: each is a question that changes nothing."""
    a_place_farther_off_may_save_a_visit()
    only_what_is_on_one_day_goes_into_one_visit()
    the_group_that_runs_it_makes_no_day_of_its_own()
    what_comes_by_phone_needs_no_visit_and_can_be_had_in_person()
    what_comes_nobody_knows_where_only_may()
    what_has_a_place_and_comes_as_well_needs_no_visit()
    a_step_is_in_the_way_at_one_of_two_places()
    only_the_times_that_are_sought_count()
    plain_data_says_the_same()


def a_place_farther_off_may_save_a_visit():
    found = plan("advice", "culture")

    # The nearest place with advice is the Old Hall: but the New Hall has both, on Wednesday.
    assert visits(found) == [("New Hall", 25, {"advice": "Advice", "culture": "Band"})]
    assert found.ways[1:] == ()  # Both halls would be farther to walk in all, and no sooner.


def only_what_is_on_one_day_goes_into_one_visit():
    found = plan("advice", "under_fives")

    assert visits(found) == [
        ("Old Hall", 25, {"advice": "Advice"}),
        ("Old Hall", 26, {"under_fives": "Play"}),
    ]
    assert (
        "Old Hall has “advice and rights” and under-fives, but on different days."
        in found.sentences()
    )
    assert visits(plan("getting_active", "under_fives")) == [
        ("Old Hall", 26, {"getting_active": "Walks", "under_fives": "Play"})
    ]


def the_group_that_runs_it_makes_no_day_of_its_own():
    found = plan("under_fives", "food")

    assert [day for _, day, _ in visits(found)] == [24, 26]


def what_comes_by_phone_needs_no_visit_and_can_be_had_in_person():
    found = plan("money", "advice")
    west, east = found, plan("money", "advice", where="DY2 2AB")

    assert [(one.need.id, one.asset.name, one.reason) for one in west.coming] == [
        ("money", "Ring", "by phone, covers West Town")
    ]
    assert visits(west) == [("Old Hall", 25, {"advice": "Advice"})]
    assert visits(west, Why.IN_PERSON) == [
        ("Old Hall", 24, {"money": "Desk"}),
        ("Old Hall", 25, {"advice": "Advice"}),
    ]
    assert west.sentences()[0].startswith("Everything that you chose in one visit, with what comes")
    assert east.coming == ()
    assert [needs for _, _, needs in visits(east)] == [{"money": "Desk"}, {"advice": "Advice"}]


def what_comes_nobody_knows_where_only_may():
    found = plan("work", "advice")

    assert [(one.need.id, one.asset.name, one.area_known) for one in found.perhaps] == [
        ("work", "Wire", False)
    ]
    assert [one.need.id for one in found.beyond] == ["work"]


def what_has_a_place_and_comes_as_well_needs_no_visit():
    found = plan("learning", "advice", within_m=1000)

    assert [(one.need.id, one.asset.name, one.reason) for one in found.coming] == [
        ("learning", "Class", "by phone")
    ]
    assert found.beyond == ()


def a_step_is_in_the_way_at_one_of_two_places():
    found = plan("advice", "learning", step_free=True)

    assert visits(found) == [("New Hall", 25, {"advice": "Advice"})]


def only_the_times_that_are_sought_count():
    assert visits(plan("advice", "culture", times="evenings")) == [
        ("New Hall", 25, {"culture": "Band"})
    ]
    assert visits(plan("advice", "culture", times="tomorrow")) == []
    assert visits(plan("food", "advice", times="tomorrow")) == [("Old Hall", 24, {"food": "Lunch"})]


def plain_data_says_the_same():
    data = of_plan(plan("advice", "under_fives"))

    [way] = data["ways"]
    assert (way["best_in"], way["walking_m"], way["done_by"]) == (
        "fewest visits",
        1040,
        "2026-11-26",
    )
    assert way["visits"][0]["meets"][0]["times"] == [
        {"opens": "2026-11-25T10:00:00+00:00", "closes": "2026-11-25T12:00:00+00:00"}
    ]
    assert data["not_together"] == [{"needs": ["advice", "under_fives"], "places": ["Old Hall"]}]


def test_wrens_nest_needs_three_visits_for_food_advice_and_under_fives(demo_database):
    found = plan("food", "advice", "under_fives", where="DY1 3SB", within_m=1600)

    # The Lantern Hall has all three, each on a day of its own; the pantry is nearer than its lunch.
    assert visits(found) == [
        (
            "Limekiln Lantern Hall (invented)",
            25,
            {"under_fives": "Small Boots Play Morning (invented)"},
        ),
        (
            "Limekiln Lantern Hall (invented)",
            26,
            {"advice": "Inkpot Ledger Debt Drop-in (invented)"},
        ),
        ("Emberfold Chapel Room (invented)", 28, {"food": "Two Estates Pantry (invented)"}),
    ]
    assert (
        "Limekiln Lantern Hall (invented) has food, “advice and rights” and under-fives, "
        "but on different days." in found.sentences()
    )
    assert [(way.why, way.done_by.day) for way in found.ways] == [
        (Why.FEWEST, 28),
        (Why.SOONEST, 25),
    ]


DEMO_NEEDS = ("food", "advice", "company", "work", "housing", "library", "mental_wellbeing")


@settings(max_examples=12, deadline=None)
@given(
    needs=st.lists(st.sampled_from(DEMO_NEEDS), min_size=2, unique=True),
    within_m=st.sampled_from([None, 800.0, 1600.0, 4000.0]),
    minutes=st.integers(0, 14 * 24 * 60),
    limit=st.sampled_from([1, 5, 50]),
)
def test_each_need_is_met_comes_or_is_told_however_few_were_found_first(
    demo_database, needs, within_m, minutes, limit
):
    sought, at = Sought(needs=tuple(needs)), MONDAY + timedelta(minutes=minutes)
    asked = {"within_m": within_m, "at": at}
    near = find_near("DY1 3SB", sought, within_m=within_m, at=at.date(), limit=limit)

    found = plan_visits("DY1 3SB", sought, found=near, **asked)

    met = {need for _, _, meets in visits(found) for need in meets}
    coming, beyond = ({one.need.id for one in some} for some in (found.coming, found.beyond))
    assert met | coming | beyond == set(needs)
    assert not beyond & (met | coming)
    assert found == plan_visits("DY1 3SB", sought, **asked)


@pytest.mark.parametrize(
    ("within_m", "said"), [(400, "5 minutes' walk"), (450, "450 m"), (80, "1 minute's walk")]
)
def test_reach_is_said_in_minutes_unless_it_was_asked_for_in_metres(same_town, within_m, said):
    told = plan("library", "learning", within_m=within_m).sentences()[1]
    assert told.startswith(f"We know of no place within {said} for library")


def test_the_nearest_beyond_is_told_in_minutes_alone_with_where_it_is(same_town):
    found = plan("food", "housing", within_m=None)
    assert found.beyond[0].reason == (
        "exact place not shown; the middle of its ward is 20 minutes' walk away, at Safe House"
    )
