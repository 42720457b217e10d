"""Streets of OpenStreetMap: what people may walk on, and walks between real postcodes of Leeds."""

import re
import zipfile
from xml.etree import ElementTree

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
import shapely
from loads import ask, ask_one, checksums, counts, load
from tables import SOUTH, WEST, table

from asset_map.analysis.assumptions import DETOUR_FACTOR
from asset_map.analysis.streets import StreetNetwork, street_pairs
from asset_map.db import session, streets
from asset_map.domain.errors import BadInput
from asset_map.journeys.download_set_aside import download_set_aside
from asset_map.settings import get_settings
from etl.sources.streets import may_be_walked

LEEDS = "E08000035"

# Real files of Leeds.


@pytest.fixture
def leeds(server, use, template_of, monkeypatch, sample_data, tmp_path):
    """A map of Leeds that has its boundary and its postcodes; the folder of the street files."""
    monkeypatch.setenv("ASSET_MAP_AUTHORITY", LEEDS)
    get_settings.cache_clear()
    postcodes = tmp_path / "codepo_gb_leeds.zip"
    with (
        zipfile.ZipFile(sample_data / "postcodes/codepo_gb_RAW.zip") as whole,
        zipfile.ZipFile(postcodes, "w") as some,
    ):
        some.writestr("Data/CSV/ls.csv", whole.read("Data/CSV/ls.csv"))

    def load_leeds():
        load("authorities", sample_data / "boundaries/lad_dec2024_uk_bsc_RAW.geojson")
        load("code-point-open", postcodes)

    use(server.copy(template_of("leeds", load_leeds)))
    return sample_data / "osm"


def kept_by_highway():
    rows = ask("SELECT highway, count(*) FROM street GROUP BY highway")
    return {row.highway: row.count for row in rows}


def current_token():
    with session.reading() as connection:
        return streets.token(connection)


def test_of_the_leeds_lines_all_is_kept_that_people_may_walk_on(leeds):
    path = leeds / "leeds_osm_lines.gpkg"
    published = pyogrio.read_dataframe(path, read_geometry=False)
    report = load("streets", path)

    kept = kept_by_highway()
    closed = published["foot"].isin(["no", "private"]) | published["access"].isin(["no", "private"])
    for highway in ("residential", "steps", "cycleway", "path"):
        of_it = published["highway"] == highway
        assert (of_it & ~closed).sum() <= kept[highway] <= of_it.sum()
    assert 0 < kept["corridor"] <= 15
    assert not kept.keys() & {
        "motorway",
        "construction",
        "proposed",
        "bus_guideway",
        "busway",
        "no",
    }
    assert 0 < kept["trunk"] < 50
    assert report.read + report.skipped == len(published)
    assert counts(report) == {"read": 10342, "new": 10342, "skipped": 1363}
    [note] = [note for note in report.notes if "passed over" in note]
    assert "passed over 1,363 streets that nobody may walk on" in note
    [said] = ask("SELECT licence, attribution, gives FROM source WHERE id = 'streets'")
    assert "ODbL" in said.licence
    assert said.attribution.startswith("© OpenStreetMap contributors")
    assert said.gives == "street"


def test_of_an_extract_the_ways_are_kept_that_its_xml_has(leeds):
    path = leeds / "leeds_cycleway.osm"
    tagged = {
        way.get("id"): {tag.get("k"): tag.get("v") for tag in way.findall("tag")}
        for way in ElementTree.parse(path).getroot().findall("way")  # noqa: S314
    }
    open_to_all = {
        number
        for number, said in tagged.items()
        if said.get("highway") in ("footway", "steps", "cycleway", "pedestrian", "residential")
        and not said.keys() & {"foot", "access"}
    }
    closed = {
        number
        for number, said in tagged.items()
        if said.get("highway") in (None, "motorway", "motorway_link", "construction")
        or said.get("foot") == "no"
        or (said.get("access") in ("private", "no") and "foot" not in said)
    }
    report = load("streets", path)

    kept = {row.osm_id for row in ask("SELECT osm_id FROM street WHERE osm_type = 'way'")}
    assert len(open_to_all) > 50
    assert open_to_all <= kept <= tagged.keys() - closed
    assert counts(report) == {"read": 226, "new": 226, "skipped": report.skipped}
    assert report.issues == ()


@pytest.mark.parametrize("name", ["leeds_cycleway.osm", "leeds_its_example.osm.pbf"])
def test_streets_are_lines_on_the_grid_and_squares_their_outlines(leeds, name):
    load("streets", leeds / name)

    shapes = ask("SELECT DISTINCT GeometryType(geom), ST_SRID(geom), ST_IsEmpty(geom) FROM street")
    assert [tuple(row) for row in shapes] == [("MULTILINESTRING", 27700, False)]
    assert ask_one("SELECT count(*) FROM street WHERE highway = 'pedestrian' AND ST_IsClosed(geom)")


