"""What is set aside is kept as it came, can be mended in a spreadsheet, and is loaded again."""

import csv
import io
import json
from pathlib import Path

import pytest
from loads import ask, ask_one, checksums, counts, load
from tables import SOUTH, WEST, write_csv

from asset_map.domain.cells import as_it_came, inert
from asset_map.domain.errors import BadInput, NotFound
from asset_map.journeys.download_set_aside import download_set_aside
from etl.cleaning.values import day, plain_text, postcode
from etl.formats.delimited import Delimited
from etl.formats.documents import Documents
from etl.formats.shapes import Shapes
from etl.source import OGL3, Column, Sheet, Source

SHEET = Sheet(
    make=lambda rows: {"asset": rows.assign(kind="group")},
    columns=(
        Column(("Ref", "ref/id"), "key", plain_text, required=True),
        Column(("Name",), "name", plain_text, required=True),
        Column(("Note",), "description", plain_text),
        Column(("Postcode",), "postcode", postcode, strict=True),
        Column(("Confirmed",), "last_confirmed", day),
    ),
)


def source(reader, sheet: Sheet = SHEET) -> Source:
    """A source of groups, whatever its reader."""
    return Source("clubs", "Clubs", "the clubs", OGL3, "asset", reader, (sheet,))


CLUBS = source(Delimited())
DRAWN = """
    Ref | Name      | Note                | Postcode | Secretary
    C1  | Chess     |                     | DY1 1AA  | Ann Other
    C2  | Judo      | =HYPERLINK("x","y") | DY1      | Bob Other
    C3  | Ladies' Ó | -1 %, 'quoted'      | nowhere  | Cy Other
    C4  |           | '=not a formula     | DY1 1AB  | Di Other
"""


