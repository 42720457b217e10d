"""A table that comes with others: what they say of its rows is joined to them, as more columns.

All of them are files of one load. Only rows of the main table are rows of the load; a note tells
how many rows of the others were joined.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from pathlib import Path

import pandas as pd

from asset_map.domain.errors import BadInput
from etl.source import Batch, IsHeader, Reader

PARTED_BY = "|"
"""Between the texts of several rows that were joined to one."""


@dataclass(frozen=True)
class Companion:
    """Another table of the same load. ``of_file``: the pattern of its name.

    ``says``: makes one text of each of its rows, missing where it says nothing; ``column``: what
    these texts are called in the main table.
    """

    of_file: str
    columns: tuple[str, ...]
    column: str
    says: Callable[[pd.DataFrame], pd.Series]

    def is_header(self, cells: Sequence[str]) -> bool:
        """Tell whether these are the column names of this table."""
        return set(self.columns) <= {cell.strip() for cell in cells}


@dataclass(frozen=True)
class Joined:
    """Reads a table with its companions, joined by ``key``, a column that they all have.

    ``passed_over``: tells which rows of the main table are nothing that can be loaded; they count
    as skipped, and ``why`` says so.
    """

    reader: Reader
    key: str
    companions: tuple[Companion, ...]
    passed_over: Callable[[pd.DataFrame], pd.Series]
    why: str
    files: tuple[Path, ...] = field(default=())

    def among(self, files: Sequence[Path]) -> "Joined":
        """Return the same reader, knowing all the files of the load."""
        return replace(self, files=tuple(files))

    def batches(self, path: Path, limit_bytes: int, is_header: IsHeader) -> Iterator[Batch]:
        """Yield the rows of the main table; of another one nothing. Raises BadInput."""
        if self._companion(path):
            self._refuse_alone(path)
            return
        said = [table for file in self.files if (table := self._read(file, limit_bytes))]
        notes = tuple(note for _, _, note in said)
        for batch in self.reader.batches(path, limit_bytes, is_header):
            if not is_header(list(batch.rows.columns)):
                yield batch  # Whoever asked tells which column is missing.
                continue
            rows = self._with_said(batch.rows, said)
            passed = self.passed_over(rows)
            if passed.any():
                notes = (*notes, f"{path.name}: {passed.sum():,} {self.why}")
            yield replace(
                batch,
                rows=rows[~passed],
                skipped=batch.skipped + int(passed.sum()),
                notes=(*batch.notes, *notes),
            )
            notes = ()

    def _companion(self, path: Path) -> Companion | None:
        found = (one for one in self.companions if fnmatch(path.name, one.of_file))
        return next(found, None)

    def _refuse_alone(self, path: Path) -> None:
        if all(self._companion(file) for file in self.files):
            raise BadInput(
                f"{path.name} only tells more of what stands in another table.",
                "Name the main table too, with a --file of its own.",
            )

    def _read(self, path: Path, limit_bytes: int) -> tuple[str, dict[str, str], str] | None:
        """Return what a companion says: its column, the texts by key, and a note."""
        table = self._companion(path)
        if table is None:
            return None
        texts: dict[str, list[str]] = {}
        count = 0
        for batch in self.reader.batches(path, limit_bytes, table.is_header):
            _refuse_other(path, table, batch.rows)
            said = table.says(batch.rows)
            count += len(said)
            told = said.notna() & (said != "")
            for key, text in zip(batch.rows.loc[told, self.key], said[told], strict=True):
                texts.setdefault(key, []).append(text)
        note = f"{path.name}: {count:,} rows were joined to the main table."
        return table.column, {key: PARTED_BY.join(some) for key, some in texts.items()}, note

    def _with_said(
        self, rows: pd.DataFrame, said: Sequence[tuple[str, dict[str, str], str]]
    ) -> pd.DataFrame:
        columns = {column: rows[self.key].map(texts).fillna("") for column, texts, _ in said}
        return rows.assign(**columns)


def among(reader: Reader, files: Sequence[Path]) -> Reader:
    """Return a reader that knows all files of the load, where it asks for them."""
    return reader.among(files) if isinstance(reader, Joined) else reader


def _refuse_other(path: Path, table: Companion, rows: pd.DataFrame) -> None:
    missing = [name for name in table.columns if name not in rows]
    if missing:
        raise BadInput(
            f"{path.name} has no column {missing[0]}.",
            "Check that it is the table as it was published.",
        )
