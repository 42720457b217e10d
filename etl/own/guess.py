"""Guesses what the columns of a list mean, for a person to confirm: nothing is loaded by it.

What could name a private person is never guessed to be anything, whatever else it looks like.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from asset_map.domain.assets import AssetKind
from asset_map.domain.places import name_key
from etl.own.header_words import (
    field_of,
    is_personal,
    is_published_header,
    kind_of,
    looks_like_header,
)
from etl.own.mapping import JOINS_BY, fields_of, our_needs
from etl.own.tables import table_name
from etl.source import Reader
from etl.sources.own_list import NAMES, TABLES

WORDS_SHOWN = 20
LONGEST_WORD = 40


@dataclass(frozen=True)
class TableGuess:
    """What one table seems to hold. ``doubtful``: headers that could be several things."""

    sheets: tuple[str, ...]
    name: str
    headers: dict[str, list[str]]
    personal: list[str]
    doubtful: list[str]
    left_out: list[str]
    words: dict[str, str]
    unknown_words: list[str]


@dataclass(frozen=True)
class Guess:
    """A guessed mapping, to be confirmed or corrected by a person."""

    list_id: str
    tables: tuple[TableGuess, ...]
    others: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """Return the mapping as lines of TOML, with what was left out as comments."""
        lines = [
            "# Guessed from the headers. Read it, correct it, and fill in whose list it is.",
            f"id = {_quoted(self.list_id)}",
            f"title = {_quoted(self.list_id.replace('-', ' ').capitalize())}",
            'publisher = "the council or community that keeps the list"',
            "",
            "[licence]",
            'name = "Not stated"',
            "open = false",
        ]
        lines += [line for table in self.tables for line in _table_lines(table)]
        return lines + _comment("Not read: tables of a kind that is there already", self.others)

    def toml(self) -> str:
        """Return the mapping as the text of a TOML file."""
        return "\n".join(self.lines()) + "\n"


def is_published(files: Sequence[Path], reader: Reader, limit_bytes: int) -> bool:
    """Tell whether all tables of a list have the published names and columns."""
    return all(
        _is_published(batch.rows)
        for path in files
        for batch in reader.batches(path, limit_bytes, is_published_header)
    )


def guessed(files: Sequence[Path], reader: Reader, limit_bytes: int, list_id: str) -> Guess:
    """Guess what the tables of a list are and what their columns mean."""
    guesses: dict[str, TableGuess] = {}
    others: list[str] = []
    for name, headers, rows in _tables(files, reader, limit_bytes):
        guess = table_guess(name, headers, rows)
        first = guesses.setdefault(guess.name, guess)
        if first.headers != guess.headers:
            others.append(name)
        elif first is not guess:
            guesses[guess.name] = replace(first, sheets=(*first.sheets, name))
    return Guess(list_id, tuple(guesses.values()), tuple(others))


def table_guess(name: str, headers: Sequence[str], rows: pd.DataFrame) -> TableGuess:
    """Guess what the columns of one table mean; ``rows``: its cells, for the words of its needs."""
    kind = kind_of(name, headers)
    personal = [header for header in headers if is_personal(header)]
    found: dict[str, list[tuple[float, str]]] = {}
    doubtful: list[str] = []
    left_out: list[str] = []
    for header in headers:
        if not header.strip() or header in personal:
            continue
        field, score, sure = field_of(header, kind)
        if field and sure:
            found.setdefault(field, []).append((score, header))
        else:
            (doubtful if field else left_out).append(header)
    chosen: dict[str, list[str]] = {}
    for field, scored in found.items():
        best, rest = _best(field, scored)
        chosen |= {field: best} if best else {}
        doubtful += rest
    words, unknown = _words(rows, chosen.get("needs", []))
    return TableGuess((name,), kind, chosen, personal, doubtful, left_out, words, unknown)


def _best(field: str, scored: list[tuple[float, str]]) -> tuple[list[str], list[str]]:
    """Return the headers that fill a field, and those that are left out as doubtful."""
    if field in JOINS_BY:
        return [header for _, header in scored], []
    top = max(score for score, _ in scored)
    best = [header for score, header in scored if score == top]
    rest = [header for score, header in scored if score < top]
    return (best, rest) if len(best) == 1 else ([], [*best, *rest])


def _words(rows: pd.DataFrame, headers: list[str]) -> tuple[dict[str, str], list[str]]:
    """Return the words of a column of needs that are like ours, and those that are not."""
    cells = [cell for header in headers for cell in rows[header].dropna().unique()]
    words = dict.fromkeys(
        word.strip() for cell in cells for word in re.split(r"[;,|/\n]", str(cell)) if word.strip()
    )
    ours = our_needs()
    like = {word: ours[name_key(word)] for word in words if name_key(word) in ours}
    others = [word for word in words if word not in like and len(word) <= LONGEST_WORD]
    return like, others[:WORDS_SHOWN]


def _is_published(rows: pd.DataFrame) -> bool:
    headers = _headers(rows)
    if rows.empty:  # Then nothing tells what the table is called.
        return is_published_header(headers)
    name = table_name(str(rows["_file"].iloc[0]))
    return any(table.is_called(name) and table.fits(headers) for table in TABLES)


def _tables(
    files: Sequence[Path], reader: Reader, limit_bytes: int
) -> list[tuple[str, list[str], pd.DataFrame]]:
    """Return the name, headers and first rows of each table that has rows."""
    found: dict[str, tuple[str, list[str], pd.DataFrame]] = {}
    for path in files:
        for batch in reader.batches(path, limit_bytes, looks_like_header):
            if not batch.rows.empty:
                file = str(batch.rows["_file"].iloc[0])
                found.setdefault(file, (table_name(file), _headers(batch.rows), batch.rows))
    return list(found.values())


def _headers(rows: pd.DataFrame) -> list[str]:
    return [str(header) for header in rows.columns if str(header)[:1] != "_"]


def _table_lines(table: TableGuess) -> list[str]:
    lines = ["", f"[{table.name}]", f"sheet = [{', '.join(map(_quoted, table.sheets))}]"]
    order = list(fields_of(table.name))
    for field in sorted(table.headers, key=order.index):
        headers = ", ".join(map(_quoted, table.headers[field]))
        lines.append(f"{field} = [{headers}]" if field in JOINS_BY else f"{field} = {headers}")
    if "name" not in table.headers:
        lines.append('# name = "..."  # Which column is the name? It has to be given.')
    if table.personal:
        lines.append("# Never read: these can name a private person, or lead to one.")
        lines.append(f"personal = [{', '.join(map(_quoted, table.personal))}]")
    lines += _comment("Left out, since each could be several things", table.doubtful)
    lines += _comment("Left out, since nothing here is like them", table.left_out)
    return lines + _constants(table) + _needs_words(table)


def _constants(table: TableGuess) -> list[str]:
    if table.name != NAMES[AssetKind.GROUP] or not {"address", "postcode"} & set(table.headers):
        return []
    return [
        "# A group's address is often somebody's home: it is taken to be only where its post goes,",
        "# and hidden. Take these two lines out if every address is where the group meets.",
        f"[{table.name}.constants]",
        "correspondence = true",
    ]


def _needs_words(table: TableGuess) -> list[str]:
    if "needs" not in table.headers:
        return []
    lines = [f"[{table.name}.needs_words]"]
    lines += [f"{_quoted(word)} = {_quoted(need)}" for word, need in table.words.items()]
    lines += [f'# {_quoted(word)} = ""  # which need?' for word in table.unknown_words]
    return lines


def _comment(reason: str, headers: Sequence[str]) -> list[str]:
    return [f"# {reason}: {', '.join(map(_quoted, headers))}"] if headers else []


def _quoted(text: str) -> str:
    """Return a text as TOML writes it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