def set_aside(of: str = "clubs") -> list[dict[str, str]]:
    """What the CSV holds, as a spreadsheet program reads it."""
    content = download_set_aside(of).content
    assert content.startswith(b"\xef\xbb\xbf")  # Else Excel takes accents for something else.
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def write(path: Path, rows: list[dict[str, str]], delimiter=",", encoding="utf-8-sig") -> Path:
    """Save rows as a spreadsheet program does."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


def names() -> set[str]:
    return {name for (name,) in ask("SELECT name FROM asset WHERE source_id = 'clubs'")}


@pytest.fixture
def clubs(town, tmp_path) -> Path:
    """Clubs of which three rows were set aside; their file."""
    file = write_csv(tmp_path / "clubs.csv", DRAWN)
    assert counts(load(CLUBS, file)) == {"read": 4, "new": 1, "set_aside": 3}
    return file


def test_a_row_that_was_set_aside_is_told_with_where_it_stands_and_what_to_do(clubs):
    first = set_aside()[0]

    assert list(first)[:4] == ["_file", "_line", "_problem", "_remedy"]
    assert (first["_file"], first["_line"], first["Ref"]) == ("clubs.csv", "3", "C2")
    assert first["_problem"] == "Postcode: The value could not be read."
    assert first["_remedy"] == postcode.expects


def test_only_columns_that_the_source_reads_are_kept(clubs):
    assert "Secretary" not in set_aside()[0]
    assert ask_one("SELECT count(*) FROM set_aside WHERE cells::text LIKE '%Other%'") == 0


def test_no_cell_is_a_formula_to_a_spreadsheet_program(clubs):
    notes = [row["Note"] for row in set_aside()]

    assert notes == ['\'=HYPERLINK("x","y")', "'-1 %, 'quoted'", "''=not a formula"]


@pytest.mark.parametrize(
    "cell",
    ["", "plain", "=1+1", "'=1+1", "''-1", "'plain", "+44 1384", "@x", "\t=1", "-2.08", " =x", "'"],
)
def test_what_is_made_inert_comes_back_exactly(cell):
    shown = inert(cell)

    assert as_it_came(shown) == cell
    assert not shown.lstrip(" ").startswith(("=", "+", "-", "@", "\t"))


def test_rows_come_back_as_they_were_and_only_those_mended_are_loaded(clubs, tmp_path):
    rows = set_aside()
    before = checksums()
    again = load(CLUBS, write(tmp_path / "same.csv", rows))
    assert counts(again) == {"read": 3, "set_aside": 3}
    assert checksums() == before

    rows[0]["Postcode"] = "DY1 1AC"
    some = load(CLUBS, write(tmp_path / "some.csv", rows))
    assert counts(some) == {"read": 3, "new": 1, "set_aside": 2}
    assert names() == {"Chess", "Judo"}

    left = set_aside()
    assert [(row["_file"], row["_line"]) for row in left] == [
        ("clubs.csv", "4"),
        ("clubs.csv", "5"),
    ]
    assert [row["Note"] for row in left] == [row["Note"] for row in rows[1:]]
    left[0]["Postcode"], left[1]["Name"] = "DY1 1AD", "Yoga"
    rest = load(CLUBS, write(tmp_path / "rest.csv", left))
    assert counts(rest) == {"read": 2, "new": 2}
    assert names() == {"Chess", "Judo", "Ladies' Ó", "Yoga"}
    said = ask("SELECT description FROM asset WHERE name IN ('Ladies'' Ó', 'Yoga') ORDER BY name")
    assert [text for (text,) in said] == ["-1 %, 'quoted'", "'=not a formula"]
    assert set_aside() == []


def test_what_is_not_among_the_mended_rows_is_not_gone(clubs, tmp_path):
    row = set_aside()[0] | {"Postcode": "DY1 1AC"}
    report = load(CLUBS, write(tmp_path / "one.csv", [row]))

    assert report.withdrawn == 0
    assert "nothing that it lacks was withdrawn" in " ".join(report.notes)
    assert ask_one("SELECT count(*) FROM asset WHERE withdrawn IS NOT NULL") == 0


@pytest.mark.parametrize(("delimiter", "encoding"), [(";", "utf-8"), ("\t", "cp1252")])
def test_a_spreadsheet_program_may_save_it_in_its_own_way(clubs, tmp_path, delimiter, encoding):
    rows = [row | {"Postcode": "DY1 1AC", "Name": row["Name"] or "Yoga"} for row in set_aside()]
    report = load(CLUBS, write(tmp_path / "saved.csv", rows, delimiter, encoding))

    assert counts(report) == {"read": 3, "new": 3}
    assert "Ladies' Ó" in names()


def test_a_json_source_takes_its_mended_rows_as_csv(town, tmp_path):
    clubs = source(Documents())
    said = [
        {"ref": {"id": "C1"}, "Name": "Chess", "Postcode": "DY1 1AA"},
        {"ref": {"id": "C2"}, "Name": "Judo", "Postcode": "DY1", "Note": "=1\x00"},
    ]
    file = tmp_path / "clubs.json"
    file.write_text(json.dumps(said), encoding="utf-8")
    assert counts(load(clubs, file)) == {"read": 2, "new": 1, "set_aside": 1}

    [row] = set_aside()
    assert (row["_line"], row["ref/id"]) == ("2", "C2")
    mended = write(tmp_path / "mended.csv", [row | {"Postcode": "DY1 1AC"}])
    assert counts(load(clubs, mended)) == {"read": 1, "new": 1}
    assert names() == {"Chess", "Judo"}


def points(path: Path, *said: tuple[str, str, int]) -> Path:
    """Write groups as GeoJSON, ``x`` metres from the western edge of the town."""
    features = [
        {
            "type": "Feature",
            "properties": {"Ref": ref, "Name": name},
            "geometry": {"type": "Point", "coordinates": [WEST + x + 0.1234567, SOUTH + 500]},
        }
        for ref, name, x in said
    ]
    named = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
    whole = {"type": "FeatureCollection", "crs": named, "features": features}
    path.write_text(json.dumps(whole), encoding="utf-8")
    return path


def test_a_source_of_shapes_takes_its_mended_rows_with_their_shapes(town, tmp_path):
    clubs = source(Shapes())
    file = points(tmp_path / "clubs.geojson", ("C1", "Chess", 100), ("C2", "", 1500))
    assert counts(load(clubs, file)) == {"read": 2, "new": 1, "set_aside": 1}

    [row] = set_aside()
    assert row["geometry"].startswith("POINT (391500.12345")
    mended = write(tmp_path / "mended.csv", [row | {"Name": "Judo"}])
    assert counts(load(clubs, mended)) == {"read": 1, "new": 1}
    x = ask_one("SELECT ST_X(geom) FROM asset WHERE name = 'Judo'")
    assert x == pytest.approx(WEST + 1500.12, abs=0.01)


@pytest.mark.parametrize("shape", ["", "POINT (-2.1 52.5)", "somewhere"])
def test_a_shape_that_is_none_is_set_aside_again(town, tmp_path, shape):
    clubs = source(Shapes())
    load(clubs, points(tmp_path / "clubs.geojson", ("C1", "Chess", 100), ("C2", "", 1500)))
    [row] = set_aside()

    report = load(clubs, write(tmp_path / "m.csv", [row | {"Name": "Judo", "geometry": shape}]))

    assert counts(report) == {"read": 1, "set_aside": 1}


def test_a_broken_row_comes_in_only_once_somebody_says_that_it_is_mended(town, tmp_path):
    file = tmp_path / "clubs.csv"
    file.write_text("Ref,Name,Note,Postcode\nC1,Chess,,DY1 1AA\nC2,Judo,a, b,DY1 1AC\n")
    assert counts(load(CLUBS, file)) == {"read": 2, "new": 1, "set_aside": 1}
    [row] = set_aside()
    row["Postcode"], row["Note"] = "DY1 1AC", "a, b"

    assert counts(load(CLUBS, write(tmp_path / "1.csv", [row]))) == {"read": 1, "set_aside": 1}
    row["_fault"] = ""
    assert counts(load(CLUBS, write(tmp_path / "2.csv", [row]))) == {"read": 1, "new": 1}


def test_lists_of_several_layouts_are_mended_in_one_file(town, tmp_path):
    venues = write_csv(
        tmp_path / "more venues.csv",
        """
        ref | name  | postcode | last_confirmed | venue_type
        V8  | Hall  | DY1 1AA  | 2026-05-01     | hall
        V9  |       | DY1 1AB  |                | hall
        """,
    )
    groups = write_csv(
        tmp_path / "more groups.csv",
        """
        ref | name  | covers    | group_type
        G8  |       | E05000001 | charity
        """,
    )
    report = load("own-list", venues, groups, partial=True)
    assert counts(report) == {"read": 3, "new": 1, "set_aside": 2}

    rows = [row | {"name": f"Number {row['ref']}"} for row in set_aside("own-list")]
    again = load("own-list", write(tmp_path / "mended.csv", rows))
    assert counts(again) == {"read": 2, "new": 2}
    kinds = dict(map(tuple, ask("SELECT name, kind FROM asset WHERE name LIKE 'Number%'")))
    assert kinds == {"Number V9": "venue", "Number G8": "group"}


def test_only_the_latest_load_of_a_source_has_rows_set_aside(clubs, tmp_path):
    load(CLUBS, write_csv(tmp_path / "clubs.csv", DRAWN.replace("nowhere", "DY1 1AC")))

    assert [row["Ref"] for row in set_aside()] == ["C2", "C4"]
    assert ask_one("SELECT count(DISTINCT load_id) FROM set_aside") == 1


def test_a_load_that_sets_nothing_aside_reads_each_file_once(town, tmp_path):
    class Counted(Delimited):
        times = 0

        def batches(self, *asked):
            Counted.times += 1
            return super().batches(*asked)

    load(source(Counted()), write_csv(tmp_path / "clubs.csv", "Ref | Name\n C1 | Chess"))

    assert Counted.times == 1


def test_a_source_that_was_never_loaded_has_nothing_set_aside(same_town):
    with pytest.raises(NotFound):
        download_set_aside("no-such-source")


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lambda text: text.replace("clubs.csv", ""), "the column _file is empty"),
        (lambda text: text.replace("_line", "line"), "has no column _line"),
        (lambda text: text.replace("Postcode", "Name", 1), "has the column 'Name' twice"),
        (lambda text: text + '"', "a quotation mark"),
        (lambda text: text.splitlines()[0], "holds no rows"),
    ],
)
def test_a_mended_file_that_was_damaged_is_refused_in_one_sentence(clubs, tmp_path, damage, says):
    text = download_set_aside("clubs").content.decode("utf-8-sig")
    file = tmp_path / "damaged.csv"
    file.write_text(damage(text), encoding="utf-8")

    with pytest.raises(BadInput, match=says):
        load(CLUBS, file)


def test_a_csv_that_begins_as_unicode_and_goes_on_in_another_encoding_is_read(clubs, tmp_path):
    rows = [row | {"Postcode": "DY1 1AC", "Name": "Café"} for row in set_aside()[:1]]
    file = write(tmp_path / "mended.csv", rows, encoding="cp1252")
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())

    assert counts(load(CLUBS, file)) == {"read": 1, "new": 1}
    assert "Café" in names()
