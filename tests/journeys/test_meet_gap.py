"""What could meet a need: in a town by hand, and where two estates of the demonstration lack it.

The town of town.py, with other assets: food is met at the Old Hall alone (x 100). 800 m on foot are
615 m straight: those at x 900, 1100, 1500 and 1900 are without, 20 people at each.
"""

import csv
import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import pytest
from loads import change, load
from tables import SOUTH, WEST, write_csv
from town import load_places

from asset_map.analysis.assumptions import STREETS_METHOD
from asset_map.db import leverage
from asset_map.db.reference import FOLDER
from asset_map.domain.errors import BadInput, NotFound
from asset_map.domain.hours import in_words
from asset_map.journeys.meet_gap import meet_gap

TODAY = date(2026, 11, 22)

VENUES = """
    ref | name         | postcode | venue_type | size_people | step_free | hours_free     | masked
    V1  | Old Hall     | DY1 1AA  | hall       |             |           |                |
    V2  | New Hall     | DY2 2AB  | hall       | 140         | yes       | Tu 16:00-21:00 |
    V3  | Safe House   | DY2 2AD  | hall       | 50          | yes       | Mo 09:00-17:00 | yes
    V4  | Potting Shed | DY2 2AA  | garden     |             | no        |                |
    V5  | Lost Rooms   | DY2 2AB  | hall       | 90          | yes       | Mo 09:00-17:00 |
"""
GROUPS = """
    ref | name           | needs | postcode | covers    | url
    G1  | Table Cooks    |       | DY1 1AA  |           | https://cooks.example.org
    G2  | Hall Trust     |       |          | E05000002 |
    G3  | Eastern Larder | food  |          | E05000002 |
    G4  | Western Larder | food  |          | E05000001 |
"""
SERVICES = """
    ref | name  | needs | delivered_at | provided_by | how
    S1  | Lunch | food  | V1           | G1          | in person
"""
SKILL_OFFERS = """
    ref | name         | covers    | postcode | skill   | people | provided_by
    K1  | West cooks   | E05000001 |          | Cooking | 14     |
    K2  | East cooks   | E05000002 |          | cooking | 12     | G3
    K5  | Rare cooks   | E05000002 |          | cooking | 3      |
    K3  | East menders | E05000002 |          | mending | 30     |
    K4  | Cooks at 100 |           | DY1 1AA  | cooking | 21     | G1
"""
LINKS = """
    from_ref | type       | to_ref | said_by
    V2       | managed_by | G2     | both
"""


def load_hungry_town():
    with TemporaryDirectory() as made:
        folder = Path(made)
        load_places(folder)
        drawn = {
            "venues": VENUES,
            "groups": GROUPS,
            "services": SERVICES,
            "skill_offers": SKILL_OFFERS,
            "links": LINKS,
        }
        load("own-list", *(write_csv(folder / f"{name}.csv", text) for name, text in drawn.items()))
    change("UPDATE asset SET valid_to = '2020-01-01' WHERE name = 'Lost Rooms'")
    for name in ("New Hall", "Safe House", "Potting Shed"):
        url = f"https://{name.split()[1].lower()}.example.org"
        change("UPDATE asset SET url = :url WHERE name = :name", url=url, name=name)


@pytest.fixture
def hungry_town(look_at, template_of):
    """The town whose only food is in the west, for tests that leave it as it is; its address."""
    return look_at(template_of("hungry_town", load_hungry_town))


@pytest.fixture
def own_hungry_town(server, use, template_of):
    """The same town, for a test that changes it."""
    return use(server.copy(template_of("hungry_town", load_hungry_town)))


def named(ideas):
    return [idea.name for idea in ideas]


def east(need="food", **how):
    return meet_gap(need, "East Town", at=TODAY, **how)


# Who is without.


def test_the_people_who_have_none_within_the_standard_are_counted(hungry_town):
    west = meet_gap("food", "West Town", at=TODAY)

    assert (east().people, east().people_without, east().postcodes_without) == (60, 60, 3)
    assert (west.people, west.people_without, west.postcodes_without) == (80, 20, 1)
    assert west.gap() == (
        "Food: about 20 people in West Town live farther than 800 m from any place that we know "
        "meets this need, of about 80 people there."
    )


def test_where_no_place_is_known_all_are_without_by_what_we_know(hungry_town):
    found = east("library")

    assert (found.known_places, found.people_without) == (0, 60)
    assert "we know of no place that meets this need" in found.gap()
    assert "By what we know, all about 60 people in East Town are without" in found.gap()
    assert named(found.venues) == ["New Hall", "Potting Shed"]
    assert "none that we know of" in found.venues[0].reason
    assert found.groups == ()
    assert "We know of no group near them that does this. Nor of any beyond." in found.sentences()


