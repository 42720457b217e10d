"""Weekly times as a calendar: opened again by the library, and its times reckoned by hand.

2026: the clocks go back on 25 October and forward on 28 March 2027, both Sundays.
"""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil.rrule import WEEKLY, rrule
from hypothesis import given, settings
from hypothesis import strategies as st

from asset_map.db.in_full import InFull, Weekly
from asset_map.domain.assets import Asset, AssetKind, Precision, Provenance, Session
from asset_map.domain.breaks import Break
from asset_map.domain.places import LocatedBy, Point
from asset_map.journeys.found_as_calendar import as_calendar
from asset_map.journeys.found_as_rows import NOT_SHOWN, Item
from asset_map.journeys.hits import Hit

LONDON = ZoneInfo("Europe/London")
DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
MONDAY = datetime(2026, 10, 19, 9, 0, tzinfo=UTC)
PAGE = "https://map.example.org/asset/1"
SOURCE = Provenance("Our list", "OGL v3.0", "", None, date(2026, 5, 1), "us", demo=False)


def item(*times, number=1, shown=True, valid_from=None, valid_to=None, **said):
    weekly = tuple(
        one if isinstance(one, Weekly) else Weekly(Session(*one.split()), None, None)
        for one in times
    )
    asset = Asset(
        id=UUID(int=number),
        kind=AssetKind.SERVICE,
        name=said.get("name", "Lunch"),
        description=said.get("description", "Soup, bread; and company."),
        needs=("food",),
        located_by=LocatedBy.COORDINATES,
        point=Point(1, 2),
        masked=not shown,
        correspondence=False,
        covers=(),
        valid_from=valid_from,
        valid_from_precision=Precision.DAY,
        valid_to=valid_to,
        valid_to_precision=Precision.DAY,
        withdrawn=None,
        provenance=SOURCE,
        away=said.get("away"),
    )
    hit = Hit(asset, 100.0, 130.0, 1.6, "2 minutes' walk", 52.5, -2.1)
    where = said.get("venue", "Old Hall")
    more = InFull(shown, where, "1 Road", "DY1 1AA", None, "", "", "", "", "free", "", "", weekly)
    return Item(hit, more, PAGE)


def opened(*items, now=MONDAY, title="Near here"):
    return icalendar.Calendar.from_ical(as_calendar(items, title, now, {"food": "Food"}))


def occurrences(event, count):
    """Return the first times of an event, as the library and dateutil reckon them."""
    begins = event.decoded("dtstart")
    # On the wall: dateutil takes no end in UTC for a beginning without a zone.
    rule = dict(event["rrule"])
    ends = rule.pop("UNTIL", None)
    until = ends[0].astimezone(LONDON).replace(tzinfo=None) if ends else None
    [byday] = rule["BYDAY"]
    found = rrule(
        WEEKLY,
        dtstart=begins.replace(tzinfo=None),
        byweekday=DAYS.index(byday),
        until=until,
        count=None if until else count,
    )
    return [one.replace(tzinfo=LONDON) for one in found]


TIMES = """
    time           | begins           | ends
    MO 10:00 12:00 | 2026-10-19 10:00 | 2026-10-19 12:00
    TU 12:00 14:00 | 2026-10-20 12:00 | 2026-10-20 14:00
    SU 09:30 10:00 | 2026-10-25 09:30 | 2026-10-25 10:00
    FR 22:00 02:00 | 2026-10-23 22:00 | 2026-10-24 02:00
    FR 20:00 00:00 | 2026-10-23 20:00 | 2026-10-24 00:00
    SA 00:00 00:00 | 2026-10-24 00:00 | 2026-10-25 00:00
    WE 18:00 24:00 | 2026-10-21 18:00 | 2026-10-22 00:00
    TH 19:00 19:00 | 2026-10-22 19:00 |
"""


@pytest.mark.parametrize(
    "row",
    [line.split("|") for line in TIMES.strip().splitlines()[1:]],
    ids=lambda row: row[0].strip(),
)
def test_a_weekly_time_begins_on_its_next_day_and_ends_when_it_ends(row):
    time, begins, ends = (part.strip() for part in row)
    [event] = opened(item(time)).walk("VEVENT")
    assert f"{event.decoded('dtstart'):%Y-%m-%d %H:%M}" == begins
    assert ("dtend" in event) == bool(ends)
    if ends:
        assert f"{event.decoded('dtend'):%Y-%m-%d %H:%M}" == ends


def test_the_times_of_a_break_are_left_out():
    away = Break(date(2026, 10, 26), date(2026, 11, 9))
    [event] = opened(item("MO 10:00 12:00", away=away)).walk("VEVENT")
    [plain] = opened(item("TU 10:00 12:00")).walk("VEVENT")

    assert [f"{one.dt:%Y-%m-%d %H:%M}" for one in event["exdate"].dts] == [
        "2026-10-26 10:00",
        "2026-11-02 10:00",
    ]
    assert "exdate" not in plain


def test_it_stays_at_the_same_time_of_the_clock_when_the_clocks_change():
    [event] = opened(item("SU 10:00 11:00")).walk("VEVENT")
    assert event["dtstart"].params["TZID"] == "Europe/London"
    times = occurrences(event, 25)
    assert {one.hour for one in times} == {10}
    # The first is on the day the clocks went back; the last after they went forward.
    assert [times[0].astimezone(UTC).hour, times[-1].astimezone(UTC).hour] == [10, 9]
    assert (times[0].date(), times[-1].date()) == (date(2026, 10, 25), date(2027, 4, 11))
    before = opened(item("SU 10:00 11:00"), now=MONDAY - timedelta(days=7)).walk("VEVENT")[0]
    first, second = occurrences(before, 2)
    assert [first.astimezone(UTC).hour, second.astimezone(UTC).hour] == [9, 10]


