"""Closing one thing: against counts made apart from the product, and against answers by hand.

Which links are followed, and how, is tested in tests/unit/test_knock_on.py.
"""

from datetime import date

import numpy as np
import pytest
from dudley_by_hand import homes_people_and_libraries
from loads import ask_one, change, checksums, load
from tables import write_csv
from town import GROUPS, LINKS, SERVICES

from asset_map.domain.errors import BadInput, NotFound
from asset_map.domain.links_followed import Effect
from asset_map.domain.places import AreaKind
from asset_map.journeys.impact_as_data import of_impact
from asset_map.journeys.one_off import one_off, see_one_off
from asset_map.journeys.weigh_proposals import weigh_proposals

BEFORE_WOODSIDE_CLOSED = date(2017, 12, 31)
DETOUR = 1.3


def id_of(name):
    return str(ask_one("SELECT id FROM asset WHERE name = :name", name=name))


def closed(*names, **asked):
    """Weigh closing things, of their own."""
    return weigh_proposals([one_off([id_of(name) for name in names])], **asked)


def needs_of(result):
    return {found.need.id: found for found in result.needs}


def leaving(found):
    return found.points_leaving, found.people_leaving


def told(result):
    return [
        (step.asset.name, step.effect.value, "sure" if step.sure else "one side")
        for step in result.after.knock_on.steps
    ]


# Real Dudley, counted apart: from the raw files, by brute force, with none of the product's code.


@pytest.fixture(scope="module")
def counted_apart(sample_data):
    """Dudley's postcodes, people and libraries straight from the files."""
    return homes_people_and_libraries(sample_data, 2017)


@pytest.mark.parametrize(
    ("straight_line", "postcodes"), [(True, 106), (False, 79)], ids=["straight line", "walking"]
)
def test_woodside_library_takes_from_reach_whom_a_direct_count_says(
    dudley, counted_apart, straight_line, postcodes
):
    detour = 1 if straight_line else DETOUR
    homes, people, libraries = counted_apart
    others = np.array([at for name, at in libraries.items() if name != "Woodside Library Link"])
    woodside = np.array(libraries["Woodside Library Link"])
    to_woodside = np.hypot(*(homes - woodside).T) * detour
    to_others = np.hypot(*(homes[:, None] - others[None]).transpose(2, 0, 1)).min(axis=1) * detour
    leaving_mask = (to_woodside <= 800) & (to_others > 800)

    result = closed(
        "Woodside Library Link",
        at=BEFORE_WOODSIDE_CLOSED,
        standard_m=800,
        straight_line=straight_line,
    )
    [library] = result.needs

    assert leaving_mask.sum() == postcodes
    assert library.need.id == "library"
    assert library.headline.points_leaving == postcodes
    assert library.headline.people_leaving == pytest.approx(people[leaving_mask].sum(), abs=1e-3)
    assert library.headline.people == pytest.approx(people.sum(), abs=1e-3)
    assert library.headline.people_after == pytest.approx(people[to_others <= 800].sum(), abs=1e-3)


def test_what_the_wards_lose_adds_up_to_what_the_borough_loses(dudley):
    [library] = closed("Woodside Library Link", at=BEFORE_WOODSIDE_CLOSED, standard_m=800).needs
    wards = [there for area, there in library.by_area if area.kind is AreaKind.WARD]

    assert sum(there.people_leaving for there in wards) == library.headline.people_leaving
    assert sum(there.points_leaving for there in wards) == library.headline.points_leaving


def test_closing_the_building_is_closing_what_happens_in_it(dudley):
    by_id = {
        name: closed(name, at=BEFORE_WOODSIDE_CLOSED, standard_m=800)
        for name in ("Woodside Library Link", "Woodside Library Link building")
    }
    service, building = by_id.values()

    assert [found.headline for found in building.needs] == [
        found.headline for found in service.needs
    ]


def test_a_library_that_is_closed_already_cannot_be_closed_again(dudley):
    with pytest.raises(BadInput, match="closed"):
        closed("Woodside Library Link", at=date(2019, 6, 1))


# The small town, worked out by hand: 20 people at each postcode, the food standard 800 m on foot.


def test_closing_the_lunch_leaves_the_west_of_the_town_without_food(same_town):
    food = needs_of(closed("Lunch"))["food"]
    now = food.headline

    # Before, everybody is within 800 / 1.3 = 615 m of the Lunch (x 100) or the Supper (x 1500).
    # After, x 100, 300 and 500 are 1400, 1200 and 1000 m from the Supper; x 900 is 600 m from it.
    assert (now.points_before, now.people_before) == (7, 140)
    assert (now.points_after, now.people_after) == (4, 80)
    assert leaving(now) == (3, 60)
    # What the walk grows by: 1400, 1000 and 600 m in a straight line.
    assert now.extra_median_m == pytest.approx(1000 * DETOUR)
    assert now.extra_p90_m == pytest.approx(1400 * DETOUR)
    assert now.extra_longest_m == pytest.approx(1400 * DETOUR)
    assert now.people_sole == 60
    assert now.people_without_cover == 0
    assert [(area.name, there.points_leaving) for area, there in food.by_area] == [("West Town", 3)]


