"""Whatever bytes a file holds: a reader yields batches, or refuses it in one clear sentence."""

import csv
import gzip
import io
import json
import zipfile
from pathlib import Path

import geopandas as gpd
import openpyxl
import pyogrio
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asset_map.domain.errors import BadInput
from etl.formats import delimited, tabular
from etl.formats.delimited import Delimited
from etl.formats.documents import Documents
from etl.formats.openstreetmap import OpenStreetMap
from etl.formats.shapes import Shapes
from etl.formats.tables import Tables
from etl.formats.tabular import batches_of

LIMIT = 5_000_000
ROWS = [["ref", "name", "note"], ["V1", "Old Hall", "Café"], ["V2", 'The "New" Hall', "a, b\nc"]]
FORMULA = ["V3", "=HYPERLINK(1)", "<script>alert(1)</script>"]


def is_header(cells):
    return "ref" in cells


def as_csv(delimiter):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([*ROWS, FORMULA])
    return text.getvalue()


def as_workbook():
    book = openpyxl.Workbook()
    for row in [["A title"], *ROWS, FORMULA]:
        book.active.append(row)
    book.create_sheet("Notes")
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def as_zip(name, content):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return packed.getvalue()


def as_shapes(folder, suffix):
    frame = gpd.GeoDataFrame(
        {"ref": ["V1", "V2"], "amenity": ["library", "cafe"], "osm_id": ["1", "2"]},
        geometry=[shapely.Point(-2.1, 52.5), shapely.Point(-2.0, 52.5)],
        crs="EPSG:4326",
    )
    path = folder / f"shapes.{suffix}"
    if suffix == "parquet":
        frame.to_parquet(path)
    else:
        pyogrio.write_dataframe(frame, path)
    return path.read_bytes()


RECORDS = [{"ref": "V1", "at": {"lat": 52.5, "names": ["a", "b"]}}, {"ref": "V2", "at": None}]
OVERPASS = {
    "elements": [
        {"type": "node", "id": 1, "lat": 52.5, "lon": -2.1, "tags": {"amenity": "library"}},
        {"type": "way", "id": 2, "nodes": [1, 1], "tags": {"amenity": "cafe"}},
    ]
}
OSM = (
    '<?xml version="1.0"?><osm version="0.6"><node id="1" lat="52.5" lon="-2.1" version="1">'
    '<tag k="amenity" v="library"/></node></osm>'
)
AMENITIES = OpenStreetMap(("amenity",))


@pytest.fixture(scope="module")
def whole_files(tmp_path_factory):
    """Every format once: the content of a whole file, by its name; and its reader."""
    folder = tmp_path_factory.mktemp("whole")
    comma = as_csv(",").encode()
    return {
        "table.csv": (Delimited(), comma),
        "tabs.csv": (Tables(), as_csv("\t").encode()),
        "windows.csv": (Delimited(), as_csv(";").encode("cp1252")),
        "utf16.csv": (Delimited(), as_csv(",").encode("utf-16")),
        "stars.csv": (Delimited(), b"ref* name* note*\nV1* Old Hall* x*\n"),
        "table.csv.gz": (Delimited(), gzip.compress(comma)),
        "tables.zip": (Delimited(), as_zip("table.csv", comma)),
        "book.xlsx": (Tables(), as_workbook()),
        "records.json": (Documents(), json.dumps(RECORDS).encode()),
        "pages.json": (Documents("contents"), json.dumps([{"contents": RECORDS}]).encode()),
        "lines.jsonl": (Documents(), "\n".join(map(json.dumps, RECORDS)).encode()),
        "records.zip": (Documents(), as_zip("a.json", json.dumps(RECORDS))),
        "shapes.geojson": (Shapes(), as_shapes(folder, "geojson")),
        "shapes.gpkg": (Shapes(), as_shapes(folder, "gpkg")),
        "shapes.parquet": (Shapes(), as_shapes(folder, "parquet")),
        "shapes.zip": (Shapes(), as_zip("shapes.geojson", as_shapes(folder, "geojson"))),
        "overpass.json": (AMENITIES, json.dumps(OVERPASS).encode()),
        "tagged.geojson": (AMENITIES, as_shapes(folder, "geojson")),
        "town.osm": (AMENITIES, OSM.encode()),
    }