def test_the_file_says_when_the_clocks_of_its_zone_change():
    [zone] = opened(item("SU 10:00 11:00")).walk("VTIMEZONE")
    assert zone["tzid"] == "Europe/London"
    told = zone.to_tz()
    days = (datetime(2026, 10, 24, 12), datetime(2026, 10, 26, 12), datetime(2027, 3, 29, 12))
    for day in days:
        assert told.utcoffset(day) == LONDON.utcoffset(day)


VALID = """
    from       | to         | first      | last
               |            | 2026-10-19 |
    2026-11-03 |            | 2026-11-09 |
    2026-11-02 |            | 2026-11-02 |
    2020-01-01 |            | 2026-10-19 |
               | 2026-11-02 | 2026-10-19 | 2026-10-26
               | 2026-11-03 | 2026-10-19 | 2026-11-02
    2026-11-03 | 2026-12-01 | 2026-11-09 | 2026-11-30
               | 2026-10-19 |            |
               | 2026-10-20 | 2026-10-19 | 2026-10-19
    2026-11-03 | 2026-11-05 |            |
"""
ROWS = [[part.strip() for part in line.split("|")] for line in VALID.strip("\n").splitlines()[1:]]


def day(text):
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(("starts", "ends", "first", "last"), ROWS)
@pytest.mark.parametrize("whose", ["the asset's", "the time's"])
def test_it_holds_from_the_day_it_begins_and_not_on_the_day_it_ends(
    starts, ends, first, last, whose
):
    session = Session("MO", "10:00", "12:00")
    if whose == "the asset's":
        one = item(Weekly(session, None, None), valid_from=day(starts), valid_to=day(ends))
    else:
        one = item(Weekly(session, day(starts), day(ends)))
    events = opened(one).walk("VEVENT")
    assert bool(events) == bool(first)
    if events:
        times = [found.date() for found in occurrences(events[0], 60)]
        assert times[0] == day(first)
        assert (times[-1] == day(last)) if last else len(times) == 60


def test_the_same_time_has_the_same_id_whenever_it_is_saved_and_others_have_others():
    times = ("MO 10:00 12:00", "MO 14:00 15:00", "TU 10:00 12:00", "MO 10:00 11:00")
    first = [event["uid"] for event in opened(item(*times), item(*times, number=2)).walk("VEVENT")]
    later = opened(item(*times), now=MONDAY + timedelta(days=100), title="Elsewhere").walk("VEVENT")
    assert len(set(first)) == 8
    assert [event["uid"] for event in later] == first[:4]
    assert later[0]["sequence"] == opened(item(*times)).walk("VEVENT")[0]["sequence"] + 100


def test_where_the_place_is_not_shown_no_event_tells_it():
    raw = as_calendar([item("MO 10:00 12:00", shown=False)], "Near here", MONDAY).decode()
    assert f"LOCATION:{NOT_SHOWN}" in raw
    assert "GEO" not in raw
    assert "1 Road" not in raw
    assert "DY1 1AA" not in raw


def test_each_event_says_its_source_when_it_was_confirmed_and_to_check():
    [event] = opened(item("MO 10:00 12:00")).walk("VEVENT")
    said = str(event["description"])
    for words in ("Check before you go", "1 May 2026", "Our list", "OGL v3.0", PAGE):
        assert words in said
    assert str(event["url"]) == PAGE


NASTY = [
    "a\r\nATTACH:http://evil.example\r\nX",
    "a\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:other",
    "a\rBEGIN:VALARM\rACTION:AUDIO",
    "a\x0b\x0c\x1c\x85\u2028\u2029BEGIN:VALARM",
    "semi;colon, comma\\ backslash \\n \\, \\;",
    "\u202eturned\u202c \u2066isolated\u2069",
    "<script>alert(1)</script> \" ' : = ^n",
    "田中さん 👩🏽‍🚒 ﷽ " + "Z̮̞̠͙͔ͅ" * 40,
]


@pytest.mark.parametrize("text", NASTY)
def test_text_that_tries_to_break_out_stays_text(text):
    one = item("MO 10:00 12:00", name=text, description=text, venue=text)
    calendar = opened(one, title=text)
    [event] = calendar.walk("VEVENT")
    assert [type(part).__name__ for part in calendar.subcomponents] == ["Timezone", "Event"]
    assert not event.subcomponents
    assert "attach" not in event
    assert all(len(line) <= 75 for line in as_calendar([one], text, MONDAY).split(b"\r\n"))


def test_signs_with_a_meaning_of_their_own_read_back_as_they_were_written():
    text = "semi;colon, comma and \\ backslash"
    [event] = opened(item("MO 10:00 12:00", name=text)).walk("VEVENT")
    assert str(event["summary"]) == text


@given(st.text(max_size=60))
@settings(deadline=None)
def test_whatever_is_written_the_calendar_opens_with_one_event(text):
    one = item("MO 10:00 12:00", name=text, description=text, venue=text)
    [event] = opened(one, title=text).walk("VEVENT")
    assert f"{event.decoded('dtstart'):%H:%M}" == "10:00"
