"""Gaps and areas of the small town, by hand: 20 people at each postcode, food within 800 m."""

from datetime import date

import pytest
from loads import change, load
from tables import write_csv, write_squares
from town import WARDS

from asset_map.domain.assets import AssetKind
from asset_map.domain.errors import BadInput, NotFound
from asset_map.domain.places import AreaKind
from asset_map.domain.reach import Narrowing, When
from asset_map.journeys.as_data import of_gaps
from asset_map.journeys.describe_area import describe_area
from asset_map.journeys.gaps_in_words import NEAR
from asset_map.journeys.see_gaps import see_gaps

TODAY = date(2026, 11, 22)
DETOUR = 1.3


def gap(area, need="food", at=TODAY):
    [found] = see_gaps(area=area, need=need, at=at).rows
    return found


def test_everybody_in_the_west_is_within_reach_of_food(same_town):
    west = gap("West Town").reach

    # x 100, 300, 500, 900: 0, 200, 400 m from the Lunch (x 100) and 600 m from the Supper (x 1500).
    assert (west.points, west.points_within, west.people, west.people_within) == (4, 4, 80, 80)
    assert west.median_m == pytest.approx(200 * DETOUR)
    assert west.p90_m == pytest.approx(600 * DETOUR)
    assert west.rest_m is None
    # 900 m: 800 m from the Lunch and 600 m from the Supper, of which 780 m walking is near enough.
    assert west.people_sole == 80


def test_those_beyond_the_standard_and_how_far_they_have_to_go(same_town):
    east = gap("East Town", "company").reach

    # The Lunch at x 100 alone: x 1100 is 1300 m away, x 1500 1820 m, x 1900 2340 m.
    assert (east.people_within, east.people_out) == (0, 60)
    assert east.rest_m == pytest.approx(1400 * DETOUR)
    assert gap("East Town", "company").sentence == (
        "Of about 60 people here, none live within 800 m of company and someone to talk to; "
        "half of them live 1.8 km or more from the nearest that we know of."
    )


def test_by_what_was_confirmed_in_12_months_only_the_lunch_counts(same_town):
    west, east = gap("West Town").reach, gap("East Town").reach

    assert (west.points_confirmed, west.people_confirmed) == (3, 60)
    assert (east.points_confirmed, east.people_confirmed) == (0, 0)


def test_what_was_confirmed_long_ago_counts_no_more(same_town):
    assert gap("West Town", at=date(2027, 5, 1)).reach.people_confirmed == 60
    assert gap("West Town", at=date(2027, 5, 2)).reach.people_confirmed == 0


def test_a_need_that_nothing_meets_is_no_gap_of_everybody_but_not_known(same_town):
    found = gap("West Town", "library")

    assert found.reach is None
    assert found.people == 80
    assert found.sentence.startswith(
        "We know of nothing here or nearby that meets this need (a library)"
    )
    [row] = of_gaps(see_gaps(area="West Town", need="library", at=TODAY))
    assert (row["people"], row["people_within"], row["share_within"]) == (80, None, None)
    assert row["known_places"] == 0


def test_how_much_hangs_on_the_standard_is_told(same_town):
    told = {
        other.name: (round(other.metres), other.people) for other in gap("West Town").sensitivity
    }

    assert told == {
        "walking at 4 km/h": (667, 60),
        "walking at 4.8 km/h": (800, 80),
        "a quarter nearer": (600, 60),
        "a quarter farther": (1000, 80),
    }


def test_the_gaps_of_all_wards_are_one_row_for_each_ward_and_need(same_town):
    rows = see_gaps(at=TODAY).rows

    assert len(rows) == 2 * 22
    assert {row.area.name for row in rows} == {"West Town", "East Town"}


def test_without_people_points_are_counted_and_people_are_not_known(town):
    change("UPDATE demand_point SET people = NULL")

    found = gap("West Town")

    assert (found.reach.points, found.reach.points_within) == (4, 4)
    assert (found.people, found.reach.people_within, found.reach.share_within) == (None, None, None)
    assert "How many people live there is not known" in found.sentence


def test_a_question_narrowed_to_evenings_leaves_out_what_is_not_known_to_be_open(same_town):
    whole = see_gaps(area="West Town", need="food", at=TODAY)
    evenings = see_gaps(
        area="West Town", need="food", at=TODAY, narrowing=Narrowing(when=When.EVENINGS)
    )

    # The Lunch is at noon; when the Supper is, nobody told in a way that can be read.
    assert whole.rows[0].reach.people_within == 80
    assert evenings.rows[0].reach is None
    assert evenings.needs[0].evidence.times_unknown == 1
    assert "of 1 nothing is known of their times" in " ".join(evenings.sentences())


