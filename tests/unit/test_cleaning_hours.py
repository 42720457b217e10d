"""Opening hours in people's words and in OSM's rules: read where certain, else left as text."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.cleaning.sessions import (
    BYDAY,
    sessions_of_days,
    sessions_of_osm,
    sessions_of_text,
    spans_of,
)

WEEK = "Mo Tu We Th Fr Sa Su"
WORKDAYS = "Mo Tu We Th Fr"


def short(sessions):
    """Return sessions as ``Mo 09:00-17:00``; None where the hours were not understood."""
    return sessions and [
        f"{s['byday'].capitalize()} {s['opens_at']}-{s['closes_at']}" for s in sessions
    ]


def on(days, *spans):
    return [f"{day} {span}" for day in days.split() for span in spans]


@pytest.mark.parametrize(
    ("hours", "sessions"),
    [
        ("Monday 9am - 5pm", on("Mo", "09:00-17:00")),
        ("Every Tuesday 10-12", on("Tu", "10:00-12:00")),
        ("Mon-Fri 9.30am to 4pm", on(WORKDAYS, "09:30-16:00")),
        ("Tues & Thurs 1pm-3pm", on("Tu Th", "13:00-15:00")),
        ("Wednesday, 9:30am to 11.30am", on("We", "09:30-11:30")),
        ("Fridays, 12.30pm to 3.00pm", on("Fr", "12:30-15:00")),
        ("Wednesday: 10:00am to midday", on("We", "10:00-12:00")),
        ("10am-12 noon Mondays", on("Mo", "10:00-12:00")),
        ("Sat 9am – midnight", on("Sa", "09:00-24:00")),
        ("Thursday, Saturday and Sunday, 10:00am to 2:00pm", on("Th Sa Su", "10:00-14:00")),
        ("Open Monday to Friday, 9:00am to 4:00pm.", on(WORKDAYS, "09:00-16:00")),
        ("Monday: 10:00 - 13:00 / 14:00 - 17:30", on("Mo", "10:00-13:00", "14:00-17:30")),
        ("Mon 9-12, Sat 10-1", on("Mo", "09:00-12:00") + on("Sa", "10:00-13:00")),
        ("Mon 9-12 Sat 10-1", on("Mo", "09:00-12:00") + on("Sa", "10:00-13:00")),
        ("weekdays 9-5; weekends 10-4", on(WORKDAYS, "09:00-17:00") + on("Sa Su", "10:00-16:00")),
        ("daily 8-5", on(WEEK, "08:00-17:00")),
        ("Sat-Mon 9-5", on("Sa Su Mo", "09:00-17:00")),
        ("Mon-Wed 9-5, closed Tuesdays", on("Mo We", "09:00-17:00")),
        ("Mon 9-5, closed bank holidays", on("Mo", "09:00-17:00")),
        ("24/7", on(WEEK, "00:00-24:00")),
        # Which half of the day it is follows from the other time, or from what is usual.
        ("Mon 1-3", on("Mo", "13:00-15:00")),
        ("Mon 11-1", on("Mo", "11:00-13:00")),
        ("Mon 10-11pm", on("Mo", "22:00-23:00")),
        ("Mon 10-1pm", on("Mo", "10:00-13:00")),
        ("Mon 8-8", on("Mo", "08:00-20:00")),
        ("Mon 9-17:00", on("Mo", "09:00-17:00")),
        ("Mon 14.00-16.00", on("Mo", "14:00-16:00")),
    ],
)
def test_weekly_times_are_read_as_people_write_them(hours, sessions):
    assert short(sessions_of_text(hours)) == sessions


@pytest.mark.parametrize(
    "hours",
    [
        "first Tuesday of the month",
        "1st Thursday 10am-12pm",
        "Tuesday: 18:00 - 20:00 Fortnightly",
        "Every other Monday 10-12",
        "Thursday, 1:30pm to 3:00pm (term time only)",
        "Monday 7-9",
        "Monday 7.30-8.30",
        "Fri 8pm-2am",
        "Tuesday: 10:00 - 01:00",
        "Monday: 09:30 - 17:30 / 13:00 - 14:00",
        "Mon from 10am",
        "Mon 10am",
        "Mon 1730-1900",
        "Mon 25:00-26:00",
        "Mon 13am-2pm",
        "9am-5pm",
        "Monday to Sunday",
        "closed Wednesdays",
        "AM & PM (continuous)",
        "Mon 9-5 Tue",
        "sunrise-sunset",
    ],
)
def test_what_is_not_certain_stays_text(hours):
    assert sessions_of_text(hours) is None


@pytest.mark.parametrize(
    ("hours", "sessions"),
    [
        (
            "Mo-We 09:00-17:00; Sa 10:00-12:00",
            on("Mo Tu We", "09:00-17:00") + on("Sa", "10:00-12:00"),
        ),
        ("Mo-We 09:00-17:00; Tu off", on("Mo We", "09:00-17:00")),
        ("Mo-We 09:00-17:00; Tu 10:00-12:00", on("Mo We", "09:00-17:00") + on("Tu", "10:00-12:00")),
        (
            "Mo 09:00-12:00, Mo 13:00-17:00",
            on("Mo Mo", "09:00-12:00")[:1] + on("Mo", "13:00-17:00"),
        ),
        ("Mo,We 09:00-12:00,13:00-17:00; PH off", on("Mo We", "09:00-12:00", "13:00-17:00")),
        ("Sa-Mo 09:00-10:00", on("Sa Su Mo", "09:00-10:00")),
        ("Mo,PH 09:00-17:00", on("Mo", "09:00-17:00")),
        ("09:00-17:00", on(WEEK, "09:00-17:00")),
        ("24/7", on(WEEK, "00:00-24:00")),
        ("Mo-Fr 09:00+", None),
        ("Mo 18:00-02:00", None),
        ("Mo[1] 10:00-12:00", None),
        ("Apr-Sep Mo 09:00-10:00", None),
        ("Mo sunrise-sunset", None),
        ('Mo 09:00-10:00 "by appointment"', None),
        ("week 1-53/2 Mo 09:00-10:00", None),
        ("PH off", None),
        ("off", None),
    ],
)
def test_rules_of_osm_replace_what_was_said_of_their_days_before(hours, sessions):
    assert short(sessions_of_osm(hours)) == sessions


WORDS = [
    *("Mon", "tuesday", "weekends", "PH", "-", "to", ",", "and", ";", ":", "closed", "every"),
    *("9", "9am", "12", "1.30pm", "17:00", "09:00", "midnight", "noon", "7", "24:00", "0"),
]


@settings(max_examples=200)
@given(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join) | st.text(max_size=20))
def test_no_session_ever_ends_before_it_begins(hours):
    for read in (sessions_of_text, sessions_of_osm):
        for session in read(hours) or []:
            assert session["byday"] in BYDAY
            assert "00:00" <= session["opens_at"] < session["closes_at"] <= "24:00"
    assert all(opens < closes for opens, closes in spans_of(hours) or [])


def test_a_word_that_nobody_knows_makes_all_of_it_text():
    for hours in ("Mon 9-5", "Tue 1pm-3pm; Wed 10-12", "24/7"):
        assert sessions_of_text(hours)
        for odd in ("perhaps", "?", "(", "!"):
            assert sessions_of_text(f"{hours} {odd}") is None


def test_days_that_are_closed_say_nothing_and_words_of_a_day_stay_text():
    days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    week = [
        "AM & PM (continuous)",
        "Closed",
        "N/A Closed",
        "9.30-5",
        "24 Hours",
        None,
        "10:00-9:00",
    ]

    [sessions], [text] = sessions_of_days(pd.DataFrame([week], columns=days), days)

    assert short(sessions) == ["Th 09:30-17:00", "Fr 00:00-24:00", "Su 10:00-21:00"]
    assert text == "Monday: AM & PM (continuous)"
