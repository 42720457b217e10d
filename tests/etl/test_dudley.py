"""Real Dudley: what the published files hold is what the map holds, to the row."""

import csv
from datetime import date

import psycopg
import pytest
from loads import ask, ask_one, checksums, counts, load
from real import DUDLEY

from asset_map.domain.places import AreaKind
from asset_map.journeys.describe_area import describe_area, list_areas

AUTHORITY = "E08000027"
RESIDENTS = 324_969
WARD_CODES = [f"E050{number}" for number in range(15903, 15927)]


def test_dudley_has_its_24_wards_of_2025(dudley):
    wards = ask("SELECT code, vintage, authority_code FROM area WHERE kind = 'ward' ORDER BY code")

    assert [tuple(ward) for ward in wards] == [(code, 2025, AUTHORITY) for code in WARD_CODES]
    assert {ward.code for ward in list_areas(AreaKind.WARD)} == set(WARD_CODES)


def test_the_authority_is_the_sum_of_its_wards(dudley):
    question = "SELECT sum(ST_Area(geom)) FROM area WHERE kind = :kind"

    assert ask_one(question, kind="authority") == pytest.approx(ask_one(question, kind="ward"))
    assert ask_one("SELECT name FROM area WHERE kind = 'authority'") == "Dudley"


def test_dudley_has_7273_postcodes_in_the_wards_that_the_publisher_names(dudley):
    own = ask_one("SELECT count(*) FROM postcode WHERE authority_code = :code", code=AUTHORITY)
    elsewhere = ask(
        """
        SELECT p.postcode FROM postcode p JOIN area a ON a.kind = 'ward' AND a.code = p.ward_code
        WHERE p.authority_code = :code AND NOT ST_Covers(a.geom, p.geom)
        """,
        code=AUTHORITY,
    )

    assert own == 7_273
    assert [row.postcode for row in elsewhere] == ["DY1 2DA"]


def test_the_map_reaches_5_km_beyond_the_border_and_no_farther(dudley):
    farthest = ask_one(
        """
        SELECT max(ST_Distance(p.geom, a.geom)) FROM postcode p JOIN area a ON a.kind = 'authority'
        """
    )

    assert 4_900 < farthest <= 5_000


def test_dudley_has_203_small_areas_that_hold_all_its_people(dudley):
    small_areas = ask_one("SELECT count(*) FROM area WHERE kind = 'lsoa' AND vintage = 2021")
    people = ask_one("SELECT sum(value) FROM statistic WHERE measure = 'people'")

    assert (small_areas, people) == (203, RESIDENTS)


def test_the_people_of_the_postcodes_add_up_to_those_of_the_small_areas(dudley):
    all_of_them = ask_one("SELECT sum(people) FROM demand_point")
    by_small_area = ask(
        """
        SELECT s.area_code, s.value, sum(d.people) AS spread, sum(d.share) AS shares
        FROM statistic s LEFT JOIN demand_point d ON d.small_area_code = s.area_code
        WHERE s.measure = 'people' GROUP BY s.area_code, s.value
        """
    )

    assert all_of_them == pytest.approx(RESIDENTS, abs=1e-6)
    assert len(by_small_area) == 203
    for row in by_small_area:
        assert row.spread == pytest.approx(row.value, abs=1e-9), row.area_code
        assert row.shares == pytest.approx(1, abs=1e-12), row.area_code


def test_the_people_of_the_wards_add_up_to_those_of_the_authority(dudley):
    wards = [describe_area(code).people for code in WARD_CODES]

    assert sum(people.people for people in wards) == pytest.approx(RESIDENTS, abs=1e-6)
    assert sum(people.postcodes for people in wards) == 7_273
    assert describe_area("Dudley").people.people == pytest.approx(RESIDENTS, abs=1e-6)


def test_every_small_area_has_both_deprivation_figures(dudley):
    found = ask(
        """
        SELECT s.source_id, s.area_vintage, s.measure, count(*), min(s.value), max(s.value)
        FROM statistic s LEFT JOIN area a ON a.kind = 'lsoa' AND a.code = s.area_code
        WHERE s.measure = 'imd_decile' AND (a.id IS NOT NULL OR s.area_vintage = 2011)
        GROUP BY 1, 2, 3 ORDER BY 1
        """
    )

    # No boundaries of 2011 are loaded, so all rows of the 2019 file are kept, and that is said.
    assert [tuple(row) for row in found] == [
        ("deprivation-2019", 2011, "imd_decile", 1351, 1, 10),
        ("deprivation-2025", 2021, "imd_decile", 203, 1, 10),
    ]
    [said] = ask("SELECT problem FROM issue WHERE problem LIKE '%boundaries of 2011%'")
    assert "all rows were kept" in said.problem


