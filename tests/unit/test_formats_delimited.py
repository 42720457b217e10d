"""Delimited text with any delimiter and encoding, real files first."""

import gzip
import zipfile

import pandas as pd
import pytest

from asset_map.domain.errors import BadInput
from etl.formats.delimited import Delimited
from etl.formats.mojibake import mended
from etl.sources.code_point_open import HEADER

LIMIT = 10**9
STARS = "mutual_aid_groups_uk_star_delimited_RAW.csv"
RETURNS = "libraries_taskforce_CR_only_mojibake_RAW.csv"


def header_with(*names):
    return lambda cells: set(names) <= {cell.strip() for cell in cells}


def read(path, *names, reader=None):
    """Return all rows, the number that was skipped, and the notes."""
    reader = reader or Delimited()
    batches = list(reader.batches(path, LIMIT, header_with(*names)))
    rows = pd.concat([batch.rows for batch in batches], ignore_index=True)
    notes = [note for batch in batches for note in batch.notes]
    return rows, sum(batch.skipped for batch in batches), notes


def written(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


# Real files.


def test_text_delimited_by_stars(sample_data):
    rows, skipped, _ = read(sample_data / "assets" / STARS, "name", "lat")

    assert (len(rows), skipped) == (4203, 0)
    assert list(rows)[:5] == ["name", "link", "location_name", "lat", "lng"]
    assert rows["lng"].str.fullmatch(r"-?[0-9.]+(e-[0-9]+)?").all()
    assert not rows["_fault"].any()


@pytest.mark.parametrize(
    ("name", "count", "quotes"),
    [("GP", 9970, 14), ("Clinics", 5462, 0), ("Pharmacy", 11799, 0)],
)
def test_text_delimited_by_a_byte_that_is_a_letter_elsewhere(sample_data, name, count, quotes):
    rows, _, _ = read(sample_data / f"assets/nhs_choices_{name}_RAW.csv", "OrganisationID")

    assert len(rows) == count
    assert not rows["_fault"].any()
    texts = rows.drop(columns=["_line"])
    assert sum(int(texts[name].str.count('"').sum()) for name in texts) == quotes


def test_text_whose_lines_end_in_bare_carriage_returns(sample_data):
    rows, _, notes = read(sample_data / "assets" / RETURNS, "Library name")

    assert len(rows) == 3034
    assert rows["Library name"].str.contains("Café West").sum() == 1
    assert (rows["Postal address"].str.contains("St. Mary’s Gate")).sum() == 1
    assert notes == [f"{RETURNS}: 40 cells held broken letters, which were mended."]


def test_a_zip_of_tables_without_header(sample_data):
    path = sample_data / "postcodes/codepo_gb_RAW.zip"
    reader = Delimited(header=tuple(HEADER.split()), inside="Data/")
    batches = reader.batches(path, LIMIT, header_with())
    first, second = next(batches), next(batches)

    assert first.rows["_file"].unique().tolist() == ["codepo_gb_RAW.zip/ab.csv"]
    assert first.rows["_line"].tolist() == list(range(1, len(first.rows) + 1))
    assert 0 < first.share < second.share < 0.1


def test_fast_and_strict_reading_find_the_same_in_a_real_file(sample_data, monkeypatch):
    path = sample_data / "assets/charities_uk_sample_classified_RAW.csv"
    fast, _, _ = read(path, "reg_number")
    monkeypatch.setattr("etl.formats.delimited.whole_rows", lambda *_, **__: None)
    strict, _, _ = read(path, "reg_number")

    assert len(fast) == 4203
    pd.testing.assert_frame_equal(fast, strict)


# Delimiters.


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|", "¬", "* "])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_the_delimiter_is_found(tmp_path, delimiter, ends):
    lines = [
        ["A title"],
        ["ref", "name", "note"],
        ["V1", "Old Hall, High St", ""],
        ["V2", "B", "c"],
    ]
    stop = "*" if delimiter == "* " else ""
    text = ends.join(delimiter.join(cells) + stop for cells in lines)
    if delimiter == ",":
        text = text.replace("Old Hall, High St", '"Old Hall, High St"')

    rows, skipped, _ = read(written(tmp_path / "x.csv", text), "ref", "name")

    assert rows["name"].tolist() == ["Old Hall, High St", "B"]
    assert rows["_line"].tolist() == [3, 4]
    assert skipped == 1


def test_the_delimiter_is_the_one_of_the_header_not_the_commonest(tmp_path):
    text = "ref;name\n" + "".join(f"V{n};a, b, c, d\n" for n in range(50))

    rows, _, _ = read(written(tmp_path / "x.csv", text), "ref", "name")

    assert rows["name"].unique().tolist() == ["a, b, c, d"]


def test_quotes_between_tabs_are_kept_where_they_hold_no_cell(tmp_path):
    text = 'ref\tname\nV1\t"Kids First" Club\nV2\t"The Hall\nV3\tB\n'

    rows, _, _ = read(written(tmp_path / "x.txt", text), "ref", "name")

    assert rows["name"].tolist() == ['"Kids First" Club', '"The Hall', "B"]


def test_quotes_between_tabs_are_taken_off_where_they_hold_a_cell(tmp_path):
    text = 'ref\tname\nV1\t"two\nlines"\nV2\t"say ""hi"""\n'

    rows, _, _ = read(written(tmp_path / "x.txt", text), "ref", "name")

    assert rows["name"].tolist() == ["two\nlines", 'say "hi"']


# Encodings.


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_the_encoding_is_found(tmp_path, encoding):
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    content = mark + "ref,name\nV1,Café Olé – “Hall”\n".encode(encoding)

    rows, _, notes = read(written(tmp_path / "x.csv", content), "ref")

    assert rows["name"].tolist() == ["Café Olé – “Hall”"]
    assert not notes


@pytest.mark.parametrize("content", [b"ref,name\nV1,\0\n", b"\xff\xfeo\xd8", b"ref\n\x81\x8d\n"])
def test_what_is_no_text_is_refused(tmp_path, content):
    with pytest.raises(BadInput, match="is not text in UTF-8, UTF-16 or Windows-1252"):
        read(written(tmp_path / "x.csv", content), "ref")


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("CafÃ©", "Café"),
        ("St Maryâ€™s", "St Mary’s"),
        ("St Mary‰Ûªs", "St Mary’s"),
        ("CafÌ© West", "Café West"),
    ],
)
def test_broken_letters_are_mended(broken, whole):
    rows, count = mended(pd.DataFrame({"name": [broken, "plain"], "_fault": ["", ""]}))

    assert (rows["name"].tolist(), count) == ([whole, "plain"], 1)


