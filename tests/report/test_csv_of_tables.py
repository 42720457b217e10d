"""Every table of a paper as CSV, as a spreadsheet program may have it."""

import csv
import io

import numpy as np
import pytest
from papers import BY_NEED, CONTROLS, FORMULA, LONG, SCRIPT, WIDE

from asset_map.domain.paper import Rows
from asset_map.report.tables import (
    as_file,
    file_names,
    has_row_headers,
    number_columns,
    shown,
    to_csv,
)


def read(rows):
    return list(csv.reader(io.StringIO(to_csv(rows), newline="")))


def one(*cells):
    columns = tuple(f"c{number}" for number in range(len(cells)))
    return read(Rows("r", "R", columns, (cells,)))[1]


def test_figures_are_exact_and_what_is_not_known_says_so():
    found = read(BY_NEED)
    assert found[0] == list(BY_NEED.columns)
    assert found[1] == ["A place to meet", "12345.678", "9876.5", "-2469.178", "800 m on foot"]
    assert found[3][1:4] == ["no data"] * 3


def test_numbers_stay_numbers_and_text_is_never_a_formula():
    assert one(-1, -2.5, 0, 3.0) == ["-1", "-2.5", "0", "3"]
    assert one("-1+1", "=1", "+44", "@x", "\t=1", " =1") == [
        "'-1+1", "'=1", "'+44", "'@x", "'\t=1", "' =1",
    ]  # fmt: skip
    assert one(FORMULA) == [f"'{FORMULA}"]
    assert one("\x00=1", "\ufeff=1") == ["'=1", "'=1"]


def test_a_header_is_never_a_formula_either():
    assert read(Rows("r", "R", ("=a",), ())) == [["'=a"]]


def test_what_is_no_number_is_no_data():
    assert one(float("nan"), float("inf")) == ["no data", "no data"]
    assert one(np.float64(1.5), np.int64(7), np.float64("nan")) == ["1.5", "7", "no data"]
    assert one(True, False) == ["yes", "no"]


def test_text_comes_back_as_it_was_but_for_what_no_file_may_hold():
    assert one(SCRIPT, LONG, 'a "b", c\nd') == [SCRIPT, LONG, 'a "b", c\nd']
    assert one(CONTROLS) == ["Bell and nothing, half  a letter"]


def test_the_file_bears_the_mark_of_its_encoding():
    assert as_file(BY_NEED).startswith(b"\xef\xbb\xbfneed,now")


def test_file_names_are_plain_and_differ():
    tables = [WIDE, Rows("../../etc", "R", (), ()), *[Rows("Twice", "R", (), ())] * 2]
    tables += [Rows("/", "R", (), ())]
    assert list(file_names(tables)) == [
        "by-group-x.csv", "etc.csv", "twice.csv", "twice-2.csv", "table.csv",
    ]  # fmt: skip


def test_a_column_of_numbers_and_gaps_is_one_of_numbers():
    assert number_columns(BY_NEED) == [False, True, True, True, False]
    assert number_columns(Rows("r", "R", ("a",), ((None,),))) == [False]


def test_words_that_differ_name_their_rows():
    assert has_row_headers(BY_NEED)
    assert not has_row_headers(Rows("r", "R", ("a", "b"), (("x", 1), ("x", 2))))
    assert not has_row_headers(Rows("r", "R", ("a", "b"), ((1, 1),)))
    assert not has_row_headers(Rows("r", "R", ("a",), (("x",),)))


def test_cells_without_words_of_their_own_are_shown_plainly():
    rows = Rows("r", "R", ("a", "b", "c", "d"), (("x\x07", 12345, 1234.56, None),))
    assert shown(rows) == [["x", "12,345", "1,234.6", "no data"]]


def test_a_row_with_too_many_cells_is_a_fault():
    with pytest.raises(ValueError, match="zip"):
        to_csv(Rows("r", "R", ("a",), (("x", "y"),)))
