"""Dates as people and spreadsheets write them, in mixed orders."""

import re
from datetime import date, timedelta

import pandas as pd

from etl.cleaning.values import each_once, expects

EXCEL_DAY_ZERO = date(1899, 12, 30)
EXCEL_DAYS = range(20_000, 80_000)
"""Serial numbers of the days of 1954 to 2119."""
CENTURY_TURNS = 69
"""Of years with two digits, those from here on are of the last century."""
YEARS = range(1500, 2200)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[0-9]{4}|[0-9]{2})"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
_CLOCK = r"(?:[t ]\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:z|[+-][0-9]{2}:?[0-9]{2})?)?"

_ISO = re.compile(
    rf"(?P<year>[0-9]{{4}})(?:[-/.](?P<month>[0-9]{{1,2}})(?:[-/.](?P<day>[0-9]{{1,2}}){_CLOCK})?)?"
)
_NUMBERS = re.compile(
    rf"(?P<one>[0-9]{{1,2}})\s*([/.-])\s*(?P<two>[0-9]{{1,2}})\s*\2\s*{_YEAR}{_CLOCK}"
)
_MONTH_AND_YEAR = re.compile(r"(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})")
_WORDS = (
    re.compile(rf"{_WEEKDAY}{_DAY}[\s/-]*(?:of\s+)?{_MONTH}[\s/,-]*{_YEAR}{_CLOCK}"),
    re.compile(rf"{_WEEKDAY}{_MONTH}\s*{_DAY}(?:,\s*|\s+)(?P<year>[0-9]{{4}})"),
    re.compile(rf"{_MONTH}[\s/,'’-]*{_YEAR}"),
)

NEXT_STEP = "Write a date, such as 1 March 2013 or 01/03/2013, a month or a year."


@expects(NEXT_STEP)
def uk_date(texts: pd.Series) -> pd.Series:
    """Read a day, a month or a year in any usual form; gives ISO text as exact as it was said.

    Days come before months, unless the column has dates that can only be the other way round and
    none that can only be this way.
    """
    return _read(texts, serials=False)


@expects(NEXT_STEP)
def excel_date(texts: pd.Series) -> pd.Series:
    """Read dates of a column in which a spreadsheet may have left its own day numbers (41334)."""
    return _read(texts, serials=True)


def _read(texts: pd.Series, *, serials: bool) -> pd.Series:
    american = _month_comes_first(texts)
    read = each_once(texts, lambda text: _date(text.strip().casefold(), american, serials))
    return read.astype("str")


def _month_comes_first(texts: pd.Series) -> bool:
    """Tell whether the column is certainly month-first: only then is 01/03/2013 the 3 January."""
    found = [
        match for text in texts.dropna().unique() if (match := _NUMBERS.fullmatch(text.strip()))
    ]
    here = any(int(match["one"]) > 12 for match in found)
    there = any(int(match["two"]) > 12 for match in found)
    return there and not here


def _date(text: str, american: bool, serials: bool) -> str | None:
    if serials and re.fullmatch(r"[0-9]{5}(\.0+)?", text):
        days = int(float(text))
        return (EXCEL_DAY_ZERO + timedelta(days)).isoformat() if days in EXCEL_DAYS else None
    if match := _ISO.fullmatch(text):
        return _iso(match["year"], match["month"], match["day"])
    if match := _NUMBERS.fullmatch(text):
        return _of_numbers(match, american)
    if match := _MONTH_AND_YEAR.fullmatch(text):
        return _iso(match["year"], match["month"], None)
    for form in _WORDS:
        if match := form.fullmatch(text):
            month = _MONTHS.index(match["month"][:3]) + 1
            return _iso(match["year"], str(month), match.groupdict().get("day"))
    return None


def _of_numbers(match: re.Match[str], american: bool) -> str | None:
    day, month = match["one"], match["two"]
    if int(month) > 12 or (american and int(day) <= 12):
        day, month = month, day
    return _iso(match["year"], month, day)


def _iso(year: str, month: str | None, day: str | None) -> str | None:
    """Return ISO text as exact as what is given; None where there is no such day."""
    full = (
        int(year) if len(year) == 4 else int(year) + (1900 if int(year) >= CENTURY_TURNS else 2000)
    )
    try:
        known = date(full, int(month or 1), int(day or 1))
    except ValueError:
        return None
    if full not in YEARS:
        return None
    return known.isoformat()[: 10 if day else 7 if month else 4]