NAMES = (
    *("table.csv", "tabs.csv", "windows.csv", "utf16.csv", "stars.csv", "table.csv.gz"),
    *("tables.zip", "book.xlsx", "records.json", "pages.json", "lines.jsonl", "records.zip"),
    *("shapes.geojson", "shapes.gpkg", "shapes.parquet", "shapes.zip"),
    *("overpass.json", "tagged.geojson", "town.osm"),
)
EACH_FORMAT = pytest.mark.parametrize("name", NAMES)
SOME = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
MANY = settings(SOME, max_examples=300)

INSERTED = st.sampled_from(
    [
        *(b'"', b"\0", b"\x1f\x07", b"\r", b"\xff\xfe", b"\xc3", b",,,,", b"[" * 50, b"{"),
        *(b"=1+1", b"<b>", b"1e999", b"NaN", b"\\ud800", b'"ref":', b"\xac", b"* ", b"</osm>"),
    ]
)


@st.composite
def mangled(draw, content):
    """Cut, flip, insert, repeat and shuffle some bytes."""
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(content)))
        end = draw(st.integers(at, len(content)))
        how = draw(st.sampled_from(["cut", "flip", "insert", "repeat", "swap"]))
        if how == "cut":
            content = content[:at]
        elif how == "flip":
            content = content[:at] + bytes([draw(st.integers(0, 255))]) + content[at + 1 :]
        elif how == "insert":
            content = content[:at] + draw(INSERTED) + content[at:]
        elif how == "repeat":
            content = content[:end] + content[at:end] + content[end:]
        else:
            content = content[at:end] + content[:at] + content[end:]
    return content


def refused_in_one_sentence(said):
    assert said.endswith(".")
    assert "\n" not in said
    assert len(said) < 500


def read(reader, path, content):
    """Return the rows that a reader gives, or None where it refuses the file as it should."""
    path.write_bytes(content)
    try:
        batches = list(reader.batches(path, LIMIT, is_header))
    except BadInput as error:
        return refused_in_one_sentence(error.sentence)
    assert all(0 <= batch.share <= 1.001 for batch in batches)
    assert all({"_file", "_line", "_fault"} <= set(batch.rows) for batch in batches)
    return sum(len(batch.rows) for batch in batches)


@EACH_FORMAT
def test_a_whole_file_is_read(whole_files, tmp_path, name):
    reader, content = whole_files[name]

    assert read(reader, tmp_path / name, content)


@EACH_FORMAT
@SOME
@given(data=st.data())
def test_a_mangled_file_is_read_or_refused(whole_files, tmp_path, name, data):
    reader, content = whole_files[name]

    read(reader, tmp_path / name, data.draw(mangled(content)))


@pytest.mark.long
@EACH_FORMAT
@MANY
@given(data=st.data())
def test_many_mangled_files_are_read_or_refused(whole_files, tmp_path, name, data):
    reader, content = whole_files[name]

    read(reader, tmp_path / name, data.draw(mangled(content)))


@EACH_FORMAT
@SOME
@given(content=st.binary(max_size=300))
def test_bytes_that_mean_nothing_are_read_or_refused(whole_files, tmp_path, name, content):
    reader, _ = whole_files[name]

    read(reader, tmp_path / name, content)


@pytest.mark.parametrize("name", ["osm/leeds_its_example.osm.pbf", "osm/leeds_osm_points.gpkg"])
@SOME
@given(data=st.data())
def test_a_real_binary_file_that_is_mangled_is_read_or_refused(sample_data, tmp_path, name, data):
    content = (sample_data / name).read_bytes()[:100_000]

    read(AMENITIES, tmp_path / Path(name).name, data.draw(mangled(content)))


