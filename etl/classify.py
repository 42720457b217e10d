"""What an asset is for: the needs it meets, as stated, else from its tags, categories and words.

A row may have ``tags``, a list of texts ``scheme:value`` with the value as it is published. Small
and capital letters are one, and tags that the table does not know do no harm:

- ``osm:amenity=library``, one tag each (``a;b`` is two values);
- ``nhs:Pharmacy``, the type or subtype of an organisation;
- ``school:Primary``, the phase or type of an establishment;
- ``casc:club``, a community amateur sports club;
- ``oruk:Befriending``, a taxonomy term, by name or id;
- ``cc:What:Amateur sport`` (also How, Who), the register's own classification of a charity;
- ``ukcat:FA107`` and ``icnptso:A21``, codes of the two lists for charities.

``etl.rules`` reads the table that says what they mean. What is stated in ``needs`` wins; then the
first of three stages that finds a need: tags, categories (of groups without UKCAT codes also those
whose expressions their text holds, where these are loaded), words. Where none knows the thing it
stays unclassified.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import Connection

from asset_map.db.classification import Expression, expressions
from asset_map.domain.assets import AssetKind
from etl.rules import CATEGORY_SCHEMES, TAG_SCHEMES, WORD_SCHEMES, Rule, normal, rules

LOOKED_AT = ("kind", "name", "description", "words", "tags")

STATED, TAGS, CATEGORIES, WORDS = "stated", "tags", "categories", "words"

LONGEST_TEXT = 5_000
"""Characters of a text that are looked at."""

UKCAT = "ukcat:"

TYPE_FIELDS = {AssetKind.GROUP.value: "group_type", AssetKind.VENUE.value: "venue_type"}

Tags = frozenset[str]
Tagger = Callable[[pd.DataFrame], list[Tags]]
"""Gives each row the tags that a stage looks up."""


@dataclass(frozen=True)
class Answer:
    """What the table says of a thing. ``known``: a rule holds, though it may name no need."""

    known: bool
    kind: str
    type: str
    needs: tuple[str, ...]


def classified(connection: Connection, rows: pd.DataFrame) -> pd.DataFrame:
    """Give each row ``needs`` and ``classified_by``, and its type where it states none.

    Where nothing is known, both stay empty: unclassified.
    """
    needs = rows["needs"] if "needs" in rows else pd.Series(None, index=rows.index, dtype=object)
    stated = needs.map(lambda codes: isinstance(codes, list) and bool(codes)).to_numpy(dtype=bool)
    found = _Found(rows, stated)
    found.ask(TAGS, TAG_SCHEMES, _own_tags)
    found.ask(CATEGORIES, CATEGORY_SCHEMES, _with_expressions(connection))
    found.ask(WORDS, WORD_SCHEMES, _said_in_words)
    lists = pd.Series(found.needs, index=rows.index, dtype=object)
    rows = rows.assign(needs=needs.where(stated, lists), classified_by=found.by)
    return _with_types(rows, found.types)


def kinds(tags: pd.Series) -> pd.Series:
    """Return the kind that the table gives a thing with these tags, missing where it knows none."""
    table = _Table(rules(), TAG_SCHEMES)
    answers = (table.answer("", normal(_listed(row))) for row in tags)
    return pd.Series([answer.kind or None for answer in answers], index=tags.index, dtype="str")


class _Found:
    """What is known of each row so far. A stage is asked only about rows without a need yet."""

    def __init__(self, rows: pd.DataFrame, stated: np.ndarray) -> None:
        self.rows = rows[[name for name in LOOKED_AT if name in rows]]
        offers = (rows["kind"] == AssetKind.SKILL_OFFER).to_numpy(dtype=bool)  # No service yet.
        self.open = ~stated & ~offers
        # Of rows with stated needs the tags may still tell the type.
        self.tagged = ~offers
        self.needs = _each([()], np.zeros(len(rows), dtype=int))
        self.by = np.where(stated, STATED, "").astype(object)
        self.types = np.full(len(rows), "", dtype=object)

    def ask(self, stage: str, schemes: frozenset[str], tagger: Tagger) -> None:
        """Look up what the rows that are still open are, by the rules of some schemes."""
        at = np.flatnonzero(self.tagged if stage == TAGS else self.open)
        if not len(at):
            return
        some = self.rows.iloc[at]
        table = _Table(rules(), schemes)
        which = np.array(table.look_up(some["kind"].tolist(), tagger(some)))
        known = np.array([answer.known for answer in table.answers])[which] & self.open[at]
        helps = np.array([bool(answer.needs) for answer in table.answers])[which] & known
        types = _each([answer.type for answer in table.answers], which)
        self.types[at] = np.where(self.types[at] == "", types, self.types[at])
        self.needs[at[helps]] = _each([answer.needs for answer in table.answers], which[helps])
        # A stage that finds a need counts for more than one that only knew the thing.
        self.by[at[helps | (known & (self.by[at] == ""))]] = stage
        self.open[at[helps]] = False


class _Table:
    """The rules of some schemes, found by their tags. Equal sets of tags are looked up once."""

    def __init__(self, table: Iterable[Rule], schemes: frozenset[str]) -> None:
        self.by_tag: dict[str, list[Rule]] = {}
        self.answers: list[Answer] = []
        for rule in table:
            if rule.scheme in schemes:
                self.by_tag.setdefault(min(rule.tags), []).append(rule)

    def look_up(self, of_kinds: Sequence[str], tags: Sequence[Tags]) -> list[int]:
        """Return for each row which of ``answers`` holds for a thing of its kind and tags."""
        known: dict[tuple[str, Tags], int] = {}
        for pair in set(zip(of_kinds, tags, strict=True)):
            known[pair] = len(self.answers)
            self.answers.append(self.answer(*pair))
        return [known[pair] for pair in zip(of_kinds, tags, strict=True)]

    def answer(self, kind: str, tags: Tags) -> Answer:
        """Return what the rules that hold say together; the most exact one gives the type."""
        holding = [
            rule
            for tag in tags
            for rule in self.by_tag.get(tag, ())
            if rule.tags <= tags and (not kind or rule.kind in ("", kind))
        ]
        holding.sort(key=lambda rule: (-len(rule.tags), rule.line))
        return Answer(
            known=bool(holding),
            kind=next((rule.kind for rule in holding if rule.kind), ""),
            type=next((rule.type for rule in holding if rule.type), ""),
            needs=tuple(sorted({need for rule in holding for need in rule.needs})),
        )


def _own_tags(rows: pd.DataFrame) -> list[Tags]:
    if "tags" not in rows:
        return [frozenset()] * len(rows)
    known: dict[tuple[str, ...], Tags] = {}
    found = []
    for tags in map(tuple, map(_listed, rows["tags"])):
        if tags not in known:
            known[tags] = normal(tags)
        found.append(known[tags])
    return found


def _with_expressions(connection: Connection) -> Tagger:
    """Return what adds to a group's own tags the UKCAT codes whose expressions its text holds.

    A group that somebody gave such codes keeps to them: a person read more than its text.
    """

    def tag(rows: pd.DataFrame) -> list[Tags]:
        own = _own_tags(rows)
        open_rows = [
            at
            for at, (kind, tags) in enumerate(zip(rows["kind"], own, strict=True))
            if kind == AssetKind.GROUP and not any(one.startswith(UKCAT) for one in tags)
        ]
        asked = _asked_for(expressions(connection)) if open_rows else []
        if not asked:
            return own
        said = _texts(rows.iloc[open_rows])
        holds = {
            UKCAT + one.code.casefold(): _holds(said, one.matches, one.excludes) for one in asked
        }
        for at, more in zip(open_rows, _tags_of(holds, len(open_rows)), strict=True):
            own[at] |= more
        return own

    return tag


def _asked_for(known: Iterable[Expression]) -> list[Expression]:
    """Return the expressions whose code the table names: no other one can change anything."""
    named = {tag for rule in rules() for tag in rule.tags if rule.scheme == "ukcat"}
    return [one for one in known if UKCAT + one.code.casefold() in named]


def _said_in_words(rows: pd.DataFrame) -> list[Tags]:
    said = {"words": _texts(rows), "name": _text(rows["name"])}
    holds = {
        tag: _holds(said[rule.scheme], rule.expression)
        for rule in rules()
        if rule.scheme in WORD_SCHEMES
        for tag in rule.tags
    }
    return _tags_of(holds, len(rows))


def _texts(rows: pd.DataFrame) -> pa.Array:
    """Return all that is said of each row in words, up to where nobody reads on."""
    parts = [_text(rows[name]) for name in ("name", "description", "words") if name in rows]
    whole = pc.binary_join_element_wise(*parts, "\n", null_handling="skip")
    return pc.utf8_slice_codeunits(whole, 0, LONGEST_TEXT)


def _text(texts: pd.Series) -> pa.Array:
    return pa.array(texts.astype(object), pa.string(), from_pandas=True)


def _holds(texts: pa.Array, matches: str, excludes: str = "") -> np.ndarray:
    """Tell which texts hold an expression and not the other. RE2: in time linear to the text."""
    held = _matched(texts, matches)
    return held & ~_matched(texts, excludes) if excludes else held


def _matched(texts: pa.Array, expression: str) -> np.ndarray:
    found = pc.match_substring_regex(texts, expression, ignore_case=True)
    return np.asarray(found.fill_null(False).to_numpy(zero_copy_only=False), dtype=bool)


def _tags_of(holds: dict[str, np.ndarray], rows: int) -> list[Tags]:
    tags: list[Tags] = [frozenset()] * rows
    for tag, which in holds.items():
        for at in np.flatnonzero(which):
            tags[at] |= {tag}
    return tags


def _each(values: Sequence[object], which: np.ndarray) -> np.ndarray:
    """Return the values at some places as an array of objects; tuples become lists."""
    found = np.empty(len(values), dtype=object)
    for at, value in enumerate(values):
        found[at] = list(value) if isinstance(value, tuple) else value
    taken: np.ndarray = found[which]
    return taken


def _listed(tags: object) -> Iterable[str]:
    return tags if isinstance(tags, list) else ()


def _with_types(rows: pd.DataFrame, types: np.ndarray) -> pd.DataFrame:
    known = pd.Series(types, index=rows.index, dtype=object).replace("", None)
    for kind, field in TYPE_FIELDS.items():
        own = rows["kind"] == kind
        if not (own & known.notna()).any():
            continue
        stated = rows[field] if field in rows else pd.Series(None, index=rows.index, dtype=object)
        rows = rows.assign(**{field: stated.where(stated.notna() | ~own, known)})
    return rows
