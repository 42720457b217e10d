"""Opening hours and dates as sources write them."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.cleaning.periods import with_period
from etl.cleaning.sessions import BYDAY, sessions_of_days, sessions_of_text, spans_of
from etl.cleaning.values import day, number, plain_text, postcode, whole_number, yes_or_no

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


def read(hours):
    """Return what is read of a text of hours, as short words; None where it is not understood."""
    found = sessions_of_text(hours)
    return found and [f"{s['byday']} {s['opens_at']}-{s['closes_at']}" for s in found]


@pytest.mark.parametrize(
    ("hours", "sessions"),
    [
        ("Tu 12:00-14:00", ["TU 12:00-14:00"]),
        ("Mo-We 09:00-10:00", ["MO 09:00-10:00", "TU 09:00-10:00", "WE 09:00-10:00"]),
        ("Mo,We 09:00-10:00", ["MO 09:00-10:00", "WE 09:00-10:00"]),
        ("Sa 09:00-10:00, 11:00-12:00", ["SA 09:00-10:00", "SA 11:00-12:00"]),
        ("Tu 12:00-14:00; Th 10:00-12:00", ["TU 12:00-14:00", "TH 10:00-12:00"]),
        ("  Su   10:00-12:00 ; ", ["SU 10:00-12:00"]),
    ],
)
def test_plain_hours_are_read(hours, sessions):
    assert read(hours) == sessions


@pytest.mark.parametrize(
    "hours",
    [
        "when it suits",
        "Tu",
        "12:00-14:00",
        "Tu 12:00",
        "Tu 12:00-14:00; closed in August",
        "PH off",
        "Tu[1] 12:00-14:00",
    ],
)
def test_hours_that_are_not_wholly_understood_are_not_guessed(hours):
    assert read(hours) is None


def test_no_hours_are_no_sessions():
    assert sessions_of_text("") == []
    assert sessions_of_text(" ; ") == []


TIMES = st.tuples(st.integers(0, 23), st.integers(0, 59)).map(lambda t: f"{t[0]:02}:{t[1]:02}")


SPANS = st.tuples(st.sampled_from(DAYS), TIMES, TIMES).filter(lambda span: span[1] < span[2])


@given(st.lists(SPANS, min_size=1, max_size=5))
def test_every_session_that_is_written_is_read(written):
    hours = "; ".join(f"{day_} {opens}-{closes}" for day_, opens, closes in written)

    assert read(hours) == [f"{d.upper()} {opens}-{closes}" for d, opens, closes in written]


@given(st.text())
def test_no_text_of_hours_breaks_the_reader(hours):
    found = sessions_of_text(hours)

    assert found is None or all(session["byday"] in BYDAY for session in found)


def test_hours_of_a_day_that_are_not_understood_stay_as_text():
    week = pd.DataFrame([["AM & PM", "09:30-17:00", None, None, None, None, None]])
    week.columns = ["Monday", "Tuesday", "c", "d", "e", "f", "g"]

    [sessions], [unread] = sessions_of_days(week, list(week.columns))

    assert [session["byday"] for session in sessions] == ["TU"]
    assert unread == "Monday: AM & PM"


def test_seven_columns_of_hours_are_the_sessions_of_a_week():
    week = pd.DataFrame([["09:30-17:00", None, "09:00-12:00,13:00-17:00", None, None, None, None]])

    [sessions], [unread] = sessions_of_days(week, list(week.columns))

    assert unread == ""

    assert [(s["byday"], s["opens_at"], s["closes_at"]) for s in sessions] == [
        ("MO", "09:30", "17:00"),
        ("WE", "09:00", "12:00"),
        ("WE", "13:00", "17:00"),
    ]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("09:30-17:00", [("09:30", "17:00")]),
        ("09:30 - 12:00, 13:00-24:00", [("09:30", "12:00"), ("13:00", "24:00")]),
        ("9-5", [("09:00", "17:00")]),
        ("7-9", None),
        ("09:30-17:30, 13:00-14:00", None),
        ("25:00-26:00", None),
        ("09:00-24:30", None),
        ("17:00-09:00", None),
        ("AM & PM", None),
    ],
)
def test_times_of_a_day_are_read_where_they_are_times(text, spans):
    assert spans_of(text) == spans


def cleaned(cleaner, *texts):
    values = cleaner(pd.Series(list(texts), dtype="str"))
    return [None if pd.isna(value) else value for value in values]


@pytest.mark.parametrize(
    ("cleaner", "texts", "values"),
    [
        (day, ["2026-11-22", "2026-11", "2026", "2026-02-30", "22/11/2026", "soon", "0000"],
         ["2026-11-22", "2026-11", "2026", None, None, None, None]),
        (number, ["1,234", " 5.5 ", "1e3", "many", "-3", "inf"], [1234, 5.5, 1000, None, -3, None]),
        (whole_number, ["3", "3.0", "3.5", "1,000", "1e30"], [3, 3, None, 1000, None]),
        (yes_or_no, ["Yes", "NO", "y", "0", "perhaps"], [True, False, True, False, None]),
        (postcode, ["dy13sb", "DY1 3SB", "nowhere"], ["DY1 3SB", "DY1 3SB", None]),
        (plain_text, ["  two\n words ", "   "], ["two words", None]),
    ],
)  # fmt: skip
def test_a_cell_is_read_as_it_is_meant_or_not_at_all(cleaner, texts, values):
    assert cleaned(cleaner, *texts) == values


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(max_size=12), min_size=1, max_size=6))
def test_no_text_breaks_a_cleaner(texts):
    for cleaner in (day, number, whole_number, yes_or_no, postcode, plain_text):
        assert len(cleaned(cleaner, *texts)) == len(texts)


@pytest.mark.parametrize(
    ("field", "text", "day_", "precision"),
    [
        ("valid_from", "2018", "2018-01-01", "year"),
        ("valid_to", "2018", "2018-12-31", "year"),
        ("valid_from", "2020-02", "2020-02-01", "month"),
        ("valid_to", "2020-02", "2020-02-29", "month"),
        ("valid_to", "2020-06-05", "2020-06-05", "day"),
    ],
)
def test_a_date_is_as_exact_as_it_is_known_and_an_end_comes_last(field, text, day_, precision):
    [row] = with_period(pd.DataFrame({field: [text]})).to_dict("records")

    assert (row[field], row[f"{field}_precision"]) == (day_, precision)
