"""What a place has and who works with whom: the small town by hand, and two estates."""

import json
from datetime import date
from time import perf_counter

import pytest
from loads import change

from asset_map.domain.assets import AssetKind, LinkType, SaidBy
from asset_map.domain.errors import NotFound
from asset_map.journeys.see_strengths import see_strengths

TODAY = date(2026, 11, 22)


def names(hub):
    return hub.asset.name, [other.name for other in hub.others]


def link(found, one, other):
    [wanted] = [x for x in found.works_with if (x.one.name, x.other.name) == (one, other)]
    return wanted


# The small town.


def test_what_there_is_is_counted_by_kind_and_need(same_town):
    west = see_strengths("West Town", TODAY)

    assert (west.assets, west.confirmed, west.share_confirmed) == (4, 2, 0.5)
    assert west.by_kind == {kind: 1 for kind in AssetKind}
    assert [(need.id, count) for need, count in west.needs] == [("company", 2), ("food", 1)]


def test_links_are_told_with_both_ends_and_who_says_so(same_town):
    west = see_strengths("West Town", TODAY)

    supports = link(west, "Town Friends", "Lunch")
    assert (supports.link_type, supports.said_by) == (LinkType.SUPPORTS, SaidBy.FROM)
    assert supports.both_here
    assert supports.sentence() == "Town Friends supports Lunch (said by one side only)."
    delivered = link(west, "Lunch", "Old Hall")
    assert delivered.sentence() == "Lunch is delivered at Old Hall (both sides say so)."


def test_who_has_links_with_most_others_is_told_first(same_town):
    [lunch] = see_strengths("West Town", TODAY).connected

    assert names(lunch) == ("Lunch", ["Old Hall", "Town Friends"])


def test_a_link_that_leaves_the_area_is_told_and_marked(town):
    change(
        "UPDATE link SET to_id = (SELECT id FROM asset WHERE name = 'Supper') "
        "WHERE type = 'supports'"
    )

    for area in ("West Town", "East Town"):
        assert not link(see_strengths(area, TODAY), "Town Friends", "Supper").both_here


def test_closed_ends_and_ended_links_are_not_told(town):
    change("UPDATE asset SET valid_to = '2026-01-01' WHERE name = 'Town Friends'")
    change("UPDATE link SET valid_to = '2026-01-01' WHERE type = 'delivered_at'")

    assert see_strengths("West Town", TODAY).works_with == ()
    assert len(see_strengths("West Town", date(2025, 12, 31)).works_with) == 2


def test_a_link_that_each_side_states_is_one_that_both_say(town):
    change(
        "INSERT INTO link (id, from_id, type, to_id, detail, said_by, from_record, to_record, "
        "scope, source_id, load_id) SELECT gen_random_uuid(), from_id, type, to_id, detail, 'to', "
        "from_record, to_record, scope, source_id, load_id FROM link WHERE type = 'supports'"
    )

    assert link(see_strengths("West Town", TODAY), "Town Friends", "Lunch").said_by is SaidBy.BOTH


def test_places_that_several_use_and_groups_that_run_several_are_told(town):
    change(
        "UPDATE link SET to_id = (SELECT id FROM asset WHERE name = 'Old Hall') "
        "WHERE type = 'delivered_at'"
    )
    change(
        "UPDATE link SET type = 'meets_at', to_id = (SELECT id FROM asset WHERE name = "
        "'Old Hall') WHERE type = 'supports'"
    )

    [hall] = see_strengths("West Town", TODAY).shared

    assert names(hall) == ("Old Hall", ["Lunch", "Refuge", "Supper", "Town Friends"])
    assert "4 groups and services meet at Old Hall." in see_strengths("West Town").sentences()


def test_volunteers_are_counted_as_real_people_may_be(same_town):
    [west] = see_strengths("West Town", TODAY).skills
    [east] = see_strengths("East Town", TODAY).skills

    assert (west.skill, west.people, west.people_shown) == ("cooking", 15, "about 15")
    assert (east.skill, east.people, east.people_shown) == ("driving", 10, "about 10")


def test_a_sum_of_volunteers_gives_no_hidden_number_away(town):
    def both_cook(cooks, drivers):
        change("UPDATE skill_offer SET skill = 'cooking', people = :people", people=cooks)
        change("UPDATE asset_area SET area_code = 'E05000001'")
        change(
            "UPDATE skill_offer SET people = :people WHERE asset_id = (SELECT id FROM asset "
            "WHERE name = 'Drivers')",
            people=drivers,
        )
        [cooking] = see_strengths("West Town", TODAY).skills
        return cooking

    assert both_cook(14, 1) == both_cook(14, 9)
    assert both_cook(14, 6).people is None
    assert both_cook(14, 6).people_shown == "about 15 and fewer than 10"


def test_of_a_masked_venue_only_its_name_and_links_are_told(same_town):
    east = see_strengths("East Town", TODAY)

    assert link(east, "Refuge", "Safe House").link_type is LinkType.DELIVERED_AT
    told = json.dumps(east.as_json()) + repr(east)
    assert [secret for secret in ("DY2 2AD", "391900", "290500") if secret in told] == []


def test_a_place_of_which_nothing_is_known_says_so(town):
    change("UPDATE asset SET withdrawn = '2026-01-01'")

    west = see_strengths("West Town", TODAY)

    assert (west.assets, west.share_confirmed) == (0, None)
    assert west.sentences() == ["We know of nothing in West Town yet."]


def test_an_unknown_area_is_said_so(same_town):
    with pytest.raises(NotFound, match="No area is called 'Nowhere'"):
        see_strengths("Nowhere")


# The demonstration.


def test_the_hall_between_the_estates_is_what_most_hangs_on(demo_database):
    ward = see_strengths("Castle & Priory", TODAY)

    assert ward.connected[0].asset.name == "Limekiln Lantern Hall (invented)"
    assert names(ward.shared[0])[0] == "Limekiln Lantern Hall (invented)"
    assert len(ward.shared[0].others) == 10
    assert ward.works_with[0].both_here
    runs = dict(map(names, ward.running))
    assert len(runs["Copperleaf Neighbours (invented)"]) == 3
    assert not any("volunteers of" in other for others in runs.values() for other in others)


def test_an_estate_counts_volunteers_that_cover_it_and_not_who_is_based_there(demo_database):
    estate = see_strengths("Wrens Nest", TODAY)

    # Cooks, form fillers and others are based at the hall, which stands in the estate. The few who
    # drive for it are told of for the whole authority alone.
    assert [offer.skill for offer in estate.skills] == ["gardening"]
    assert [offer.people for offer in estate.skills] == [20]


def test_a_borough_is_answered_within_half_a_second(demo_database):
    began = perf_counter()

    assert see_strengths("E08000027", TODAY).assets > 200
    assert perf_counter() - began < 0.5
