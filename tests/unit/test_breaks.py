"""Breaks: which days they take, how they are told, and what is refused."""

from datetime import date, datetime, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asset_map.domain.assets import Session
from asset_map.domain.breaks import MOST, Break, in_words, known
from asset_map.domain.days import LONDON
from asset_map.domain.opening import coming, opening
from asset_map.domain.opening import in_words as open_in_words
from etl.breaks import BACKWARDS, DAY, NO_DAYS, NO_END, NO_START, TOO_LONG, with_breaks

SUMMER = Break(date(2027, 7, 20), date(2027, 9, 1), "summer")
TUESDAYS = [Session("TU", "10:00", "12:00")]


@pytest.mark.parametrize(
    ("today", "said"),
    [
        ("2027-07-19", "Takes a break from 20 July 2027 until 1 September 2027"),
        ("2027-07-20", "On a break until 1 September 2027"),
        ("2027-08-31", "On a break until 1 September 2027"),
        ("2027-09-01", ""),
    ],
)
def test_a_break_is_told_until_it_is_over_by_itself(today, said):
    assert in_words(SUMMER, date.fromisoformat(today)) == said


def test_what_has_no_break_says_nothing_of_one():
    assert in_words(None, date(2027, 8, 1)) == ""
    assert known(SUMMER.since, None) is None
    assert known(SUMMER.until, SUMMER.since) is None


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2027-07-13 11:00", "Open now until 12:00"),
        ("2027-07-13 13:00", "Next: Tuesday 7 September 10:00 to 12:00"),
        ("2027-07-20 11:00", "On a break until 1 September 2027"),
        ("2027-08-31 11:00", "On a break until 1 September 2027"),
        ("2027-09-01 11:00", "Next: Tuesday 10:00 to 12:00"),
    ],
)
def test_nothing_is_open_on_the_days_of_a_break_and_the_next_time_is_after_it(at, said):
    now = datetime.fromisoformat(at).replace(tzinfo=LONDON)

    assert open_in_words(opening(TUESDAYS, now, away=SUMMER)) == said


def test_of_what_has_no_times_the_break_is_told_all_the_same():
    now = datetime(2027, 8, 1, 11, tzinfo=LONDON)

    assert open_in_words(opening([], now, away=SUMMER)) == in_words(SUMMER, now.date())


@given(
    st.dates(date(2026, 1, 1), date(2028, 1, 1)),
    st.integers(0, 100),
    st.dates(date(2026, 1, 1), date(2028, 1, 1)),
    st.sets(st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), min_size=1),
)
def test_no_time_begins_on_a_day_of_a_break_and_all_others_are_as_without_it(
    since, days, today, on
):
    away = Break(since, since + timedelta(days))
    weekly = [Session(day, "10:00", "12:00") for day in on]
    now = datetime(today.year, today.month, today.day, 9, tzinfo=LONDON)

    spans = coming(weekly, now)

    assert coming(weekly, now, away=away) == tuple(s for s in spans if not away.on(s.day))


def rows(*said: tuple[str, str, str]) -> pd.DataFrame:
    made = pd.DataFrame(said, columns=["break_from", "break_until", "break_why"], dtype="str")
    return made.replace("", None).assign(_row=1, _file="list", _line=2)


@pytest.mark.parametrize(
    ("since", "until", "why", "wrong"),
    [
        ("2027-07-20", "2027-09-01", "", {}),
        ("2027-07-20", "2027-07-21", "", {}),
        ("2027-01-01", (date(2027, 1, 1) + MOST).isoformat(), "", {}),
        ("", "", "", {}),
        ("2027-01-01", (date(2027, 1, 2) + MOST).isoformat(), "", {"break_until": TOO_LONG}),
        ("2027-07-20", "2027-07-20", "", {"break_until": BACKWARDS}),
        ("2027-07", "2027-09-01", "", {"break_from": DAY}),
        ("2027", "2027-09", "", {"break_from": DAY, "break_until": DAY}),
        ("", "2027-09-01", "", {"break_from": NO_START}),
        ("2027-07-20", "", "", {"break_until": NO_END}),
        ("", "", "summer", {"break_until": NO_DAYS}),
    ],
)
def test_a_break_that_cannot_be_is_left_out_and_said_why(since, until, why, wrong):
    kept, issues = with_breaks(rows((since, until, why), ("2027-07-20", "2027-09-01", "")))

    assert {issue.column: issue.problem for issue in issues} == wrong
    assert kept["break_until"].fillna("").tolist() == ["" if wrong else until, "2027-09-01"]
    assert not any(issue.row_set_aside for issue in issues)


def test_a_list_without_breaks_is_left_as_it_is():
    plain = pd.DataFrame({"name": ["Lunch"]})

    assert with_breaks(plain) == (plain, [])