def test_at_noon_on_tuesday_the_lunch_is_open(same_town):
    found = see_gaps(
        area="West Town", need="food", at=TODAY, narrowing=Narrowing(weekday="TU", time="12:30")
    )

    assert found.rows[0].reach.people_within == 60


def test_what_is_changed_by_a_load_is_seen_at_once(town, tmp_path):
    assert gap("West Town").people == 80

    load(
        "lsoa-population",
        write_csv(tmp_path / "people.csv", "lsoacd | population\nE01000001 | 100"),
        partial=True,
    )

    assert gap("West Town").people == 100


def test_without_postcodes_nobody_knows_where_people_live(database, tmp_path):
    load("wards", write_squares(tmp_path / "wards.geojson", WARDS))

    with pytest.raises(NotFound, match="No postcodes are loaded"):
        see_gaps(at=TODAY)


def test_a_need_that_nobody_defined_is_refused(same_town):
    with pytest.raises(NotFound, match="No need is called 'happiness'"):
        see_gaps(need="happiness")


def test_a_phone_line_reaches_its_area_and_is_no_place(town, tmp_path):
    services = """
        ref | name | needs        | how      | covers    | hours
        P1  | Line | urgent_help  | by phone | E05000001 |
    """
    load("own-list", write_csv(tmp_path / "services.csv", services), partial=True)
    west, east = gap("West Town", "urgent_help").reach, gap("East Town", "urgent_help").reach

    # The Refuge stands at the middle of East Town: 400, 100 and 400 m along the road and across.
    assert (west.people_remote + west.people_within, west.people_in_reach) == (80, 80)
    assert east.people_remote == 0
    assert "by phone, online or at home" in gap("West Town", "urgent_help").sentence


def test_wards_add_up_to_their_authority_to_the_last_bit(dudley):
    at = date(2024, 6, 1)
    wards = see_gaps(need="library", at=at).rows
    [whole] = see_gaps(need="library", at=at, area="E08000027").rows

    assert len(wards) == 24
    assert whole.people == pytest.approx(324_969, abs=0.01)
    for name in ("people", "people_within", "people_sole", "people_confirmed"):
        assert sum(getattr(row.reach, name) for row in wards) == getattr(whole.reach, name)


def test_the_most_and_the_least_deprived_fifth_stand_beside_each_other(dudley):
    [whole] = see_gaps(need="library", at=date(2024, 6, 1), area="E08000027").rows

    most, least = whole.most_deprived, whole.least_deprived
    assert 0 < least.count < most.count < whole.people
    assert 0 < most.within < most.count
    assert see_gaps(need="library", area="E08000027", groups=True).missing_groups == (
        *("Age", "Sex", "Disability", "Ethnic group", "Religion or belief"),
        *("Households by ways they are deprived", "Households by cars"),
    )


def test_near_the_border_it_is_told_what_of_the_neighbour_is_loaded(dudley):
    rows = {row.area.name: row for row in see_gaps(need="library", at=date(2024, 6, 1)).rows}

    inner, outer = rows["Castle & Priory"], rows["Hayley Green & Cradley South"]
    assert outer.edge.share_near > inner.edge.share_near
    assert "E08000028" in rows["Hayley Green & Cradley South"].edge.neighbours
    assert rows["Hayley Green & Cradley South"].across.startswith("Across the border")


def test_of_several_needs_it_is_only_said_whom_the_border_concerns(dudley):
    said = see_gaps(area="Hayley Green & Cradley South", at=date(2024, 6, 1)).sentences()

    assert [line for line in said if "across the border" in line.lower()] == [
        "What is known across the border counts too, and matters for Hayley Green & Cradley South. "
        "Ask for one need to see what that is."
    ]


def test_one_place_far_beyond_the_border_makes_no_gap_of_a_whole_authority(town):
    change("UPDATE supply SET geom = ST_Translate(geom, 10000, 0) WHERE need_id = 'food'")
    far = gap("West Town")
    change("UPDATE supply SET geom = ST_Translate(geom, -8500, 0) WHERE need_id = 'food'")
    near = gap("West Town")

    assert (far.reach, far.people) == (None, 80)
    assert far.sentence.startswith("We know of nothing here or nearby")
    # Some of the neighbouring ward reach it, so it is known that nobody here does.
    assert near.reach.people_within == 0


def test_an_area_without_a_name_is_not_all_areas(same_town):
    with pytest.raises(BadInput, match="Nothing was asked for"):
        see_gaps(area="")


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


def test_every_need_has_words_for_what_people_live_near(same_town):
    for row in see_gaps(area="West Town", at=TODAY).rows:
        assert NEAR[row.need.id] in row.sentence
