"""Terms that come with the product: skills and what they help with, languages and codes."""

import csv
import re
from functools import lru_cache
from pathlib import Path

from asset_map.db.reference import FOLDER
from asset_map.domain.places import name_key
from asset_map.domain.terms import Language, Skill

_TAGGED = re.compile(r"([A-Za-z]{2,3})(-[A-Za-z0-9]{2,8})+")
"""A code with what follows it in tags of the web, such as ``en-GB``."""

_ALSO_A_WORD = "no"
"""The code of Norwegian: who writes it in a list means that there is none."""


@lru_cache
def skills() -> dict[str, Skill]:
    """Return the skills of data/lookups/skills.csv by their names, folded as names are."""
    helps: dict[str, list[tuple[str, str]]] = {}
    for row in _rows(FOLDER / "skills.csv"):
        helps.setdefault(row["skill"], []).append((row["need_id"], row["why"]))
    return {name_key(name): Skill(name, tuple(needs)) for name, needs in helps.items()}


def skill_named(said: str) -> str:
    """Return a skill as the lookup writes it; one that it lacks stays as it was said."""
    known = skills().get(name_key(said))
    return known.name if known else " ".join(said.split())


@lru_cache
def languages() -> dict[str, Language]:
    """Return the languages of data/lookups/languages.csv by their codes, in its order."""
    rows = _rows(FOLDER / "languages.csv")
    return {row["code"]: Language(row["code"], row["name"]) for row in rows}


def language_code(said: str) -> str | None:
    """Return the code of a language by its code or English name; None for one we do not know."""
    tagged = _TAGGED.fullmatch(said.strip())
    return _codes().get(name_key(tagged[1] if tagged else said))


@lru_cache
def _codes() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in _rows(FOLDER / "languages.csv"):
        for word in (row["code"], row["name"], *row["also"].split(";")):
            if word and word != _ALSO_A_WORD:
                found[name_key(word)] = row["code"]
    return found


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
