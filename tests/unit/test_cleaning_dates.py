"""Dates in the orders and words that published files have."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.cleaning.dates import excel_date, uk_date


def read(clean, *texts):
    values = clean(pd.Series(list(texts), dtype="str"))
    return [None if pd.isna(value) else value for value in values]


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2013-03-01", "2013-03-01"),
        ("2013/3/1", "2013-03-01"),
        ("2013-03-01T10:00:00Z", "2013-03-01"),
        ("01/03/2013", "2013-03-01"),
        ("1.3.2013", "2013-03-01"),
        ("01/03/2013 00:00", "2013-03-01"),
        ("31-03-13", "2013-03-31"),
        ("12/25/2013", "2013-12-25"),
        ("1 March 2013", "2013-03-01"),
        ("1st March 2013", "2013-03-01"),
        ("Friday 1 March 2013", "2013-03-01"),
        ("March 1, 2013", "2013-03-01"),
        ("31-MAR-2013", "2013-03-31"),
        ("02-Sep-16", "2016-09-02"),
        ("March 2013", "2013-03"),
        ("Sept 2010", "2010-09"),
        ("Oct-10", "2010-10"),
        ("03/2013", "2013-03"),
        ("2013-03", "2013-03"),
        ("2013", "2013"),
        ("1/1/68", "2068-01-01"),
        ("1/1/70", "1970-01-01"),
        ("30/02/2013", None),
        ("2013-13", None),
        ("2013/14", None),
        ("10-Oct", None),
        ("spring 2013", None),
        ("2016? Uncertain date", None),
        ("41334", None),
        ("0000", None),
        ("yes", None),
    ],
)
def test_a_date_is_read_as_exactly_as_it_was_said(written, iso):
    assert read(uk_date, written) == [iso]


def test_the_day_comes_first_unless_the_column_is_certainly_month_first():
    assert read(uk_date, "01/03/2013", "25/12/2013") == ["2013-03-01", "2013-12-25"]
    assert read(uk_date, "01/03/2013", "12/25/2013") == ["2013-01-03", "2013-12-25"]
    assert read(uk_date, "01/03/2013", "12/25/2013", "25/12/2013")[0] == "2013-03-01"


def test_numbers_of_days_are_dates_only_in_a_column_that_may_have_them():
    assert read(excel_date, "41334", "41334.0", "1 May 2013", "10000") == [
        "2013-03-01",
        "2013-03-01",
        "2013-05-01",
        None,
    ]


WAYS = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d-%b-%Y", "%A %d %B %Y", "%B %d, %Y"]


@settings(max_examples=200, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(WAYS))
def test_a_day_is_the_same_in_whatever_way_it_is_written(day, way):
    other = "31/12/2020"  # the column is day-first

    assert read(uk_date, day.strftime(way), other)[0] == day.isoformat()


@given(st.text("0123456789/-. ajnuryTZ:"))
def test_no_text_breaks_the_reader_of_dates(text):
    for clean in (uk_date, excel_date):
        [iso] = read(clean, text)
        assert iso is None or date.fromisoformat((iso + "-01-01")[:10])
