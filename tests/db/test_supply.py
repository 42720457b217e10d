"""What meets which need where: narrowed by times, cost and access, and what comes to people."""

import time
from datetime import date

import pytest
from loads import ask, ask_one, change, load
from tables import SOUTH, WEST, write_csv, write_squares
from town import ROAD

from asset_map.db import session
from asset_map.db.supply import read_remote, read_supply
from asset_map.domain.reach import Narrowing, When

TODAY = date(2026, 11, 22)

VENUES = """
    ref | name  | postcode | step_free
    B1  | Level | DY1 1AC  | yes
    B2  | Steps | DY1 1AD  | no
"""
SERVICES = """
    ref | name     | needs | hours                 | cost         | delivered_at | weekly_capacity
    M1  | Office   | money | Mo-Fr 09:00-17:00     | free         | B1           | 12
    M2  | Late     | money | We 17:00-18:30        | £2           | B1           |
    M3  | Till six | money | Th 15:00-18:00        | Free entry   | B2;B1        |
    M4  | Saturday | money | Sa 10-12; Tu 9-9:30am | members free | B2           |
    M5  | Sunday   | money | Su 18:00-20:00        |              | B2           |
    M6  | Unsaid   | money | when it suits         | ask us       | V1           |
"""


def supply(at=TODAY, need="money", **narrowed):
    with session.reading() as connection:
        found = read_supply(connection, at, Narrowing(**narrowed))
    return [row for row in rows_of(found) if row["need"] == need]


def rows_of(found):
    return [
        {
            "name": name_of(asset_id),
            "need": need,
            "confirmed": confirmed,
            "x": round(x - WEST),
            "y": round(y - SOUTH),
            "capacity": capacity,
            "exact": exact,
        }
        for asset_id, need, confirmed, (x, y), capacity, exact in zip(
            found.asset_id,
            found.need_id,
            found.confirmed,
            found.xy,
            found.capacity,
            found.exact,
            strict=True,
        )
    ]


def names(**asked):
    return sorted({row["name"] for row in supply(**asked)})


def remote(at=TODAY, need="money", **narrowed):
    with session.reading() as connection:
        found = read_remote(connection, at, Narrowing(**narrowed))
    return [one for one in found if one.need_id == need]


def name_of(asset_id):
    return ask_one("SELECT name FROM asset WHERE id = :id", id=asset_id)


def drawn(area_ids):
    """Return the names and vintages of areas, and how many demand points they hold."""
    return ask(
        "SELECT name, vintage, (SELECT count(*) FROM demand_point_area m WHERE m.area_id = a.id) "
        "FROM area a WHERE id = ANY(:ids)",
        ids=list(area_ids),
    )


@pytest.fixture(scope="module")
def services_file(tmp_path_factory):
    folder = tmp_path_factory.mktemp("own")
    return [
        write_csv(folder / f"{name}.csv", drawn)
        for name, drawn in (("venues", VENUES), ("services", SERVICES))
    ]


@pytest.fixture
def offers(town, services_file):
    """The town with services that give advice on money, at different times and costs."""
    load("own-list", *services_file, partial=True)


def test_each_asset_need_and_place_is_one_row(offers):
    found = supply()

    assert sorted((row["name"], row["x"]) for row in found) == [
        ("Late", 500),
        ("Office", 500),
        ("Saturday", 900),
        ("Sunday", 900),
        ("Till six", 500),
        ("Till six", 900),
        ("Unsaid", 100),
    ]
    assert {row["y"] for row in found} == {ROAD}
    assert {row["name"]: row["capacity"] for row in found}["Office"] == 12
    assert sum(row["capacity"] == row["capacity"] for row in found) == 1


def test_a_link_that_is_stated_twice_is_one_place(offers):
    change(
        "INSERT INTO supply SELECT asset_id, need_id, venue_id, exact, '2020-01-01', valid_to, "
        "last_confirmed, geom FROM supply"
    )

    assert len(supply()) == 7


def test_what_is_not_there_yet_or_any_more_is_left_out(offers):
    change(
        "UPDATE supply SET valid_from = '2026-11-23' "
        "WHERE asset_id = (SELECT id FROM asset WHERE name = 'Office')"
    )
    change(
        "UPDATE supply SET valid_to = '2026-11-22' "
        "WHERE asset_id = (SELECT id FROM asset WHERE name = 'Late')"
    )

    assert names() == ["Saturday", "Sunday", "Till six", "Unsaid"]
    assert "Office" in names(at=date(2026, 11, 23))
    assert "Late" in names(at=date(2026, 11, 21))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"when": When.EVENINGS}, ["Late"]),
        ({"when": When.WEEKENDS}, ["Saturday", "Sunday"]),
        ({"weekday": "WE", "time": "17:00"}, ["Late"]),
        ({"weekday": "WE", "time": "16:59"}, ["Office"]),
        ({"weekday": "WE", "time": "18:30"}, []),
        ({"weekday": "SU", "time": "18:30"}, ["Sunday"]),
        ({"when": When.WEEKENDS, "weekday": "TU", "time": "09:15"}, ["Saturday"]),
        ({"free": True}, ["Office", "Till six"]),
        ({"step_free": True}, ["Late", "Office", "Till six"]),
        ({"free": True, "weekday": "TH", "time": "17:30"}, ["Till six"]),
    ],
)
def test_a_narrowed_question_finds_only_what_is_known_to_answer_to_it(offers, asked, found):
    assert names(**asked) == found


