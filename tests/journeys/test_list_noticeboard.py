"""The sheet for a noticeboard: what stands on it, in which order, and what is left out and why.

In the small town the wards are 1 km squares, side by side: the Lunch at x 100 is in West Town; the
Supper, at x 1500 in East Town, is 500 m beyond West Town's edge.
"""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from loads import ask_one, change, load
from tables import write_csv

from asset_map.journeys.list_noticeboard import LeftOut, list_noticeboard

NEW = ("Morning", "Noon", "Beyond", "Far", "Closed", "Vague", "Call")
TODAY = date(2026, 11, 23)

SERVICES = """
    ref | name    | hours                | postcode | who_for      | cost     | how      | covers
    A1  | Morning | Mo, We 09:00-10:00   | DY1 1AB  |              | 2 pounds |          |
    A2  | Noon    | Mo 12:00-13:00       | DY1 1AB  |              | free     |          |
    A3  | Beyond  | Mo 11:00-12:00       | DY2 2AB  |              | free     |          |
    A4  | Far     | Mo 08:00-09:00       | DY2 2AD  |              | free     |          |
    A5  | Old     | Mo 10:00-11:00       | DY1 1AB  |              | free     |          |
    A6  | Closed  | Mo 10:00-11:00       | DY1 1AB  | members only | free     |          |
    A7  | Vague   |                      | DY1 1AB  |              | free     |          |
    A8  | Call    |                      |          |              | free     | by phone | E05000001
"""


def hang():
    with TemporaryDirectory() as made:
        load("own-list", write_csv(Path(made) / "services.csv", SERVICES), partial=True)
    change("UPDATE asset SET last_confirmed = '2026-06-01' WHERE name = ANY(:new)", new=list(NEW))
    change("UPDATE asset SET last_confirmed = '2024-06-01' WHERE name = 'Old'")


@pytest.fixture
def listed(look_at, town_with):
    """The town with what may hang on its noticeboards, for tests that leave it as it is."""
    return look_at(town_with("noticeboard", hang))


@pytest.fixture
def own_listed(server, use, town_with):
    """The same, for a test that changes it."""
    return use(server.copy(town_with("noticeboard", hang)))


def names(sheet):
    return {day: [line.name for line in lines] for day, lines in sheet.days.items() if lines}


def test_each_day_has_what_is_on_in_the_order_of_the_day(listed):
    sheet = list_noticeboard("West Town", TODAY)
    assert names(sheet) == {
        "MO": ["Morning", "Beyond", "Noon"],
        "TU": ["Lunch"],
        "WE": ["Morning"],
    }


def test_what_comes_to_people_stands_by_itself(listed):
    assert [line.name for line in list_noticeboard("West Town", TODAY).coming] == ["Call"]


def test_what_is_beyond_the_edge_says_how_far(listed):
    [monday] = [
        line for line in list_noticeboard("West Town", TODAY).days["MO"] if line.name == "Beyond"
    ]
    # 500 m straight, 650 m to walk, at 80 m a minute.
    assert monday.minutes == pytest.approx(650 / 80)
    [lunch] = list_noticeboard("West Town", TODAY).days["TU"]
    assert lunch.minutes is None


def test_what_is_left_out_is_counted_by_its_reason(listed):
    assert list_noticeboard("West Town", TODAY).left_out == {
        LeftOut.NOT_CONFIRMED: 1,
        LeftOut.NOT_FOR_ALL: 1,
        # The Supper is beyond the edge, and on when it suits.
        LeftOut.NO_TIMES: 2,
    }


def test_of_too_many_the_least_useful_of_the_fullest_day_go_first(listed):
    orders = []
    for most in range(6, 0, -1):
        sheet = list_noticeboard("West Town", TODAY, fits=lambda one, most=most: one.times <= most)
        orders.append(sheet.times)
        left = {"Morning", "Beyond", "Noon", "Lunch", "Call"} - {
            line.name for lines in (*sheet.days.values(), sheet.coming) for line in lines
        }
        assert sheet.left_out.get(LeftOut.NO_ROOM, 0) == len(left)
        if sheet.times == 4:
            # What is here and free, then what is here and costs; what is beyond has gone.
            assert names(sheet) == {"MO": ["Morning", "Noon"], "TU": ["Lunch"], "WE": ["Morning"]}
    assert orders == [5, 5, 4, 3, 2, 1]


def test_a_masked_venue_never_hangs_on_a_noticeboard(own_listed):
    change(
        "INSERT INTO schedule (asset_id, freq, byday, opens_at, closes_at) "
        "VALUES (:refuge, 'WEEKLY', 'MO', '10:00', '11:00')",
        refuge=ask_one("SELECT id FROM asset WHERE name = 'Refuge'"),
    )
    change("UPDATE asset SET last_confirmed = '2026-06-01' WHERE name IN ('Refuge', 'Safe House')")
    for area in ("East Town", "West Town"):
        assert "Refuge" not in str(list_noticeboard(area, TODAY))
        assert "Safe House" not in str(list_noticeboard(area, TODAY))


def test_a_time_that_is_over_for_good_stands_on_no_sheet(own_listed):
    change(
        "UPDATE schedule SET valid_to = :today WHERE asset_id = "
        "(SELECT id FROM asset WHERE name = 'Noon')",
        today=TODAY,
    )
    assert names(list_noticeboard("West Town", TODAY))["MO"] == ["Morning", "Beyond"]


def test_a_break_stands_beside_what_takes_it(own_listed):
    change(
        "UPDATE asset SET break_from = :today, break_until = '2099-09-01' WHERE name = 'Morning'",
        today=TODAY,
    )
    lines = list_noticeboard("West Town", TODAY).days["MO"]

    assert {line.name: line.away for line in lines if line.away} == {
        "Morning": "On a break until 1 September 2099"
    }