@pytest.mark.parametrize(
    "text", ["Café Olé", "St Mary’s ☕ 😀", "Ynys Môn", "Ã", "naïve – “so”", "Сад", "5 × 3 £"]
)
def test_letters_that_are_whole_or_in_doubt_are_left(text):
    rows, count = mended(pd.DataFrame({"name": [text], "_fault": [""]}))

    assert (rows["name"].tolist(), count) == ([text], 0)


# Rows.


def test_lines_are_counted_through_line_ends_in_cells_and_blank_lines(tmp_path):
    text = 'A title\n\nref,name\n"V1","a\nb"\n\nV2,B\nV3,"c\n\n\nd"\nV4,D\n'

    rows, skipped, _ = read(written(tmp_path / "x.csv", text), "ref", "name")

    assert rows["_line"].tolist() == [4, 7, 8, 12]
    assert skipped == 3


def test_a_row_with_too_many_cells_is_marked_and_its_neighbours_are_not(tmp_path):
    text = "ref,name\nV1,A\nV2,B,too,many\nV3\nV4,D,,\n"

    rows, _, _ = read(written(tmp_path / "x.csv", text), "ref", "name")

    assert rows["_fault"].tolist() == ["", "4 cells under 2 headers", "", ""]
    assert rows["name"].tolist() == ["A", "B", "", "D"]


def test_footnotes_are_passed_over_and_thin_rows_in_the_midst_are_not(tmp_path):
    text = "ref,name,note\nV1,A,x\nV2,,\nV3,C,y\nSource: us\n\nMade in 2024\n"

    rows, skipped, _ = read(written(tmp_path / "x.csv", text), "ref", "name")

    assert rows["ref"].tolist() == ["V1", "V2", "V3"]
    assert skipped == 3


def test_a_stray_quotation_mark_is_refused_with_its_line(tmp_path):
    text = "ref,name\n" + "V1,A\n" * 10 + 'V2,"B\n' + "V3,C\n" * 3

    with pytest.raises(BadInput, match=r"x.csv, line 15 or before: a quotation mark"):
        read(written(tmp_path / "x.csv", text), "ref")


def test_a_column_that_is_there_twice_is_named_in_one_line(tmp_path):
    text = 'ref,"two\nlines","two\nlines"\nV1,a,b\n'

    with pytest.raises(BadInput, match="has the column two lines twice"):
        read(written(tmp_path / "x.csv", text), "ref")


def test_a_column_called_geometry_is_not_taken_for_shapes(tmp_path):
    rows, _, _ = read(written(tmp_path / "x.csv", "ref,geometry\nV1,POINT (1 2)\n"), "ref")

    assert list(rows)[:2] == ["ref", "geometry as text"]


# Archives.


def test_a_gzip_is_known_by_its_content(tmp_path):
    path = written(tmp_path / "x.csv", gzip.compress(b"ref,name\nV1,A\n"))

    assert len(read(path, "ref")[0]) == 1


def test_what_a_mac_adds_to_an_archive_is_no_table(tmp_path):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("x.csv", "ref,name\nV1,A\n")
        archive.writestr("__MACOSX/._x.csv", b"\0\5\x16\7")

    rows, _, _ = read(tmp_path / "x.zip", "ref")

    assert rows["_file"].tolist() == ["x.zip/x.csv"]