def test_of_two_places_only_the_one_without_steps_is_left(offers):
    assert [row["x"] for row in supply(step_free=True) if row["name"] == "Till six"] == [500]


def test_times_that_are_not_in_force_are_not_known(offers):
    change("UPDATE schedule SET valid_to = '2026-11-22' WHERE closes_at = '18:30'")
    assert names(when=When.EVENINGS) == []

    change("UPDATE schedule SET valid_to = '2026-11-23' WHERE closes_at = '18:30'")
    assert names(when=When.EVENINGS) == ["Late"]


def test_a_masked_venue_stands_at_its_wards_middle_also_when_narrowed(town, tmp_path):
    change("UPDATE venue SET step_free = true")
    change(
        "INSERT INTO schedule (asset_id, freq, byday, opens_at, closes_at) "
        "SELECT id, 'WEEKLY', 'MO', '18:00', '20:00' FROM asset WHERE name = 'Refuge'"
    )
    [found] = supply(need="urgent_help", step_free=True, when=When.EVENINGS)

    assert (found["name"], found["x"], found["exact"]) == ("Refuge", 1500, False)


def test_nothing_at_all_is_arrays_of_no_rows(database):
    with session.reading() as connection:
        found = read_supply(connection, TODAY)

    assert (len(found.asset_id), found.xy.shape, len(found.capacity)) == (0, (0, 2), 0)


# What comes to people.

COMING = """
    ref | name   | needs | postcode | covers              | how                 | hours    | cost
    R1  | Ring   | money | DY1 1AA  | E05000001           | by phone            | We 6-8pm | free
    R2  | Screen | money |          | E08000027;E05000002 | online; by phone    |          | £2
    R3  | Desk   | money | DY1 1AA  | E05000002           | in person, by phone | Mo 9-5pm |
    R4  | Vague  | money | DY1 1AA  |                     | by phone            |          |
    R5  | Hall   | money | DY1 1AA  | E05000001           | in person           |          |
    R6  | Visit  | money | DY1 1AA  | E05999999           | home visits         |          |
"""


@pytest.fixture
def coming(town, tmp_path):
    """The town with services that come by phone, online or to homes."""
    load("own-list", write_csv(tmp_path / "services.csv", COMING), partial=True)


def test_what_only_comes_to_people_is_no_place(coming):
    assert names() == ["Desk", "Hall"]


def test_what_comes_to_people_tells_the_areas_that_it_covers(coming):
    west, east, dudley = (
        ask_one("SELECT id FROM area WHERE kind = :kind AND code = :code", kind=kind, code=code)
        for kind, code in (
            ("ward", "E05000001"),
            ("ward", "E05000002"),
            ("authority", "E08000027"),
        )
    )
    found = {
        name_of(one.asset_id): (
            sorted(one.ways),
            set(one.area_ids),
        )
        for one in remote()
    }

    assert found == {
        "Ring": (["by phone"], {west}),
        "Screen": (["by phone", "online"], {dudley, east}),
        "Desk": (["by phone"], {east}),
    }


def test_of_an_area_its_newest_boundaries_count_and_a_ward_drawn_anew_as_it_was(coming, tmp_path):
    newer = """
        WD26CD    | WD26NM    | LAD26CD   | LAD26NM | x    | y
        E05000002 | East Town | E08000027 | Dudley  | 1000 | 0
        E05000003 | New West  | E08000027 | Dudley  | 0    | 0
    """
    load("wards", write_squares(tmp_path / "wards.geojson", newer))

    found = {name_of(one.asset_id): drawn(one.area_ids) for one in remote()}

    assert found["Ring"] == [("West Town", 2025, 4)]
    assert found["Desk"] == [("East Town", 2026, 3)]


@pytest.mark.parametrize(
    ("asked", "count"),
    [({"when": When.EVENINGS}, 1), ({"free": True}, 1), ({"step_free": True}, 3)],
)
def test_what_comes_to_people_is_narrowed_too_but_no_step_is_in_its_way(coming, asked, count):
    assert len(remote(**asked)) == count


def test_supply_of_a_country_is_read_within_seconds(offers):
    change(
        "INSERT INTO supply SELECT gen_random_uuid(), need_id, venue_id, exact, valid_from, "
        "valid_to, last_confirmed, geom FROM supply, generate_series(1, 5000)"
    )
    with session.reading() as connection:
        started = time.perf_counter()
        found = read_supply(connection, TODAY)

    assert len(found.asset_id) > 50_000
    assert time.perf_counter() - started < 10  # How fast exactly is for script/bench.