def test_a_reload_changes_nothing_and_a_part_that_is_said_to_be_one_takes_nothing_away(leeds):
    load("streets", leeds / "leeds_cycleway.osm")
    before, token = checksums(), current_token()
    again = load("streets", leeds / "leeds_cycleway.osm")

    assert counts(again).keys() == {"read", "unchanged", "skipped"}
    assert checksums() == before
    assert current_token() == token

    held = ask_one("SELECT count(*) FROM street")
    beside = load("streets", leeds / "leeds_its_example.osm.pbf", partial=True)
    assert beside.withdrawn == 0
    assert ask_one("SELECT count(*) FROM street") == held + beside.new
    assert current_token() != token


def test_another_extract_in_place_of_the_first_is_refused_unless_it_is_meant(leeds):
    first = load("streets", leeds / "leeds_cycleway.osm")
    before = checksums()

    with pytest.raises(BadInput, match="seems to be cut off or only a part"):
        load("streets", leeds / "leeds_its_example.osm.pbf")
    assert checksums() == before

    report = load("streets", leeds / "leeds_its_example.osm.pbf", withdraw_most=True)
    assert report.withdrawn > first.new / 2
    assert ask_one("SELECT count(*) FROM street") == report.new + report.unchanged + report.changed


def test_walks_between_real_postcodes_are_a_third_longer_than_straight_lines(leeds):
    load("streets", leeds / "leeds_osm_lines.gpkg")
    with session.reading() as connection:
        lines = streets.read(connection)
    west, south, east, north = shapely.total_bounds(lines)
    # The file covers a circle: walks near its edge would be too long.
    rows = ask(
        """
        SELECT ST_X(geom) AS x, ST_Y(geom) AS y FROM postcode
        WHERE authority_code = :leeds
          AND ST_DWithin(geom, ST_SetSRID(ST_MakePoint(:x, :y), 27700), 1500)
        ORDER BY postcode
        """,
        leeds=LEEDS,
        x=(west + east) / 2,
        y=(south + north) / 2,
    )
    homes = np.array([(row.x, row.y) for row in rows])
    places = homes[::10]

    network = StreetNetwork.of(lines)
    pairs, on_streets = street_pairs(network, homes, places, 3200, DETOUR_FACTOR)

    home = np.repeat(np.arange(len(homes)), np.diff(pairs.start))
    straight = np.hypot(*(homes[home] - places[pairs.place]).T)
    apart = (
        on_streets[home] & on_streets[::10][pairs.place] & (straight >= 100) & (straight <= 1600)
    )
    detour = pairs.metres[apart] / straight[apart]
    assert len(homes) > 1000
    assert on_streets.mean() > 0.99
    assert (pairs.metres >= straight).all()
    tenth, median, ninth = np.quantile(detour, [0.1, 0.5, 0.9])
    assert 1.1 < tenth < 1.25
    assert 1.25 < median < 1.4
    assert 1.45 < ninth < 1.75


def test_a_map_without_a_boundary_says_what_to_load_first(database, sample_data):
    with pytest.raises(BadInput, match="no boundary of it is loaded"):
        load("streets", sample_data / "osm/leeds_cycleway.osm")


# What people may walk on.

SAID = """
    highway      | foot        | access  | sidewalk | walked
    residential  |             |         |          | yes
    steps        |             |         |          | yes
    corridor     |             |         |          | yes
    primary      |             |         |          | yes
    primary      |             |         | no       | yes
    footway      | no          |         |          | no
    cycleway     | use_sidepath|         |          | no
    path         | discouraged |         |          | yes
    service      |             | private |          | no
    service      | yes         | private |          | yes
    service      | permissive  | no      |          | yes
    service      | customers   | private |          | no
    service      |             | customers |        | yes
    track        | private     |         |          | no
    trunk        |             |         |          | no
    trunk        | yes         |         |          | yes
    trunk        | designated  |         |          | yes
    trunk        |             |         | both     | yes
    trunk        |             |         | left     | yes
    trunk        |             |         | no       | no
    trunk        |             |         | separate | no
    trunk_link   | no          |         | both     | no
    motorway     |             |         |          | no
    motorway     |             | yes     |          | no
    construction | yes         |         |          | no
    proposed     |             |         |          | no
    raceway      |             |         |          | no
    bus_guideway |             |         |          | no
    busway       | yes         |         |          | yes
                 | yes         |         |          | no
"""


@pytest.mark.parametrize("row", table(SAID), ids=lambda row: " ".join(filter(None, row.values())))
def test_tags_tell_whether_people_may_walk(row):
    walked = row.pop("walked") == "yes"

    assert may_be_walked({key: value for key, value in row.items() if value}) is walked