def test_closing_the_only_place_for_a_need_leaves_people_without_any(same_town):
    # The group that meets "company" covers a ward and has no place, so it reaches nobody on foot.
    assert needs_of(closed("Lunch"))["company"].headline.people_without_cover == 140


def test_what_is_delivered_at_the_hall_stops_with_it_and_adds_nobody(same_town):
    result = closed("Old Hall")

    assert told(result) == [("Lunch", "stops", "sure")]
    assert set(needs_of(result)) == {"food", "company"}
    for found in result.needs:
        assert found.headline == found.alone == found.one_sided


def test_what_only_one_side_says_is_at_the_house_is_told_beside_the_figure(same_town):
    result = closed("Safe House", standard_m=780)
    urgent = needs_of(result)["urgent_help"]

    # The Refuge alone says that it is there; of the house's ward's point 4 postcodes are in reach.
    assert told(result) == [("Refuge", "stops", "one side")]
    assert leaving(urgent.one_sided) == (4, 80)
    assert leaving(urgent.alone) == leaving(urgent.headline) == (0, 0)


def test_two_places_closed_at_once_take_more_away_than_each(same_town):
    both, one, other = (
        needs_of(closed(*names))["food"].headline
        for names in (("Lunch", "Supper"), ("Lunch",), ("Supper",))
    )

    # x 900 is within 800 m of the Supper alone; without both nobody has any.
    assert leaving(one) == (3, 60)
    assert leaving(other) == (4, 80)
    assert leaving(both) == (7, 140)
    assert both.people_without_cover == 140


@pytest.fixture
def cooks(town, tmp_path):
    """The town, where Cooks who meet at the New Hall provide the Lunch; who says so of the last."""

    def known(said_by):
        groups = GROUPS + "    G2 | Cooks | | E05000001 | club\n"
        links = (
            LINKS
            + f"""    G2 | meets_at    | V2 | both      | Mondays
    S1 | provided_by | G2 | {said_by} | a hot meal
"""
        )
        written = {"groups": groups, "services": SERVICES, "links": links}
        load("own-list", *(write_csv(tmp_path / f"{n}.csv", drawn) for n, drawn in written.items()))

    return known


def test_closing_a_hall_takes_along_what_its_group_provides_elsewhere(cooks):
    cooks("both")
    result = closed("New Hall")
    needs = needs_of(result)

    assert [(step.asset.name, step.away) for step in result.after.knock_on.steps] == [
        ("Cooks", 1),
        ("Supper", 1),
        ("Lunch", 2),
    ]
    # Without the Supper x 900 to 1900 leave, 800 m and more from the Lunch at x 100; then all do.
    assert leaving(needs["food"].alone) == (4, 80)
    assert leaving(needs["food"].headline) == (7, 140)
    assert needs["food"].headline.people_without_cover == 140
    # Company is met by the Lunch alone: x 100, 300 and 500, only by the knock-on.
    assert leaving(needs["company"].alone) == (0, 0)
    assert leaving(needs["company"].headline) == (3, 60)
    assert [
        (area.name, leaving(found))
        for area, found in needs["company"].by_area
        if found.points_leaving
    ] == [("West Town", (3, 60))]


def test_what_one_side_says_stays_out_of_what_is_sure(cooks):
    cooks("from")
    result = closed("New Hall")
    food = needs_of(result)["food"]

    assert told(result)[-1] == ("Lunch", "stops", "one side")
    assert leaving(food.headline) == leaving(food.alone) == (4, 80)
    assert leaving(food.one_sided) == (7, 140)


def test_a_group_that_ends_takes_its_services_along(cooks):
    cooks("both")
    by_group, itself = closed("Cooks"), closed("Lunch")

    assert [found.alone.points_leaving for found in by_group.needs] == [0, 0]
    assert [found.headline for found in by_group.needs] == [
        found.headline for found in itself.needs
    ]


def test_a_link_is_followed_on_the_days_that_it_holds(cooks):
    cooks("both")
    change("UPDATE link SET valid_to = '2026-12-01' WHERE type = 'provided_by'")

    assert len(told(closed("Cooks", at=date(2026, 11, 30)))) == 1
    assert told(closed("Cooks", at=date(2026, 12, 1))) == []


def test_a_venue_that_has_closed_keeps_nothing_going(cooks):
    cooks("both")
    change("UPDATE link SET type = 'delivered_at' WHERE type = 'provided_by'")
    change(
        "UPDATE link SET to_id = (SELECT id FROM asset WHERE name = 'New Hall') "
        "WHERE detail = 'a hot meal'"
    )
    at = date(2026, 11, 22)

    assert told(closed("Old Hall", at=at)) == [("Lunch", "strained", "sure")]
    change("UPDATE asset SET valid_to = '2026-11-01' WHERE name = 'New Hall'")
    assert told(closed("Old Hall", at=at)) == [("Lunch", "stops", "sure")]


