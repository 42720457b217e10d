"""What happens to rows that repeat, loads that repeat, and loads that fail half-way."""

from dataclasses import replace

import pytest
from loads import ask, ask_one, checksums, counts, load
from tables import write_csv, write_squares
from town import LSOAS, PEOPLE, POSTCODES, VENUES, asset_files, load_places, write_postcodes

from asset_map.db import loads, session
from asset_map.domain.errors import BadInput, Failure
from etl.source import Sheet
from etl.sources import ALL

TWO_PLACES = """
    ref | name     | postcode | description
    V1  | Old Hall | DY1 1AA  | brick
    V2  | New Hall | DY2 2AB  | glass
"""


def venues(tmp_path, drawn):
    return write_csv(tmp_path / "venues.csv", drawn)


def names():
    return {row.name: row.description for row in ask("SELECT name, description FROM asset")}


@pytest.fixture
def places(database, tmp_path):
    load_places(tmp_path)


# Rows that repeat within a load.


def test_a_row_that_says_the_same_twice_is_joined(places, tmp_path):
    again = TWO_PLACES + "    V1  | Old Hall | DY1 1AA  | brick\n"

    report = load("own-list", venues(tmp_path, again))

    assert counts(report) == {"read": 3, "new": 2, "joined": 1}
    assert not report.issues


def test_a_row_that_says_otherwise_is_set_aside_with_its_line_and_what_to_do(places, tmp_path):
    otherwise = TWO_PLACES + "    V1  | Old Hall | DY1 1AA  | straw\n"

    report = load("own-list", venues(tmp_path, otherwise))

    assert counts(report) == {"read": 3, "new": 2, "set_aside": 1}
    [issue] = report.issues
    assert (issue.file, issue.line, issue.row_set_aside) == ("venues.csv", 4, True)
    assert "V1 is there already, with other values." in issue.problem
    assert issue.remedy
    assert names() == {"Old Hall": "brick", "New Hall": "glass"}


def test_the_same_row_in_two_files_of_a_load_is_joined(places, tmp_path):
    other = tmp_path / "other"
    other.mkdir()

    report = load("own-list", venues(tmp_path, TWO_PLACES), venues(other, TWO_PLACES))

    assert counts(report) == {"read": 4, "new": 2, "joined": 2}


def test_a_statistic_that_repeats_is_joined_and_one_that_differs_is_set_aside(places, tmp_path):
    drawn = PEOPLE + "    E01000001 | 80\n    E01000002 | 61\n"

    report = load("lsoa-population", write_csv(tmp_path / "more.csv", drawn))

    assert counts(report) == {"read": 4, "unchanged": 2, "joined": 1, "set_aside": 1}
    assert ask_one("SELECT sum(value) FROM statistic") == 140


def test_an_area_that_repeats_is_joined_and_one_of_another_shape_is_set_aside(database, tmp_path):
    drawn = LSOAS + (
        "    E01000001 | Town 001A | E08000027 | 0    | 0\n"
        "    E01000002 | Town 001B | E08000027 | 1500 | 0\n"
    )

    report = load("lsoas", write_squares(tmp_path / "lsoas.geojson", drawn))

    assert counts(report) == {"read": 4, "new": 2, "joined": 1, "set_aside": 1}
    assert ask_one("SELECT count(*) FROM area") == 2


def test_a_postcode_that_repeats_is_joined_and_one_elsewhere_is_set_aside(database, tmp_path):
    drawn = POSTCODES + (
        "    DY1 1AA  | 10      | 100  | E05000001\n    DY1 1AB  | 10      | 301  | E05000001\n"
    )

    report = load("code-point-open", write_postcodes(tmp_path / "dy.csv", drawn))

    assert counts(report) == {"read": 10, "new": 8, "joined": 1, "set_aside": 1}


# Loads that repeat.


def test_loading_the_town_again_changes_nothing(town, tmp_path):
    before = checksums()

    load_places(tmp_path)
    report = load("own-list", *asset_files(tmp_path))

    assert report.changed_nothing
    assert report.unchanged == report.read
    assert checksums() == before


