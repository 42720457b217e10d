"""Files that cannot be loaded: each is refused in one clear sentence, the database as it was."""

import gzip
import json
import os
import re
import zipfile
from hashlib import sha256

import pytest
from loads import ask_one, checksums, counts, load
from tables import square, write_csv, write_squares
from town import LSOAS, PEOPLE, VENUES, WARDS, write_postcodes

from asset_map.domain.errors import BadInput
from asset_map.settings import get_settings

MEGABYTE = 1_000_000
JUNK = b"".join(sha256(bytes([at // 256, at % 256])).digest() for at in range(640))


def refused(source, *files, **wish):
    """Return what the refusal says; it is one clear sentence, and nothing was changed."""
    before = checksums()
    with pytest.raises(BadInput) as caught:
        load(source, *files, **wish)
    assert checksums() == before
    said = caught.value.sentence
    assert said.endswith(".")
    assert len(said) < 500
    assert "\n" not in said
    assert not any(word in said for word in ("Traceback", "Error(", "Exception", "<class", "None"))
    assert caught.value.next_step
    return str(caught.value)


def written(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def zipped(path, **members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return path


EITHER_FORMAT = pytest.mark.parametrize(
    ("source", "name"), [("wards", "wards.geojson"), ("lsoa-population", "people.csv")]
)

# The file itself.


@EITHER_FORMAT
def test_a_file_that_is_not_there(same_town, tmp_path, source, name):
    assert f"There is no file {tmp_path / name}" in refused(source, tmp_path / name)


@EITHER_FORMAT
def test_a_folder(same_town, tmp_path, source, name):
    (tmp_path / name).mkdir()

    assert "is a folder. Name one file in it." in refused(source, tmp_path / name)


@EITHER_FORMAT
def test_an_empty_file(same_town, tmp_path, source, name):
    assert f"{name} is empty." in refused(source, written(tmp_path / name, b""))


@EITHER_FORMAT
def test_no_file_at_all(same_town, source, name):
    assert "--file" in refused(source)


def test_one_bad_file_among_good_ones_stops_the_load(same_town, tmp_path):
    good = write_csv(tmp_path / "people.csv", PEOPLE.replace("80", "81"))

    assert "no file" in refused("lsoa-population", good, tmp_path / "more.csv")


@EITHER_FORMAT
def test_a_pipe_or_a_device_is_no_file(same_town, tmp_path, source, name):
    os.mkfifo(tmp_path / name)

    refused(source, tmp_path / name)


# Too large, or larger than it looks.


@EITHER_FORMAT
def test_a_file_over_the_limit(same_town, tmp_path, monkeypatch, source, name):
    monkeypatch.setenv("ASSET_MAP_MAX_FILE_MB", "1")
    get_settings.cache_clear()
    file = written(tmp_path / name, b" " * (MEGABYTE + 1))

    said = refused(source, file)

    assert "larger than the limit of 1 MB" in said
    assert "ASSET_MAP_MAX_FILE_MB" in said


def test_a_zip_bomb_of_text_stops_at_the_limit(same_town, tmp_path):
    bomb = zipped(tmp_path / "people.zip", people_csv=b"lsoacd,population\n" + b" " * 60 * MEGABYTE)
    assert bomb.stat().st_size < MEGABYTE / 10

    assert "larger than the limit of 1 MB" in refused("lsoa-population", bomb, limit_bytes=MEGABYTE)


def test_a_zip_bomb_of_many_small_members_stops_at_the_limit(same_town, tmp_path):
    members = {f"part{n}_csv": b"lsoacd,population\n" + b" " * 100_000 for n in range(30)}

    assert "larger than the limit" in refused(
        "lsoa-population", zipped(tmp_path / "people.zip", **members), limit_bytes=MEGABYTE
    )


def test_a_gzip_bomb_stops_at_the_limit(same_town, tmp_path):
    bomb = tmp_path / "people.csv.gz"
    bomb.write_bytes(gzip.compress(b"lsoacd,population\n" + b" " * 60 * MEGABYTE))

    assert "larger than the limit" in refused("lsoa-population", bomb, limit_bytes=MEGABYTE)


@pytest.mark.parametrize("member", ["wards_shp", "wards_geojson"])
def test_a_zip_bomb_of_shapes_stops_at_the_limit(same_town, tmp_path, member):
    bomb = zipped(tmp_path / "wards.zip", **{member: b"\0" * 60 * MEGABYTE})

    assert "limit of 1 MB" in refused("wards", bomb, limit_bytes=MEGABYTE)


def test_a_zip_that_lies_about_its_size_is_refused(same_town, tmp_path):
    honest = zipped(tmp_path / "people.zip", people_csv=b"lsoacd,population\n" + b" " * MEGABYTE)
    content = honest.read_bytes()
    real, claimed = (size.to_bytes(4, "little") for size in (MEGABYTE + 18, 100))
    assert content.count(real) >= 2

    refused("lsoa-population", written(tmp_path / "lying.zip", content.replace(real, claimed)))


# Damaged.


@pytest.mark.parametrize("share", [0.02, 0.5, 0.98])
def test_geojson_that_is_cut_off(same_town, tmp_path, share):
    whole = write_squares(tmp_path / "whole.geojson", WARDS).read_bytes()
    cut = written(tmp_path / "wards.geojson", whole[: int(len(whole) * share)])

    assert "wards.geojson is cut off or damaged" in refused("wards", cut)


def test_a_real_file_that_is_cut_off_in_the_middle(same_town, tmp_path, sample_data):
    whole = (sample_data / "boundaries/wards_2025_dudley_E08000027.geojson").read_bytes()
    cut = written(tmp_path / "wards.geojson", whole[: len(whole) // 2])

    assert "cut off" in refused("wards", cut)


def test_a_zip_that_is_cut_off(same_town, tmp_path):
    whole = zipped(tmp_path / "people.zip", people_csv=JUNK[:9_000]).read_bytes()
    cut = written(tmp_path / "cut.zip", whole[:5_000])

    refused("lsoa-population", cut)


def test_a_zip_with_a_broken_member(same_town, tmp_path):
    content = bytearray(
        zipped(tmp_path / "whole.zip", people_csv="lsoacd,population\n" * 2_000).read_bytes()
    )
    content[60:70] = b"\xff" * 10

    assert "damaged archive" in refused(
        "lsoa-population", written(tmp_path / "people.zip", bytes(content))
    )


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("wards", "wards.geojson"),
        ("wards", "wards.topojson"),
        ("wards", "wards.gpkg"),
        ("wards", "wards.shp"),
        ("wards", "wards.zip"),
        ("wards", "wards"),
        ("wards", "wards.csv"),
        ("code-point-open", "codepo_gb.zip"),
        ("code-point-open", "dy.csv"),
        ("lsoa-population", "people.csv"),
        ("lsoa-population", "people.csv.gz"),
        ("libraries", "libraries.csv"),
        ("own-list", "venues.csv"),
    ],
)
def test_binary_junk(same_town, tmp_path, source, name):
    refused(source, written(tmp_path / name, JUNK))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("wards.geojson", "{}"),
        ("wards.geojson", "[]"),
        ("wards.geojson", "null"),
        ("wards.geojson", "[" * 100_000),
        ("wards.geojson", '{"type": "FeatureCollection", "features": []}'),
        ("wards.geojson", '{"type": "FeatureCollection", "features": [{"type": "Feature"}]}'),
        ("wards.geojson", "WD25CD,WD25NM\nE05000001,West Town\n"),
        ("wards.zip", "not a zip"),
    ],
)
def test_a_file_that_holds_no_shapes(same_town, tmp_path, name, content):
    refused("wards", written(tmp_path / name, content))


def test_a_ward_without_a_shape_is_set_aside(town, tmp_path):
    file = write_squares(tmp_path / "wards.geojson", WARDS)
    whole = json.loads(file.read_text())
    whole["features"][0]["geometry"] = None

    report = load("wards", written(file, json.dumps(whole)))

    assert counts(report) == {"read": 2, "unchanged": 1, "set_aside": 1}
    assert [(issue.line, issue.row_set_aside) for issue in report.issues] == [(1, True)]


def test_an_archive_without_shapes(same_town, tmp_path):
    refused("wards", zipped(tmp_path / "wards.zip", readme_txt="nothing here"))


# Columns.


@pytest.mark.parametrize(
    ("source", "name", "drawn", "column"),
    [
        ("lsoa-population", "people.csv", PEOPLE, "population"),
        ("lsoa-population", "people.csv", PEOPLE, "lsoacd"),
        ("own-list", "venues.csv", VENUES, "ref"),
        ("own-list", "venues.csv", VENUES, "name"),
    ],
)
def test_text_without_a_required_column(same_town, tmp_path, source, name, drawn, column):
    file = write_csv(tmp_path / name, drawn.replace(column, "misspelt", 1))

    said = refused(source, file)

    assert f"{name} has no column {column}" in said
    assert "misspelt" in said  # So that a person sees what is there instead.


@pytest.mark.parametrize(
    ("source", "drawn", "column"),
    [("wards", WARDS, "WD25CD"), ("wards", WARDS, "WD25NM"), ("lsoas", LSOAS, "LSOA21CD")],
)
def test_shapes_without_a_required_column(same_town, tmp_path, source, drawn, column):
    file = write_squares(tmp_path / "shapes_2025.geojson", drawn.replace(column, "misspelt"))

    said = refused(source, file)

    assert re.search(r"has no column (WD|LSOA)", said)
    assert "misspelt" in said


def test_every_missing_column_is_named_at_once(same_town, tmp_path):
    file = written(tmp_path / "libraries.csv", "a,b\n1,2\n")

    assert "no column Library name and no column Postcode" in refused("libraries", file)


def test_column_names_with_line_ends_and_steering_signs_are_told_in_one_line(same_town, tmp_path):
    file = written(tmp_path / "libraries.csv", '"a\r\nb","\x1b[31mred",c\n1,2,3\n')

    assert "It has: a b, [31mred, c." in refused("libraries", file)


def test_a_column_that_is_there_twice(same_town, tmp_path):
    file = written(tmp_path / "people.csv", "lsoacd,population,population\nE01000001,1,2\n")

    assert "has the column population twice" in refused("lsoa-population", file)


def test_a_file_of_another_source(same_town, tmp_path):
    file = write_csv(tmp_path / "people.csv", PEOPLE)

    assert "Library name" in refused("libraries", file)
    assert "venues.csv" in refused("own-list", file)


# Where it lies.

FRANCE = (2.35, 48.85)
DUDLEY_DEGREES = (-2.09, 52.51)


def ring(x, y, side):
    return [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]


def one_ward(path, rings, crs="OGC:1.3:CRS84"):
    said = {"WD25CD": "E05000001", "WD25NM": "West Town", "LAD25CD": "E08000027"}
    shape = {"type": "Polygon", "coordinates": [rings]}
    whole = {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "properties": said, "geometry": shape}],
    }
    if crs:
        whole["crs"] = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:{crs}"}}
    return written(path, json.dumps(whole))


@pytest.mark.parametrize(
    ("rings", "crs"),
    [
        (ring(*FRANCE, 0.01), "OGC:1.3:CRS84"),
        (ring(DUDLEY_DEGREES[1], DUDLEY_DEGREES[0], 0.01), "OGC:1.3:CRS84"),
        (square(0, 0)[0], "OGC:1.3:CRS84"),
        (square(0, 0)[0], None),
        (ring(*DUDLEY_DEGREES, 0.01), "EPSG::27700"),
        (ring(-232_000, 6_900_000, 1_000), None),
        (ring(290_000, 390_000, 1_000_000), "EPSG::27700"),
        (ring(0, 0, 0.01), "OGC:1.3:CRS84"),
        (ring(1e300, 1e300, 1e299), "EPSG::27700"),
    ],
    ids=[
        "in France",
        "latitude before longitude",
        "metres claimed as degrees",
        "metres that claim nothing",
        "degrees claimed as metres",
        "web mercator that claims nothing",
        "larger than the country",
        "off the coast of Africa",
        "numbers without end",
    ],
)
def test_shapes_that_do_not_lie_in_great_britain(same_town, tmp_path, rings, crs):
    said = refused("wards", one_ward(tmp_path / "wards.geojson", rings, crs))

    assert "outside Great Britain" in said
    assert "EPSG:4326" in said


@pytest.mark.parametrize(
    ("columns", "values"),
    [
        ("latitude,longitude", "-2.09,52.51"),
        ("latitude,longitude", "48.85,2.35"),
        ("latitude,longitude", "290000,390000"),
        ("latitude,longitude", "0,0"),
    ],
)
def test_an_asset_that_is_not_in_great_britain_is_set_aside(town, tmp_path, columns, values):
    file = written(tmp_path / "venues.csv", f"ref,name,{columns}\nV9,Far Hall,{values}\n")

    report = load("own-list", file)

    assert counts(report) == {"read": 1, "set_aside": 1}
    [issue] = report.issues
    assert (issue.file, issue.line) == ("venues.csv", 2)
    assert "not in Great Britain" in issue.problem


# Whose it is.


def test_wards_that_do_not_say_whose_they_are(database, tmp_path):
    drawn = WARDS.replace("LAD25CD", "other  ").replace("LAD25NM", "another")
    file = write_squares(tmp_path / "wards.geojson", drawn)

    assert "--authority" in refused("wards", file)
    assert counts(load("wards", file, authority="E08000027")) == {"read": 2, "new": 2}


def test_postcodes_before_any_boundary_are_those_that_name_the_authority(database, tmp_path):
    report = load("code-point-open", write_postcodes(tmp_path / "dy.csv"))

    assert counts(report) == {"read": 8, "new": 8}


# Rows and cells: the load goes on, and says what it set aside.


@pytest.mark.parametrize(
    ("rows", "lines_aside"),
    [
        ("V1,Old Hall\nV2,New Hall,too,many\nV3,Town Hall\n", [3]),
        ("V1,Old Hall\n,New Hall\nV3,\n", [3, 4]),
        ('V1,"Old\nHall"\n,New Hall\n', [4]),
    ],
    ids=["too many cells", "required values missing", "a cell of two lines"],
)
def test_a_broken_row_is_set_aside_under_its_own_line(town, tmp_path, rows, lines_aside):
    report = load("own-list", written(tmp_path / "venues.csv", "ref,name\n" + rows))

    assert [issue.line for issue in report.issues if issue.row_set_aside] == lines_aside
    assert report.set_aside == len(lines_aside)
    assert all(issue.remedy for issue in report.issues)


def test_a_cell_without_end_is_refused_with_its_line(same_town, tmp_path):
    file = written(tmp_path / "venues.csv", 'ref,name\nV1,"' + "x" * 1_100_000 + "\n")

    assert "venues.csv, line" in refused("own-list", file)


def test_an_unreadable_value_that_is_not_required_loses_only_the_value(town, tmp_path):
    file = written(tmp_path / "venues.csv", "ref,name,size_people\nV9,Odd Hall,lots\n")

    report = load("own-list", file, partial=True)

    assert counts(report) == {"read": 1, "new": 1}
    issue = report.issues[0]
    assert (issue.column, issue.value, issue.row_set_aside) == ("size_people", "lots", False)
    assert ask_one("SELECT count(*) FROM asset WHERE name = 'Odd Hall'") == 1


@pytest.mark.parametrize(
    "name",
    [
        "=HYPERLINK(1)",
        "'; DROP TABLE asset; --",
        "<script>alert(1)</script>",
        "St Mary's ☕ \U0001f600",
    ],
)
def test_a_name_is_kept_as_it_came_whatever_it_says(town, tmp_path, name):
    load("own-list", written(tmp_path / "venues.csv", f"ref,name\nV9,{name}\n"))

    assert ask_one("SELECT count(*) FROM asset WHERE name = :name", name=name) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_text_is_read_in_the_encodings_and_line_ends_that_councils_use(
    town, tmp_path, encoding, ends
):
    content = ends.join(["ref,name", "V9,Café Olé", "V10,Town Hall", ""]).encode(encoding)

    report = load("own-list", written(tmp_path / "venues.csv", content), partial=True)

    assert counts(report) == {"read": 2, "new": 2}
    assert ask_one("SELECT count(*) FROM asset WHERE name = 'Café Olé'") == 1


def test_a_header_and_no_rows_is_a_load_of_nothing(town, tmp_path):
    report = load("own-list", written(tmp_path / "venues.csv", "ref,name\n"))

    assert counts(report) == {}
    assert report.kept_nothing