def test_where_everybody_has_it_near_there_are_no_ideas(own_hungry_town):
    change("UPDATE standard SET value = 3000 WHERE need_id = 'food'")

    found = east()

    assert (found.venues, found.groups, found.volunteers, found.together) == ((), (), (), "")
    assert found.gap().startswith("Food: everybody in East Town lives within 3,000 m")


def test_what_comes_to_the_home_is_said_beside_and_is_no_place(own_hungry_town, tmp_path):
    meals = """
        ref | name           | needs | covers    | how
        S9  | Meals at doors | food  | E05000002 | at home
    """
    load("own-list", write_csv(tmp_path / "services.csv", meals), partial=True)

    found = east()

    assert (found.people_without, found.people_remote) == (60, 60)
    assert "For about 60 of them a service comes" in found.remote()


# Places.


def test_places_are_told_with_whom_they_would_help_and_why(hungry_town):
    hall, shed = east().venues

    # From x 1500 all of the east (1100 to 1900) and x 900 of the west; from 1100 not x 1900.
    assert (hall.name, hall.gain, hall.gain_anywhere, hall.gain_postcodes) == (
        "New Hall",
        60,
        80,
        3,
    )
    assert (shed.name, shed.gain, shed.gain_anywhere, shed.gain_postcodes) == (
        *("Potting Shed", 40, 60),
        2,
    )
    assert hall.reason == (
        "about 60 people who have none within 800 m live within 800 m of it; "
        "free Tuesday 16:00-21:00; step-free; room for 140"
    )
    assert shed.reason == (
        "about 40 people who have none within 800 m live within 800 m of it; "
        "nothing known of free hours: ask; not step-free; "
        "not known as a place to meet (garden): ask"
    )


def test_what_is_known_to_be_free_stands_before_what_is_not_known(own_hungry_town):
    change("UPDATE venue SET hours_free = 'Su 10:00-12:00' WHERE venue_type = 'garden'")
    change("UPDATE venue SET hours_free = '' WHERE size_people = 140")

    assert named(east().venues) == ["Potting Shed", "New Hall"]


def test_masked_hidden_closed_and_withdrawn_places_are_never_suggested(own_hungry_town):
    assert not {"Safe House", "Lost Rooms"} & set(named(east().venues))

    change("UPDATE asset SET hidden = true WHERE name = 'Potting Shed'")
    change("UPDATE asset SET withdrawn = '2026-11-01' WHERE name = 'New Hall'")

    assert named(east().venues) == ["Old Hall"]
    assert "The nearest beyond:" in east().no_venue()

    change("UPDATE asset SET hidden = true WHERE name = 'Old Hall'")

    assert east().venues == ()
    assert "Nor of any beyond." in east().no_venue()


def test_a_place_that_closes_is_suggested_until_it_does(hungry_town):
    assert "Lost Rooms" in named(meet_gap("food", "East Town", at=date(2019, 6, 1)).venues)


def test_where_no_place_is_within_reach_the_nearest_beyond_is_told(own_hungry_town):
    change("UPDATE asset SET withdrawn = '2026-11-01' WHERE name IN ('New Hall', 'Potting Shed')")
    change("UPDATE asset SET hidden = true, masked = true WHERE name = 'Safe House'")
    change("UPDATE standard SET value = 100 WHERE need_id = 'food'")

    found = east()

    # The Old Hall, x 100: 1 km straight from x 1100.
    assert named(found.venues) == ["Old Hall"]
    assert not found.venues[0].within
    assert found.venues[0].reason.startswith("the nearest of them is about 1.3 km away")
    assert found.no_venue() == (
        "We know of no open place within 100 m of them to host it. The nearest beyond:"
    )


def test_without_figures_for_people_postcodes_are_told(own_hungry_town):
    change("UPDATE demand_point SET people = NULL")

    found = east()

    assert (found.people, found.people_without, found.venues[0].gain) == (None, None, None)
    assert found.venues[0].reason.startswith("the people of 3 postcodes who have none")


def test_walks_are_measured_along_streets_where_these_are_loaded(own_hungry_town):
    """The road is cut between x 1000 and 1050; the way round is 2 km."""
    corners = [(0, 500), (1000, 500), (1000, 1500), (1050, 1500), (1050, 500), (2000, 500)]
    road = ", ".join(f"{WEST + x} {SOUTH + y}" for x, y in corners)
    change(
        "INSERT INTO street (osm_type, osm_id, highway, geom, source_id, load_id) SELECT 'way', "
        "'1', 'footway', ST_GeomFromText(:road, 27700), 'streets', gen_random_uuid()",
        road=f"MULTILINESTRING(({road}))",
    )
    change("INSERT INTO refreshed (what, token) VALUES ('streets', gen_random_uuid())")

    found = east()

    # Along the street x 900 is 800 m from the Old Hall, and 2.6 km from the New Hall.
    assert meet_gap("food", "West Town", at=TODAY).people_without == 0
    hall = found.venues[0]
    assert (hall.name, hall.gain, hall.gain_anywhere) == ("New Hall", 60, 60)
    assert found.distance_method == STREETS_METHOD


