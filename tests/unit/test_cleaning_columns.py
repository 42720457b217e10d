"""Whole columns are cleaned as each cell of them would be."""

import re

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from asset_map.domain.assets import LinkType
from asset_map.domain.places import normal_postcode
from etl.cleaning.values import (
    LONGEST_TEXT,
    POSTCODE_AREAS,
    coordinate,
    number,
    one_of,
    plain_text,
    postcode,
    uprn,
    whole_number,
    yes_or_no,
)

CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
ODD = ["", " ", "a  b", " a", "a ", "a\tb", "a\u2003b", "x\u00a0y", "\x85", "caf\u00e9", "\u2019s",
       "\u200b", "a\x0bb", "\x1ca", "\U0001f600", "\u2028", "A" * (LONGEST_TEXT + 1)]  # fmt: skip
TEXTS = st.lists(st.none() | st.text(max_size=8) | st.sampled_from(ODD), min_size=1, max_size=8)


def column(texts):
    return pd.Series(texts, dtype="str")


def values(series):
    return [None if pd.isna(value) else value for value in series]


def plain_cell(text):
    """What plain text was first defined as, cell by cell."""
    if text is None:
        return None
    series = pd.Series([text], dtype=object)
    bare = series.str.replace(CONTROL, "", regex=True).str.replace(r"\s+", " ", regex=True)
    return bare.str.strip()[0] if 0 < len(bare.str.strip()[0]) <= LONGEST_TEXT else None


@settings(max_examples=120, deadline=None)
@given(TEXTS)
@example(ODD)
def test_plain_text_is_what_it_would_be_cell_by_cell(texts):
    assert values(plain_text(column(texts))) == [plain_cell(text) for text in texts]


FIGURES = st.from_regex(
    r"[ +-]?[0-9]{0,4},?[0-9]{0,4}(\.[0-9]{0,6})?(e[0-9])?[ %]?", fullmatch=True
)
NUMBERS = st.lists(st.none() | FIGURES | st.text(max_size=4), min_size=1, max_size=8)


def number_cell(text):
    """What a number was first defined as, cell by cell."""
    bare = pd.Series([text], dtype="str").str.replace(",", "").str.strip()
    [read] = pd.to_numeric(bare, errors="coerce")
    return None if pd.isna(read) or abs(read) == float("inf") else float(read)


@settings(max_examples=120, deadline=None)
@given(NUMBERS)
@example(["1,234", "-0.5", "nan", "inf", "0x10", "１２", "1_0", "", None, "9" * 15])
def test_a_number_is_what_it_would_be_cell_by_cell(texts):
    assert values(number(column(texts))) == pytest.approx([number_cell(t) for t in texts])


@given(NUMBERS)
def test_whole_numbers_are_the_numbers_without_a_fraction(texts):
    numbers = values(number(column(texts)))

    assert values(whole_number(column(texts))) == [
        value if value is not None and value == round(value) and 0 <= value <= 2e9 else None
        for value in numbers
    ]


def test_an_index_and_missing_cells_survive_cleaning():
    texts = pd.Series([" a ", None, "b"], index=[7, 3, 5], dtype="str")

    for clean in (plain_text, number, whole_number, postcode, yes_or_no, uprn, coordinate):
        assert list(clean(texts).index) == [7, 3, 5]
        assert pd.isna(clean(texts)[3])


LIKE_POSTCODES = st.from_regex(
    r" ?[a-zA-Z]{1,2}[0-9][A-Za-z0-9]? ?[0-9][a-zA-Z]{2}", fullmatch=True
)


@given(st.lists(LIKE_POSTCODES))
def test_postcodes_are_normal_and_of_an_area_that_there_is(texts):
    normal = [normal_postcode(text) for text in texts]
    areas = POSTCODE_AREAS.split("|")

    assert values(postcode(column(texts))) == [
        code if re.match("[A-Z]+", code)[0] in areas else None for code in normal
    ]


@pytest.mark.parametrize(
    ("clean", "texts", "expected"),
    [
        (postcode, ["EG10 8EP", "ec2v7hh", "QQ1 1AA", "BT1 5GS"],
         [None, "EC2V 7HH", None, "BT1 5GS"]),
        (uprn, ["90145853", "000090145853", "90145853.0", "3309SO1", "0", "1234567890123"],
         ["90145853", "90145853", "90145853", None, None, None]),
        (coordinate, ["52.48", "+52", "2.1W", "52.48° N", "-2.1", "2,1", "181", "8e-05", "here"],
         [52.48, 52, -2.1, 52.48, -2.1, None, None, 8e-05, None]),
    ],
)  # fmt: skip
def test_codes_and_degrees_are_read_or_not_at_all(clean, texts, expected):
    assert values(clean(column(texts))) == expected


def test_a_closed_list_is_read_in_any_letters():
    clean = one_of(LinkType)

    assert values(clean(column([" Meets_At", "meets at", None]))) == ["meets_at", None, None]
