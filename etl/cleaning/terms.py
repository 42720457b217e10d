"""How lists of skills and of languages are read: what the lookups know as they write it."""

import re
from collections.abc import Callable

import pandas as pd

from asset_map.db.terms import language_code, skill_named, skills
from asset_map.domain.places import name_key
from etl.cleaning.values import each_once, expects

LONGEST_TERM = 80


@expects(f"Write skills parted by semicolons, each of at most {LONGEST_TERM} characters.")
def skill_terms(texts: pd.Series) -> pd.Series:
    """Read skills parted by semicolons; one that the lookup lacks stays as it was written."""
    return each_once(texts, _skills)


@expects("Write languages parted by semicolons, such as Urdu; BSL, or their codes of ISO 639.")
def language_terms(texts: pd.Series) -> pd.Series:
    """Read languages as their codes; one that nobody knows stays as it is, to be told of."""
    return each_once(texts, languages_in)


def languages_in(text: str) -> list[str] | None:
    """Return the languages that a text lists, as codes where they are known."""
    parts = _parts(text, r"[;,/|\n]", lambda part: language_code(part) is not None)
    found = [language_code(part) or part[:LONGEST_TERM] for part in parts]
    return list(dict.fromkeys(found)) or None


def _skills(text: str) -> list[str] | None:
    parts = _parts(text, r"[;\n]", lambda part: name_key(part) in skills())
    if any(len(part) > LONGEST_TERM for part in parts):
        return None
    once: dict[str, str] = {}
    for part in parts:  # One skill written in two ways is one.
        once.setdefault(name_key(part) or part, skill_named(part))
    return [*once.values()] or None


def _parts(text: str, between: str, known: Callable[[str], bool]) -> list[str]:
    """Part a text; a part of commas is parted again only where each piece is known by itself."""
    parts = []
    for part in (" ".join(part.split()) for part in re.split(between, text)):
        pieces = [piece.strip() for piece in part.split(",")]
        parts += pieces if len(pieces) > 1 and all(map(known, pieces)) else [part]
    return [part for part in parts if part]
