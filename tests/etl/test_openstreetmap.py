"""Community facilities of OpenStreetMap: real extracts of Leeds, and small files of each kind."""

import json
import re
import xml.etree.ElementTree as ET
from collections import Counter

import pyogrio
import pytest
from loads import ask, ask_one, counts, load

from asset_map.domain.errors import BadInput

LIBRARY = {
    "amenity": "library",
    "name": "Old Library",
    "opening_hours": "Tu 10:00-16:00",
    "wheelchair": "yes",
    "check_date": "2026-04-02",
    "contact:phone": "+44 1384 234567",
    "website": "https://example.org",
    "operator": "The Council",
    "addr:housenumber": "1",
    "addr:street": "High Street",
    "addr:city": "Dudley",
    "ref:GB:uprn": "90000001",
}
BANK = {"amenity": "social_facility", "social_facility": "food_bank", "name": "Pantry"}
ELEMENTS = (
    LIBRARY,
    {"leisure": "playground"},
    {"club": "scout", "name": "1st Dudley"},
    BANK | {"opening_hours": "when the light is on"},
    {"leisure": "park", "access": "private", "name": "Own Park"},
    {"amenity": "bench"},
    {"shop": "bakery", "name": "Loaves"},
)


def overpass(folder, *tags):
    path = folder / "answer.json"
    elements = [
        {"type": "node", "id": 100 + at, "lat": 52.51 + at / 5000, "lon": -2.09, "tags": said}
        for at, said in enumerate(tags)
    ]
    path.write_text(json.dumps({"version": 0.6, "elements": elements}), encoding="utf-8")
    return path


def geojson(folder, *tags):
    path = folder / "facilities.geojson"
    features = [
        {
            "type": "Feature",
            "id": f"node/{100 + at}",
            "properties": {"@id": f"node/{100 + at}", **said},
            "geometry": {"type": "Point", "coordinates": [-2.09, 52.51 + at / 1000]},
        }
        for at, said in enumerate(tags)
    ]
    whole = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(whole), encoding="utf-8")
    return path


def run(path, **wish):
    return load("openstreetmap", path, extent="GB", **wish)


def kept_tags():
    """Return how many assets have each tag."""
    rows = ask(
        "SELECT jsonb_array_elements_text(v.content->'tags') FROM record_version v"
        " WHERE v.until IS NULL"
    )
    return Counter(tag for (tag,) in rows)


# The real extracts.


def test_of_the_leeds_extract_each_facility_is_kept_and_nothing_else(database, sample_data):
    path = sample_data / "osm/leeds_cycleway.osm"
    tagged = [
        {tag.get("k"): tag.get("v") for tag in element.findall("tag")}
        for element in ET.parse(path).getroot()  # noqa: S314 - a file that we know
        if element.tag in ("node", "way", "relation")
    ]
    report = run(path)

    wanted = {
        "amenity": ("toilets", "theatre", "library", "place_of_worship"),
        "office": ("ngo",),
        "leisure": ("park",),
    }
    published = Counter(
        f"osm:{key}={said[key]}"
        for said in tagged
        for key, values in wanted.items()
        if said.get(key) in values and said.get("access") != "private"
    )
    kept = kept_tags()
    assert {tag: kept[tag] for tag in published} == dict(published)
    assert report.read == report.new == published.total() == 15
    assert not any(kept[f"osm:amenity={other}"] for other in ("bench", "parking", "restaurant"))
    assert any("no community facilities" in note for note in report.notes)
    [said] = ask("SELECT licence, attribution FROM source WHERE id = 'openstreetmap'")
    assert "ODbL" in said.licence
    assert said.attribution.startswith("© OpenStreetMap contributors")


def test_the_packed_extract_has_its_ten_facilities(database, sample_data):
    report = run(sample_data / "osm/leeds_its_example.osm.pbf")

    assert counts(report) == {"read": 10, "new": 10, "skipped": 543}


