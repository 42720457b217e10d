"""What an area holds, what is just over its boundary, and how far an asset is; all by hand.

The small town (town.py) with two estates drawn in it, metres from its south-western corner: Old
Quarter lies in West Town, Middle End half in each ward. West ends, and East begins, at x 1000.
"""

import json
from datetime import date

import pytest
from loads import ask_one, change, load
from tables import SOUTH, WEST, write_csv, write_squares

from asset_map.domain.errors import NotFound
from asset_map.domain.places import AreaKind
from asset_map.journeys.describe_area import describe_area
from asset_map.journeys.see_around import see_around
from asset_map.journeys.see_asset import see_asset
from asset_map.journeys.see_strengths import see_strengths
from asset_map.journeys.see_walk import see_walk

TODAY = date(2026, 11, 22)

ESTATES = """
    code        | name        | authority_code | drawn_on | x   | y   | side
    old-quarter | Old Quarter | E08000027      | 2025     | 100 | 350 | 300
    middle-end  | Middle End  | E08000027      | 2025     | 900 | 400 | 200
"""
GROUPS = """
    ref | name           | needs   | covers      | group_type
    G11 | Quarter Circle | company | old-quarter | charity
    G12 | Middle Circle  | company | middle-end  | charity
    G13 | Borough Circle | food    | E08000027   | charity
"""
OFFERS = """
    ref | name            | covers      | skill     | people
    K11 | Quarter Diggers | old-quarter | gardening | 20
"""


@pytest.fixture(scope="session")
def estates_template(town_with, tmp_path_factory):
    """The small town with its estates and what covers them."""

    def fill():
        made = tmp_path_factory.mktemp("estates")
        load("neighbourhoods", write_squares(made / "estates.geojson", ESTATES))
        files = [write_csv(made / "groups.csv", GROUPS), write_csv(made / "offers.csv", OFFERS)]
        files[1] = files[1].rename(made / "skill_offers.csv")
        load("own-list", *files, partial=True)

    return town_with("estates", fill)


@pytest.fixture
def estates(look_at, estates_template):
    """The small town and its estates, for tests that leave them as they are."""
    return look_at(estates_template)


@pytest.fixture
def own_estates(server, use, estates_template):
    """The same, for a test that changes it."""
    return use(server.copy(estates_template))


def id_of(name):
    return str(ask_one("SELECT id FROM asset WHERE name = :name", name=name))


def held(area):
    return {hit.asset.name for hit in describe_area(area, TODAY).hits}


WEST_ALONE = {"Lunch", "Old Hall", "Town Friends", "Cooks of the town"}
EAST_ALONE = {"Supper", "New Hall", "Refuge", "Safe House", "Drivers"}
QUARTER = {"Quarter Circle", "Quarter Diggers"}


# What an area holds.


@pytest.mark.parametrize(
    ("area", "names"),
    [
        ("Old Quarter", QUARTER | {"Lunch", "Old Hall"}),
        ("West Town", WEST_ALONE | QUARTER),
        ("East Town", EAST_ALONE),
        ("Middle End", {"Middle Circle"}),
        ("E08000027", WEST_ALONE | QUARTER | EAST_ALONE | {"Middle Circle", "Borough Circle"}),
    ],
)
def test_an_area_holds_what_covers_an_area_within_it_and_no_larger_one(estates, area, names):
    assert held(area) == names


def test_what_is_masked_is_of_its_ward_and_of_no_estate_around_the_middle_of_that(
    own_estates, tmp_path
):
    around_the_middle = ESTATES.replace("middle-end  | Middle End  ", "heart | Heart ")
    around_the_middle = around_the_middle.replace("900 | 400 | 200", "1400 | 400 | 300")
    load("neighbourhoods", write_squares(tmp_path / "estates.geojson", around_the_middle))

    assert held("East Town") == EAST_ALONE
    assert held("Heart") == {"New Hall", "Supper"}


def test_why_something_is_of_an_area_is_told_by_the_area_that_it_covers(estates):
    reasons = {hit.asset.name: hit.reason for hit in describe_area("West Town", TODAY).hits}

    assert reasons["Town Friends"] == "covers West Town"
    assert reasons["Quarter Circle"] == "covers Old Quarter"
    assert reasons["Lunch"] == "at Old Hall"


def test_the_borough_has_as_many_assets_as_its_parts_and_what_covers_all_of_it(estates):
    whole = see_strengths("E08000027", TODAY)

    assert whole.assets == len(WEST_ALONE | QUARTER | EAST_ALONE) + 2
    assert whole.assets == ask_one("SELECT count(*) FROM asset")


@pytest.mark.parametrize("area", ["Old Quarter", "West Town", "Dudley"])
def test_volunteers_of_an_estate_count_in_all_that_holds_it(estates, area):
    skills = {offer.skill: offer.people for offer in see_strengths(area, TODAY).skills}

    assert skills["gardening"] == 20


