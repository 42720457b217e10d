"""Open data as files: what is in them, what is left out, and what they say of themselves."""

import csv
import io
import json
from datetime import date

import geopandas
import pyarrow.parquet as pq
import pytest
from loads import ask_one, change, load
from opened import CLOSED, MAPPED, UNSAID, everything, exported, features
from tables import write_csv
from town import VENUES, asset_files

from asset_map.domain.errors import BadInput
from asset_map.domain.file_format import FileFormat
from asset_map.journeys.export_open_data import export_open_data
from asset_map.journeys.manage_database import prepare
from etl.sources import ALL

SAME_HALL = """
    ref | name     | needs | postcode | description      | phone        | last_confirmed
    A   | Old Hall | food  | DY1 1AA  | the secret words | 01384 555555 | 2026-06-01
    B   | Vault    |       | DY1 1AB  | closed words     |              |
"""


def cells(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_every_format_holds_every_open_asset_and_link(town, tmp_path):
    of_geojson = json.loads(exported(tmp_path, "geojson")["assets.geojson"])["features"]
    of_csv = cells(exported(tmp_path, "csv")["assets.csv"])
    exported(tmp_path, "geoparquet")
    of_parquet = geopandas.read_parquet(tmp_path / "geoparquet" / "assets.parquet")

    ids = {one["id"] for one in of_geojson}
    assert len(ids) == ask_one("SELECT count(*) FROM asset WHERE withdrawn IS NULL") == 9
    assert {row["id"] for row in of_csv} == set(of_parquet["id"]) == ids
    assert of_parquet.crs == "EPSG:4326"
    hall = of_parquet.set_index("name").loc["Old Hall"]
    assert (hall.geometry.x, hall.geometry.y) == (hall["longitude"], hall["latitude"])
    assert 52 < hall["latitude"] < 53
    assert -3 < hall["longitude"] < -2
    links = pq.read_table(tmp_path / "geoparquet" / "links.parquet").to_pylist()
    assert {link["type"] for link in links} == {"delivered_at", "supports"}
    assert len(links) == 4


@pytest.mark.parametrize("kind", ["geojson", "csv", "geoparquet", "openreferral"])
def test_every_file_says_its_licence_sources_and_days(town, tmp_path, kind):
    files = exported(tmp_path, kind)
    readme = files["README.txt"].decode()
    today = date.today().isoformat()
    assert f"Exported: {today}" in readme
    assert "Open Government Licence v3.0" in readme
    assert "Last confirmed, the latest of all: 2026-05-01" in readme
    for name in files:
        if name.endswith("parquet"):
            schema = pq.read_schema(tmp_path / kind / name)
            about = json.loads(schema.metadata[b"about"])
        elif name.endswith(".csv"):
            about = json.loads(files[f"{name}-metadata.json"])
            assert {row["exported"] for row in cells(files[name])} == {today}
            assert {row["licence"] for row in cells(files[name])} == {about["licence"]}
        elif name.endswith("json") and "metadata" not in name:
            about = json.loads(files[name])["about"]
        else:
            continue
        assert about["exported"] == today
        assert about["licence"] == "Open Government Licence v3.0"
        assert "Crown copyright" in about["attribution"]
        assert {one["retrieved"] for one in about["sources"]} == {today}
        assert about["demo"] is False


def test_a_source_whose_licence_is_not_open_is_left_out_counted_and_named(town, tmp_path):
    load(CLOSED, write_csv(tmp_path / "venues.csv", SAME_HALL))

    done = export_open_data(FileFormat.GEOJSON, tmp_path / "out")

    assert ask_one("SELECT description FROM asset WHERE name = 'Old Hall'") == "the secret words"
    told = "".join(content.decode("latin-1") for content in everything(tmp_path).values())
    for secret in ("secret words", "closed words", "Vault", "01384 555555", "2026-06-01"):
        assert secret not in told
    hall = features(tmp_path)["Old Hall"]["properties"]
    assert (hall["description"], hall["needs"], hall["source"]) == (
        "brick, 1900",
        [],
        ALL["own-list"].title,
    )
    assert done.sentences()[-1] == (
        "Left out: 2 (1 of them are there as open sources tell of them) of The closed list: "
        "licence not open."
    )
    assert done.as_json()["left_out"][0]["licence"] == UNSAID.name


def test_what_is_share_alike_stands_in_files_of_its_own(town, tmp_path):
    load(MAPPED, write_csv(tmp_path / "venues.csv", SAME_HALL))

    files = exported(tmp_path, "geojson")
    plain, bound = (json.loads(files[f"assets{end}.geojson"]) for end in ("", "-share-alike"))

    names = {one["properties"]["name"] for one in bound["features"]}
    assert names == {"Old Hall", "Vault"}
    assert not names & {one["properties"]["name"] for one in plain["features"]}
    assert "OpenStreetMap" in bound["about"]["attribution"]
    assert "same licence only" in " ".join(bound["about"]["notes"])
    assert "OpenStreetMap" not in json.dumps(plain)


def test_what_is_not_yet_said_to_be_open_is_left_out_until_the_database_is_prepared(town, tmp_path):
    change("UPDATE source SET open = false")
    assert export_open_data(FileFormat.CSV, tmp_path / "none").files == {}

    prepare()

    assert export_open_data(FileFormat.CSV, tmp_path / "all").files["assets.csv"] == 9


def test_volunteers_are_counted_as_real_people_may_be(town, tmp_path):
    found = features(tmp_path)
    cooks, drivers = (found[n]["properties"] for n in ("Cooks of the town", "Drivers"))

    assert (cooks["people"], cooks["people_shown"]) == (15, "about 15")
    assert (drivers["people"], drivers["people_shown"]) == (10, "about 10")
    row = next(
        row for row in cells(exported(tmp_path, "csv")["assets.csv"]) if row["name"] == "Drivers"
    )
    assert (row["people"], row["people_shown"]) == ("10", "about 10")


def test_of_a_masked_venue_nothing_is_told_but_its_ward(town, tmp_path):
    change(
        'UPDATE record_version SET content = content || \'{"address": "19 Hidden Road", '
        '"description": "in 19 Hidden Road", "identifiers": {"UPRN": "77"}}\' '
        "WHERE content->>'name' = 'Safe House'"
    )

    house = features(tmp_path)["Safe House"]

    assert house["geometry"] is None
    assert house["properties"]["ward_name"] == "East Town"
    assert house["properties"]["place_hidden"] is True
    told = "".join(content.decode("latin-1") for content in everything(tmp_path).values())
    for secret in ("Hidden Road", "DY2 2AD", "DY22AD", "a safe place", '"77"', "UPRN: 77"):
        assert secret not in told


def test_a_masked_venue_that_moves_within_its_ward_changes_no_byte(town, tmp_path):
    before = everything(tmp_path / "before")
    moved = VENUES.replace("DY2 2AD", "DY2 2AA").replace("a safe place", "another safe place")
    files = asset_files(tmp_path)
    write_csv(files[0], moved)
    load("own-list", *files)
    assert ask_one("SELECT postcode FROM asset WHERE name = 'Safe House'") == "DY2 2AA"

    after = everything(tmp_path / "after")

    parquet = {name for name in before if name.endswith("parquet")}
    assert parquet
    assert after == before


def test_the_demonstration_is_marked_in_every_file(demo_database, tmp_path):
    for kind in FileFormat:
        for name, content in exported(tmp_path, kind.value).items():
            assert b"emonstration" in content, name
    marked = cells((tmp_path / "csv" / "assets.csv").read_bytes())
    assert {row["demo"] for row in marked} == {"yes"}


def test_a_folder_that_holds_other_things_is_left_alone(town, tmp_path):
    (tmp_path / "README.txt").write_text("my own")
    with pytest.raises(BadInput, match="holds other things"):
        export_open_data(FileFormat.CSV, tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["README.txt"]

    exported(tmp_path / "out", "csv")
    with pytest.raises(BadInput, match="another format"):
        export_open_data(FileFormat.GEOJSON, tmp_path / "out" / "csv")


def test_a_second_export_takes_the_place_of_the_first_whole(town, tmp_path):
    load(MAPPED, write_csv(tmp_path / "venues.csv", SAME_HALL))
    assert "assets-share-alike.csv" in exported(tmp_path, "csv")
    change("UPDATE source SET share_alike = false")

    assert "assets-share-alike.csv" not in exported(tmp_path, "csv")


def test_an_export_that_fails_leaves_the_former_one(town, tmp_path, monkeypatch):
    before = exported(tmp_path, "csv")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("asset_map.exports.tables.Csv.write", full)
    with pytest.raises(Exception, match="no room left"):
        export_open_data(FileFormat.CSV, tmp_path / "csv")
    assert {one.name: one.read_bytes() for one in (tmp_path / "csv").iterdir()} == before