def test_the_points_of_leeds_are_read_from_a_geopackage_and_its_streets_are_refused(
    database, sample_data
):
    path = sample_data / "osm/leeds_osm_points.gpkg"
    amenities = Counter(pyogrio.read_dataframe(path, columns=["amenity"])["amenity"].dropna())
    report = run(path)

    kept = kept_tags()
    for value in ("library", "pharmacy", "place_of_worship", "community_centre", "post_office"):
        assert kept[f"osm:amenity={value}"] == amenities[value] > 0
    assert report.read + report.skipped == 9237
    assert report.read == report.new == 154

    with pytest.raises(BadInput, match=r"leeds_osm_lines\.gpkg holds lines, such as streets"):
        run(sample_data / "osm/leeds_osm_lines.gpkg")


# What becomes of an element.


@pytest.mark.parametrize("written", [overpass, geojson])
def test_facilities_are_kept_and_all_else_is_passed_over_and_counted(database, tmp_path, written):
    report = run(written(tmp_path, *ELEMENTS))

    assert counts(report) == {"read": 4, "new": 4, "skipped": 3}
    found = ask("SELECT kind, name FROM asset ORDER BY name")
    assert [tuple(row) for row in found] == [
        ("group", "1st Dudley"),
        ("venue", "Old Library"),
        ("venue", "Pantry"),
        ("venue", "Playground, unnamed (node 101)"),
    ]
    [note] = [note for note in report.notes if "passed over" in note]
    assert re.search(r"passed over 2 elements .* and 1 that are private", note)


def test_the_tags_of_an_element_become_fields(database, tmp_path):
    run(overpass(tmp_path, *ELEMENTS))

    [asset] = ask(
        """
        SELECT a.id, a.phone, a.url, a.address, a.description, a.last_confirmed::text AS confirmed,
               v.step_free, v.venue_type FROM asset a JOIN venue v ON v.asset_id = a.id
        WHERE a.name = 'Old Library'
        """
    )
    assert tuple(asset)[1:] == (
        "01384 234567",
        "https://example.org",
        "1 High Street, Dudley",
        "Run by The Council.",
        "2026-04-02",
        True,
        "library",
    )
    times = ask("SELECT byday, opens_at::text FROM schedule WHERE asset_id = :id", id=asset.id)
    assert [tuple(row) for row in times] == [("TU", "10:00:00")]
    known = ask("SELECT scheme, value FROM asset_identifier WHERE asset_id = :id", id=asset.id)
    assert {tuple(row) for row in known} == {("OSM", "node/100"), ("UPRN", "90000001")}
    needs = ask("SELECT a.name, n.need_id FROM asset_need n JOIN asset a ON a.id = n.asset_id")
    assert {tuple(row) for row in needs} >= {("Old Library", "library"), ("Pantry", "food")}


def test_two_things_without_a_name_stay_two_however_near(database, tmp_path):
    toilets = {"amenity": "toilets"}
    run(overpass(tmp_path, toilets, toilets, toilets))

    assert ask_one("SELECT count(*) FROM asset") == 3
    assert ask_one("SELECT count(*) FROM twin") == 0


def test_hours_that_are_not_understood_are_kept_as_they_came(database, tmp_path):
    run(overpass(tmp_path, *ELEMENTS))

    words = ask_one(
        "SELECT v.content->>'hours_text' FROM record_version v WHERE v.content->>'name' = 'Pantry'"
    )
    assert words == "when the light is on"


def test_a_second_extract_updates_and_withdraws_by_the_id_of_the_element(database, tmp_path):
    run(overpass(tmp_path, *ELEMENTS))
    renamed = LIBRARY | {"name": "New Library"}
    report = run(overpass(tmp_path, renamed, ELEMENTS[1], {"amenity": "bench"}, ELEMENTS[3]))

    assert counts(report) == {
        "read": 3,
        "changed": 1,
        "unchanged": 2,
        "skipped": 1,
        "withdrawn": 1,
    }
    assert ask_one("SELECT name FROM asset WHERE withdrawn IS NOT NULL") == "1st Dudley"
