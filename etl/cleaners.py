"""How a column's text becomes values. A cleaner gives a missing value where the text says nothing
it understands; the step that calls it writes the issue, with what the cleaner expects."""

from collections.abc import Callable
from enum import StrEnum
from typing import cast

import pandas as pd

from asset_map.domain.places import normal_postcode
from etl.source import Cleaner

Read = Callable[[pd.Series], pd.Series]

USUAL_POSTCODE = r"[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}"
CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
LONGEST_TEXT = 20_000
LARGEST = 2_000_000_000
"""The largest whole number that a column holds."""


def expects(sentence: str) -> Callable[[Read], Cleaner]:
    """Say what a cleaner expects, as the next step for who sent something else."""

    def mark(read: Read) -> Cleaner:
        clean = cast(Cleaner, read)
        clean.expects = sentence
        return clean

    return mark


@expects(f"Write text of at most {LONGEST_TEXT:,} characters.")
def plain_text(texts: pd.Series) -> pd.Series:
    """Trim, fold runs of white space into one, and drop what no screen shows."""
    bare = texts.str.replace(CONTROL, "", regex=True).str.replace(r"\s+", " ", regex=True)
    bare = bare.str.strip().replace("", pd.NA)
    return bare.where(bare.str.len() <= LONGEST_TEXT)


@expects("Write a number, such as 52.5.")
def number(texts: pd.Series) -> pd.Series:
    """Read a number; thousands may be marked with commas."""
    numbers = pd.to_numeric(texts.str.replace(",", "").str.strip(), errors="coerce")
    return numbers.where(numbers.abs() < float("inf"))


@expects("Write a whole number, zero or more.")
def whole_number(texts: pd.Series) -> pd.Series:
    """Read a whole number that is not negative, also where it is written as ``3.0``."""
    numbers = number(texts)
    return numbers.where((numbers == numbers.round()) & numbers.between(0, LARGEST)).astype("Int64")


@expects("Write a number of people, zero or more.")
def people(texts: pd.Series) -> pd.Series:
    """Read a number of people; estimates may have fractions."""
    numbers = number(texts)
    return numbers.where(numbers >= 0)


@expects("Write a whole number from 0 to 100.")
def quality(texts: pd.Series) -> pd.Series:
    """Read a positional quality."""
    numbers = whole_number(texts)
    return numbers.where(numbers <= 100)


@expects("Write a postcode, such as DY1 3SB.")
def postcode(texts: pd.Series) -> pd.Series:
    """Read a postcode, as ``DY1 3SB``."""
    # Most are written as they should be; only the others are looked at one by one.
    usual = texts.str.fullmatch(USUAL_POSTCODE).fillna(False)
    mended = texts[~usual].map(lambda text: normal_postcode(text) or pd.NA, na_action="ignore")
    return texts.where(usual, mended)


@expects("Write a year, such as 2018.")
def year(texts: pd.Series) -> pd.Series:
    """Read a year between 1500 and 2200."""
    years = whole_number(texts)
    return years.where(years.between(1500, 2200))


@expects("Write a day, a month or a year: 2026-11-22, 2026-11 or 2026.")
def day(texts: pd.Series) -> pd.Series:
    """Read an ISO date (2026-11-22), month (2026-11) or year (2026); kept as that text."""
    trimmed = texts.str.strip()
    shaped = trimmed.str.fullmatch(r"(1[5-9]|2[01])\d\d(-\d{2}(-\d{2})?)?").fillna(False)
    real = pd.to_datetime(trimmed.where(shaped), errors="coerce", format="ISO8601").notna()
    return trimmed.where(shaped & real)


@expects("Write yes or no.")
def yes_or_no(texts: pd.Series) -> pd.Series:
    """Read yes or no, however it is capitalised."""
    words = {"yes": True, "y": True, "true": True, "1": True}
    words |= {"no": False, "n": False, "false": False, "0": False}
    return texts.str.strip().str.casefold().map(words).astype("boolean")


@expects("Write codes parted by semicolons.")
def codes(texts: pd.Series) -> pd.Series:
    """Read a list of codes parted by semicolons."""
    return texts.map(
        lambda text: [code.strip() for code in text.split(";") if code.strip()],
        na_action="ignore",
    )


def one_of(words: type[StrEnum]) -> Cleaner:
    """Return a cleaner that takes only the words of a closed list."""
    known = {word.value: word.value for word in words}

    @expects(f"Write one of: {', '.join(known)}.")
    def clean(texts: pd.Series) -> pd.Series:
        return texts.str.strip().str.casefold().map(known)

    return clean
