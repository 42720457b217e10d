"""Weekly times: local, recurring, as Open Referral's schedules have them."""

import re
from collections.abc import Sequence

import pandas as pd

BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY_NAMES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_TIME = r"(?:[01]\d|2[0-3]):[0-5]\d"
_SPAN = rf"{_TIME}\s*-\s*(?:{_TIME}|24:00)"
_SPANS = re.compile(rf"{_SPAN}(\s*,\s*{_SPAN})*")
_PART = re.compile(
    rf"(?P<days>{_DAY}(-{_DAY})?(\s*,\s*{_DAY}(-{_DAY})?)*)\s+(?P<spans>{_SPAN}(\s*,\s*{_SPAN})*)"
)

Sessions = list[dict[str, str]]


def sessions_of_days(rows: pd.DataFrame, days: Sequence[str]) -> tuple[list[Sessions], list[str]]:
    """Return the sessions of each row from seven columns, each ``09:30-17:00`` or missing.

    What is not understood is returned beside them as text, to be kept and shown as it came.
    """
    sessions, texts = [], []
    for week in rows[list(days)].itertuples(index=False):
        read = {
            name: (byday, spans_of(spans), spans)
            for name, byday, spans in zip(days, BYDAY, week, strict=True)
            if isinstance(spans, str)
        }
        sessions.append(
            [_session(byday, *span) for byday, spans, _ in read.values() for span in spans or []]
        )
        texts.append(
            "; ".join(f"{name}: {text}" for name, (_, got, text) in read.items() if not got)
        )
    return sessions, texts


def spans_of(text: str) -> list[tuple[str, str]] | None:
    """Read ``09:30-12:00, 13:00-17:00``; None where it is not times, or one ends before it begins.

    What goes on past midnight is not understood yet.
    """
    if not _SPANS.fullmatch(text.strip()):
        return None
    spans = [tuple(span.split("-")) for span in re.sub(r"\s", "", text).split(",")]
    if any(opens >= closes for opens, closes in spans):
        return None
    return [(opens, closes) for opens, closes in spans]


def sessions_of_text(hours: str) -> Sessions | None:
    """Read the plain part of OSM's opening hours (``Tu 12:00-14:00; Th-Fr,Su 10:00-12:00``).

    Returns None where any of it is not understood: the text is then kept and shown as it came.
    """
    sessions: Sessions = []
    for part in filter(None, (part.strip() for part in hours.split(";"))):
        match = _PART.fullmatch(part)
        days = _days(match["days"]) if match else None
        spans = spans_of(match["spans"]) if match else None
        if days is None or spans is None:
            return None
        sessions += [_session(byday, *span) for byday in days for span in spans]
    return sessions


def _days(words: str) -> list[str] | None:
    """Return the days of ``Mo,We-Fr``; None for a range that runs backwards."""
    days: list[str] = []
    for word in words.replace(" ", "").split(","):
        first, _, last = word.partition("-")
        start, end = _DAY_NAMES.index(first), _DAY_NAMES.index(last or first)
        if end < start:
            return None
        days += BYDAY[start : end + 1]
    return days


def _session(byday: str, opens: str, closes: str) -> dict[str, str]:
    return {"byday": byday, "opens_at": opens, "closes_at": closes}