@pytest.mark.parametrize("name", ["table.csv", "tabs.csv", "book.xlsx", "records.json"])
@pytest.mark.parametrize("count", [30_000, 1_000_001])
def test_a_cell_of_a_million_characters_is_read_or_refused(whole_files, tmp_path, name, count):
    reader, _ = whole_files[name]
    cell = "x" * count
    contents = {
        "table.csv": f"ref,name\nV1,{cell}\n".encode(),
        "tabs.csv": f"ref\tname\nV1\t{cell}\n".encode(),
        "records.json": json.dumps([{"ref": cell}]).encode(),
        "book.xlsx": with_long_cell(cell),
    }

    assert read(reader, tmp_path / name, contents[name]) in (None, 1)


def with_long_cell(cell):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["ref"])
    sheet.append([cell])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


# The fast way of reading text, and the strict one.

SIGNS = st.text(alphabet='ab" ,;\t\n\r\xe9\x0b\x85\u2028', max_size=6)
TEXTS = st.one_of(
    st.lists(st.lists(SIGNS, min_size=1, max_size=4), max_size=12).map(
        lambda rows: "\n".join(",".join(cells) for cells in rows)
    ),
    st.lists(st.lists(SIGNS, min_size=2, max_size=3), max_size=12).map(
        lambda rows: _written(rows, csv.QUOTE_MINIMAL)
    ),
    st.lists(st.tuples(SIGNS, SIGNS), max_size=12).map(lambda rows: _written(rows, csv.QUOTE_ALL)),
)


def _written(rows, quoting):
    text = io.StringIO(newline="")
    csv.writer(text, quoting=quoting).writerows(rows)
    return text.getvalue()


def by_the_csv_module(text):
    """Read a text one row after the other, as the csv module does; what stops it ends the list."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)

    def lines():
        while True:
            line = reader.line_num + 1
            try:
                yield line, next(reader)
            except StopIteration:
                return

    try:
        return rows_of(batches_of("x.csv", lines(), is_header))
    except (csv.Error, BadInput):
        return None


def rows_of(batches):
    batches = list(batches)
    rows = [row for batch in batches for row in batch.rows.astype(object).to_numpy().tolist()]
    return rows, sum(batch.skipped for batch in batches)


@settings(SOME, max_examples=200)
@given(text=TEXTS, chunk=st.sampled_from([16, 40, 10_000]), batch=st.sampled_from([2, 5, 1_000]))
def test_the_fast_way_gives_what_the_csv_module_gives(tmp_path, text, chunk, batch):
    whole = "ref,name\n" + text
    path = tmp_path / "x.csv"
    path.write_bytes(whole.encode())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delimited, "CHUNK_BYTES", chunk)
        patch.setattr(delimited, "BATCH_ROWS", batch)
        patch.setattr(tabular, "BATCH_ROWS", batch)
        patch.setattr(delimited, "mended", lambda rows: (rows, 0))
        expected = by_the_csv_module(whole)
        try:
            found = rows_of(Delimited(",").batches(path, LIMIT, is_header))
        except BadInput:
            found = None

    assert found == expected


def test_the_fast_way_is_taken_where_it_can_be(tmp_path, monkeypatch):
    lines = "".join(f'V{at},"Hall, {at}","two\nlines ""here"""\n' for at in range(100))
    path: Path = tmp_path / "x.csv"
    path.write_text("ref,name,note\n" + lines)
    monkeypatch.setattr(delimited, "blocks_of", _nothing_left)

    [batch] = Delimited(",").batches(path, LIMIT, is_header)

    assert batch.rows["_line"].tolist() == list(range(2, 202, 2))
    assert batch.rows["note"].iloc[99] == 'two\nlines "here"'


def _nothing_left(lines, names):
    assert not list(lines)
    return iter(())