# Groups.


def test_groups_that_do_it_are_told_nearest_first_and_those_that_cover_the_area(hungry_town):
    cooks, larder = east().groups

    # The middle of those without is x 1500; the Cooks are at x 100.
    assert (cooks.name, cooks.away_m, cooks.runs) == ("Table Cooks", 1400 * 1.3, ("Lunch",))
    assert cooks.reason == "runs Lunch; about 1.8 km from the middle of where they live"
    assert (larder.name, larder.away_m) == ("Eastern Larder", None)
    assert larder.reason == "meets this need already; covers East Town"


def test_a_group_too_far_to_be_near_is_told_as_beyond(own_hungry_town):
    change("UPDATE asset SET withdrawn = '2026-11-01' WHERE name = 'Eastern Larder'")
    change("UPDATE asset_place SET geom = ST_Translate(geom, -1000, 0)")

    found = east()

    assert [(group.name, group.near) for group in found.groups] == [("Table Cooks", False)]
    assert found.no_group().endswith("The nearest beyond:")
    assert "Table Cooks" not in found.together


def test_what_a_hidden_group_runs_gives_nothing_away(own_hungry_town):
    change("UPDATE asset SET hidden = true WHERE name = 'Table Cooks'")

    assert "Table Cooks" not in named(east().groups)
    assert "Table Cooks" not in json.dumps(east().as_json())


# Volunteers.


def test_volunteers_are_counted_as_real_people_may_be(hungry_town):
    volunteers = east().volunteers

    # Those for the area itself stand first; what lies next to it follows.
    assert [(v.name, v.people, v.people_shown, v.area) for v in volunteers] == [
        ("East cooks", 10, "about 10", "East Town"),
        ("Cooks at 100", 20, "about 20", "West Town"),
        ("West cooks", 15, "about 15", "West Town"),
    ]
    assert volunteers[0].reason == (
        "cooks can run a lunch table or a shared meal; about 10 of them, for East Town"
    )
    assert volunteers[1].reason.endswith("based in West Town, which is next to it")


def test_volunteers_of_a_few_who_stand_alone_are_nowhere_in_the_data(hungry_town):
    told = east().as_json()

    assert "East cooks" in [one["name"] for one in told["volunteers"]]
    assert "Rare cooks" not in str(told)


def test_volunteers_are_told_by_ward_wherever_in_it_they_are(own_hungry_town):
    before = east().volunteers
    change(
        "UPDATE asset_place SET geom = ST_Translate(geom, 700, 0) "
        "WHERE asset_id = (SELECT id FROM asset WHERE name = 'Cooks at 100')"
    )

    assert east().volunteers == before


def test_a_skill_that_fits_nothing_here_is_not_told(hungry_town):
    assert "East menders" not in named(east().volunteers)
    assert named(east("learning").volunteers) == ["East menders"]


