"""Ward boundaries of any vintage, in any format that they are published in."""

import zipfile

import geopandas as gpd
import pyogrio
import pytest
from loads import ask, ask_one, counts, load
from tables import write_squares
from town import WARDS

from asset_map.domain.errors import BadInput
from asset_map.domain.places import AreaKind
from asset_map.journeys.describe_area import describe_area, list_areas

BOUNDARIES = "boundaries"


def wards():
    return ask(
        """
        SELECT code, vintage, name, authority_code, ST_Area(geom) AS square_m
        FROM area WHERE kind = 'ward' ORDER BY code, vintage
        """
    )


def of_dudley():
    return [ward for ward in wards() if ward.authority_code == "E08000027"]


@pytest.mark.parametrize(
    ("file", "vintage", "first", "whose"),
    [
        ("wards_2013_dudley_E08000027.json", 2013, "E05001236", "E08000027"),
        ("wards_2013_dudley_E08000027.topojson", 2013, "E05001236", "E08000027"),
        ("wards_2025_dudley_E08000027.geojson", 2025, "E05015903", None),
        ("england_wards_may2024_bsc.gpkg", 2024, "E05015903", None),
    ],
)
def test_dudley_has_24_wards_in_each_file_of_any_vintage(
    database, sample_data, file, vintage, first, whose
):
    report = load("wards", sample_data / BOUNDARIES / file, authority=whose)

    found = of_dudley()
    assert report.new == 24 or file.startswith("england")
    assert (len(found), {ward.vintage for ward in found}) == (24, {vintage})
    assert found[0].code == first
    # The borough is 98 km2, whoever drew it and however smoothly.
    assert sum(ward.square_m for ward in found) / 1e6 == pytest.approx(98, rel=0.01)


@pytest.mark.parametrize("suffix", ["json", "topojson"])
def test_wards_of_2013_have_to_be_told_whose_they_are(database, sample_data, suffix):
    file = sample_data / BOUNDARIES / f"wards_2013_dudley_E08000027.{suffix}"

    with pytest.raises(BadInput, match="--authority"):
        load("wards", file)


def test_all_of_england_is_cut_to_the_borough_and_5_km_around_it(database, sample_data):
    report = load("wards", sample_data / BOUNDARIES / "england_wards_may2024_bsc.gpkg")

    assert report.read == 6_817
    assert report.outside == 6_817 - len(wards())
    assert 24 < len(wards()) < 200
    assert "E08000028" in {ward.authority_code for ward in wards()}


def test_the_same_boundaries_in_two_formats_are_the_same_wards(database, sample_data):
    named = "wards_2013_dudley_E08000027"
    load("wards", sample_data / BOUNDARIES / f"{named}.json", authority="E08000027")
    as_geojson = {ward.code: ward for ward in wards()}

    report = load("wards", sample_data / BOUNDARIES / f"{named}.topojson", authority="E08000027")

    # The TopoJSON is drawn with fewer points, so the shapes differ by a little and only by that.
    assert (report.new, report.set_aside) == (0, 0)
    for ward in wards():
        before = as_geojson[ward.code]
        assert ward.name == before.name
        assert ward.square_m == pytest.approx(before.square_m, rel=0.05)


def test_old_and_new_wards_of_one_name_stand_side_by_side(database, sample_data):
    load(
        "wards",
        sample_data / BOUNDARIES / "wards_2013_dudley_E08000027.json",
        authority="E08000027",
    )
    load("wards", sample_data / BOUNDARIES / "wards_2025_dudley_E08000027.geojson")

    assert len(wards()) == 48
    assert {area.vintage for area in list_areas(AreaKind.WARD)} == {2025}
    castle = describe_area("castle and priory")
    assert (castle.area.code, castle.area.vintage) == ("E05015907", 2025)
    assert [other.vintage for other in castle.namesakes] == [2013]


# The same wards as other programs write them.


@pytest.fixture
def frame(tmp_path):
    return gpd.read_file(write_squares(tmp_path / "town.geojson", WARDS))


