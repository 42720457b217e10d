"""Weekly times: local, recurring, as Open Referral's schedules have them."""

import re
from collections.abc import Sequence

import pandas as pd

BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY_NAMES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_SPAN = r"[0-2]\d:[0-5]\d-[0-2]\d:[0-5]\d"
_PART = re.compile(
    rf"(?P<days>{_DAY}(-{_DAY})?(\s*,\s*{_DAY}(-{_DAY})?)*)\s+(?P<spans>{_SPAN}(\s*,\s*{_SPAN})*)"
)

Sessions = list[dict[str, str]]


def sessions_of_days(rows: pd.DataFrame, days: Sequence[str]) -> list[Sessions]:
    """Return the sessions of each row from seven columns, each ``09:30-17:00`` or missing."""
    return [
        [
            _session(byday, span)
            for byday, spans in zip(BYDAY, week, strict=True)
            if isinstance(spans, str)
            for span in spans.split(",")
        ]
        for week in rows[list(days)].itertuples(index=False)
    ]


def sessions_of_text(hours: str) -> Sessions | None:
    """Read the plain part of OSM's opening hours (``Tu 12:00-14:00; Th-Fr,Su 10:00-12:00``).

    Returns None where any of it is not understood: the text is then kept and shown as it came.
    """
    sessions: Sessions = []
    for part in filter(None, (part.strip() for part in hours.split(";"))):
        match = _PART.fullmatch(part)
        days = _days(match["days"]) if match else None
        if match is None or days is None:
            return None
        spans = match["spans"].replace(" ", "").split(",")
        sessions += [_session(byday, span) for byday in days for span in spans]
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


def _session(byday: str, span: str) -> dict[str, str]:
    opens, closes = span.split("-")
    return {"byday": byday, "opens_at": opens, "closes_at": closes}
