"""The one table that says what tags, categories and words mean: data/lookups/classification.csv.

A line holds when every tag of its value is there: ``amenity=social_facility`` and
``social_facility=food_bank`` are written ``amenity=social_facility+social_facility=food_bank``.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from asset_map.db.reference import FOLDER
from asset_map.domain.assets import AssetKind
from asset_map.domain.errors import BadInput

TABLE = FOLDER / "classification.csv"

TAG_SCHEMES = frozenset({"osm", "nhs", "school", "casc", "oruk"})
"""Schemes that say of one thing what it is."""
CATEGORY_SCHEMES = frozenset({"cc", "ukcat", "icnptso"})
"""Schemes that say broadly what an organisation is about."""
WORD_SCHEMES = frozenset({"name", "words"})
"""Regular expressions: over the name alone, and over all that is said in words."""
SCHEMES = TAG_SCHEMES | CATEGORY_SCHEMES | WORD_SCHEMES

LONGEST_EXPRESSION = 2_000


@dataclass(frozen=True)
class Rule:
    """A line of the table. ``tags``: all of them have to be there; ``kind``: empty for any kind.

    A rule without needs tells of things that meet none of ours. ``expression``: what a text has to
    hold to get the one tag of this rule; empty where tags are given.
    """

    line: int
    scheme: str
    tags: frozenset[str]
    kind: str
    type: str
    needs: tuple[str, ...]
    expression: str


@lru_cache(maxsize=8)
def rules(table: Path = TABLE) -> tuple[Rule, ...]:
    """Return the table's rules in its order. Raises BadInput that names a line that is wrong."""
    needs = {row["id"] for _, row in _lines(FOLDER / "needs.csv")}
    return tuple(_rule(table, line, row, needs) for line, row in _lines(table))


def normal(tags: Iterable[str]) -> frozenset[str]:
    """Return tags as the table compares them: small letters; ``osm:a=b;c`` is two of them.

    Of an OpenStreetMap tag there is also one that stands for its key alone, ``osm:a=*``.
    """
    found: set[str] = set()
    for tag in tags:
        scheme, _, value = tag.strip().casefold().partition(":")
        key, equals, said = value.partition("=")
        if scheme == "osm" and equals:
            found |= {f"osm:{key.strip()}={one.strip()}" for one in (*said.split(";"), "*")}
        else:
            found.add(f"{scheme.strip()}:{value.strip()}")
    return frozenset(found)


def is_expression(expression: str) -> bool:
    """Tell whether a regular expression is one that RE2 reads, which cannot run away."""
    if len(expression) > LONGEST_EXPRESSION:
        return False
    try:
        pc.match_substring_regex(pa.array([""]), expression, ignore_case=True)
    except pa.ArrowInvalid:
        return False
    return True


def _lines(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        yield from ((reader.line_num, row) for row in reader)


def _rule(table: Path, line: int, row: dict[str, str], known_needs: set[str]) -> Rule:
    scheme, value = row["scheme"], row["value"]
    needs = tuple(need for need in row["needs"].split(";") if need)
    words = scheme in WORD_SCHEMES
    problems = {
        f"the scheme {scheme!r} is none of {', '.join(sorted(SCHEMES))}": scheme not in SCHEMES,
        f"the kind {row['kind']!r} is none": row["kind"] not in ("", *AssetKind),
        f"{sorted(set(needs) - known_needs)} are no needs": not set(needs) <= known_needs,
        "the value is missing": not value,
        "the expression cannot be read": words and not is_expression(value),
    }
    for problem, holds in problems.items():
        if holds:
            raise BadInput(f"{table.name}, line {line}: {problem}.", "Correct that line.")
    tags = [f"{scheme}:{line}"] if words else [f"{scheme}:{tag}" for tag in value.split("+")]
    whole = frozenset(tag.strip().casefold() for tag in tags)
    return Rule(line, scheme, whole, row["kind"], row["type"], needs, value if words else "")
