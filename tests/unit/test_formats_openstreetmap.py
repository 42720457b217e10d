"""OpenStreetMap in its formats; counts are compared with those of the XML itself."""

import json
from xml.etree import ElementTree

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely

from asset_map.domain.errors import BadInput
from etl.formats.openstreetmap import OpenStreetMap
from etl.formats.osm_lines import OpenStreetMapLines

AMENITIES = OpenStreetMap(("amenity",))


def read(path, reader=AMENITIES):
    """Return all rows, and how many elements were skipped."""
    batches = list(reader.batches(path, 10**8, lambda cells: False))
    rows = pd.concat([batch.rows for batch in batches], ignore_index=True)
    return rows, sum(batch.skipped for batch in batches)


def without_notes(said):
    """Return tags without the notes among mappers, which GDAL leaves out of areas."""
    notes = ("note", "fixme", "created_by", "todo")
    return {key: value for key, value in said.items() if key not in notes}


def ids(rows):
    return sorted(rows["osm_type"] + "/" + rows["osm_id"])


# Real files.


def test_real_xml_gives_the_elements_that_the_xml_has(sample_data):
    path = sample_data / "osm/leeds_cycleway.osm"
    tagged = {
        f"{element.tag}/{element.get('id')}": {
            tag.get("k"): tag.get("v") for tag in element.findall("tag")
        }
        for element in ElementTree.parse(path).getroot()  # noqa: S314
        if element.find("tag") is not None
    }
    amenities = {one: tags for one, tags in tagged.items() if "amenity" in tags}

    rows, _ = read(path)

    assert len(amenities) == 72
    assert ids(rows) == sorted(amenities)
    assert not rows["_fault"].any()
    for row in rows.to_dict("records"):
        said = json.loads(row["tags"])
        expected = amenities[f"{row['osm_type']}/{row['osm_id']}"]
        assert without_notes(said) == without_notes(expected)
        assert row["tag/amenity"] == expected["amenity"]


def test_real_pbf(sample_data):
    rows, skipped = read(sample_data / "osm/leeds_its_example.osm.pbf")

    assert rows["osm_type"].value_counts().to_dict() == {"node": 101, "way": 10}
    assert skipped == 442
    assert rows["geometry"].map(lambda point: point.geom_type).unique().tolist() == ["Point"]


def test_a_real_geopackage_of_points(sample_data):
    path = sample_data / "osm/leeds_osm_points.gpkg"
    whole = pyogrio.read_dataframe(path)

    rows, skipped = read(path)

    assert len(rows) == whole["amenity"].notna().sum() == 2788
    assert skipped == len(whole) - len(rows)
    assert rows["osm_type"].unique().tolist() == ["node"]
    assert set(rows["osm_id"]) == set(whole.loc[whole["amenity"].notna(), "osm_id"])
    post_box = json.loads(rows.set_index("osm_id").at["21285356", "tags"])
    assert (post_box["ref"], post_box["brand"]) == ("LS6 65", "Royal Mail")


def test_a_real_geopackage_of_streets_is_refused(sample_data):
    with pytest.raises(BadInput, match="holds lines, such as streets, and no facilities") as said:
        read(sample_data / "osm/leeds_osm_lines.gpkg")

    next_step = "Load it as streets: asset-map etl run streets --file leeds_osm_lines.gpkg"
    assert said.value.next_step == next_step


# XML, drawn small.


def tags(**said):
    return "".join(
        f'<tag k="{key.replace("__", ":")}" v="{value}"/>' for key, value in said.items()
    )


def nodes(first, west):
    corners = [(0, 0), (0.001, 0), (0.001, 0.001), (0, 0.001)]
    return "".join(
        f'<node id="{first + at}" lat="{52.5 + y}" lon="{west + x}" version="1"/>'
        for at, (x, y) in enumerate(corners)
    )


def way(number, first, **said):
    corners = "".join(f'<nd ref="{first + at}"/>' for at in (0, 1, 2, 3, 0))
    return f'<way id="{number}" version="1">{corners}{tags(**said)}</way>'


def relation(number, outline, **said):
    member = f'<member type="way" ref="{outline}" role="outer"/>'
    return f'<relation id="{number}" version="1">{member}{tags(**said)}</relation>'


def write_osm(path, *parts):
    path.write_text(f'<osm version="0.6">{"".join(parts)}</osm>')
    return path


def test_an_area_drawn_as_a_way_and_as_a_relation_is_one_element(tmp_path):
    path = write_osm(
        tmp_path / "town.osm",
        nodes(1, -2.10),
        nodes(11, -2.11),
        nodes(21, -2.12),
        way(101, 1, amenity="school", name="A"),
        way(102, 11, amenity="school", name="B"),
        way(103, 21),
        relation(201, 101, type="multipolygon"),
        relation(202, 102, type="multipolygon", amenity="school", name="B"),
        relation(203, 103, type="multipolygon", amenity="school", name="C"),
    )

    rows, _ = read(path)

    assert sorted(rows["tag/name"]) == ["A", "B", "C"]


