"""Shapes of any format: one that lies elsewhere is set aside, a file that does is refused."""

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely
from loads import counts, load
from tables import write_squares
from town import WARDS

from asset_map.domain.errors import BadInput
from etl.formats.shapes import Shapes

HERE = shapely.box(-2.1, 52.5, -2.09, 52.51)
FRANCE = shapely.box(2.3, 48.8, 2.4, 48.9)


def read(path, is_header=lambda cells: False, limit=10**9):
    [batch] = Shapes().batches(path, limit, is_header)
    return batch


def write_shapes(path, *shapes, **columns):
    frame = gpd.GeoDataFrame(columns, geometry=list(shapes), crs="EPSG:4326")
    if path.suffix == ".parquet":
        frame.to_parquet(path)
    else:
        pyogrio.write_dataframe(frame, path)
    return path


@pytest.mark.parametrize("name", ["x.geojson", "x.gpkg", "x.shp", "x.parquet"])
def test_a_shape_outside_great_britain_is_marked(tmp_path, name):
    rows = read(write_shapes(tmp_path / name, HERE, FRANCE, HERE, code=["a", "b", "c"])).rows

    assert rows["_fault"].tolist() == ["", "it lies outside Great Britain", ""]
    assert rows["_line"].tolist() == [1, 2, 3]


@pytest.mark.parametrize("name", ["x.geojson", "x.parquet"])
def test_a_file_of_which_most_shapes_lie_outside_is_refused(tmp_path, name):
    path = write_shapes(tmp_path / name, HERE, FRANCE, FRANCE, code=["a", "b", "c"])

    with pytest.raises(BadInput, match=f"{name}: 2 of 3 shapes lie outside Great Britain"):
        read(path)


def test_a_ward_outside_great_britain_is_set_aside_and_the_others_are_loaded(database, tmp_path):
    far = "E05000009 | Far Town  | E08000027 | -9000000 | 0\n"
    drawn = """
        WD25CD    | WD25NM    | LAD25CD   | x        | y
        E05000001 | West Town | E08000027 | 0        | 0
        E05000002 | East Town | E08000027 | 1000     | 0
    """

    report = load("wards", write_squares(tmp_path / "wards.geojson", drawn.rstrip() + "\n" + far))

    assert counts(report) == {"read": 3, "new": 2, "set_aside": 1}
    [issue] = report.issues
    assert (issue.line, issue.problem) == (3, "The row is broken: it lies outside Great Britain.")


def test_wards_in_geoparquet(database, tmp_path):
    frame = gpd.read_file(write_squares(tmp_path / "town.geojson", WARDS))
    frame.to_parquet(tmp_path / "wards.parquet")

    assert load("wards", tmp_path / "wards.parquet").new == 2


def test_real_geoparquet(sample_data):
    rows = read(sample_data / "boundaries/lsoa21_england_wales_bsc.parquet").rows

    assert len(rows) == 35672
    assert not rows["_fault"].any()


def test_a_real_file_of_the_whole_kingdom(sample_data):
    rows = read(sample_data / "boundaries/lad_dec2024_uk_bsc_RAW.geojson").rows

    aside = rows[rows["_fault"] != ""]
    assert len(rows) == 361
    assert aside["LAD24CD"].str.startswith("N").all()  # Beyond the grid, in Northern Ireland.


def test_numbers_dates_and_nested_values_become_plain_text(tmp_path):
    path = write_shapes(
        tmp_path / "x.gpkg",
        HERE,
        HERE,
        whole=[3.0, None],
        part=[0.5, None],
        day=pd.to_datetime(["2024-03-01", None]),
    )

    rows = read(path).rows

    assert rows["whole"].tolist() == ["3", ""]
    assert rows["part"].tolist() == ["0.5", ""]
    assert rows["day"].str[:10].tolist() == ["2024-03-01", ""]


def test_of_several_layers_the_one_with_the_columns_is_read(tmp_path):
    path = tmp_path / "x.gpkg"
    for layer, column in (("roads", "ref"), ("wards", "WD25CD")):
        frame = gpd.GeoDataFrame({column: ["a"]}, geometry=[HERE], crs="EPSG:4326")
        pyogrio.write_dataframe(frame, path, layer=layer)

    batch = read(path, lambda cells: "WD25CD" in cells)

    assert "WD25CD" in batch.rows
    assert batch.notes == ("x.gpkg: its layers roads were not read.",)


def test_geoparquet_that_unpacks_beyond_the_limit_is_refused(tmp_path):
    path = write_shapes(tmp_path / "x.parquet", *[HERE] * 5_000, code=["a" * 500] * 5_000)

    with pytest.raises(BadInput, match="larger than the limit of 0 MB"):
        read(path, limit=20_000)


@pytest.mark.parametrize("content", [b"PAR1", b"PAR1" + b"\0" * 100 + b"PAR1"])
def test_what_is_no_geoparquet_is_refused(tmp_path, content):
    (tmp_path / "x.parquet").write_bytes(content)

    with pytest.raises(BadInput, match=r"x.parquet is not a file of shapes"):
        read(tmp_path / "x.parquet")


def test_a_table_without_shapes_is_refused(tmp_path):
    pd.DataFrame({"code": ["a"]}).to_parquet(tmp_path / "x.parquet")

    with pytest.raises(BadInput, match=r"x.parquet is not a file of shapes"):
        read(tmp_path / "x.parquet")