def test_the_17_libraries_are_17_buildings_and_17_services_in_them(dudley):
    kinds = ask("SELECT kind, count(*) FROM asset GROUP BY kind ORDER BY kind")
    links = ask("SELECT type, count(*) FROM link GROUP BY type")

    assert [tuple(row) for row in kinds] == [("service", 17), ("venue", 17)]
    assert [tuple(row) for row in links] == [("delivered_at", 17)]


def test_each_library_stands_in_the_ward_of_its_postcode(dudley):
    placed = ask_one(
        """
        SELECT count(*) FROM asset a JOIN postcode p USING (postcode)
        WHERE a.kind = 'venue' AND ST_Equals(a.geom, p.geom) AND a.located_by = 'postcode'
          AND p.authority_code = :code
        """,
        code=AUTHORITY,
    )

    assert placed == 17


def test_woodside_and_pensnett_are_closed_although_one_still_lists_hours(dudley):
    closed = ask(
        """
        SELECT a.name, a.valid_to, a.valid_to_precision,
               (SELECT count(*) FROM schedule s WHERE s.asset_id = a.id) AS sessions
        FROM asset a WHERE a.kind = 'service' AND a.valid_to IS NOT NULL ORDER BY a.name
        """
    )

    assert [(c.name, c.valid_to.year, c.valid_to_precision) for c in closed] == [
        ("Pensnett Library Link", 2019, "year"),
        ("Woodside Library Link", 2018, "year"),
    ]
    assert [c.sessions for c in closed] == [6, 0]


@pytest.mark.parametrize(
    ("day", "open_on_it"),
    [(date(2017, 12, 31), 17), (date(2019, 6, 30), 16), (date(2020, 6, 30), 15)],
)
def test_a_closed_library_is_asked_for_on_a_day_before_it_closed(dudley, day, open_on_it):
    services = [
        hit for hit in describe_area("Dudley", day).hits if hit.asset.kind.value == "service"
    ]

    assert len(services) == open_on_it


def test_the_weekly_hours_are_those_of_the_file(dudley, sample_data):
    with (sample_data / DUDLEY["libraries"]).open(encoding="utf-8", newline="") as file:
        published = {row["Library name"]: row for row in csv.DictReader(file)}
    monday = ask(
        """
        SELECT replace(a.name, ' Library', '') AS name,
               to_char(s.opens_at, 'HH24:MI') || '-' || to_char(s.closes_at, 'HH24:MI') AS hours
        FROM schedule s JOIN asset a ON a.id = s.asset_id
        WHERE s.byday = 'MO' AND a.name NOT LIKE '%Link'
        """
    )

    assert {row.name: row.hours for row in monday} == {
        name: row["Monday staffed hours"]
        for name, row in published.items()
        if row["Monday staffed hours"] and not name.endswith("Link")
    }


def test_loading_the_same_again_changes_nothing_and_says_so(own_dudley, dudley_files):
    before = checksums()

    for source, file in dudley_files.items():
        again = load(source, file)
        assert again.changed_nothing, source
        assert again.read == again.unchanged + again.outside
        assert any("changed nothing" in line for line in again.lines())

    assert checksums() == before


def test_the_whole_of_code_point_open_gives_the_same_postcodes(
    server, database, shared_dudley, sample_data
):
    load("wards", sample_data / DUDLEY["wards"])
    report = load("code-point-open", sample_data / DUDLEY["code-point-open"])
    question = (
        "SELECT md5(string_agg(concat(postcode, quality, ward_code, geom), '' ORDER BY postcode))"
    )
    with psycopg.connect(server.url_of(shared_dudley)) as connection:
        [of_the_areas_near] = connection.execute(f"{question} FROM postcode").fetchone()

    assert counts(report) == {"read": 1_743_449, "new": 22_865, "outside": 1_720_584}
    assert not report.issues
    assert ask_one(f"{question} FROM postcode") == of_the_areas_near


def test_the_single_dy_file_alone_leaves_four_wards_without_a_postcode(database, sample_data):
    load("wards", sample_data / DUDLEY["wards"])
    load("code-point-open", sample_data / "postcodes/codepoint_dy.csv")

    own = ask_one("SELECT count(*) FROM postcode WHERE authority_code = :code", code=AUTHORITY)
    without = ask(
        """
        SELECT name FROM area a WHERE kind = 'ward'
          AND NOT EXISTS (SELECT 1 FROM postcode WHERE ward_code = a.code) ORDER BY name
        """
    )

    assert own == 5_698
    assert [row.name for row in without] == [
        "Belle Vale",
        "Halesowen North",
        "Halesowen South",
        "Hayley Green & Cradley South",
    ]
