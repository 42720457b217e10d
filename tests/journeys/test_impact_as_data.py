"""An impact as data, on the small town: 20 people at each postcode, 800 m on foot."""

import json
import re
from datetime import date

import pytest
from loads import ask_one
from printed import keys_of

from asset_map.domain.proposals import Change, ChangeKind, Proposal, UserCount
from asset_map.journeys.impact_as_data import of_impact
from asset_map.journeys.impact_in_words import first_sentences
from asset_map.journeys.needs_in_words import together_in_words
from asset_map.journeys.proposal_as_data import from_data
from asset_map.journeys.see_impact import see_proposed
from asset_map.journeys.weigh_proposals import weigh_proposals
from asset_map.settings import CHECKOUT, get_settings
from asset_map.snapshots import bring_back, checksum

TODAY = date(2026, 11, 23)
K = ChangeKind


def one(name):
    return ask_one("SELECT id FROM asset WHERE name = :name", name=name)


def closing(*names, title="Savings", **facts):
    return Proposal(title, "Property", tuple(Change(K.CLOSE, one(name)) for name in names), **facts)


def data_of(*proposals, **asked):
    return of_impact(weigh_proposals(proposals, at=TODAY, **asked))


def test_the_figures_stand_by_need_at_the_top_and_again_in_rows(same_town):
    data = data_of(closing("Lunch"))

    # Seven postcodes of 20 people; x 100, 300 and 500 leave; nothing else meets company.
    assert data["people_before"] == {"company": 60, "food": 140}
    assert data["people_after"] == {"company": 0, "food": 80}
    assert data["people_leaving_reach"] == {"company": 60, "food": 60}
    assert data["people_without_cover"] == {"company": 140, "food": 0}
    assert data["extra_m"]["company"] == {"median": None, "p90": None, "longest": None}
    assert data["extra_m"]["food"]["median"] == pytest.approx(1000 * 1.3)
    food = next(row for row in data["needs"] if row["need"] == "food")
    assert (food["people"], food["people_before"], food["people_leaving_reach"]) == (140, 140, 60)
    assert food["people_only_provider"] == 60
    assert (food["providers_before"], food["providers_after"]) == (2, 1)
    assert food["alone"]["people_leaving_reach"] == 60
    assert [row["people_leaving_reach"] for row in food["sensitivity"]] == [60, 60, 60, 60]


def test_each_row_of_an_area_stands_alone(same_town):
    [row] = [row for row in data_of(closing("Lunch"))["by_area"] if row["need"] == "food"]

    assert {key: row[key] for key in ("area_code", "area_name", "area_kind", "as_at")} == {
        "area_code": "E05000001",
        "area_name": "West Town",
        "area_kind": "ward",
        "as_at": "2026-11-23",
    }
    assert (row["standard_m"], row["people"], row["people_leaving_reach"]) == (800, 80, 60)
    assert (row["postcodes"], row["postcodes_leaving_reach"]) == (4, 3)
    assert all(not isinstance(value, dict | list) for value in row.values())


def test_where_no_figures_of_groups_are_loaded_that_is_said(same_town):
    data = data_of(closing("Lunch"))

    # No figures of groups are loaded: that is said, kind by kind, and never left blank.
    assert data["by_group"] == []
    assert len(data["no_data_by"]) == 7
    food = next(row for row in data["needs"] if row["need"] == "food")
    assert food["most_deprived_fifth"] is None


def test_what_is_proposed_stands_in_it_and_can_be_read_back(same_town):
    proposal = closing(
        "Lunch",
        reference="P1",
        from_day=date(2027, 4, 1),
        saving=1000.0,
        user_counts=(UserCount(one("Lunch"), 7, "a week", "register", TODAY),),
    )
    [told] = data_of(proposal)["proposals"]

    assert (told["title"], told["reference"], told["saving"]) == ("Savings", "P1", 1000)
    [change] = told["changes"]
    assert (change["asset"], change["sentence"]) == ("Lunch", "End Lunch from 1 April 2027.")
    assert from_data(json.loads(json.dumps(told))).changes == proposal.changes
    [count] = told["user_counts"]
    assert (count["count"], count["count_shown"]) == (None, "fewer than 10")


def test_what_only_both_together_take_stands_beside_each_alone(same_town):
    both = closing("Lunch", title="One"), closing("Supper", title="Other")
    impact = weigh_proposals(both, at=TODAY, standard_m=1200)
    data = of_impact(impact)
    [food] = [row for row in data["together"] if row["need"] == "food"]

    assert [(row["proposal"], row["people_leaving_reach"]) for row in food["each"]] == [
        ("One", 60),
        ("Other", 60),
    ]
    assert (food["people_by_any_alone"], food["people_by_all"]) == (120, 140)
    assert (food["people_only_together"], food["postcodes_only_together"]) == (20, 1)
    assert [row["area_name"] for row in food["by_area"]] == ["West Town"]
    assert food["sentence"] == together_in_words(impact.together[-1])
    assert data["settings"]["standard_m"] == 1200
    assert data_of(closing("Lunch"))["together"] == []


def test_it_begins_with_the_five_sentences_and_says_what_it_rests_on(same_town):
    impact = weigh_proposals([closing("Lunch")], at=TODAY, straight_line=True)
    data = of_impact(impact)

    assert data["in_short"] == list(first_sentences(impact))
    assert data["settings"] == {
        "distance_method": "straight line",
        "detour_factor": 1.0,
        "walking_kmh": 4.8,
        "standard_m": None,
        "closed_since": None,
        "authority": "E08000027",
    }
    assert (data["people_source"], data["people_demo"]) == ("Residents by LSOA", False)
    assert "Straight lines" in data["note"]


def test_it_is_plain_json_and_holds_its_own_checksum(same_town):
    found = see_proposed([closing("Old Hall")], at=TODAY)
    data = found.as_json()
    again = json.loads(json.dumps(data, allow_nan=False))

    assert again == data
    assert data["checksum"] == checksum(again)
    assert data["snapshot"] is None
    assert data["alternatives"]["displaced"][0]["name"] == "Lunch"


def test_the_checksum_is_of_the_figures(same_town):
    first, again = data_of(closing("Lunch")), data_of(closing("Lunch"))
    other = data_of(closing("Supper"))

    assert first["checksum"] == again["checksum"] != other["checksum"]


def test_what_it_was_worked_out_from_is_kept_where_that_is_asked_for(
    same_town, tmp_path, monkeypatch
):
    monkeypatch.setenv("ASSET_MAP_HOME", str(tmp_path))
    get_settings.cache_clear()
    found = see_proposed([closing("Lunch")], at=TODAY, keep=True)
    get_settings.cache_clear()

    assert found.as_json()["snapshot"] == found.snapshot
    assert bring_back(found.snapshot, tmp_path).at == TODAY


def test_no_place_in_it_has_a_position(same_town):
    words = set(re.findall(r'"(\w+)":', json.dumps(data_of(closing("Refuge", "Safe House")))))

    assert not words & {"latitude", "longitude", "xy", "easting", "northing", "geom"}


def test_every_key_is_described(same_town):
    both = closing("Old Hall", title="One"), closing("Supper", title="Two")
    data = see_proposed(both, at=TODAY, closed_since=date(2026, 1, 1)).as_json()
    described = (CHECKOUT / "docs/json.md").read_text(encoding="utf-8")
    described = described.split("## `impact`")[1].split("\n## ")[0]
    # By need, the keys are the needs; of alternatives, what a place is looked at for.
    aside = {"company", "food", "distance", "kind", "step-free", "size", "hours", "cost"}

    assert [key for key in keys_of(data) - aside if key not in described] == []
