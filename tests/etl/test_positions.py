"""Positions that cannot be, and numbers too large, are told of and never placed."""

import pytest
from loads import ask_one, counts, load
from tables import write_csv, write_squares
from test_bad_files import one_ward, refused, ring, written
from town import write_postcodes

POSTCODE = "DY1 9ZZ,{quality},{x},{y},E92000001,,,,E08000027,E05000001\r\n"


def test_degrees_east_of_greenwich_that_claim_to_be_metres(town, tmp_path):
    norwich = one_ward(tmp_path / "wards.geojson", ring(1.2, 52.6, 0.01), "EPSG::27700")

    assert "outside Great Britain" in refused("wards", norwich, extent="GB")


@pytest.mark.parametrize(("x", "y"), [(9_999_999, 290_100), (0, 0), (-2.1, 52.5)])
def test_a_postcode_is_never_placed_outside_great_britain(town, tmp_path, x, y):
    load("code-point-open", written(tmp_path / "dy.csv", POSTCODE.format(quality=10, x=x, y=y)))

    assert (
        ask_one("SELECT count(*) FROM postcode WHERE postcode = 'DY1 9ZZ' AND geom IS NOT NULL")
        == 0
    )
    assert ask_one("SELECT count(*) FROM demand_point WHERE postcode = 'DY1 9ZZ'") == 0


def test_a_number_too_large_for_its_column_is_an_issue_of_its_row(town, tmp_path):
    file = written(tmp_path / "dy.csv", POSTCODE.format(quality=99_999, x=390_100, y=290_100))

    report = load("code-point-open", file)

    assert [(issue.line, issue.column) for issue in report.issues] == [(1, "Quality")]


def test_an_unknown_postcode_that_the_map_left_out_is_outside_and_others_are_not_live(
    database, tmp_path
):
    write_squares(
        tmp_path / "wards.geojson",
        """
        WD25CD    | WD25NM | LAD25CD   | LAD25NM | x | y
        E05000001 | West   | E08000027 | Dudley  | 0 | 0
        """,
    )
    load("wards", tmp_path / "wards.geojson")
    here_and_far = """
        postcode | quality | x     | ward
        DY1 1AA  | 10      | 100   | E05000001
        DY1 1AB  | 10      | 200   | E05000001
        DY1 1AC  | 10      | 90000 | E05999999
        DY1 2AA  | 10      | 90000 | E05999999
    """
    load("code-point-open", write_postcodes(tmp_path / "dy.csv", here_and_far, authority=""))
    halls = """
        ref | name     | postcode
        V1  | Old Hall | DY1 1ZZ
        V2  | Far Hall | DY1 2ZZ
        V3  | No Hall  | WV9 9ZZ
        V4  | Bus Hall | DY1 1AC
    """

    report = load("own-list", write_csv(tmp_path / "venues.csv", halls))

    assert counts(report) == {"read": 4, "new": 1, "outside": 3}
    assert "not among the live postcodes" in report.issues[0].problem


@pytest.mark.parametrize("extent", [None, "GB"])
def test_a_list_that_comes_before_any_postcode_says_what_to_load_first(database, tmp_path, extent):
    halls = write_csv(
        tmp_path / "venues.csv", "ref | name     | postcode\nV1  | Old Hall | DY1 1ZZ"
    )

    report = load("own-list", halls, extent=extent)

    assert counts(report) == {"read": 1, "outside": 1}
    assert any("Load the wards and Code-Point Open" in line for line in report.lines())
