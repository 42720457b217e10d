"""Workbooks with title rows, several sheets, dates, merged cells and errors."""

import datetime
import zipfile

import openpyxl
import pandas as pd
import pytest
from openpyxl.styles import numbers

from asset_map.domain.errors import BadInput
from etl.formats.tables import Tables
from etl.formats.workbook import Workbook

LIMIT = 10**8


def header_with(*names):
    return lambda cells: set(names) <= set(cells)


def read(path, *names, limit=LIMIT):
    """Return all rows, the number that was skipped, and the notes."""
    batches = list(Tables().batches(path, limit, header_with(*names)))
    rows = pd.concat([batch.rows for batch in batches], ignore_index=True)
    notes = [note for batch in batches for note in batch.notes]
    return rows, sum(batch.skipped for batch in batches), notes


@pytest.fixture
def book():
    return openpyxl.Workbook()


def saved(book, tmp_path, name="book.xlsx"):
    book.save(tmp_path / name)
    return tmp_path / name


def filled(sheet, *rows):
    for row in rows:
        sheet.append(row)
    return sheet


# Real files.


@pytest.mark.parametrize(
    ("name", "column", "count", "passed"),
    [
        ("lookups/lsoa21_to_ward25_lad25_pcon_RAW.xlsx", "lsoa21cd", 35672, None),
        (
            "assets/libraries_activity_2023_24_RAW.xlsx",
            "Library Details",
            129,
            "Introduction, Field definitions and notes",
        ),
    ],
)
def test_a_real_workbook(sample_data, name, column, count, passed):
    rows, _, notes = read(sample_data / name, column)

    assert len(rows) == count
    assert rows["_line"].tolist() == list(range(2, count + 2))
    assert [note.split("sheets ")[1] for note in notes] == ([f"{passed}."] if passed else [])


@pytest.mark.long
def test_all_sheets_of_a_large_real_workbook_are_read(sample_data):
    path = sample_data / "deprivation/imd2025_aggregated_to_ward25_RAW.xlsx"
    rows, _, notes = read(path, "imd_domain")

    by_sheet = rows.groupby("_file", sort=False).size()
    assert by_sheet.to_dict() == {
        f"{path.name}/Ward": 67830,
        f"{path.name}/Const 2022": 5330,
        f"{path.name}/Const 2024": 5430,
        f"{path.name}/LA": 2960,
    }
    assert not notes


# Cells.


def test_cells_become_the_text_that_a_person_reads(book, tmp_path):
    values = {
        "number": 3,
        "whole": 3.0,
        "part": 52.25,
        "uprn": 100090012345,
        "day": datetime.date(2024, 3, 1),
        "moment": datetime.datetime(2024, 3, 1, 10, 30),
        "time": datetime.time(9, 5),
        "said": True,
        "padded": " 007",
        "nothing": None,
        "end": "x",
    }
    filled(book.active, list(values), list(values.values()))

    rows, _, _ = read(saved(book, tmp_path), "number")

    [row] = rows.to_dict("records")
    assert {name: row[name] for name in values} == {
        "number": "3",
        "whole": "3",
        "part": "52.25",
        "uprn": "100090012345",
        "day": "2024-03-01",
        "moment": "2024-03-01T10:30:00",
        "time": "09:05",
        "said": "true",
        "padded": " 007",
        "nothing": "",
        "end": "x",
    }


def test_hours_beyond_a_day_are_hours_and_minutes(book, tmp_path):
    filled(book.active, ["ref", "hours"], ["V1", datetime.timedelta(hours=30, minutes=5)])
    book.active["B2"].number_format = numbers.FORMAT_DATE_TIMEDELTA

    assert read(saved(book, tmp_path), "ref")[0]["hours"].tolist() == ["30:05"]


def test_title_rows_blank_rows_and_footnotes_are_passed_over(book, tmp_path):
    filled(
        book.active,
        ["Venues of the borough"],
        [],
        [None, "ref", "name", "note"],
        [None, "V1", "Old Hall", "x"],
        [],
        [None, "V2", "New Hall", "y"],
        [],
    )

    rows, skipped, _ = read(saved(book, tmp_path), "ref", "name")

    assert rows["_line"].tolist() == [4, 6]
    assert rows["_file"].unique().tolist() == ["book.xlsx/Sheet"]
    assert skipped == 3


def test_what_is_merged_downwards_stands_in_each_row(book, tmp_path):
    filled(book.active, ["area", "name"], ["West", "A"], [None, "B"], ["East", "C"])
    book.active.merge_cells("A2:A3")

    assert read(saved(book, tmp_path), "area")[0]["area"].tolist() == ["West", "West", "East"]


def test_a_header_of_two_rows_is_read_at_its_lower_one(book, tmp_path):
    filled(book.active, ["name", "opening", None], [None, "Mon", "Tue"], ["A", "9-5", "9-6"])
    book.active.merge_cells("A1:A2")
    book.active.merge_cells("B1:C1")

    rows, skipped, _ = read(saved(book, tmp_path), "name", "Mon")

    assert (rows["Tue"].tolist(), skipped) == (["9-6"], 1)


def test_a_row_with_the_error_of_a_formula_is_marked(book, tmp_path):
    filled(book.active, ["ref", "people"], ["V1", 5], ["V2", "#N/A"], ["V3", 7])
    book.active["B3"].data_type = "e"

    rows, _, _ = read(saved(book, tmp_path), "ref")

    assert rows["_fault"].tolist() == ["", "its cell people holds the error #N/A", ""]


# Sheets.