def test_each_step_is_told_with_its_reason_as_data(cooks):
    cooks("both")
    data = of_impact(closed("Cooks"))

    [step] = data["knock_on"]
    assert {key: step[key] for key in step if not key.endswith("id")} == {
        "kind": "service",
        "name": "Lunch",
        "effect": "stops",
        "because_name": "Cooks",
        "link": "provided_by",
        "detail": "a hot meal",
        "said_by": "both",
        "sure": True,
        "step": 1,
        "sentence": "Lunch stops: it is provided by Cooks, a hot meal; nobody else known to "
        "provide it (said by both sides).",
    }
    assert (step["id"], step["because_id"]) == (id_of("Lunch"), id_of("Cooks"))
    assert data["knock_on_in_short"] == (
        "Because of this 1 more thing would stop; both sides told us so."
    )
    assert [(link["from_name"], link["to_name"]) for link in data["links"]] == [
        ("Cooks", "New Hall"),
        ("Lunch", "Cooks"),
    ]
    food = next(found for found in data["needs"] if found["need"] == "food")
    assert food["alone"]["people_leaving_reach"] == 0
    assert food["people_leaving_reach"] == 60


# The story of the demonstration, as data/README.md tells it.

STORY_DAY = date(2026, 11, 22)


def story(name):
    return closed(f"{name} (invented)", at=STORY_DAY)


def test_all_that_shares_the_hall_of_the_story_stops_with_it(demo_database):
    steps = story("Limekiln Lantern Hall").after.knock_on.steps

    assert all(step.sure and step.effect is Effect.STOPS for step in steps)
    # Five groups and five services that have no other venue; what these groups provide elsewhere,
    # but for the skills of so few that nobody is told of them.
    assert [step.away for step in steps] == [1] * 10 + [2] * 2
    assert "Doorstep Listening Round (invented)" in {step.asset.name for step in steps}


def test_the_post_of_the_story_strains_the_hall_that_it_keeps_open(demo_database):
    result = story("Caretaking post at Limekiln Lantern Hall")

    assert told(result) == [("Limekiln Lantern Hall (invented)", "strained", "sure")]
    assert result.needs == ()


def test_the_grant_of_the_story_strains_the_post_and_goes_no_further(demo_database):
    strained = {name for name, effect, _ in told(story("Copperthorn Small Grants"))}

    assert len(strained) == 6
    assert "Caretaking post at Limekiln Lantern Hall (invented)" in strained
    assert "Limekiln Lantern Hall (invented)" not in strained


def test_what_the_wards_lose_with_all_that_stops_adds_up(demo_database):
    result = story("Small Buildings Team")

    assert {found.alone.points_leaving for found in result.needs} == {0}
    assert any(found.headline.points_leaving for found in result.needs)
    for found in result.needs:
        by_ward = [
            there.people_leaving for area, there in found.by_area if area.kind is AreaKind.WARD
        ]
        assert sum(by_ward) == found.headline.people_leaving
        assert found.headline.points_leaving <= found.one_sided.points_leaving


def test_a_quick_try_tells_where_people_and_things_could_go(demo_database):
    found = see_one_off(id_of("Limekiln Lantern Hall (invented)"), at=STORY_DAY)

    assert [one.need.id for one in found.impact.needs][:2] == ["company", "food"]
    assert len(found.alternatives.displaced) == 10
    assert {one.need.id for one in found.alternatives.for_people} <= set(needs_of(found.impact))


def test_a_closure_is_weighed_and_never_written(same_town):
    before = checksums()
    see_one_off(id_of("Old Hall"))

    assert checksums() == before


def test_something_may_be_closed_and_something_else_reduced_at_once(same_town):
    proposal = one_off([id_of("Lunch")], [(id_of("Supper"), 0.25)])

    assert [(change.kind.value, change.share) for change in proposal.changes] == [
        ("close", None),
        ("reduce", 0.25),
    ]
    assert proposal.id is None


def test_nothing_to_try_is_refused_with_what_to_give(same_town):
    with pytest.raises(BadInput, match="Nothing is given") as refused:
        one_off([])

    assert "--close" in refused.value.next_step


@pytest.mark.parametrize(
    "asset_id", ["not an id", "00000000-0000-0000-0000-000000000000", "Lunch", ""]
)
def test_an_asset_that_is_not_there_is_refused_in_a_sentence(same_town, asset_id):
    for given in (lambda: one_off([asset_id]), lambda: one_off([], [(asset_id, 0.5)])):
        with pytest.raises((BadInput, NotFound)) as refused:
            given()

        assert "Traceback" not in str(refused.value)
        assert refused.value.next_step


def test_an_id_with_a_sign_that_no_database_keeps_is_none(same_town):
    with pytest.raises(BadInput, match="is not the id of an asset"):
        one_off(["\0"])