def test_one_changed_value_is_one_changed_row(town, tmp_path):
    before = {row.name: row.id for row in ask("SELECT id, name FROM asset")}

    report = load("own-list", venues(tmp_path, VENUES.replace("glass", "steel")))

    assert counts(report) == {"read": 3, "changed": 1, "unchanged": 2}
    assert ask_one("SELECT description FROM asset WHERE name = 'New Hall'") == "steel, 1990"
    assert {row.name: row.id for row in ask("SELECT id, name FROM asset")} == before
    versions = ask(
        """
        SELECT version, until IS NULL AS in_force FROM record_version v
        JOIN record r ON r.id = v.record_id WHERE r.key = 'V2' ORDER BY version
        """
    )
    assert [tuple(row) for row in versions] == [(1, False), (2, True)]


def test_what_was_changed_and_changed_back_is_as_it_was(town, tmp_path):
    before = ask("SELECT * FROM asset ORDER BY id")

    load("own-list", venues(tmp_path, VENUES.replace("glass", "steel")))
    load("own-list", venues(tmp_path, VENUES))

    assert ask("SELECT * FROM asset ORDER BY id") == before


def test_a_part_of_a_file_leaves_the_rest_as_it_was(town, tmp_path):
    one = "\n".join(VENUES.splitlines()[:3])

    report = load("own-list", venues(tmp_path, one), partial=True)

    assert report.changed_nothing
    assert ask_one("SELECT count(*) FROM asset WHERE kind = 'venue' AND withdrawn IS NULL") == 3


# Loads that keep nothing.


def test_a_dry_run_tells_what_would_happen_and_keeps_nothing(places, tmp_path):
    before = checksums()

    report = load("own-list", venues(tmp_path, TWO_PLACES), dry_run=True)

    assert counts(report) == {"read": 2, "new": 2}
    assert any("nothing was kept" in line for line in report.lines())
    assert checksums() == before
    assert ask_one("SELECT count(*) FROM load WHERE source_id = 'own-list'") == 0


def test_a_dry_run_takes_no_demonstration_data_out(own_demo, tmp_path):
    before = checksums()

    report = load("own-list", venues(tmp_path, TWO_PLACES), dry_run=True)

    assert report.took_out_demo
    assert checksums() == before


def test_a_second_load_is_refused_politely_while_one_runs(town, tmp_path):
    before = checksums()
    with session.transaction() as connection:
        assert loads.lock(connection)
        with pytest.raises(Failure, match=r"Another load is running\. .*try again"):
            load("own-list", venues(tmp_path, TWO_PLACES))

    assert checksums() == before
    load("own-list", venues(tmp_path, TWO_PLACES))


def test_a_load_that_fails_at_its_second_file_leaves_everything_as_it_was(own_demo, tmp_path):
    before = checksums()
    issues = ask_one("SELECT count(*) FROM issue")
    broken = tmp_path / "services.csv"
    broken.write_text("title,when\nLunch,noon\n")

    with pytest.raises(BadInput, match=r"services\.csv has no column ref"):
        load("own-list", venues(tmp_path, TWO_PLACES), broken)

    assert checksums() == before
    assert ask_one("SELECT count(*) FROM issue") == issues
    assert ask_one("SELECT count(*) FROM load WHERE source_id = 'own-list'") == 0


def test_a_load_that_fails_while_it_writes_leaves_everything_as_it_was(own_demo, tmp_path):
    def refused_by_the_database(rows):
        return {"asset": rows.assign(kind="skill_offer", skill="x", people="many")}

    columns = ALL["own-list"].sheets_for("venues.csv")[0].columns
    broken = replace(ALL["own-list"], sheets=(Sheet(columns, refused_by_the_database),))
    before = checksums()

    with pytest.raises(Failure, match="The database refused"):
        load(broken, venues(tmp_path, TWO_PLACES))

    assert checksums() == before


def test_a_load_that_is_interrupted_leaves_everything_as_it_was(own_demo, tmp_path):
    def stop(_rows, _seconds, _share):
        raise KeyboardInterrupt

    before = checksums()
    with pytest.raises(KeyboardInterrupt):
        load("own-list", venues(tmp_path, TWO_PLACES), progress=stop)

    assert checksums() == before
    load("own-list", venues(tmp_path, TWO_PLACES))
