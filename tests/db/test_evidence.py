"""How well it is known what meets a need: the small town, and what is added to it, by hand."""

from datetime import date

import pytest
from loads import load
from tables import SOUTH, WEST, write_csv, write_squares

from asset_map.db import session
from asset_map.db.areas import refresh_authority
from asset_map.db.evidence import read_evidence
from asset_map.db.grid import to_degrees
from asset_map.domain.places import Point
from asset_map.domain.reach import Evidence, Narrowing, When

TODAY = date(2026, 11, 22)
DUDLEY, NEXT_DOOR = "E08000027", "E08000028"


def evidence(need, *, authority=DUDLEY, at=TODAY, **narrowed):
    with session.reading() as connection:
        return read_evidence(connection, at, Narrowing(**narrowed), authority)[need]


def test_each_need_tells_how_its_places_are_known(same_town):
    assert evidence("food") == Evidence(2, 1, {"postcode": 2}, 0, 0)
    assert evidence("urgent_help") == Evidence(1, 0, {"ward": 1}, 0, 0)
    assert evidence("library") == Evidence(0, 0, {}, 0, 0)


def test_a_group_that_covers_a_ward_without_a_place_is_known_of_and_no_more(same_town):
    # The Town Friends cover West Town; the Lunch has its place.
    assert evidence("company") == Evidence(1, 1, {"postcode": 1}, 0, 1)


def test_what_was_confirmed_long_ago_is_known_and_not_confirmed(same_town):
    assert evidence("food", at=date(2027, 5, 2)).confirmed == 0


ADDED = """
    ref | name      | needs | postcode | covers    | correspondence | how                 | hours
    A1  | Ring      | money | DY1 1AA  | E05000001 |                | by phone            | We 6-8pm
    A2  | Ring all  | money |          | E08000027 |                | online              |
    A3  | Desk      | money | DY1 1AA  | E05000002 |                | in person, by phone | Mo 9-5pm
    A4  | Somewhere | money | DY1 1AA  |           |                | by phone            |
    A5  | Post box  | money | DY1 1AB  |           | yes            |                     |
    A6  | Nowhere   | money |          |           |                | in person           |
"""


@pytest.fixture
def more(town, tmp_path):
    """The town with services that give advice on money, in each way there is."""
    load("own-list", write_csv(tmp_path / "services.csv", ADDED), partial=True)


def test_what_comes_to_people_is_known_and_what_says_not_whom_it_reaches_is_placeless(more):
    # The Desk is at a place, and comes by phone.
    assert evidence("money") == Evidence(3, 0, {"postcode": 1}, 3, 3)


def test_a_narrowed_question_tells_of_whom_the_times_are_not_known(more):
    found = evidence("money", when=When.EVENINGS)

    assert (found.known, found.remote, found.times_unknown) == (1, 1, 1)
    assert found.placeless == 3


def test_what_costs_something_is_not_unknown_for_its_times(town, tmp_path):
    drawn = """
        ref | name  | needs | postcode | cost | hours
        A1  | Cheap | money | DY1 1AA  | £2   |
        A2  | Gift  | money | DY1 1AA  | free | Sa 10:00-12:00
        A3  | Quiet | money | DY1 1AA  |      | Sa 10:00-12:00
        A4  | Early | money | DY1 1AA  |      | Mo 10:00-12:00
    """
    load("own-list", write_csv(tmp_path / "services.csv", drawn), partial=True)

    found = evidence("money", free=True, when=When.WEEKENDS)

    assert (found.known, found.times_unknown, found.cost_unknown) == (1, 0, 1)


def test_a_venue_that_does_not_say_whether_it_has_steps_is_not_known(same_town):
    found = evidence("food", step_free=True)

    assert (found.known, found.access_unknown) == (0, 2)


def test_only_what_lies_in_the_authority_or_covers_it_counts(town, tmp_path):
    further = """
        WD25CD    | WD25NM    | LAD25CD   | LAD25NM  | x    | y
        E05000009 | Next Town | E08000028 | Sandwell | 2000 | 0
    """
    drawn = """
        ref | name  | needs | latitude | longitude | covers    | how
        A1  | There | money | {north}  | {east}    |           |
        A2  | Ring  | money |          |           | E05000009 | by phone
    """
    load(
        "wards",
        write_squares(tmp_path / "wards.geojson", further),
        authority=NEXT_DOOR,
        extent="GB",
    )
    with session.transaction() as connection:
        refresh_authority(connection, NEXT_DOOR)
    east, north = _degrees(2500, 500)
    load(
        "own-list",
        write_csv(tmp_path / "services.csv", drawn.format(north=north, east=east)),
        partial=True,
    )

    assert evidence("money") == Evidence(0, 0, {}, 0, 0)
    assert evidence("money", authority=NEXT_DOOR) == Evidence(2, 0, {"coordinates": 1}, 1, 0)


def _degrees(x, y):
    with session.reading() as connection:
        [(latitude, longitude)] = to_degrees(connection, [Point(WEST + x, SOUTH + y)])
    return longitude, latitude
