"""Weekly times: local, recurring, as Open Referral's schedules have them."""

import re
from collections.abc import Sequence

import pandas as pd

BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY_NAMES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_PART = re.compile(
    r"(?P<first>Mo|Tu|We|Th|Fr|Sa|Su)(-(?P<last>Mo|Tu|We|Th|Fr|Sa|Su))?\s+"
    r"(?P<spans>\d\d:\d\d-\d\d:\d\d(\s*,\s*\d\d:\d\d-\d\d:\d\d)*)"
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
    """Read the plain part of OSM's opening hours (``Tu 12:00-14:00; Th-Fr 10:00-12:00``).

    Returns None where any of it is not understood: the text is then kept and shown as it came.
    """
    sessions: Sessions = []
    for part in filter(None, (part.strip() for part in hours.split(";"))):
        match = _PART.fullmatch(part)
        if match is None:
            return None
        first = _DAY_NAMES.index(match["first"])
        last = _DAY_NAMES.index(match["last"]) if match["last"] else first
        if last < first:
            return None
        sessions += [
            _session(byday, span)
            for byday in BYDAY[first : last + 1]
            for span in match["spans"].replace(" ", "").split(",")
        ]
    return sessions


def _session(byday: str, span: str) -> dict[str, str]:
    opens, closes = span.split("-")
    return {"byday": byday, "opens_at": opens, "closes_at": closes}