def test_a_closed_way_with_an_unusual_tag_is_an_area_with_a_point_on_it(tmp_path):
    path = write_osm(tmp_path / "town.osm", nodes(1, -2.1), way(101, 1, bench__kind="x"))

    rows, _ = read(path, OpenStreetMap(("bench:kind",)))

    [point] = gpd.GeoSeries(rows["geometry"], crs="EPSG:27700").to_crs("EPSG:4326")
    assert shapely.box(-2.1, 52.5, -2.099, 52.501).buffer(-1e-5).contains(point)


def test_details_have_columns_of_their_own(tmp_path):
    node = '<node id="1" lat="52.5" lon="-2.1" version="1">{}</node>'
    said = {"amenity": "cafe", "addr__postcode": "DY1 1AA", "contact__phone": "01384 000000"}
    rows, _ = read(write_osm(tmp_path / "town.osm", node.format(tags(**said))))

    [row] = rows.to_dict("records")
    assert row["tag/addr:postcode"] == "DY1 1AA"
    assert row["tag/contact:phone"] == "01384 000000"
    assert row["tag/website"] == ""


def test_what_lies_outside_great_britain_is_marked(tmp_path):
    nodes = "".join(
        f'<node id="{at}" lat="{lat}" lon="{lon}" version="1"><tag k="amenity" v="cafe"/></node>'
        for at, (lat, lon) in enumerate([(52.5, -2.1), (48.85, 2.35)], start=1)
    )

    rows, _ = read(write_osm(tmp_path / "town.osm", nodes))

    assert rows["_fault"].tolist() == ["", "it lies outside Great Britain"]


@pytest.mark.parametrize("share", [0.3, 0.98])
@pytest.mark.parametrize("name", ["leeds_cycleway.osm", "leeds_its_example.osm.pbf"])
def test_what_is_cut_off_is_refused(sample_data, tmp_path, name, share):
    whole = (sample_data / "osm" / name).read_bytes()
    (tmp_path / name).write_bytes(whole[: int(len(whole) * share)])

    with pytest.raises(BadInput, match="is cut off or damaged"):
        read(tmp_path / name)


# Overpass.

PLACE = {"lat": 52.5, "lon": -2.1}
RING = [
    {"lat": 52.5, "lon": -2.1},
    {"lat": 52.501, "lon": -2.1},
    {"lat": 52.501, "lon": -2.101},
    {"lat": 52.5, "lon": -2.1},
]
SCHOOL = {"amenity": "school", "name": "A"}


def answer(path, *elements, **more):
    path.write_text(json.dumps({"version": 0.6, "elements": elements, **more}))
    return path


@pytest.mark.parametrize(
    "element",
    [
        {"type": "node", "id": 1, **PLACE},
        {"type": "way", "id": 1, "center": PLACE},
        {"type": "way", "id": 1, "geometry": RING},
        {"type": "way", "id": 1, "nodes": [7, 8, 9, 7]},
        {"type": "relation", "id": 1, "center": PLACE},
        {"type": "relation", "id": 1, "members": [{"type": "way", "ref": 5, "geometry": RING}]},
        {"type": "relation", "id": 1, "members": [{"type": "node", "ref": 7}]},
    ],
)
def test_overpass_tells_a_place_in_many_ways(tmp_path, element):
    corners = [{"type": "node", "id": 7 + at, **place} for at, place in enumerate(RING[:3])]
    rows, skipped = read(answer(tmp_path / "x.json", {**element, "tags": SCHOOL}, *corners))

    assert ids(rows) == [f"{element['type']}/1"]
    assert rows["_fault"].tolist() == [""]
    assert rows["geometry"].iloc[0].distance(shapely.Point(393_300, 289_050)) < 200
    assert skipped == 3


def test_an_element_without_a_place_is_marked(tmp_path):
    rows, _ = read(answer(tmp_path / "x.json", {"type": "way", "id": 1, "tags": SCHOOL}))

    assert rows["_fault"].tolist() == ["the row has no shape"]


def test_overpass_may_give_an_element_twice_and_an_outline_with_its_relation(tmp_path):
    node = {"type": "node", "id": 1, **PLACE, "tags": {"amenity": "cafe"}}
    outline = {"type": "way", "id": 5, "geometry": RING, "tags": SCHOOL}
    members = [{"type": "way", "ref": 5, "role": "outer"}]
    school = {"type": "relation", "id": 2, "members": members, "tags": SCHOOL}

    rows, skipped = read(answer(tmp_path / "x.json", node, node, outline, school))

    assert ids(rows) == ["node/1", "relation/2"]
    assert skipped == 2


def test_an_answer_that_overpass_broke_off_is_refused(tmp_path):
    remark = "runtime error: Query timed out"

    with pytest.raises(BadInput, match="broke off: 'runtime error: Query timed out'"):
        read(answer(tmp_path / "x.json", remark=remark))


