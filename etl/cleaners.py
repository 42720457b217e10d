"""How a column's text becomes values. A cleaner gives a missing value where the text says nothing
it understands; the step that calls it writes the issue."""

from collections.abc import Callable
from enum import StrEnum

import pandas as pd

from asset_map.domain.places import normal_postcode

USUAL_POSTCODE = r"[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}"


def plain_text(texts: pd.Series) -> pd.Series:
    """Trim, and fold runs of white space into one."""
    return texts.str.replace(r"\s+", " ", regex=True).str.strip().replace("", pd.NA)


def number(texts: pd.Series) -> pd.Series:
    """Read a number; thousands may be marked with commas."""
    numbers = pd.to_numeric(texts.str.replace(",", "").str.strip(), errors="coerce")
    return numbers.where(numbers.abs() < float("inf"))


def whole_number(texts: pd.Series) -> pd.Series:
    """Read a whole number, also where it is written as ``3.0``."""
    numbers = number(texts)
    return numbers.where((numbers == numbers.round()) & (numbers.abs() < 2**31)).astype("Int64")


def postcode(texts: pd.Series) -> pd.Series:
    """Read a postcode, as ``DY1 3SB``."""
    # Most are written as they should be; only the others are looked at one by one.
    usual = texts.str.fullmatch(USUAL_POSTCODE).fillna(False)
    mended = texts[~usual].map(lambda text: normal_postcode(text) or pd.NA, na_action="ignore")
    return texts.where(usual, mended)


def year(texts: pd.Series) -> pd.Series:
    """Read a year between 1500 and 2200."""
    years = whole_number(texts)
    return years.where(years.between(1500, 2200))


def day(texts: pd.Series) -> pd.Series:
    """Read an ISO date (2026-11-22), month (2026-11) or year (2026); kept as that text."""
    trimmed = texts.str.strip()
    shaped = trimmed.str.fullmatch(r"(1[5-9]|2[01])\d{2}(-\d{2}(-\d{2})?)?").fillna(False)
    real = pd.to_datetime(trimmed.where(shaped), errors="coerce", format="ISO8601").notna()
    return trimmed.where(shaped & real)


def yes_or_no(texts: pd.Series) -> pd.Series:
    """Read yes or no, however it is capitalised."""
    words = {"yes": True, "y": True, "true": True, "1": True}
    words |= {"no": False, "n": False, "false": False, "0": False}
    return texts.str.strip().str.casefold().map(words).astype("boolean")


def hours_of_a_day(texts: pd.Series) -> pd.Series:
    """Read ``09:30-17:00``; a day may have several, parted by commas."""
    trimmed = texts.str.replace(" ", "")
    span = r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d"
    return trimmed.where(trimmed.str.fullmatch(f"{span}(,{span})*").fillna(False))


def codes(texts: pd.Series) -> pd.Series:
    """Read a list of codes parted by semicolons."""
    return texts.map(
        lambda text: [code.strip() for code in text.split(";") if code.strip()],
        na_action="ignore",
    )


def one_of(words: type[StrEnum]) -> Callable[[pd.Series], pd.Series]:
    """Return a cleaner that takes only the words of a closed list."""
    known = {word.value: word.value for word in words}

    def clean(texts: pd.Series) -> pd.Series:
        return texts.str.strip().str.casefold().map(known)

    clean.__doc__ = f"Read one of: {', '.join(known)}."
    return clean
