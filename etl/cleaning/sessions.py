"""Weekly times: local, recurring, as Open Referral's schedules have them.

What is not wholly understood is not guessed: the text is then kept and shown as it came.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from etl.cleaning.times import TIME, clock, span

BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
CLOSED_ALL_DAY = {"closed", "n/a closed", "n/a", "-"}
ROUND_THE_CLOCK = re.compile(
    r"(?:open )?(?:24/7|24 ?hours?(?: a day)?(?:,? (?:7|seven) days a week)?)"
)

Sessions = list[dict[str, str]]
Spans = list[tuple[str, str]]

_TOKEN = re.compile(
    rf"""\s*(?:
    (?P<filler>every|each|on|opening|opens?|hours|times|from|weekly|at|we\s+are|:)(?![a-z])
    |(?P<day>mon(?:day)?s?|mo|tue(?:s(?:day)?)?s?|tu|wed(?:s|nesdays?)?|we|thu(?:r(?:s(?:day)?)?)?s?
        |th|fri(?:day)?s?|fr|sat(?:urday)?s?|sa|sun(?:day)?s?|su)\b\.?
    |(?P<days>daily|every\s?day|(?:7|seven)\s+days\s+a\s+week|week\s?days?|week\s?ends?)\b
    |(?P<holidays>ph|sh|(?:bank|public)\s+holidays?)\b
    |(?P<closed>closed|off)\b
    |(?P<time>{TIME})
    |(?P<dash>-|–|—|to\b|until\b|till?\b)
    |(?P<and>,|/|&|\+|and\b)
    |(?P<end>;|\|\||\.(?=\s|$))
    )""",
    re.VERBOSE,
)


def sessions_of_days(rows: pd.DataFrame, days: Sequence[str]) -> tuple[list[Sessions], list[str]]:
    """Return the sessions of each row from seven columns, each ``09:30-17:00`` or missing.

    What is not understood is returned beside them as text, to be kept and shown as it came.
    """
    sessions, texts = [], []
    for week in rows[list(days)].itertuples(index=False):
        read = {
            name: (byday, spans_of(spans), spans)
            for name, byday, spans in zip(days, BYDAY, week, strict=True)
            if isinstance(spans, str) and spans.strip().casefold() not in CLOSED_ALL_DAY
        }
        sessions.append(
            [_session(byday, *span) for byday, spans, _ in read.values() for span in spans or []]
        )
        texts.append(
            "; ".join(f"{name}: {text}" for name, (_, got, text) in read.items() if not got)
        )
    return sessions, texts


def spans_of(text: str) -> Spans | None:
    """Read ``09:30-12:00, 13:00-17:00`` or ``9.30am to 4pm``; None where it is not times."""
    if ROUND_THE_CLOCK.fullmatch(text.strip().casefold()):
        return [("00:00", "24:00")]
    tokens = _tokens(text)
    reader = _Reader(tokens or [])
    spans = reader.spans()
    return spans if spans and not reader.left() else None


def sessions_of_text(hours: str) -> Sessions | None:
    """Read weekly times as people write them: ``Mon-Fri 9.30am to 4pm; Sat 10-12``.

    All that is said holds, and what is closed is closed. Returns None where any of it is not
    understood, such as ``first Tuesday of the month`` or hours past midnight.
    """
    rules = _rules(hours)
    if rules is None:
        return None
    closed = {day for rule in rules if not rule.spans for day in rule.days}
    return _of_rules([rule.without(closed) for rule in rules], hours)


def sessions_of_osm(hours: str) -> Sessions | None:
    """Read OSM's opening hours, where a rule after a semicolon replaces what was said of its days.

    Times without days are those of every day. Returns None where any of it is not understood.
    """
    kept: list[_Rule] = []
    for part in hours.split(";"):
        rules = _rules(part, days_may_lack=True)
        if rules is None:
            return None
        named = {day for rule in rules for day in rule.days}
        kept = [rule.without(named) for rule in kept] + rules
    return _of_rules(kept, hours)


@dataclass(frozen=True)
class _Rule:
    """Days of the week, counted from 0, and when it is open on them; no times: closed."""

    days: tuple[int, ...]
    spans: tuple[tuple[str, str], ...]

    def without(self, days: set[int]) -> "_Rule":
        return _Rule(tuple(day for day in self.days if day not in days), self.spans)


def _of_rules(rules: list[_Rule], hours: str) -> Sessions | None:
    sessions = [
        _session(BYDAY[day], *span) for rule in rules for day in rule.days for span in rule.spans
    ]
    return sessions if sessions or not hours.strip(" ;") else None


def _rules(hours: str, *, days_may_lack: bool = False) -> list[_Rule] | None:
    if ROUND_THE_CLOCK.fullmatch(hours.strip(" ;").casefold()):
        return [_Rule(tuple(range(7)), (("00:00", "24:00"),))]
    tokens = _tokens(hours)
    return None if tokens is None else _Reader(tokens).rules(days_may_lack=days_may_lack)


def _tokens(text: str) -> list[tuple[str, str]] | None:
    """Return the words of a text of hours with what they are; None where one is unknown."""
    text = text.casefold().rstrip()
    at, tokens = 0, []
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            return None
        at = match.end()
        if match.lastgroup != "filler":
            tokens.append((str(match.lastgroup), match[str(match.lastgroup)]))
    return tokens


class _Reader:
    """Reads rules from words: days, then times or closed; or, if nothing else is said, times first.

    Each part returns None where the words at hand are not that part.
    """

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens = tokens
        self.at = 0

    def left(self) -> bool:
        """Tell whether words are left."""
        return self.at < len(self.tokens)

    def rules(self, *, days_may_lack: bool) -> list[_Rule] | None:
        """Read all of it."""
        rules: list[_Rule] = []
        self._pass("end", "and")
        while self.left():
            rule = self._rule() or (None if rules else self._times_first(days_may_lack))
            if rule is None:
                return None
            rules.append(rule)
            self._pass("end", "and")
        return rules

    def spans(self) -> Spans | None:
        """Read spans of one day; they follow one another and never overlap."""
        spans: Spans = []
        while (found := self._span()) is not None:
            if spans and found[0] < spans[-1][1]:
                return None
            spans.append(found)
            if self._kinds(2) != ["and", "time"]:
                break
            self.at += 1
        return spans or None

    def _rule(self) -> _Rule | None:
        if self._kinds(1) == ["closed"]:
            self.at += 1
            days = self._days()
            return _Rule(days, ()) if days is not None else None
        days = self._days()
        if days is None:
            return None
        self._pass("and")
        if self._kinds(1) == ["closed"]:
            self.at += 1
            return _Rule(days, ())
        spans = self.spans()
        return _Rule(days, tuple(spans)) if spans else None

    def _times_first(self, days_may_lack: bool) -> _Rule | None:
        spans = self.spans()
        days = self._days() if self.left() else tuple(range(7)) if days_may_lack else None
        return _Rule(days, tuple(spans)) if spans and days is not None and not self.left() else None

    def _days(self) -> tuple[int, ...] | None:
        """Read days and ranges of days; holidays are no days of the week."""
        days: list[int] = []
        read = False
        while (found := self._day_or_range()) is not None:
            days += found
            read = True
            if self._kinds(1) != ["and"] or self._kinds(2)[1:] not in (["day"], ["holidays"]):
                break
            self.at += 1
        return tuple(dict.fromkeys(days)) if read else None

    def _day_or_range(self) -> list[int] | None:
        [(kind, word)] = self.tokens[self.at : self.at + 1] or [("", "")]
        if kind not in ("day", "days", "holidays"):
            return None
        if kind == "day" and self._kinds(3) == ["day", "dash", "day"]:
            first, last = _day(word), _day(self.tokens[self.at + 2][1])
            self.at += 3
            return [day % 7 for day in range(first, last + 1 + 7 * (last < first))]
        self.at += 1
        return {"day": lambda: [_day(word)], "days": lambda: _several(word)}.get(kind, list)()

    def _span(self) -> tuple[str, str] | None:
        if self._kinds(3) != ["time", "dash", "time"]:
            return None
        opens, closes = (clock(self.tokens[self.at + step][1]) for step in (0, 2))
        self.at += 3
        return span(opens, closes) if opens and closes else None

    def _kinds(self, count: int) -> list[str]:
        return [kind for kind, _ in self.tokens[self.at : self.at + count]]

    def _pass(self, *kinds: str) -> None:
        while self._kinds(1) and self._kinds(1)[0] in kinds:
            self.at += 1


def _day(word: str) -> int:
    return BYDAY.index(word[:2].upper())


def _several(word: str) -> list[int]:
    word = word.replace(" ", "")
    if word.startswith("weekd"):
        return list(range(5))
    return [5, 6] if word.startswith("weeke") else list(range(7))


def _session(byday: str, opens: str, closes: str) -> dict[str, str]:
    return {"byday": byday, "opens_at": opens, "closes_at": closes}
