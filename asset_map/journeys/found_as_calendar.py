"""What was found as a calendar: each weekly time as one event that comes again, in UK time.

Times are what a clock on the wall shows; programs move them with the clock by the rules of
Europe/London, which stand in the file.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event, Timezone, vRecur

from asset_map.db.in_full import Weekly
from asset_map.domain.assets import Session
from asset_map.domain.breaks import Break
from asset_map.domain.days import LONDON
from asset_map.domain.reach import WEEKDAYS
from asset_map.domain.sentences import one_line
from asset_map.journeys.found_as_rows import NOT_SHOWN, Item

CHECK_FIRST = "Check before you go."
PRODUCT_ID = "-//Asset Map//What is near//EN"
COUNTED_FROM = date(2020, 1, 1)
"""A file of a later day is a later version of the same events: days since then."""

MIDNIGHT = "00:00"
_DAYS = list(WEEKDAYS)

# By the rules that have held since 1996; a table of single years would end some day.
_ZONE = """BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


def as_calendar(
    items: Iterable[Item], title: str, now: datetime, needs: Mapping[str, str] | None = None
) -> bytes:
    """Return the weekly times of what was found, from the day of ``now`` on, as iCalendar."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT_ID)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", one_line(title))
    calendar.add_component(Timezone.from_ical(_ZONE))
    for item in items:
        for number, weekly in enumerate(_each_once(item.more.weekly)):
            event = _event(item, weekly, number, now)
            if event is not None:
                _tell(event, item, needs or {})
                calendar.add_component(event)
    return bytes(calendar.to_ical())


def _each_once(weekly: Iterable[Weekly]) -> list[Weekly]:
    return list(dict.fromkeys(weekly))


def _event(item: Item, weekly: Weekly, number: int, now: datetime) -> Event | None:
    """Return when it is, with what tells it from all others; None where it is never again."""
    asset, session = item.hit.asset, weekly.session
    today = now.astimezone(LONDON).date()
    starts = max(filter(None, (today, asset.valid_from, weekly.valid_from)))
    ends = min(filter(None, (asset.valid_to, weekly.valid_to)), default=None)
    first = _on_or_after(starts, session.byday)
    if first is None or (ends is not None and first >= ends):
        return None
    event = Event()
    event.add("uid", _uid(item, weekly, number))
    event.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", max((today - COUNTED_FROM).days, 0))
    event.add("dtstart", _moment(first, session.opens_at))
    if closes := _closes(first, session):
        event.add("dtend", closes)
    rule: dict[str, object] = {"freq": "weekly", "byday": session.byday}
    if ends is not None:
        # On the last day itself it is closed: the last time begins before that day does.
        last = _moment(ends, MIDNIGHT) - timedelta(seconds=1)
        rule["until"] = last.astimezone(UTC)
    event.add("rrule", vRecur(rule))
    if left_out := _left_out(asset.away, session):
        event.add("exdate", left_out)
    return event


def _left_out(away: Break | None, session: Session) -> list[datetime]:
    """Return the times of a break, at which it is not on."""
    first = _on_or_after(away.since, session.byday) if away else None
    found = []
    while away and first and away.on(first):
        found.append(_moment(first, session.opens_at))
        first += timedelta(days=7)
    return found


def _tell(event: Event, item: Item, needs: Mapping[str, str]) -> None:
    asset, more = item.hit.asset, item.more
    event.add("summary", one_line(asset.name))
    event.add("description", "\n".join(_lines(item)))
    where = ", ".join(filter(None, (more.venue, more.address, more.postcode)))
    event.add("location", one_line(where) if more.shown else NOT_SHOWN)
    event.add("url", item.page)
    event.add("transp", "TRANSPARENT")  # What is on somewhere keeps nobody busy.
    if asset.needs:
        event.add("categories", [one_line(needs.get(need, need)) for need in asset.needs])
    if more.shown and item.hit.latitude is not None and item.hit.longitude is not None:
        event.add("geo", (round(item.hit.latitude, 6), round(item.hit.longitude, 6)))


def _lines(item: Item) -> list[str]:
    asset, more, source = item.hit.asset, item.more, item.hit.asset.provenance
    confirmed = f"{source.last_confirmed:%-d %B %Y}" if source.last_confirmed else "never"
    said = [
        asset.description,
        f"For: {more.who_for}" if more.who_for else "",
        f"Cost: {more.cost}" if more.cost else "",
        f"Phone: {more.phone}" if more.phone else "",
        "Demonstration: invented, not a real place." if source.demo else "",
        f"{CHECK_FIRST} Last confirmed: {confirmed}.",
        f"Source: {source.source}. Licence: {source.licence}. {source.attribution}".strip(),
        item.page,
    ]
    return [one_line(line) for line in said if line]


def _uid(item: Item, weekly: Weekly, number: int) -> str:
    """Return the same for the same weekly time, whenever and for whatever search it is saved."""
    session = weekly.session
    name = f"{item.hit.asset.id} {session.byday} {session.opens_at}"
    same = [one for one in _each_once(item.more.weekly) if _begins(one) == _begins(weekly)]
    if len(same) > 1:
        name += f" {session.closes_at} {weekly.valid_from or ''}"
        name += f" {number}" if len({_whole(one) for one in same}) < len(same) else ""
    return f"{uuid5(NAMESPACE_URL, name)}@asset-map"


def _begins(weekly: Weekly) -> tuple[str, str]:
    return weekly.session.byday, weekly.session.opens_at


def _whole(weekly: Weekly) -> tuple[object, ...]:
    return weekly.session, weekly.valid_from


def _on_or_after(day: date, byday: str) -> date | None:
    if byday not in _DAYS:
        return None
    return day + timedelta(days=(_DAYS.index(byday) - day.weekday()) % 7)


def _closes(day: date, session: Session) -> datetime | None:
    """Return when it ends: on the next day where it goes on past midnight. None: nobody knows."""
    opens_at, closes_at = session.opens_at, session.closes_at
    if opens_at == closes_at and opens_at != MIDNIGHT:
        return None
    return _moment(day + timedelta(days=closes_at <= opens_at), closes_at)


def _moment(day: date, clock: str) -> datetime:
    hour, minute = (int(part) for part in clock.split(":")[:2])
    day += timedelta(days=hour // 24)
    return datetime(day.year, day.month, day.day, hour % 24, minute, tzinfo=LONDON)
