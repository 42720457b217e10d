"""Warm spaces: tiles of a directory, with markup, doubled entries and hours in people's words."""

import json

import pytest
from loads import ask, counts, load
from tables import SOUTH, WEST, table

TILES = {
    "warm_spaces_dudley_sandwell_sw_birmingham_z10_506_336.geojson": 257,
    "warm_spaces_shropshire_s_staffs_z10_505_335.geojson": 17,
    "warm_spaces_stourbridge_hagley_wyre_forest_z10_505_336.geojson": 20,
    "warm_spaces_wolverhampton_walsall_birmingham_z10_506_335.geojson": 289,
}
IN_DUDLEY = """
    SELECT r.scope, v.content FROM record r
    JOIN record_version v ON v.record_id = r.id AND v.until IS NULL
    JOIN area a ON a.kind = 'authority'
    WHERE r.source_id = 'warm-spaces' AND ST_Covers(a.geom, ST_SetSRID(
        ST_MakePoint((v.content ->> 'easting')::float, (v.content ->> 'northing')::float), 27700))
"""
SAID = """
    SELECT v.content FROM record r JOIN record_version v ON v.record_id = r.id AND v.until IS NULL
    WHERE r.source_id = 'warm-spaces' ORDER BY r.key
"""


def test_the_four_tiles_load_and_nine_warm_spaces_lie_in_dudley(own_dudley, sample_data):
    report = load("warm-spaces", *(sample_data / "assets" / name for name in TILES))

    assert report.read == sum(TILES.values())
    found = ask(IN_DUDLEY)
    assert len(found) == 9
    assert {row.scope for row in found} <= {name.removesuffix(".geojson") for name in TILES}
    assert {tuple(row.content["needs"]) for row in found} == {("warm_space",)}
    [hub] = [row.content for row in found if row.content["name"] == "BCMH The Hub"]
    assert hub["sessions"] == [{"byday": "SU", "opens_at": "15:00", "closes_at": "17:00"}]
    assert hub["postcode"] == "DY1 2LZ"


def test_a_tile_that_comes_again_withdraws_only_what_it_held_itself(own_dudley, sample_data):
    first, second = (sample_data / "assets" / name for name in list(TILES)[1:3])

    load("warm-spaces", first)
    report = load("warm-spaces", second)
    again = load("warm-spaces", first)

    assert report.withdrawn == 0
    assert again.changed_nothing


SPACES = """
    title                | _source | address                     | description        | contact                             | text                       | opening
    Tea &amp; toast      | one     | 1 Road, Dudley DY1 1AA      | <p>All</p><p>ok</p>| Phone:&nbsp;01384 812345            | Monday, 10am to midday     | Mo 10:00-12:00
    Tea &amp; toast      | two     | 1 Road, Dudley dy11aa.      |                    | Email: info@town.example.org        | Tuesday 1-3pm Fortnightly  | Tu 13:00-15:00
    Tea &amp; toast      | two     | 1 Road, Dudley dy11aa.      |                    | Email: info@town.example.org        | Tuesday 1-3pm Fortnightly  | Tu 13:00-15:00
    Soup                 | two     | Town Park                   |                    | Ask Jo, jo@gmail.com, 07700 900123  |                            | We 12:00-13:00
    Soup                 | two     | Town Park                   | another            |                                     |                            |
"""  # noqa: E501


def write_tile(path):
    features = []
    for row in table(SPACES):
        hours = {"_text": row.pop("text"), "opening": row.pop("opening")}
        said = {name: value for name, value in row.items() if value}
        features.append(
            {
                "type": "Feature",
                "properties": {**said, "hours": {k: v for k, v in hours.items() if v}},
                "geometry": {"type": "Point", "coordinates": [WEST + 100, SOUTH + 500]},
            }
        )
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
    whole = {"type": "FeatureCollection", "crs": crs, "features": features}
    path.write_text(json.dumps(whole), encoding="utf-8")
    return path


@pytest.fixture
def tile(town, tmp_path):
    return load("warm-spaces", write_tile(tmp_path / "warm_2026-08-17_tile.geojson"))


def test_what_repeats_is_joined_and_what_contradicts_is_set_aside(tile):
    assert counts(tile) == {"read": 5, "new": 3, "joined": 1, "set_aside": 1}
    scopes = "SELECT DISTINCT scope FROM record WHERE source_id = 'warm-spaces'"
    assert [row.scope for row in ask(scopes)] == ["warm_tile"]


def test_markup_is_read_as_it_is_shown_and_hours_only_where_the_words_are_certain(tile):
    one, *_ = [content for [content] in ask(SAID)]

    assert (one["name"], one["description"]) == ("Tea & toast", "All ok")
    assert (one["phone"], one["postcode"]) == ("01384 812345", "DY1 1AA")
    assert one["sessions"] == [{"byday": "MO", "opens_at": "10:00", "closes_at": "12:00"}]

    [other] = [content for [content] in ask(SAID) if content.get("email")]
    assert other["email"] == "info@town.example.org"
    assert "sessions" not in other  # The code beside the words forgets the other week.
    assert other["hours_text"] == "Tuesday 1-3pm Fortnightly"


def test_how_to_reach_a_private_person_is_not_kept(tile):
    [soup] = [content for [content] in ask(SAID) if content["name"] == "Soup"]

    assert not {"email", "phone", "contact"} & set(soup)
    assert all("gmail" not in issue.value and "900123" not in issue.value for issue in tile.issues)