# GeoJSON.


@pytest.mark.parametrize(
    ("said", "shape", "key"),
    [
        ({"@id": "way/12"}, shapely.Point(-2.1, 52.5), "way/12"),
        ({"id": "relation/12"}, shapely.Point(-2.1, 52.5), "relation/12"),
        ({"@id": "n12"}, shapely.Point(-2.1, 52.5), "node/12"),
        ({"@id": "a24"}, shapely.box(-2.1, 52.5, -2.0, 52.6), "way/12"),
        ({"@id": "a25"}, shapely.box(-2.1, 52.5, -2.0, 52.6), "relation/12"),
        ({"osm_id": "12", "osm_type": "way"}, shapely.Point(-2.1, 52.5), "way/12"),
        ({"osm_id": "12"}, shapely.Point(-2.1, 52.5), "node/12"),
        ({"osm_id": "-12"}, shapely.box(-2.1, 52.5, -2.0, 52.6), "relation/12"),
        ({"osm_way_id": "12"}, shapely.box(-2.1, 52.5, -2.0, 52.6), "way/12"),
    ],
)
def test_exports_write_ids_in_many_ways(tmp_path, said, shape, key):
    frame = gpd.GeoDataFrame([{**said, "amenity": "cafe"}], geometry=[shape], crs="EPSG:4326")
    pyogrio.write_dataframe(frame, tmp_path / "x.geojson")

    rows, _ = read(tmp_path / "x.geojson")

    assert ids(rows) == [key]
    assert json.loads(rows["tags"].iloc[0]) == {"amenity": "cafe"}


def test_an_element_without_an_id_is_marked(tmp_path):
    frame = gpd.GeoDataFrame(
        {"amenity": ["cafe"]}, geometry=[shapely.Point(-2.1, 52.5)], crs="EPSG:4326"
    )
    pyogrio.write_dataframe(frame, tmp_path / "x.geojson")

    assert read(tmp_path / "x.geojson")[0]["_fault"].tolist() == ["it has no id of OpenStreetMap"]


def test_tags_in_one_column(tmp_path):
    frame = gpd.GeoDataFrame(
        {"osm_id": ["1", "2"], "other_tags": ['"amenity"=>"cafe","a\\"b"=>"c\\\\d"', '"x"=>"y"']},
        geometry=[shapely.Point(-2.1, 52.5)] * 2,
        crs="EPSG:4326",
    )
    pyogrio.write_dataframe(frame, tmp_path / "x.gpkg")

    rows, skipped = read(tmp_path / "x.gpkg")

    assert json.loads(rows["tags"].iloc[0]) == {"amenity": "cafe", 'a"b': "c\\d"}
    assert skipped == 1


# Lines.

STREETS = OpenStreetMapLines(("highway",), ("name",))


def test_ways_become_lines_and_squares_their_outlines(tmp_path):
    crossing = f'<node id="9" lat="52.5" lon="-2.1" version="1">{tags(highway="crossing")}</node>'
    path = write_osm(
        tmp_path / "town.osm",
        nodes(1, -2.10),
        nodes(11, -2.11),
        crossing,
        way(101, 1, highway="pedestrian", area="yes", name="Market"),
        way(102, 11, highway="residential", junction="roundabout"),
        way(103, 11, building="yes"),
    )

    rows, skipped = read(path, STREETS)

    assert dict(zip(rows["osm_id"], rows["tag/name"], strict=True)) == {"101": "Market", "102": ""}
    assert {row.geom_type for row in rows["geometry"]} == {"MultiLineString"}
    # A thousandth of a degree is 111 m north and 68 m east.
    assert all(350 < line.length < 360 for line in rows["geometry"])
    assert skipped == 2


def test_overpass_gives_lines_where_it_was_asked_for_shapes(tmp_path):
    street = {"type": "way", "id": 1, "geometry": RING[:2], "tags": {"highway": "path"}}
    shapeless = {"type": "way", "id": 2, "tags": {"highway": "path"}}

    rows, _ = read(answer(tmp_path / "x.json", street, shapeless), STREETS)

    assert rows["_fault"].tolist() == ["", "the row has no shape"]
    assert rows["geometry"].iloc[0].length == pytest.approx(111, abs=1)


def test_lines_of_a_geojson_have_their_id_and_tags(tmp_path):
    line = shapely.LineString([(-2.1, 52.5, 7), (-2.1, 52.501, 7)])
    said = {"@id": ["way/12"], "highway": ["steps"]}
    pyogrio.write_dataframe(
        gpd.GeoDataFrame(said, geometry=[line], crs="EPSG:4326"), tmp_path / "x.geojson"
    )

    rows, _ = read(tmp_path / "x.geojson", STREETS)

    assert ids(rows) == ["way/12"]
    assert not rows["geometry"].iloc[0].has_z