def test_all_sheets_with_the_header_are_read(book, tmp_path):
    filled(book.active, ["ref"], ["V1"])
    filled(book.create_sheet("More"), ["A title"], ["ref"], ["V2"])

    rows, skipped, notes = read(saved(book, tmp_path), "ref")

    assert rows[["_file", "_line", "ref"]].to_numpy().tolist() == [
        ["book.xlsx/Sheet", 2, "V1"],
        ["book.xlsx/More", 3, "V2"],
    ]
    assert (skipped, notes) == (1, [])


def test_sheets_without_the_header_are_named(book, tmp_path):
    filled(book.active, ["ref"], ["V1"])
    book.create_sheet("Blank")
    filled(book.create_sheet("Notes"), ["Read me"])

    rows, _, notes = read(saved(book, tmp_path), "ref")

    assert rows["ref"].tolist() == ["V1"]
    assert notes == ["book.xlsx: no header was found in the sheets Blank, Notes."]


def test_a_workbook_without_the_header_gives_the_first_row_that_says_something(book, tmp_path):
    filled(book.create_sheet("Second"), [], ["other", "columns"], ["1", "2"])

    [batch] = Workbook().batches(saved(book, tmp_path), LIMIT, header_with("ref"))

    assert list(batch.rows)[:2] == ["other", "columns"]


def test_a_blank_workbook_is_refused(book, tmp_path):
    with pytest.raises(BadInput, match="has no header row"):
        read(saved(book, tmp_path), "ref")


# LibreOffice.

CELL = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
EMPTY = '<table:table-cell table:number-columns-repeated="16384"/>'


def write_ods(path, *rows):
    """Write rows, each with how often it is repeated, as LibreOffice does."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    body = "".join(
        f'<table:table-row table:number-rows-repeated="{count}">{cells}</table:table-row>'
        for cells, count in rows
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="Halls">{body}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


def test_a_sheet_of_libreoffice_with_its_million_blank_rows(tmp_path):
    path = write_ods(
        tmp_path / "halls.ods",
        (CELL.format("ref") + CELL.format("name"), 1),
        (EMPTY, 2),
        (CELL.format("V1") + CELL.format("Old Hall"), 1),
        (EMPTY, 1_048_572),
    )

    rows, skipped, _ = read(path, "ref", "name")

    assert rows[["_file", "_line", "name"]].to_numpy().tolist() == [
        ["halls.ods/Halls", 4, "Old Hall"]
    ]
    assert skipped == 2


# What would take more memory than there is.


def test_a_sheet_with_one_cell_far_away_is_refused(book, tmp_path):
    book.active["A1"] = "ref"
    book.active["XFD1048576"] = "far away"

    with pytest.raises(BadInput, match="spans more than 30,000,000 cells"):
        read(saved(book, tmp_path), "ref")


def test_a_cell_that_is_repeated_without_end_is_refused(tmp_path):
    wide = CELL.format("x").replace("<table:table-cell", EMPTY[:-2], 1)

    with pytest.raises(BadInput, match="spans more than 30,000,000 cells"):
        read(write_ods(tmp_path / "halls.ods", (wide, 1_048_576)), "ref")


def test_a_workbook_that_unpacks_beyond_the_limit_is_refused(book, tmp_path):
    filled(book.active, ["ref"], *([f"V{n}" + "x" * 200] for n in range(2_000)))

    with pytest.raises(BadInput, match="larger than the limit of 0 MB"):
        read(saved(book, tmp_path), "ref", limit=100_000)


# Damaged.


@pytest.mark.parametrize("name", ["book.xlsx", "book.xls", "book.ods"])
@pytest.mark.parametrize("content", [b"PK\x03\x04", b"junk", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_what_is_no_workbook_is_refused(tmp_path, name, content):
    (tmp_path / name).write_bytes(content * 100)

    with pytest.raises(BadInput, match=f"{name} is (damaged|a damaged)"):
        read(tmp_path / name, "ref")


def test_a_workbook_that_is_cut_off_is_refused(book, tmp_path):
    filled(book.active, ["ref"], ["V1"])
    whole = saved(book, tmp_path).read_bytes()
    (tmp_path / "cut.xlsx").write_bytes(whole[: len(whole) // 2])

    with pytest.raises(BadInput, match=r"cut.xlsx is damaged"):
        read(tmp_path / "cut.xlsx", "ref")


def test_a_workbook_with_a_password_is_refused(tmp_path):
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    (tmp_path / "book.xlsx").write_bytes(locked + "EncryptedPackage".encode("utf-16-le"))

    with pytest.raises(BadInput, match="locked with a password"):
        read(tmp_path / "book.xlsx", "ref")


# Tables of either kind.


def test_a_table_may_be_a_workbook_or_text(book, tmp_path):
    filled(book.active, ["ref"], ["V1"])
    (tmp_path / "text.csv").write_text("ref,name\nV1,A\n")

    assert read(saved(book, tmp_path), "ref")[0]["ref"].tolist() == ["V1"]
    assert read(tmp_path / "text.csv", "ref")[0]["ref"].tolist() == ["V1"]


def test_a_workbook_is_known_by_its_content(book, tmp_path):
    filled(book.active, ["ref"], ["V1"])
    whole = saved(book, tmp_path)

    for name in ("download", "book.xls", "book.csv"):
        assert read(whole.rename(tmp_path / name), "ref")[0]["ref"].tolist() == ["V1"]
        whole = tmp_path / name


def test_a_binary_workbook_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "book.xlsb", "w") as archive:
        archive.writestr("xl/workbook.bin", b"junk")

    with pytest.raises(BadInput, match=r"is a binary workbook. Save it as .xlsx"):
        read(tmp_path / "book.xlsb", "ref")
