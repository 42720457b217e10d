"""Postcodes live and terminated, from a directory, a list of positions and Code-Point Open."""

import pyproj
import pytest
from loads import ask, ask_one, counts, load
from tables import SOUTH, WEST, write_csv
from town import ROAD, load_places, write_postcodes

from etl.locate import STRAY_M

TO_DEGREES = pyproj.Transformer.from_crs("EPSG:27700", "EPSG:4326", always_xy=True)

DIRECTORY = """
    pcds    | dointr | doterm | usertype | oa11cd    | lsoa11cd  | ladcd
    DY1 1AA | 198001 |        | 0        | E00000001 | E01000001 | E08000027
    DY1 1AB | 198001 |        | 1        | E00000001 | E01000001 | E08000027
    DY1 1AC | 198001 | 200508 | 0        | E00000001 | E01000001 | E08000027
    DY1 9ZZ | 199002 | 201008 | 0        | E00000001 | E01000001 | E08000027
    DY1 9ZY | 199002 | 201107 | 0        | E00000001 | E01000001 | E08000027
    B99 9ZZ | 199002 |        | 0        | E00000009 | E01000009 | E08000025
"""


def degrees(x, y=ROAD):
    longitude, latitude = TO_DEGREES.transform(WEST + x, SOUTH + y)
    return latitude, longitude


def write_positions(path, **places):
    """Write positions of postcodes, ``DY1_1AA=x`` metres along the road."""
    lines = ["postcode,latitude,longitude,local_authority"]
    for postcode, x in places.items():
        latitude, longitude = degrees(x)
        lines.append(f"{postcode.replace('_', ' ')},{latitude},{longitude},Some town")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def with_old_postcodes(town, tmp_path):
    """The town, a directory of its postcodes, and the position of one terminated in 2010."""
    load("postcode-directory", write_csv(tmp_path / "directory.csv", DIRECTORY))
    load("postcode-positions", write_positions(tmp_path / "positions.csv", DY1_9ZZ=700))
    return tmp_path


def venue(folder, **fields):
    """Load one venue; return its report and where it is, metres from the west, and how known."""
    drawn = f"""
        {" | ".join(["ref", "name", *fields])}
        {" | ".join(["V9", "Old School", *map(str, fields.values())])}
    """
    report = load("own-list", write_csv(folder / "venues.csv", drawn), partial=True)
    found = ask(
        "SELECT round(ST_X(geom))::int, located_by FROM asset WHERE name = 'Old School'",
    )
    return report, [(x if x is None else x - WEST, how) for x, how in found]


# What is kept of each file.


def test_a_directory_is_kept_for_the_maps_postcodes_with_the_months_and_the_large_users(
    town, tmp_path
):
    report = load("postcode-directory", write_csv(tmp_path / "directory.csv", DIRECTORY))

    assert counts(report) == {"read": 6, "new": 5, "outside": 1}
    rows = ask(
        """
        SELECT postcode, introduced, terminated, large_user, oa_code, lsoa_code, vintage
        FROM postcode_lookup ORDER BY postcode LIMIT 3
        """
    )
    common = ("E00000001", "E01000001", 2011)
    assert [tuple(row) for row in rows] == [
        ("DY1 1AA", "1980-01", None, False, *common),
        ("DY1 1AB", "1980-01", None, True, *common),
        ("DY1 1AC", "1980-01", "2005-08", False, *common),
    ]


def test_a_position_never_takes_the_place_of_a_better_one(town, tmp_path):
    before = ask("SELECT * FROM postcode ORDER BY postcode")

    report = load("postcode-positions", write_positions(tmp_path / "p.csv", DY1_1AA=900, DY1_9ZZ=7))

    assert counts(report) == {"read": 2, "new": 1, "unchanged": 1}
    assert ask("SELECT * FROM postcode WHERE postcode <> 'DY1 9ZZ' ORDER BY postcode") == before


def test_a_better_source_takes_the_place_of_a_position(database, tmp_path):
    load("postcode-positions", write_positions(tmp_path / "p.csv", DY1_1AA=900), extent="GB")

    load_places(tmp_path)

    x = ask_one("SELECT round(ST_X(geom)) FROM postcode WHERE postcode = 'DY1 1AA'")
    assert x == WEST + 100


def test_the_same_positions_again_change_nothing(with_old_postcodes, tmp_path):
    again = load("postcode-positions", write_positions(tmp_path / "positions.csv", DY1_9ZZ=700))

    assert again.changed_nothing


# Where people live.


