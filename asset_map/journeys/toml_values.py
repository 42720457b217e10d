"""The values of a TOML file, each as what it has to be; else Wrong, as the rest of a sentence."""

import re
import unicodedata
from datetime import date, datetime
from typing import Any

from asset_map.domain.places import normal_postcode
from asset_map.journeys.proposal_facts import (
    FIRST_YEAR,
    LAST_YEAR,
    LONGEST,
    LONGEST_ELSE,
    words,
)

MOST = 1_000_000_000_000
_QUOTED = re.compile(r"-?[\d.,_ ]+")


class Wrong(ValueError):
    """A value is not what it has to be."""


def text(value: Any) -> str:
    """Return a text on one line. Raises Wrong."""
    return _text(value, lines=False)


def lines(value: Any) -> str:
    """Return a text that may have several lines. Raises Wrong."""
    return _text(value, lines=True)


def texts(value: Any) -> tuple[str, ...]:
    """Return a list of texts. Raises Wrong."""
    if not isinstance(value, list):
        raise Wrong('is to be a list, such as ["library"]')
    return tuple(text(one) for one in value)


def number(value: Any) -> float:
    """Return a number. Raises Wrong."""
    if isinstance(value, str) and _QUOTED.fullmatch(value):
        raise Wrong("is a number in quotes; write it without them")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Wrong("is no number")
    if not -MOST <= value <= MOST:  # not a number is not within either
        raise Wrong("is no number that can be")
    return float(value)


def whole(value: Any) -> int:
    """Return a whole number. Raises Wrong."""
    found = number(value)
    if not isinstance(value, int):
        raise Wrong("is no whole number")
    return int(found)


def day(value: Any) -> date:
    """Return a day. Raises Wrong."""
    if isinstance(value, str):
        raise Wrong("is a day in quotes; write it without them, as 2027-03-31")
    if isinstance(value, datetime) or not isinstance(value, date):
        raise Wrong("is no day; write it as 2027-03-31")
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise Wrong(f"is the year {value.year}, which cannot be")
    return value


def postcode(value: Any) -> str:
    """Return a postcode as it is usually written. Raises Wrong."""
    said = text(value)
    code = normal_postcode(said)
    if code is None:
        raise Wrong(f"is {said[:20]!r}, which is no postcode")
    return code


def _text(value: Any, *, lines: bool) -> str:
    if not isinstance(value, str):
        raise Wrong("is no text; write it in quotes")
    longest = LONGEST["summary"] if lines else LONGEST_ELSE
    if len(value) > longest:
        raise Wrong(f"has {len(value):,} characters; say it in at most {longest:,}")
    if any(unicodedata.category(sign) == "Cc" and sign not in "\n\r\t" for sign in value):
        raise Wrong("has signs in it that steer a screen")
    found = words(value, "text", longest, lines=lines)
    if not found:
        raise Wrong("is empty")
    return found
