"""Files that are odd rather than bad, and what used to be read in silence."""

import json
import zipfile

import geopandas as gpd
import pyogrio
import pytest
from loads import change, checksums, counts, load
from tables import write_csv, write_squares
from test_bad_files import refused, written, zipped
from town import PEOPLE, WARDS

from asset_map.domain.errors import BadInput


def test_wards_that_are_points(town, tmp_path):
    file = write_squares(tmp_path / "wards.geojson", WARDS)
    whole = json.loads(file.read_text())
    for feature in whole["features"]:
        feature["geometry"] = {"type": "Point", "coordinates": [390_100, 290_100]}

    refused("wards", written(file, json.dumps(whole)))


def test_an_archive_without_the_file_that_is_wanted(town, tmp_path):
    other = zipped(tmp_path / "codepo_gb.zip", readme_md="nothing here")

    refused("code-point-open", other)


@pytest.mark.parametrize(
    "rows",
    [
        'V1,"Old Hall\nV2,New Hall\nV3,Town Hall\n',
        'V1,Old Hall\nV2,"New Hall\nV3,Town Hall\n',
        '"V1,Old Hall\nV2,New Hall\nV3,Town Hall\n',
        'V1,Old Hall\nV2,New Hall\nV3,"Town Hall\n',
    ],
)
def test_a_quotation_mark_that_never_closes_swallows_no_row_in_silence(town, tmp_path, rows):
    file = written(tmp_path / "venues.csv", "ref,name\n" + rows)
    before = checksums()
    try:
        report = load("own-list", file)
    except BadInput as error:
        assert "line" in error.sentence  # noqa: PT017
        assert checksums() == before
    else:
        assert any(issue.row_set_aside for issue in report.issues)


@pytest.mark.parametrize("column", ["WD25CD", "WD25NM"])
def test_a_missing_column_is_named_as_a_person_would_write_it(town, tmp_path, column):
    file = write_squares(tmp_path / "shapes_2025.geojson", WARDS.replace(column, "misspelt"))

    assert f"has no column {column}" in refused("wards", file)


def test_a_zipped_shapefile_in_a_folder_of_the_archive(database, tmp_path):
    frame = gpd.read_file(write_squares(tmp_path / "town.geojson", WARDS))
    pyogrio.write_dataframe(frame, tmp_path / "wards.shp")
    with zipfile.ZipFile(tmp_path / "wards_2025.zip", "w") as archive:
        for part in ("shp", "shx", "dbf", "prj"):
            archive.write(tmp_path / f"wards.{part}", f"boundaries/2025/wards.{part}")

    assert load("wards", tmp_path / "wards_2025.zip").new == 2


# Columns that are not required may be missing.


def test_links_without_a_detail_column(town, tmp_path):
    drawn = "from_ref,type,to_ref,said_by\nS1,delivered_at,V2,both\n"

    assert load("own-list", written(tmp_path / "links.csv", drawn)).new == 1


def test_libraries_without_the_columns_that_are_not_required(town, tmp_path):
    drawn = "Library name,Postcode\nWest Town,DY1 1AB\n"

    assert load("libraries", written(tmp_path / "libraries.csv", drawn)).new == 1


# Links that repeat.


def test_a_link_that_repeats_is_joined_and_one_that_differs_is_set_aside(town, tmp_path):
    drawn = """
        from_ref | type         | to_ref | said_by | detail
        S2       | delivered_at | V1     | both    | on Mondays
        S2       | delivered_at | V1     | both    | on Mondays
        S2       | delivered_at | V1     | both    | on Fridays
    """

    report = load("own-list", write_csv(tmp_path / "links.csv", drawn), partial=True)

    assert counts(report) == {"read": 3, "new": 1, "joined": 1, "set_aside": 1}


# What a report says.


def test_a_report_names_no_line_none(town, tmp_path):
    change("DELETE FROM area WHERE kind = 'lsoa'")

    report = load("lsoa-population", write_csv(tmp_path / "people.csv", PEOPLE))

    assert any("No LSOA boundaries" in line for line in report.lines())
    assert not any("line None" in line for line in report.lines())
