"""Whether something is open now, and else when next, from its weekly times; and what is on today.

Weekly times are what a clock on a wall shows in the United Kingdom. They are open from the minute
of opening until just before the minute of closing. One that closes before it opens goes on after
midnight; one that opens and closes at midnight is open all day; any other that opens and closes at
the same time has a beginning, and no end that we know of.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from asset_map.domain import hours
from asset_map.domain.assets import Session
from asset_map.domain.breaks import Break
from asset_map.domain.breaks import in_words as break_in_words
from asset_map.domain.days import LONDON
from asset_map.domain.reach import EVENING_FROM, WEEKDAYS
from asset_map.domain.seeking import Times

DAYS_AHEAD = 8
"""So many days are looked at, today among them: one whose time today is over is on in a week."""

_BYDAY = tuple(WEEKDAYS)
_MIDNIGHT = ("00:00", "24:00")


class State(StrEnum):
    """What is known of when something is open, as from one moment."""

    OPEN = "open"
    TODAY = "today"
    LATER = "later"
    AWAY = "away"
    OVER = "over"
    WORDS = "words"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Span:
    """From when to when something is on, UK time; ``closes`` is None where no end is known."""

    opens: datetime
    closes: datetime | None

    @property
    def day(self) -> date:
        """Return the day on which it begins."""
        return self.opens.date()


@dataclass(frozen=True)
class Opening:
    """Whether something is open at a moment, UK time, else when next.

    ``open``: from ``opens`` to ``closes`` (None: day and night). ``today`` and ``later``: next from
    ``opens`` to ``closes`` (None: no end is known). ``over``: not again before it ends for good.
    ``away``: it takes a break. ``words``: what a source says that could not be read as times; also
    beside times.
    """

    state: State
    at: datetime
    opens: datetime | None = None
    closes: datetime | None = None
    words: str = ""
    away: Break | None = None


def uk_time(at: datetime) -> datetime:
    """Return an instant in UK time; one without a zone is taken for UK time."""
    return at.replace(tzinfo=LONDON) if at.tzinfo is None else at.astimezone(LONDON)


def opening(
    sessions: Sequence[Session],
    at: datetime,
    *,
    words: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
    away: Break | None = None,
) -> Opening:
    """Return whether something is open at a moment, else when next.

    It is there from the day ``valid_from`` on, on the day ``valid_to`` no more, and not on the days
    of the break ``away``.
    """
    now, words = uk_time(at), words.strip()
    if away and away.on(now.date()):
        return Opening(State.AWAY, now, away=away)
    if not sessions:
        return Opening(State.WORDS if words else State.UNKNOWN, now, words=words)
    # A time that falls out when the clocks change is on a week later.
    days = DAYS_AHEAD + 7
    spans = coming(sessions, at, valid_from=valid_from, valid_to=valid_to, away=away, days=days)
    if not spans and away and not away.over(now.date()):
        back = max(valid_from, away.until) if valid_from else away.until
        spans = coming(sessions, at, valid_from=back, valid_to=valid_to, days=days)
    run = next(iter(_joined(spans)), None)
    if run is None:
        return Opening(State.OVER, now, words=words)
    if _before(now, run.opens) or run.closes is None:
        state = State.TODAY if run.day == now.date() else State.LATER
        return Opening(state, now, run.opens, run.closes, words)
    always = run.closes.date() - now.date() >= timedelta(days=DAYS_AHEAD)
    return Opening(State.OPEN, now, run.opens, None if always else run.closes, words)


def in_words(one: Opening) -> str:
    """Say when something is open: ``Open now until 16:00``, ``Next: tomorrow 10:00 to 12:00``."""
    said = _told(one)
    if one.words and one.state not in (State.WORDS, State.UNKNOWN):
        said += f"; they also say: {hours.in_words(one.words)}"
    return said


def coming(
    sessions: Iterable[Session],
    at: datetime,
    *,
    valid_from: date | None = None,
    valid_to: date | None = None,
    away: Break | None = None,
    days: int = DAYS_AHEAD,
) -> tuple[Span, ...]:
    """Return each time from a moment on that is not over yet, of so many days, in order.

    What begins later than that, on the day ``valid_from``, is looked for from that day on. On the
    days of the break ``away`` nothing begins.
    """
    now, sessions = uk_time(at), tuple(sessions)
    first = now.date() - timedelta(days=1)  # What began yesterday may go on after midnight.
    first = max(first, valid_from) if valid_from else first
    last = max(now.date(), first) + timedelta(days=days - 1)
    found = {
        span
        for day in (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
        if not (away and away.on(day))
        for span in _on(sessions, day, valid_to)
        if not _over(span, now)
    }
    return tuple(sorted(found, key=lambda span: (_utc(span.opens), _utc(span.closes or _LAST))))


def sought(times: str, span: Span, at: datetime) -> bool:
    """Tell whether a time that is not over yet is one of those that are sought.

    ``times``: a ``Times`` or a day of the week. What is over today is not on today; what began
    yesterday and goes on is.
    """
    ahead = max(0, (span.day - uk_time(at).date()).days)
    if times in WEEKDAYS:
        return _BYDAY[span.day.weekday()] == times
    if times == Times.EVENINGS:
        return span.day.weekday() < 5 and _evening(span)
    if times == Times.WEEKENDS:
        return span.day.weekday() >= 5
    return ahead in {Times.TODAY: (0,), Times.TOMORROW: (1,), Times.SOON: (0, 1)}[Times(times)]


def span_in_words(span: Span, at: datetime) -> str:
    """Say a time that is to come: ``today 14:00 to 16:00``, ``Thursday 10:00 to 12:00``."""
    return f"{day_in_words(span.day, at)} {clock_in_words(span)}"


def clock_in_words(span: Span) -> str:
    """Say a time without its day: ``14:00 to 16:00``."""
    return f"{_clock(span.opens)}{_until(span.closes)}"


def day_in_words(day: date, at: datetime) -> str:
    """Say a day: ``today``, ``tomorrow``, ``Thursday``, and from a week on ``Monday 30 November``.

    A day that is past is named with its date.
    """
    today = uk_time(at).date()
    ahead = (day - today).days
    if ahead in (0, 1):
        return ("today", "tomorrow")[ahead]
    name = WEEKDAYS[_BYDAY[day.weekday()]]
    if 0 < ahead < 7:
        return name
    year = f" {day.year}" if day.year != today.year else ""
    return f"{name} {day.day} {day:%B}{year}"


_TOLD = {
    State.OVER: "Not again before it ends",
    State.UNKNOWN: "Nobody told us the times",
}


def _told(one: Opening) -> str:
    if one.state is State.AWAY:
        return break_in_words(one.away, one.at.date())
    if one.state is State.WORDS:
        return f"Times as told: {hours.in_words(one.words)}"
    if one.opens is None:
        return _TOLD[one.state]
    if one.state is State.OPEN:
        return f"Open now{_open_until(one.closes, one.at)}"
    if one.state is State.TODAY:
        until = f", until {_end(one.closes)}" if one.closes else ""
        return f"Opens today at {_clock(one.opens)}{until}"
    return f"Next: {span_in_words(Span(one.opens, one.closes), one.at)}"


def _open_until(closes: datetime | None, at: datetime) -> str:
    if closes is None:
        return ", day and night"
    if _midnight(closes):
        ends = closes.date() - timedelta(days=1)
        return (
            f" until {'midnight' if ends == at.date() else f'the end of {day_in_words(ends, at)}'}"
        )
    if closes.date() == at.date():
        return f" until {_clock(closes)}"
    on = day_in_words(closes.date(), at)
    return f" until {_clock(closes)} {on if on == 'tomorrow' else f'on {on}'}"


def _until(closes: datetime | None) -> str:
    return f" to {_end(closes)}" if closes else ""


def _end(closes: datetime) -> str:
    return "midnight" if _midnight(closes) else _clock(closes)


def _midnight(when: datetime) -> bool:
    return when.hour == when.minute == 0


def _clock(when: datetime) -> str:
    return f"{when:%H:%M}"


def _on(sessions: Iterable[Session], day: date, valid_to: date | None) -> Iterable[Span]:
    """Yield the times that begin on a day."""
    if valid_to is not None and day >= valid_to:
        return
    for session in sessions:
        if session.byday != _BYDAY[day.weekday()]:
            continue
        opens_at, closes_at = session.opens_at, session.closes_at
        if opens_at == closes_at == "00:00":
            opens_at, closes_at = _MIDNIGHT
        opens, closes = _moment(day, opens_at), _moment(day, closes_at)
        if closes_at < opens_at:
            closes = _moment(day + timedelta(days=1), closes_at)
        if opens_at == closes_at:
            yield Span(opens, None)
        elif _before(opens, closes):  # Else it lies in the hour that the clocks leave out.
            yield Span(opens, closes)


def _moment(day: date, clock: str) -> datetime:
    """Return when a clock on a wall shows a time; the first time where it shows it twice.

    Of a time that it leaves out, for the clocks go forward, the moment when they do.
    """
    hour, minute = (int(part) for part in clock.split(":")[:2])
    day += timedelta(days=hour // 24)
    on_the_wall = datetime(day.year, day.month, day.day, hour % 24, minute, tzinfo=LONDON)
    there_is = on_the_wall.astimezone(UTC).astimezone(LONDON)
    if there_is.hour != on_the_wall.hour:
        return there_is.replace(minute=0)  # They go forward at the full hour.
    return there_is


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Return times in order as runs: what goes on when another ends is one with it."""
    runs: list[Span] = []
    for span in spans:
        last = runs[-1].closes if runs else None
        if last is None or _before(last, span.opens):
            runs.append(span)
        elif span.closes is not None and _before(last, span.closes):
            runs[-1] = Span(runs[-1].opens, span.closes)
    return runs


def _evening(span: Span) -> bool:
    """Tell whether a time reaches into the evening of the day on which it begins."""
    begins = _moment(span.day, EVENING_FROM)
    return _before(begins, span.closes) if span.closes else not _before(span.opens, begins)


_LAST = datetime.max.replace(tzinfo=UTC)


def _over(span: Span, now: datetime) -> bool:
    return _before(span.opens, now) if span.closes is None else not _before(now, span.closes)


def _before(one: datetime, other: datetime) -> bool:
    # Two times of one zone are compared by the clock on the wall, which may show one twice.
    return _utc(one) < _utc(other)


def _utc(when: datetime) -> datetime:
    return when.astimezone(UTC)