def test_every_line_of_the_table_of_skills_is_for_a_need_there_is():
    with (FOLDER / "skills.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with (FOLDER / "needs.csv").open(encoding="utf-8", newline="") as file:
        needs = {row["id"] for row in csv.DictReader(file)}

    assert {row["need_id"] for row in rows} <= needs
    assert len({(row["skill"], row["need_id"]) for row in rows}) == len(rows)
    assert all(leverage.fitting_skills(row["need_id"]) for row in rows)


@pytest.mark.parametrize("line", ["cooking,food", "cooking,food,cooks cook, and serve", ",food,x"])
def test_a_line_of_that_table_that_is_wrong_is_refused_with_its_number(line, tmp_path, monkeypatch):
    (tmp_path / "skills.csv").write_text(f"skill,need_id,why\n{line}\n", encoding="utf-8")
    monkeypatch.setattr(leverage, "FOLDER", tmp_path)

    with pytest.raises(BadInput, match=r"skills\.csv, line 2"):
        leverage.fitting_skills("food")


# Whom to ask.


def test_who_manages_it_is_asked_else_its_own_public_contact(hungry_town):
    found = east()
    asked = {idea.name: idea.ask for idea in (*found.venues, *found.groups, *found.volunteers)}

    assert asked["New Hall"].sentence == (
        "Ask Hall Trust, which manages it. Contact: https://hall.example.org."
    )
    assert asked["Potting Shed"].sentence == "Contact: https://shed.example.org."
    assert asked["Table Cooks"].sentence == "Contact: https://cooks.example.org."
    assert asked["Cooks at 100"].name == "Table Cooks"
    assert asked["Cooks at 100"].url == "https://cooks.example.org"
    assert asked["West cooks"].sentence.startswith("No contact is held; its source is ")


def test_who_uses_a_building_is_asked_where_nobody_else_can_be(own_hungry_town):
    change("UPDATE standard SET value = 100 WHERE need_id = 'company'")
    change("UPDATE asset SET url = 'https://lunch.example.org' WHERE name = 'Lunch'")

    [old_hall] = [v for v in meet_gap("company", "West Town", at=TODAY).venues]

    assert old_hall.ask.sentence == (
        "Ask Lunch, which uses it. Contact: https://lunch.example.org."
    )


def test_what_is_known_to_suit_stands_before_what_helps_more(own_hungry_town):
    change("UPDATE venue SET hours_free = 'Mo 09:00-12:00' WHERE venue_type = 'garden'")
    change("UPDATE venue SET venue_type = 'barn' WHERE size_people = 140")
    meets = (
        "INSERT INTO asset_need SELECT id, 'place_to_meet' FROM asset WHERE name = 'Potting Shed'"
    )

    assert named(east().venues) == ["New Hall", "Potting Shed"]
    change(meets)
    assert named(east().venues) == ["Potting Shed", "New Hall"]


def test_a_contact_of_what_is_hidden_is_not_told(own_hungry_town):
    change("UPDATE asset SET hidden = true, correspondence = true WHERE name = 'Table Cooks'")

    found = east()

    assert "Table Cooks" in named(found.groups)
    assert "cooks.example.org" not in json.dumps(found.as_json())


# All together.


def test_the_best_of_each_kind_are_combined_in_one_sentence(hungry_town):
    assert east().together == (
        "Together: New Hall has free hours, Table Cooks runs Lunch already and there are "
        "volunteers near for cooking."
    )


def test_at_most_as_many_are_told_as_were_asked_for(hungry_town):
    found = east(limit=1)

    assert [len(found.venues), len(found.groups), len(found.volunteers)] == [1, 1, 1]


def test_what_is_wrong_is_said_in_a_sentence(own_hungry_town):
    with pytest.raises(NotFound, match="No need is called 'cake'"):
        east("cake")
    with pytest.raises(NotFound, match="No area is called 'Nowhere'"):
        meet_gap("food", "Nowhere")
    with pytest.raises(BadInput, match="At least one idea"):
        east(limit=0)
    change("DELETE FROM demand_point_area")
    with pytest.raises(NotFound, match="No live postcode is known in East Town"):
        east()


@pytest.mark.parametrize(
    ("short", "words"),
    [
        ("Tu,We 16:00-21:00; Sa 10:00-18:00", "Tuesday and Wednesday 16:00-21:00, Saturday"),
        ("Mo-Fr 09:00-12:00,13:00-17:00", "Monday to Friday 09:00-12:00 and 13:00-17:00"),
        ("when it suits", "when it suits"),
        ("Mo 09:00-12:00; by appointment", "Mo 09:00-12:00; by appointment"),
        ("", ""),
    ],
)
def test_hours_are_said_as_people_read_them(short, words):
    assert in_words(short).startswith(words)


# The demonstration.


def test_the_story_of_two_estates_gives_a_hall_cooks_and_volunteers(demo_database):
    found = meet_gap("food", "Priory", at=TODAY)

    assert found.venues[0].name == "Copperleaf Rooms (invented)"
    assert found.groups[0].name == "Lantern Lunch Cooks (invented)"
    assert found.volunteers[0].name == "Cooking volunteers of Lantern Lunch Cooks (invented)"
    assert found.volunteers[0].people_shown == "about 15"
    assert found.venues[0].ask.name == "Small Buildings Team (invented)"
    assert found.together.startswith("Together: Copperleaf Rooms (invented) has free hours, ")
    assert all(idea.gain <= found.people_without for idea in found.venues)


def test_the_hall_is_suggested_for_what_it_does_not_host_yet(demo_database):
    found = meet_gap("urgent_help", "Wrens Nest", at=TODAY)

    [hall] = [venue for venue in found.venues if venue.name.startswith("Limekiln")]
    assert hall.gain > 1000
    assert "Tuesday and Wednesday 16:00-21:00" in hall.reason


def test_a_borough_is_answered_within_half_a_second(demo_database):
    meet_gap("food", "E08000027", at=TODAY)
    began = perf_counter()
    found = meet_gap("food", "E08000027", at=TODAY)

    assert perf_counter() - began < 0.5
    assert len(found.venues) == 5