def test_a_pavement_may_be_told_for_one_side():
    assert may_be_walked({"highway": "trunk", "sidewalk:left": "yes"})
    assert not may_be_walked({"highway": "trunk", "sidewalk:left": "separate"})


# Streets of the small town.


def ways(folder, *drawn):
    """Write ways: an id, tags, and corners in metres from the corner of the town."""
    shapes = [
        shapely.LineString([(WEST + x, SOUTH + y) for x, y in corners]) for _, _, corners in drawn
    ]
    said = [{"osm_id": str(number), **tags} for number, tags, _ in drawn]
    keys = dict.fromkeys(key for tags in said for key in tags)
    frame = gpd.GeoDataFrame(
        {key: [tags.get(key) for tags in said] for key in keys}, geometry=shapes, crs="EPSG:27700"
    )
    path = folder / "ways.gpkg"
    path.unlink(missing_ok=True)
    pyogrio.write_dataframe(frame, path)
    return path


ROAD = [(0, 500), (2000, 500)]
FAR = [(200_000, 500), (200_100, 500)]


def test_ways_beyond_the_map_are_counted_as_outside(town, tmp_path):
    report = load(
        "streets",
        ways(
            tmp_path,
            (1, {"highway": "residential", "name": "High Street"}, ROAD),
            (2, {"highway": "residential"}, FAR),
            (3, {"highway": "motorway"}, ROAD),
            (4, {"waterway": "canal"}, ROAD),
        ),
    )

    assert counts(report) == {"read": 2, "new": 1, "outside": 1, "skipped": 2}
    assert report.notes[0] == (
        "ways.gpkg: passed over 1 streets that nobody may walk on, such as motorways, private "
        "roads and building sites, and 1 elements that are no streets."
    )
    [street] = ask("SELECT osm_type, osm_id, name, highway, ST_Length(geom) AS metres FROM street")
    assert tuple(street)[:4] == ("way", "1", "High Street", "residential")
    assert street.metres == pytest.approx(2000, abs=0.01)


def test_a_street_that_vanished_is_gone_and_a_changed_one_is_changed(town, tmp_path):
    high = (1, {"highway": "residential"}, ROAD)
    load(
        "streets",
        ways(tmp_path, high, (2, {"highway": "path"}, ROAD), (3, {"highway": "path"}, ROAD)),
    )
    token = current_token()
    report = load("streets", ways(tmp_path, high, (2, {"highway": "footway"}, ROAD)))

    assert counts(report) == {"read": 2, "changed": 1, "unchanged": 1, "withdrawn": 1}
    assert kept_by_highway() == {"residential": 1, "footway": 1}
    assert current_token() != token


def test_a_way_told_twice_is_one(town, tmp_path):
    high = (1, {"highway": "residential"}, ROAD)
    report = load("streets", ways(tmp_path, high, high, (1, {"highway": "path"}, ROAD)))

    assert counts(report) == {"read": 3, "new": 1, "joined": 1, "set_aside": 1}


def test_a_way_without_any_length_is_set_aside(town, tmp_path):
    drawn = ((1, {"highway": "path"}, ROAD), (2, {"highway": "path"}, [(5, 5), (5, 5)]))
    report = load("streets", ways(tmp_path, *drawn))

    assert counts(report) == {"read": 2, "new": 1, "set_aside": 1}
    assert report.issues[0].problem == "The shape is no line, or one without any length."


def test_a_street_that_was_set_aside_can_be_mended(town, tmp_path):
    path = ways(tmp_path, (1, {"highway": "path"}, ROAD), (2, {"highway": "path"}, [(5, 5)] * 2))
    load("streets", path)
    text = download_set_aside("streets").content.decode("utf-8-sig")
    line = f"LINESTRING ({WEST} {SOUTH}, {WEST} {SOUTH + 495})"
    mended = tmp_path / "mended.csv"
    mended.write_text(re.sub(r"MULTILINESTRING \(.*\)", line, text), encoding="utf-8")
    report = load("streets", mended)

    assert counts(report) == {"read": 1, "new": 1}
    assert ask_one("SELECT round(ST_Length(geom)) FROM street WHERE osm_id = '2'") == 495


def test_without_streets_there_is_no_token_and_nothing_to_read(town):
    assert current_token() is None
    with session.reading() as connection:
        assert len(streets.read(connection)) == 0


def test_points_are_refused_with_the_next_step(town, sample_data):
    with pytest.raises(BadInput, match=r"holds points, such as facilities, and no streets") as said:
        load("streets", sample_data / "osm/leeds_osm_points.gpkg")

    assert "asset-map etl run openstreetmap --file leeds_osm_points.gpkg" in str(
        said.value.next_step
    )


def test_two_files_of_one_load_are_both_kept(leeds):
    report = load("streets", leeds / "leeds_cycleway.osm", leeds / "leeds_its_example.osm.pbf")

    assert report.new == ask_one("SELECT count(*) FROM street") > 226