@pytest.mark.parametrize("crs", ["EPSG:27700", "EPSG:4326", "EPSG:3857"])
@pytest.mark.parametrize(
    ("name", "driver"),
    [
        ("wards.shp", "ESRI Shapefile"),
        ("wards.gpkg", "GPKG"),
        ("wards.geojson", "GeoJSON"),
        ("wards.fgb", "FlatGeobuf"),
        ("wards.gml", "GML"),
    ],
)
def test_wards_in_any_format_and_system_are_the_same_squares(
    database, tmp_path, frame, name, driver, crs
):
    if driver == "GeoJSON" and crs != "EPSG:4326":
        crs = "EPSG:4326"  # GDAL writes no other system into GeoJSON.
    pyogrio.write_dataframe(frame.to_crs(crs), tmp_path / name, driver=driver)

    report = load("wards", tmp_path / name)

    assert counts(report) == {"read": 2, "new": 2}
    assert [tuple(ward)[:4] for ward in wards()] == [
        ("E05000001", 2025, "West Town", "E08000027"),
        ("E05000002", 2025, "East Town", "E08000027"),
    ]
    assert [ward.square_m for ward in wards()] == pytest.approx([1e6, 1e6], rel=1e-4)
    assert ask_one("SELECT max(ST_XMin(geom)) FROM area WHERE kind = 'ward'") == pytest.approx(
        391_000, abs=1
    )


def test_a_zipped_shapefile(database, tmp_path, frame):
    pyogrio.write_dataframe(frame, tmp_path / "wards.shp")
    with zipfile.ZipFile(tmp_path / "wards_2025.zip", "w") as archive:
        for part in ("shp", "shx", "dbf", "prj"):
            archive.write(tmp_path / f"wards.{part}", f"wards.{part}")

    assert counts(load("wards", tmp_path / "wards_2025.zip")) == {"read": 2, "new": 2}


def test_a_shapefile_without_its_columns_is_refused_in_a_sentence(database, tmp_path, frame):
    pyogrio.write_dataframe(frame, tmp_path / "wards.shp")
    (tmp_path / "wards.dbf").unlink()

    with pytest.raises(BadInput):
        load("wards", tmp_path / "wards.shp")


def test_a_shapefile_without_its_system_is_refused_unless_it_is_in_degrees(
    database, tmp_path, frame
):
    pyogrio.write_dataframe(frame, tmp_path / "wards.shp")
    (tmp_path / "wards.prj").unlink()

    with pytest.raises(BadInput, match="outside Great Britain"):
        load("wards", tmp_path / "wards.shp")


def test_a_ward_that_crosses_itself_is_mended(database, tmp_path):
    file = tmp_path / "wards.geojson"
    text = write_squares(file, WARDS).read_text()
    straight = "[[390000.0, 290000.0], [391000.0, 290000.0], [391000.0, 291000.0]"
    assert straight in text
    tied = "[[390000.0, 290000.0], [391000.0, 291000.0], [391000.0, 290000.0]"
    file.write_text(text.replace(straight, tied))

    load("wards", file)

    assert [tuple(row) for row in ask("SELECT ST_IsValid(geom) FROM area WHERE kind = 'ward'")] == [
        (True,),
        (True,),
    ]


def test_every_boundary_that_is_loaded_is_valid(dudley):
    assert ask_one("SELECT bool_and(ST_IsValid(geom) AND ST_SRID(geom) = 27700) FROM area")


@pytest.mark.parametrize("year", ["2024", "2025"])
def test_codes_without_a_year_take_it_from_the_name_of_the_file(database, tmp_path, year):
    drawn = WARDS.replace("WD25CD", "ward_code").replace("WD25NM", "ward_name")
    drawn = drawn.replace("LAD25CD", "lad_code").replace("LAD25NM", "lad_name")

    load("wards", write_squares(tmp_path / f"town_may{year}.geojson", drawn))

    assert {ward.vintage for ward in wards()} == {int(year)}


@pytest.mark.parametrize("name", ["town.geojson", "town_2024_for_2025.geojson"])
def test_codes_without_a_year_anywhere_are_refused(database, tmp_path, name):
    drawn = WARDS.replace("WD25CD", "ward_code").replace("WD25NM", "ward_name")

    with pytest.raises(BadInput, match=r"of which year .* into its name"):
        load("wards", write_squares(tmp_path / name, drawn))
