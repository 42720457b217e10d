"""Open now, or when next: by hand, and minute by minute against a clock on a wall."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asset_map.domain.assets import Session
from asset_map.domain.opening import (
    LONDON,
    State,
    coming,
    in_words,
    opening,
    sought,
    span_in_words,
    uk_time,
)
from asset_map.domain.reach import WEEKDAYS


def sessions(drawn):
    """Return the sessions of ``TU 12:00-14:00, TH 10:00-12:00``."""
    parts = [part.split() for part in drawn.split(",") if part.strip()]
    return tuple(Session(day, *times.split("-")) for day, times in parts)


def still_on(times, weekly, at):
    return any(sought(times, span, at) for span in coming(weekly, at))


def moment(said):
    """Return a moment by the clock on the wall; ``2026-11-24`` is a Tuesday."""
    return datetime.fromisoformat(said)


@pytest.mark.parametrize(
    ("weekly", "at", "said"),
    [
        # Before, at opening, inside, just before and at closing.
        ("TU 12:00-14:00", "2026-11-24 11:59", "Opens today at 12:00, until 14:00"),
        ("TU 12:00-14:00", "2026-11-24 12:00", "Open now until 14:00"),
        ("TU 12:00-14:00", "2026-11-24 13:00", "Open now until 14:00"),
        ("TU 12:00-14:00", "2026-11-24 13:59:59", "Open now until 14:00"),
        ("TU 12:00-14:00", "2026-11-24 14:00", "Next: Tuesday 1 December 12:00 to 14:00"),
        # Other days.
        ("TU 12:00-14:00", "2026-11-23 18:00", "Next: tomorrow 12:00 to 14:00"),
        ("TU 12:00-14:00", "2026-11-25 18:00", "Next: Tuesday 12:00 to 14:00"),
        # Several a day; what goes on when another ends is one with it.
        ("TU 09:00-12:00, TU 13:00-16:00", "2026-11-24 12:30", "Opens today at 13:00, until 16:00"),
        ("TU 13:00-16:00, TU 09:00-12:00", "2026-11-24 10:00", "Open now until 12:00"),
        ("TU 09:00-12:00, TU 12:00-16:00", "2026-11-24 10:00", "Open now until 16:00"),
        ("TU 09:00-15:00, TU 12:00-14:00", "2026-11-24 13:00", "Open now until 15:00"),
        # Past midnight.
        ("TU 22:00-02:00", "2026-11-24 23:00", "Open now until 02:00 tomorrow"),
        ("TU 22:00-02:00", "2026-11-25 01:59", "Open now until 02:00"),
        ("TU 22:00-02:00", "2026-11-25 02:00", "Next: Tuesday 22:00 to 02:00"),
        ("TU 18:00-24:00", "2026-11-24 20:00", "Open now until midnight"),
        ("TU 18:00-00:00", "2026-11-24 20:00", "Open now until midnight"),
        ("TU 18:00-00:00", "2026-11-25 00:00", "Next: Tuesday 18:00 to midnight"),
        ("TU 18:00-24:00, WE 00:00-03:00", "2026-11-24 20:00", "Open now until 03:00 tomorrow"),
        # All day.
        ("TU 00:00-24:00", "2026-11-24 08:00", "Open now until midnight"),
        ("TU 00:00-00:00", "2026-11-24 08:00", "Open now until midnight"),
        (
            "TU 00:00-24:00, WE 00:00-24:00",
            "2026-11-24 08:00",
            "Open now until the end of tomorrow",
        ),
        (
            "TU 00:00-24:00, WE 00:00-24:00, TH 00:00-24:00, FR 00:00-10:00",
            "2026-11-24 08:00",
            "Open now until 10:00 on Friday",
        ),
        (
            ", ".join(f"{day} 00:00-24:00" for day in WEEKDAYS),
            "2026-11-24 08:00",
            "Open now, day and night",
        ),
        # A beginning without an end.
        ("TU 10:00-10:00", "2026-11-24 09:00", "Opens today at 10:00"),
        ("TU 10:00-10:00", "2026-11-24 10:00", "Opens today at 10:00"),
        ("TU 10:00-10:00", "2026-11-24 10:01", "Next: Tuesday 1 December 10:00"),
        ("TU 10:00-10:00, TU 09:00-11:00", "2026-11-24 10:00", "Open now until 11:00"),
        # Into another year.
        ("FR 10:00-11:00", "2026-12-25 12:00", "Next: Friday 1 January 2027 10:00 to 11:00"),
        ("", "2026-11-24 10:00", "Nobody told us the times"),
    ],
)
def test_whether_something_is_open_or_when_next(weekly, at, said):
    assert in_words(opening(sessions(weekly), moment(at))) == said


def test_times_known_only_in_words_are_told_in_these_words():
    told = opening((), moment("2026-11-24 10:00"), words=" when it suits ")
    beside = opening(sessions("TU 12:00-14:00"), moment("2026-11-24 10:00"), words="term time only")

    assert (told.state, in_words(told)) == (State.WORDS, "Times as told: when it suits")
    assert in_words(beside) == "Opens today at 12:00, until 14:00; they also say: term time only"


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "said"),
    [
        (None, None, "Next: tomorrow 12:00 to 14:00"),
        (None, "2026-11-25", "Next: tomorrow 12:00 to 14:00"),
        (None, "2026-11-24", "Not again before it ends"),
        ("2026-11-24", None, "Next: tomorrow 12:00 to 14:00"),
        ("2026-11-25", None, "Next: Tuesday 1 December 12:00 to 14:00"),
        ("2027-01-01", None, "Next: Tuesday 5 January 2027 12:00 to 14:00"),
        ("2027-01-01", "2027-01-05", "Not again before it ends"),
    ],
)
def test_nothing_is_on_before_it_begins_or_from_the_day_it_ends(valid_from, valid_to, said):
    day = {"valid_from": valid_from, "valid_to": valid_to}
    asked = {name: date.fromisoformat(text) for name, text in day.items() if text}

    found = opening(sessions("TU 12:00-14:00"), moment("2026-11-23 10:00"), **asked)

    assert in_words(found) == said


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 7, 7, 10, 59, tzinfo=UTC), "Opens today at 12:00, until 14:00"),
        (datetime(2026, 7, 7, 11, 0, tzinfo=UTC), "Open now until 14:00"),
        (datetime(2026, 11, 24, 11, 0, tzinfo=UTC), "Opens today at 12:00, until 14:00"),
        (datetime(2026, 11, 24, 7, 0, tzinfo=ZoneInfo("America/New_York")), "Open now until 14:00"),
    ],
)
def test_an_instant_is_told_in_uk_time(at, said):
    assert in_words(opening(sessions("TU 12:00-14:00"), at)) == said


# Clocks go forward on 29 March 2026 at 01:00 GMT, and back on 25 October 2026 at 02:00 BST.
@pytest.mark.parametrize(
    ("weekly", "at", "said"),
    [
        ("SA 22:00-03:00", (2026, 3, 29, 0, 30), "Open now until 03:00"),
        ("SA 22:00-03:00", (2026, 3, 29, 1, 59), "Open now until 03:00"),
        ("SA 22:00-03:00", (2026, 3, 29, 2, 0), "Next: Saturday 22:00 to 03:00"),
        # The clock shows 02:00 next after 00:59: what ends at 01:30 ends there.
        ("SU 00:30-01:30", (2026, 3, 29, 0, 45), "Open now until 02:00"),
        ("SU 00:30-01:30", (2026, 3, 29, 1, 0), "Next: Sunday 5 April 00:30 to 01:30"),
        # A time that the clock leaves out is not on that day.
        ("SU 01:15-01:45", (2026, 3, 28, 12, 0), "Next: Sunday 5 April 01:15 to 01:45"),
        ("SU 01:15-02:15", (2026, 3, 29, 1, 0), "Open now until 02:15"),
        # A time that the clock shows twice is meant the first time.
        ("SU 00:30-01:30", (2026, 10, 25, 0, 15), "Open now until 01:30"),
        ("SU 00:30-01:30", (2026, 10, 25, 0, 30), "Next: Sunday 1 November 00:30 to 01:30"),
        ("SU 00:30-02:30", (2026, 10, 25, 2, 15), "Open now until 02:30"),
        ("SU 12:00-13:00", (2026, 10, 25, 12, 30), "Open now until 13:00"),
    ],
)
def test_weekly_times_are_those_of_a_clock_on_the_wall_also_where_clocks_change(weekly, at, said):
    assert in_words(opening(sessions(weekly), datetime(*at, tzinfo=UTC))) == said


@pytest.mark.parametrize(
    ("times", "at", "on"),
    [
        ("today", "2026-11-24 11:00", True),
        ("today", "2026-11-24 13:59", True),
        ("today", "2026-11-24 14:00", False),
        ("today", "2026-11-23 14:00", False),
        ("tomorrow", "2026-11-23 14:00", True),
        ("tomorrow", "2026-11-24 11:00", False),
        ("soon", "2026-11-23 14:00", True),
        ("soon", "2026-11-24 14:00", False),
        ("TU", "2026-11-24 14:00", True),
        ("WE", "2026-11-24 11:00", False),
        ("evenings", "2026-11-24 11:00", False),
        ("weekends", "2026-11-24 11:00", False),
    ],
)
def test_what_is_over_today_is_not_on_today(times, at, on):
    assert still_on(times, sessions("TU 12:00-14:00"), moment(at)) is on


@pytest.mark.parametrize(
    ("weekly", "times", "at", "on"),
    [
        ("MO 22:00-02:00", "today", "2026-11-24 01:00", True),  # It began yesterday.
        ("MO 22:00-02:00", "today", "2026-11-24 03:00", False),
        ("MO 22:00-02:00", "tomorrow", "2026-11-23 12:00", False),
        ("MO 17:00-18:00", "evenings", "2026-11-24 01:00", False),
        ("MO 17:00-18:01", "evenings", "2026-11-24 01:00", True),
        ("MO 19:00-19:00", "evenings", "2026-11-24 01:00", True),
        ("SA 19:00-20:00", "evenings", "2026-11-24 01:00", False),
        ("SA 19:00-20:00", "weekends", "2026-11-24 01:00", True),
    ],
)
def test_times_that_are_sought(weekly, times, at, on):
    assert still_on(times, sessions(weekly), moment(at)) is on


def test_coming_times_are_in_order_those_that_are_not_over_and_a_week_on_once_more():
    found = coming(sessions("TH 10:00-11:00, TU 12:00-14:00"), moment("2026-11-24 13:00"))

    said = [span_in_words(span, moment("2026-11-24 13:00")) for span in found]
    assert said == [
        "today 12:00 to 14:00",
        "Thursday 10:00 to 11:00",
        "Tuesday 1 December 12:00 to 14:00",
    ]


CLOCK = st.integers(0, 23 * 60 + 59).map(lambda m: f"{m // 60:02}:{m % 60:02}")
SESSIONS = st.lists(
    st.builds(Session, st.sampled_from(list(WEEKDAYS)), CLOCK, CLOCK), min_size=1, max_size=6
)
AT = st.one_of(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),
    st.datetimes(datetime(2026, 3, 28), datetime(2026, 3, 30)),
    st.datetimes(datetime(2026, 10, 24), datetime(2026, 10, 26)),
).map(lambda at: at.replace(tzinfo=UTC))


def open_by_the_wall(found, at):
    """Tell by the clock on the wall alone whether one of some sessions is on."""
    wall = at.astimezone(LONDON)
    clock, today = f"{wall:%H:%M}", list(WEEKDAYS)[wall.weekday()]
    yesterday = list(WEEKDAYS)[wall.weekday() - 1]
    return any(
        (one.byday == today and one.opens_at <= clock < one.closes_at)
        or (one.closes_at < one.opens_at and one.byday == today and one.opens_at <= clock)
        or (one.closes_at < one.opens_at and one.byday == yesterday and clock < one.closes_at)
        or (one.opens_at == one.closes_at == "00:00" and one.byday == today)
        for one in found
    )


@given(SESSIONS, AT)
@settings(deadline=None)
def test_it_is_open_when_the_clock_on_the_wall_says_so(found, at):
    if uk_time(at).fold or (uk_time(at) + timedelta(hours=1)).fold:
        return  # The hour that comes twice is told by hand above.
    assert (opening(found, at).state is State.OPEN) is open_by_the_wall(found, at)


@given(SESSIONS, AT)
@settings(deadline=None)
def test_until_it_opens_it_is_closed_and_then_it_is_open(found, at):
    one = opening(found, at)
    if one.state is State.OPEN or one.closes is None:
        return
    minutes = (one.opens.astimezone(UTC) - at).total_seconds() / 60
    assert 0 < minutes <= 8 * 24 * 60
    before = at + timedelta(minutes=minutes / 2)
    assert opening(found, before).state is not State.OPEN
    assert opening(found, one.opens).state is State.OPEN


@given(SESSIONS, AT)
@settings(deadline=None)
def test_what_is_open_closes_when_it_says_and_not_before(found, at):
    one = opening(found, at)
    if one.state is not State.OPEN or one.closes is None:
        return
    closes = one.closes.astimezone(UTC)
    assert opening(found, at + (closes - at) / 2).state is State.OPEN
    assert opening(found, closes).state is not State.OPEN
