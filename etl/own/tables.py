"""Reads lists that people keep themselves: CSV files, or one workbook with several sheets.

Sheets of venues and of groups often have the same columns, so a sheet is known by its name. Each
row is marked with the kind of thing it tells of, by which its layout is then chosen.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from pathlib import Path

import pandas as pd

from asset_map.domain.errors import BadInput
from asset_map.domain.places import name_key
from etl.cleaning.values import plain_text
from etl.formats.tables import Tables
from etl.source import Batch, Column, IsHeader, Reader, Rows, Sheet
from etl.steps import matched

_SUFFIXES = re.compile(r"(\.(csv|tsv|txt|xlsx|xlsm|xls|ods|zip|gz))+$", re.IGNORECASE)


@dataclass(frozen=True)
class Table:
    """One kind of table of a list: what its rows are, and what its sheets or files are called.

    ``names`` are folded (``places.name_key``), and may begin with ``*``; where there are none, any
    table with the right columns is one.
    """

    kind: str
    names: tuple[str, ...]
    columns: tuple[Column, ...]
    make: Callable[[pd.DataFrame], Rows]

    @property
    def sheet(self) -> Sheet:
        """Return the layout, which only rows marked as of this kind have."""
        return Sheet(
            (Column((marker(self.kind),), "kind", plain_text, required=True), *self.columns),
            self.make,
        )

    def fits(self, headers: Sequence[str]) -> bool:
        """Tell whether every required column is among the headers."""
        return Sheet(self.columns, self.make).fits(headers)

    def is_called(self, name: str) -> bool:
        """Tell whether a table of this name is one of these."""
        return any(fnmatch(name_key(name), called) for called in self.names)


def marker(kind: str) -> str:
    """Return the header of the column that marks rows of a kind."""
    return f"_{kind}"


@dataclass(frozen=True)
class OwnTables:
    """Reads the tables of a list. ``never``: headers whose cells are never looked at."""

    tables: tuple[Table, ...]
    never: tuple[str, ...] = ()
    reader: Reader = field(default_factory=Tables)

    def batches(self, path: Path, limit_bytes: int, is_header: IsHeader) -> Iterator[Batch]:  # noqa: ARG002
        """Yield the rows of the tables that are known; tell of the others."""
        skipped, notes, seen = 0, [*self._never_read()], _Seen()
        for batch in self.reader.batches(path, limit_bytes, self._is_header):
            skipped += batch.skipped
            notes += batch.notes
            if batch.rows.empty:
                self._refuse_other_columns(path.name, list(batch.rows.columns))
                continue
            name = table_name(str(batch.rows["_file"].iloc[0]))
            table = self._table(name, list(batch.rows.columns))
            seen.add(name, known=table is not None)
            if table is not None:
                yield replace(batch, rows=self._marked(batch.rows, table), skipped=0, notes=())
        yield self._rest(path.name, skipped, notes, seen)

    def _is_header(self, cells: Sequence[str]) -> bool:
        return any(table.fits(cells) for table in self.tables)

    def _table(self, name: str, headers: list[str]) -> Table | None:
        called = (table for table in self.tables if table.is_called(name))
        fitting = (table for table in self.tables if not table.names and table.fits(headers))
        return next(called, None) or next(fitting, None)

    def _marked(self, rows: pd.DataFrame, table: Table) -> pd.DataFrame:
        left_out = [header for header in rows.columns if header in self.never]
        rows = rows.drop(columns=left_out).assign(**{marker(table.kind): table.kind})
        matched(
            table.sheet, list(rows.columns), str(rows["_file"].iloc[0])
        )  # Tells what is missing.
        return rows

    def _refuse_other_columns(self, file: str, headers: list[str]) -> None:
        """Tell what is missing in a table without rows; a workbook without any of ours is one."""
        if not self._is_header(headers):
            table = self._table(table_name(file), headers) or self.tables[0]
            matched(table.sheet, [marker(table.kind), *headers], file)

    def _never_read(self) -> list[str]:
        if not self.never:
            return []
        return [f"Never read, since it can name private people: {', '.join(self.never)}."]

    def _rest(self, file: str, skipped: int, notes: list[str], seen: "_Seen") -> Batch:
        """Return what is left to say once all tables are read, with no rows."""
        if seen.unknown and not seen.known:
            raise BadInput(
                f"{file} is none of the tables of this list.",
                f"It reads {', '.join(self._files())}, or sheets of these names.",
            )
        if seen.unknown:
            notes.append(
                f"Not read, since no table of the list is called so: {', '.join(seen.unknown)}."
            )
        if not seen.known:
            notes.append(f"{file} has headers and no entries yet.")
        sheet = self.tables[0].sheet
        headers = [re.sub(r"\\(.)", r"\1", column.headers[0]) for column in sheet.columns]
        empty = pd.DataFrame(columns=[*headers, "_file", "_line", "_fault"], dtype="str")
        return Batch(empty, skipped, notes=tuple(notes))

    def _files(self) -> list[str]:
        names = [name.removeprefix("*") for table in self.tables for name in table.names]
        return [f"{name.replace(' ', '_')}.csv" for name in names] or ["any table with its columns"]


class _Seen:
    """The names of the tables met so far."""

    def __init__(self) -> None:
        self.known: list[str] = []
        self.unknown: list[str] = []

    def add(self, name: str, *, known: bool) -> None:
        names = self.known if known else self.unknown
        if name not in names:
            names.append(name)


def table_name(file: str) -> str:
    """Return what a table is called: its sheet in a workbook, else its file without the suffix."""
    return _SUFFIXES.sub("", file.partition("/")[2] or file)
