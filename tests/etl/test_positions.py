"""Positions that cannot be, and numbers too large, are told of and never placed."""

import pytest
from loads import ask_one, load
from test_bad_files import one_ward, refused, ring, written

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
