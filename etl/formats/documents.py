"""JSON: a list of records, pages of a feed, JSON lines; plain, gzipped or in a zip."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from asset_map.domain.errors import BadInput
from etl.files import Member, is_zip, members, unpacked
from etl.formats.dialect import as_utf8
from etl.formats.records import Flat, Twice, flat, storable
from etl.formats.tabular import BATCH_ROWS, framed
from etl.source import Batch, IsHeader

SUFFIXES = (".json", ".jsonl", ".ndjson")
ITSELF = "."
MOST_COLUMNS = 5_000
MOST_DIGITS = 300


@dataclass(frozen=True)
class Documents:
    """JSON whose records become rows, and whose nested values become columns named by their path.

    ``records``: the name of the list of records in the top-level object, or in each page of a list
    of pages; several names are tried in order, and ``.`` is the object itself. Where none is said,
    it is the only list of objects that there is. A top-level list of other things is the list.
    An empty page gives no rows.

    Columns: scalars at ``a``, ``a/b`` and, of the first in a list, ``a/0/b``; each nested list or
    object also as JSON text at its own path. ``_line`` counts the records of a file from 1.
    """

    records: str | tuple[str, ...] = ""

    def batches(
        self,
        path: Path,
        limit_bytes: int,
        is_header: IsHeader,  # noqa: ARG002 - every value says itself what it is called
    ) -> Iterator[Batch]:
        """Yield the records as rows of text. Raises BadInput where there is no list of them."""
        for member in _members(path, limit_bytes):
            document = _parsed(member.name, as_utf8(member.name, member.content).decode())
            records = self._records(member.name, document)
            for batch in _batches(member.name, records):
                yield replace(batch, share=member.before + member.part * batch.share)

    def _records(self, name: str, document: Any) -> list[Any]:
        names = (self.records,) if isinstance(self.records, str) else self.records
        if isinstance(document, list):
            pages = [_under(page, names) for page in document]
            if pages and all(page is not None for page in pages):
                return [record for page in pages if page is not None for record in page]
            return document
        if not isinstance(document, dict):
            raise BadInput(f"{name} holds one value and no records.", "Check that it is the file.")
        records = _under(document, names)
        if records is not None:
            return records
        if ITSELF in names:
            return [document]
        if names != ("",):
            raise BadInput(
                f"{name} has no list called {' or '.join(names)}.",
                f"It has: {_named(document) or 'nothing'}. Check that it is the file.",
            )
        return _only_list(name, document)


def _members(path: Path, limit_bytes: int) -> Iterator[Member]:
    if not is_zip(path):
        yield Member(path.name, unpacked(path, limit_bytes))
        return
    found = False
    for member in members(path, SUFFIXES, limit_bytes):
        found = True
        yield replace(member, name=f"{path.name}/{Path(member.name).name}")
    if not found:
        raise BadInput(f"{path.name} holds no JSON file.", "Check that it is the right archive.")


def _under(document: Any, names: Sequence[str]) -> list[Any] | None:
    """Return the list under the first of some names that an object has; None where it has none."""
    lists = [document.get(name) for name in names] if isinstance(document, dict) else []
    return next((found for found in lists if isinstance(found, list)), None)


def _only_list(name: str, document: dict[str, Any]) -> list[Any]:
    lists = {key: value for key, value in document.items() if isinstance(value, list)}
    of_objects = {
        key: value for key, value in lists.items() if any(isinstance(one, dict) for one in value)
    }
    found = of_objects or {key: value for key, value in lists.items() if not value}
    if len(found) != 1:
        which = f"several lists: {_named(found)}" if found else "no list of records"
        raise BadInput(f"{name} holds {which}.", "Check that it is the file that the source reads.")
    return next(iter(found.values()))


def _named(keys: Iterable[str]) -> str:
    """Return keys as a person can read them in one line."""
    return " ".join(storable(", ".join(keys)).split())[:200]


def _parsed(name: str, text: str) -> Any:
    try:
        return _loads(text)
    except RecursionError as error:
        raise BadInput(
            f"{name} is nested too deeply.", "Check that it is the right file."
        ) from error
    except ValueError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) > 1 and isinstance(_one_line(lines[0]), dict):
            return [_one_line(line) for line in lines]
        raise BadInput(
            f"{name} is cut off or damaged: it does not end as JSON must.", "Download it again."
        ) from error


def _one_line(line: str) -> Any:
    """Return the record on one of several lines; None where it is broken, which marks the row."""
    try:
        return _loads(line)
    except (ValueError, RecursionError):
        return None


def _loads(text: str) -> Any:
    return json.loads(
        text, object_pairs_hook=_object, parse_int=_whole, parse_constant=lambda _: None
    )


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs) and any(found[key] != value for key, value in pairs):
        return Twice(found)
    return found


def _whole(digits: str) -> int | str:
    return int(digits) if len(digits) <= MOST_DIGITS else digits


def _batches(name: str, records: list[Any]) -> Iterator[Batch]:
    """Yield the records as rows that all have the same columns."""
    columns: dict[str, None] = {}
    for record in records:
        columns.update(dict.fromkeys(flat(record).texts))
        if len(columns) > MOST_COLUMNS:
            raise BadInput(
                f"The records of {name} have more than {MOST_COLUMNS:,} different fields.",
                "Check that it is the file that the source reads.",
            )
    for first in range(0, len(records), BATCH_ROWS):
        some = [flat(record) for record in records[first : first + BATCH_ROWS]]
        done = (first + len(some)) / len(records)
        yield Batch(_frame(name, some, list(columns), first), share=done)


def _frame(name: str, records: list[Flat], columns: list[str], first: int) -> pd.DataFrame:
    texts = [[record.texts.get(column, "") for record in records] for column in columns]
    faults = [record.fault for record in records]
    arrays = [pa.array(column, pa.large_string()) for column in (*texts, faults)]
    lines = range(first + 1, first + 1 + len(records))
    return framed(arrays, [*columns, "_fault"]).assign(_file=name, _line=lines)