def test_nobody_lives_at_a_terminated_postcode_or_at_a_large_user(with_old_postcodes):
    points = ask("SELECT postcode FROM demand_point ORDER BY postcode")

    # DY1 1AC was terminated in 2005 and is live again: Code-Point Open has it.
    assert [row.postcode for row in points] == [
        *("DY1 1AA", "DY1 1AC", "DY1 1AD"),
        *("DY2 2AA", "DY2 2AB", "DY2 2AD"),
    ]
    assert ask_one("SELECT sum(people) FROM demand_point") == pytest.approx(140)


# Finding an asset by its postcode.


def test_what_gives_a_terminated_postcode_is_placed_where_it_was_and_told_of(with_old_postcodes):
    report, found = venue(with_old_postcodes, postcode="DY1 9ZZ")

    assert found == [(700, "postcode")]
    [issue] = report.issues
    assert issue.problem == (
        "The postcode was terminated in 2010-08; it is placed where the postcode was."
    )
    assert (issue.value, issue.row_set_aside) == ("DY1 9ZZ", False)


def test_a_terminated_postcode_without_a_position_is_told_of_as_such(with_old_postcodes):
    report, found = venue(with_old_postcodes, postcode="DY1 9ZY")

    assert found == [(None, "unknown")]
    assert "terminated in 2011-07; where it was is not known" in report.issues[0].problem


def test_a_postcode_that_is_live_again_is_no_issue(with_old_postcodes):
    report, found = venue(with_old_postcodes, postcode="DY1 1AC")

    assert found == [(500, "postcode")]
    assert not report.issues


def test_a_postcode_that_the_newest_code_point_open_lacks_is_told_of_with_its_day(town, tmp_path):
    drawn = """
        postcode | quality | x    | ward
        DY1 1AA  | 10      | 100  | E05000001
        DY1 1AB  | 10      | 300  | E05000001
    """
    load("code-point-open", write_postcodes(tmp_path / "newer.csv", drawn))

    report, found = venue(tmp_path, postcode="DY1 1AC")

    today = ask_one("SELECT current_date::text")
    assert found == [(500, "postcode")]
    assert f"terminated in {today}" in report.issues[0].problem


def test_a_postcode_that_nobody_knows_is_told_of_as_before(with_old_postcodes):
    report, found = venue(with_old_postcodes, postcode="DY1 8XX")

    assert found == [(None, "unknown")]
    assert "not among the live postcodes" in report.issues[0].problem


# A position against its own postcode, or out at sea.


@pytest.mark.parametrize(("metres", "held"), [(0, True), (STRAY_M - 5, True), (STRAY_M + 5, False)])
def test_a_position_far_from_its_own_postcode_is_set_aside(town, tmp_path, metres, held):
    latitude, longitude = degrees(300, ROAD + metres)

    report, found = venue(tmp_path, postcode="DY1 1AB", latitude=latitude, longitude=longitude)

    assert len(found) == held
    assert report.set_aside == (not held)
    if not held:
        assert "more than 2,000 m from this postcode" in report.issues[0].problem


def test_a_position_whose_postcode_is_not_known_stands(town, tmp_path):
    latitude, longitude = degrees(300)

    _, found = venue(tmp_path, postcode="DY1 8XX", latitude=latitude, longitude=longitude)

    assert found == [(300, "coordinates")]


def test_a_position_out_at_sea_is_set_aside_where_the_coast_is_known(
    database, sample_data, tmp_path
):
    file = sample_data / "boundaries/lad_dec2024_uk_bsc_RAW.geojson"
    coast = load("authorities", file, extent="GB")
    drawn = """
        ref | name          | latitude | longitude
        V1  | In the sea    | 52.50    | 2.05
        V2  | On a pier     | 51.515   | 0.722
        V3  | In Dudley     | 52.51    | -2.08
    """

    report = load("own-list", write_csv(tmp_path / "venues.csv", drawn), extent="GB")

    # Of Northern Ireland's 11, one lies beyond the grid itself.
    assert counts(coast) == {"read": 361, "new": 350, "set_aside": 1, "outside": 10}
    assert counts(report) == {"read": 3, "new": 2, "set_aside": 1}
    [issue] = report.issues
    assert (issue.line, issue.problem[:28]) == (2, "The position is in the sea: ")


def test_nobody_tells_where_the_sea_is_by_the_boundary_of_one_council(town, tmp_path):
    latitude, longitude = degrees(5900)  # 3.9 km beyond the only boundary that is loaded.

    report, found = venue(tmp_path, latitude=latitude, longitude=longitude)

    assert len(found) == 1
    assert not report.set_aside
