"""Archives that are larger than they look, locked, or packed in odd ways: for every reader."""

import gzip
import zipfile

import pytest

from asset_map.domain.errors import BadInput
from etl.formats.delimited import Delimited
from etl.formats.documents import Documents
from etl.formats.openstreetmap import OpenStreetMap
from etl.formats.shapes import Shapes
from etl.formats.tables import Tables

LIMIT = 1_000_000
BOMB = b" " * 60 * LIMIT
AMENITIES = OpenStreetMap(("amenity",))


def refusal(reader, path):
    with pytest.raises(BadInput) as caught:
        list(reader.batches(path, LIMIT, lambda cells: False))
    assert caught.value.next_step
    return caught.value.sentence


def zipped(path, **members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return path


@pytest.mark.parametrize(
    ("reader", "name", "members"),
    [
        (Delimited(), "x.zip", {"x_csv": BOMB}),
        (Delimited(), "x.zip", {f"x{at}_csv": b"ref\n" + BOMB[: LIMIT // 2] for at in range(3)}),
        (Tables(), "x.zip", {"x_csv": BOMB}),
        (Tables(), "x.xlsx", {"xl__workbook_xml": b"", "xl__sharedStrings_xml": BOMB}),
        (Tables(), "x.ods", {"content_xml": BOMB}),
        (Documents(), "x.zip", {"x_json": BOMB}),
        (Shapes(), "x.zip", {"x_shp": BOMB}),
        (Shapes(), "x.zip", {"x_geojson": b"{}", "readme_txt": BOMB}),
    ],
)
def test_a_zip_bomb_stops_at_the_limit(tmp_path, reader, name, members):
    bomb = zipped(tmp_path / name, **members)
    assert bomb.stat().st_size < LIMIT / 2

    assert refusal(reader, bomb) == f"{name} is larger than the limit of 1 MB."


@pytest.mark.parametrize("reader", [Delimited(), Tables(), Documents(), AMENITIES])
def test_a_gzip_bomb_stops_at_the_limit(tmp_path, reader):
    (tmp_path / "x.json.gz").write_bytes(gzip.compress(BOMB))

    assert refusal(reader, tmp_path / "x.json.gz") == "x.json.gz is larger than the limit of 1 MB."


@pytest.mark.parametrize("reader", [Delimited(), Tables(), Documents(), Shapes()])
def test_an_archive_with_a_password_is_refused(tmp_path, reader):
    member = {Documents(): "x_json", Shapes(): "x_geojson"}.get(reader, "x_csv")
    content = bytearray(zipped(tmp_path / "x.zip", **{member: "ref\nV1\n"}).read_bytes())
    for mark, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        content[content.index(mark) + flags] |= 1
    (tmp_path / "x.zip").write_bytes(content)

    assert refusal(reader, tmp_path / "x.zip") == "x.zip is locked with a password."


@pytest.mark.parametrize("reader", [Delimited(), Documents(), Shapes()])
def test_an_archive_packed_in_an_unknown_way_is_refused(tmp_path, reader):
    member = {Documents(): "x_json", Shapes(): "x_geojson"}.get(reader, "x_csv")
    content = bytearray(zipped(tmp_path / "x.zip", **{member: "ref\nV1\n"}).read_bytes())
    for mark, method in ((b"PK\3\4", 8), (b"PK\1\2", 10)):
        content[content.index(mark) + method] = 97
    (tmp_path / "x.zip").write_bytes(content)

    assert refusal(reader, tmp_path / "x.zip") == "x.zip is a damaged archive."


def test_an_archive_is_no_file_of_openstreetmap(tmp_path):
    path = zipped(tmp_path / "x.zip", town_osm="<osm></osm>")

    assert refusal(AMENITIES, path) == "x.zip is an archive."