def test_where_volunteers_of_an_estate_are_based_changes_no_count(own_estates):
    before = see_strengths("Old Quarter", TODAY).skills
    change(
        "INSERT INTO asset_place (asset_id, exact, geom) SELECT id, true, "
        "ST_SetSRID(ST_MakePoint(:x, :y), 27700) FROM asset "
        "WHERE name IN ('Quarter Diggers', 'Drivers')",
        x=WEST + 200,
        y=SOUTH + 500,
    )

    assert see_strengths("Old Quarter", TODAY).skills == before
    assert [offer.skill for offer in before] == ["gardening"]


# What is around it.


def test_a_neighbourhood_lies_in_its_wards_and_each_ward_tells_how_much_of_it(estates):
    middle, west = see_around("Middle End", TODAY), see_around("West Town", TODAY)

    assert [(one.name, one.of_asked) for one in middle.lies_in] == [
        ("Dudley", pytest.approx(1)),
        ("East Town", pytest.approx(0.5)),
        ("West Town", pytest.approx(0.5)),
    ]
    assert middle.holds == ()
    assert [(one.name, one.of_other) for one in west.holds] == [
        ("Middle End", pytest.approx(0.5)),
        ("Old Quarter", pytest.approx(1)),
    ]
    assert [one.name for one in west.beside] == ["East Town"]
    assert [one.kind for one in west.lies_in] == [AreaKind.AUTHORITY]


def over(area, at=TODAY):
    return [
        (one.hit.asset.name, round(one.walking_m), round(one.minutes, 3), one.ward)
        for one in see_around(area, at).over
    ]


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        # The New Hall stands 500 m from the edge of West Town: 650 m on foot, at 80 m a minute.
        (
            "West Town",
            [("New Hall", 650, 8.125, "East Town"), ("Supper", 650, 8.125, "East Town")],
        ),
        # The Old Hall stands 900 m from the edge of East Town: 1,170 m on foot are too far.
        ("East Town", []),
        # Middle End ends at x 1100, 400 m from the New Hall, and begins 800 m from the Old Hall.
        (
            "Middle End",
            [("New Hall", 520, 6.5, "East Town"), ("Supper", 520, 6.5, "East Town")],
        ),
    ],
)
def test_just_over_the_boundary_is_what_is_ten_minutes_from_the_edge(estates, area, expected):
    assert sorted(over(area)) == expected


def test_ten_minutes_are_counted_to_the_metre(own_estates):
    def move(metres):
        change(
            "UPDATE asset_place SET geom = ST_SetSRID(ST_MakePoint(:x, :y), 27700) WHERE exact "
            "AND asset_id IN (SELECT id FROM asset WHERE name IN ('New Hall', 'Supper'))",
            x=WEST + 1000 + metres,
            y=SOUTH + 500,
        )
        return [name for name, *_ in over("West Town")]

    # 800 m on foot are 615.4 m in a straight line.
    assert move(616) == []
    assert sorted(move(615)) == ["New Hall", "Supper"]


def test_what_an_area_holds_is_not_over_its_boundary_too(own_estates):
    change("UPDATE link SET to_id = (SELECT id FROM asset WHERE name = 'Old Hall') "
           "WHERE from_id = (SELECT id FROM asset WHERE name = 'Supper')")  # fmt: skip
    change("INSERT INTO asset_place (asset_id, exact, geom) SELECT s.id, true, p.geom "
           "FROM asset s, asset h JOIN asset_place p ON p.asset_id = h.id "
           "WHERE s.name = 'Supper' AND h.name = 'Old Hall'")  # fmt: skip

    assert [name for name, *_ in over("West Town")] == ["New Hall"]


def test_what_is_masked_is_never_told_to_be_just_over_a_boundary(estates):
    # Its ward's middle, at which it stands, is 500 m from West Town.
    told = repr(see_around("West Town", TODAY))

    assert "New Hall" in told
    assert "Safe House" not in told
    assert "Refuge" not in told


def test_what_is_over_is_cut_and_counted(own_estates):
    change(
        "INSERT INTO asset_place (asset_id, exact, geom) SELECT id, true, "
        "ST_SetSRID(ST_MakePoint(:x, :y), 27700) FROM asset WHERE name = 'Drivers'",
        x=WEST + 1100,
        y=SOUTH + 500,
    )
    around = see_around("West Town", TODAY)

    assert (len(around.over), around.over_in_all) == (3, 3)
    assert around.over[0].hit.asset.name == "Drivers"


def wider(area):
    return {one.hit.asset.name: one.partly for one in see_around(area, TODAY).wider}


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        ("West Town", {"Borough Circle": False, "Middle Circle": True}),
        ("East Town", {"Borough Circle": False, "Middle Circle": True}),
        (
            "Old Quarter",
            {"Borough Circle": False, "Town Friends": False, "Cooks of the town": False},
        ),
        ("Dudley", {}),
    ],
)
def test_what_covers_a_larger_area_stands_apart_and_what_covers_a_part_says_so(
    estates, area, expected
):
    assert wider(area) == expected


