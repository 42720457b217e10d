"""How a column's text becomes values. A cleaner gives a missing value where the text says nothing
it understands; the step that calls it writes the issue, with what the cleaner expects."""

from collections.abc import Callable
from enum import StrEnum
from typing import cast

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from asset_map.domain.places import normal_postcode
from etl.source import Cleaner

Read = Callable[[pd.Series], pd.Series]

_SHOWN = "[!-~\u00a1-\u167f\u2010-\u2027\u2030-\u205e]+"
USUAL_TEXT = f"{_SHOWN}( {_SHOWN})*"
"""Words with one space between them: in nothing of it can white space or control hide."""
USUAL_NUMBER = r"-?[0-9]{1,15}(\.[0-9]{1,15})?"
POSTCODE_AREAS = (
    "AB|AL|B|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|E"
    "|EC|EH|EN|EX|FK|FY|G|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|L|LA|LD|LE"
    "|LL|LN|LS|LU|M|ME|MK|ML|N|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|S|SA|SE|SG|SK|SL"
    "|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|W|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE"
)
USUAL_POSTCODE = rf"(?:{POSTCODE_AREAS})[0-9][A-Z0-9]? [0-9][A-Z]{{2}}"
CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
DEGREES = r"^([+-]?[0-9]{1,3}(?:\.[0-9]+)?(?:[eE]-?[0-9]+)?)\s*°?\s*([NSEW]?)$"
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


def is_all(texts: pd.Series, pattern: str) -> pd.Series:
    """Tell which texts are as the pattern says; a missing one is not. Fast, on whole columns.

    Most cells are written as they should be: cleaners look only at the others one by one.
    """
    return texts.str.fullmatch(pattern).fillna(False).astype(bool)


def each_once(texts: pd.Series, read: Callable[[str], object]) -> pd.Series:
    """Read each different text once, however often it is there."""
    places, different = pd.factorize(texts)
    values = [read(text) for text in different]
    return pd.Series([*values, None], dtype=object).take(places).set_axis(texts.index)


@expects(f"Write text of at most {LONGEST_TEXT:,} characters.")
def plain_text(texts: pd.Series) -> pd.Series:
    """Trim, fold runs of white space into one, and drop what no screen shows."""
    usual = is_all(texts, USUAL_TEXT)
    bare = texts[~usual].str.replace(CONTROL, "", regex=True).str.replace(r"\s+", " ", regex=True)
    plain = texts.where(usual, bare.str.strip().replace("", pd.NA))
    return plain.where(plain.str.len() <= LONGEST_TEXT)


@expects("Write a number, such as 52.5.")
def number(texts: pd.Series) -> pd.Series:
    """Read a number, as a float; thousands may be marked with commas."""
    usual = is_all(texts, USUAL_NUMBER)
    read = pc.cast(pa.array(texts.where(usual), pa.large_string()), pa.float64())
    numbers = pd.Series(read.to_numpy(zero_copy_only=False), index=texts.index)
    if not usual.all():
        bare = texts[~usual].str.replace(",", "").str.strip()
        others = pd.to_numeric(bare, errors="coerce").astype(float)
        numbers = numbers.where(usual, others.where(others.abs() < float("inf")))
    return numbers


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
    """Read a postcode, as ``DY1 3SB``; one of no area that there is, such as EG10, is none."""
    usual = is_all(texts, USUAL_POSTCODE)
    mended = texts[~usual].map(lambda text: normal_postcode(text) or pd.NA, na_action="ignore")
    mended = mended.astype("str")
    return texts.where(usual, mended.where(is_all(mended, USUAL_POSTCODE)))


@expects("Write a UPRN: 1 to 12 digits.")
def uprn(texts: pd.Series) -> pd.Series:
    """Read a unique property reference number, without the zeros that some write before it."""
    bare = texts.str.strip().str.removesuffix(".0").str.lstrip("0")
    return bare.where(is_all(bare, r"[1-9][0-9]{0,11}"))


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


@expects("Write degrees, such as 52.5 or 2.1 W.")
def coordinate(texts: pd.Series) -> pd.Series:
    """Read degrees, as a float; west and south are negative. A comma is not guessed about."""
    usual = is_all(texts, USUAL_NUMBER)
    parts = texts[~usual].str.strip().str.extract(DEGREES)
    others = number(parts[0].str.removeprefix("+"))
    others = others.mask(parts[1].isin(["S", "W"]), -others)
    degrees = number(texts.where(usual)).where(usual, others)
    return degrees.where(degrees.abs() <= 180)


@expects("Write yes or no.")
def yes_or_no(texts: pd.Series) -> pd.Series:
    """Read yes or no, however it is capitalised."""
    words = {"yes": True, "y": True, "true": True, "1": True}
    words |= {"no": False, "n": False, "false": False, "0": False}
    return each_once(texts, lambda text: words.get(text.strip().casefold())).astype("boolean")


@expects("Write codes parted by semicolons.")
def codes(texts: pd.Series) -> pd.Series:
    """Read a list of codes parted by semicolons."""
    return each_once(texts, lambda text: [code.strip() for code in text.split(";") if code.strip()])


def one_of(words: type[StrEnum]) -> Cleaner:
    """Return a cleaner that takes only the words of a closed list."""
    known = {word.value: word.value for word in words}

    @expects(f"Write one of: {', '.join(known)}.")
    def clean(texts: pd.Series) -> pd.Series:
        return each_once(texts, lambda text: known.get(text.strip().casefold()))

    return clean