def test_an_area_that_nobody_knows_is_said_so(estates):
    with pytest.raises(NotFound):
        see_around("Nowhere", TODAY)


# An asset.


def test_a_service_tells_the_steps_of_the_venue_it_is_at(own_estates):
    assert [(v.name, v.step_free) for v in see_asset(id_of("Lunch"), TODAY).venues] == [
        ("Old Hall", None)
    ]

    change("UPDATE venue SET step_free = true WHERE asset_id = :id", id=id_of("Old Hall"))

    assert [v.step_free for v in see_asset(id_of("Lunch"), TODAY).venues] == [True]


def test_an_asset_tells_the_wards_and_neighbourhoods_it_is_in(estates):
    assert [one.name for one in see_asset(id_of("Lunch"), TODAY).areas] == [
        "Old Quarter",
        "West Town",
    ]


def test_of_what_is_masked_the_ward_alone_is_told_and_nothing_of_its_building(own_estates):
    change(
        "UPDATE venue SET step_free = true, size_people = 37, hours_free = 'Mo 09:00-10:00' "
        "WHERE asset_id = :id",
        id=id_of("Safe House"),
    )
    house, refuge = see_asset(id_of("Safe House"), TODAY), see_asset(id_of("Refuge"), TODAY)

    for one in (house, refuge):
        assert not one.exact
        assert [area.name for area in one.areas] == ["East Town"]
    assert {house.details[name] for name in ("step_free", "size_people", "hours_free")} == {None}
    assert [(v.name, v.step_free, v.size_people) for v in refuge.venues] == [
        ("Safe House", None, None)
    ]
    told = repr((house, refuge))
    assert [secret for secret in ("DY2 2AD", "37,", "09:00") if secret in told] == []


@pytest.mark.parametrize(
    ("name", "where", "metres"),
    [
        ("Lunch", "DY1 1AB", 1.3 * 200),
        ("Supper", "DY1 1AB", 1.3 * 1200),
        ("Old Hall", "DY1 1AA", 0),
        ("Town Friends", "DY1 1AA", None),
    ],
)
def test_a_walk_is_the_straight_line_by_a_third_more_where_no_streets_are_known(
    estates, name, where, metres
):
    walk = see_walk(id_of(name), where, TODAY)

    assert walk.metres == (None if metres is None else pytest.approx(metres))
    assert not walk.along_streets
    assert not walk.hidden


def test_a_walk_leads_along_the_streets_that_are_loaded(own_estates):
    # From x 300 at the road up 200 m, along, and down again to x 100: 600 m instead of 200.
    corners = [(300, 500), (300, 700), (100, 700), (100, 500)]
    line = ", ".join(f"{WEST + x} {SOUTH + y}" for x, y in corners)
    # Streets shorter than a kilometre are a fragment: it goes on to the north.
    more = ", ".join(f"{WEST + 300} {SOUTH + y}" for y in (700, 1500))
    change(
        "INSERT INTO street (osm_type, osm_id, highway, geom, source_id, load_id) SELECT 'way', "
        "'1', 'footway', ST_GeomFromText(:road, 27700), 'streets', gen_random_uuid()",
        road=f"MULTILINESTRING(({line}), ({more}))",
    )
    walk = see_walk(id_of("Lunch"), "DY1 1AB", TODAY)

    assert walk.along_streets
    assert walk.metres == pytest.approx(600, abs=1)
    assert walk.minutes == pytest.approx(7.5, abs=0.02)
    assert walk.venue == "Old Hall"
    assert not see_walk(id_of("Supper"), "DY1 1AB", TODAY).along_streets


@pytest.mark.parametrize("name", ["Safe House", "Refuge"])
@pytest.mark.parametrize("where", ["DY1 1AA", "DY2 2AD", "Middle End"])
def test_of_a_masked_place_no_distance_is_told_from_anywhere(estates, name, where):
    walk = see_walk(id_of(name), where, TODAY)

    assert (walk.metres, walk.minutes, walk.hidden, walk.ward) == (None, None, True, "East Town")


def test_whom_to_tell_is_who_runs_it_with_the_contact_on_record(own_estates):
    change("UPDATE asset SET email = 'old@hall.example' WHERE name = 'Old Hall'")

    assert see_asset(id_of("Old Hall"), TODAY).keeper.email == "old@hall.example"
    assert see_asset(id_of("Lunch"), TODAY).keeper.email == ""


def test_nothing_around_an_area_tells_where_the_masked_house_is(estates):
    areas = ("West Town", "East Town", "Middle End", "Old Quarter", "Dudley")
    told = json.dumps([repr(see_around(area, TODAY)) for area in areas])

    assert [s for s in ("DY2 2AD", str(WEST + 1900), "Safe House") if s in told] == []
