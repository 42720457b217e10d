"""Delimited text, plain, gzipped or in a zip, with delimiter and encoding as found."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import csv as arrow_csv

from asset_map.domain.errors import BadInput
from etl.files import Member, is_zip, members, unpacked
from etl.formats.dialect import Dialect, as_utf8, dialect_of, with_one_byte
from etl.formats.mojibake import mended
from etl.formats.tabular import (
    BATCH_ROWS,
    Block,
    Head,
    Line,
    batches_under,
    blocks_of,
    framed,
    head_of,
)
from etl.formats.whole_rows import WholeRows, whole_rows
from etl.source import Batch, IsHeader

LONGEST_CELL = 1_000_000
CHUNK_BYTES = 16_000_000
"""So much of a text is looked at in one go; it bounds the memory that arrays take."""


@dataclass(frozen=True)
class Delimited:
    """Text with a delimiter, found by looking if none is said. ``header``: the column names where
    the file itself has none. ``inside``: the folder of a zip whose members are read.
    """

    delimiter: str = ""
    header: tuple[str, ...] = ()
    inside: str = ""

    def batches(self, path: Path, limit_bytes: int, is_header: IsHeader) -> Iterator[Batch]:
        """Yield the rows as text, with the file and line each came from."""
        found = False
        for member in self._members(path, limit_bytes):
            found = True
            yield from self._rows(member, is_header)
        if not found:
            raise BadInput(
                f"{path.name} holds no CSV file{f' in {self.inside}' if self.inside else ''}.",
                "Check that it is the archive as it was published.",
            )

    def _members(self, path: Path, limit_bytes: int) -> Iterator[Member]:
        if not is_zip(path):
            yield Member(path.name, unpacked(path, limit_bytes))
            return
        for member in members(path, (".csv", ".txt", ".tsv"), limit_bytes):
            if member.name.startswith(self.inside):
                yield replace(member, name=f"{path.name}/{Path(member.name).name}")

    def _rows(self, member: Member, is_header: IsHeader) -> Iterator[Batch]:
        content = as_utf8(member.name, member.content)
        dialect = dialect_of(content, self.delimiter, is_header, self.header)
        text = _Text(member.name, *with_one_byte(content, dialect))
        count = 0
        plain = text.content.isascii()
        for batch in text.batches(self.header, is_header):
            rows, cells = (batch.rows, 0) if plain else mended(batch.rows)
            count += cells
            yield replace(batch, rows=rows, share=member.before + member.part * batch.share)
        if count:
            note = f"{member.name}: {count:,} cells held broken letters, which were mended."
            yield replace(batch, rows=rows[:0], skipped=0, notes=(note,))


class _Text:
    """A text in UTF-8 whose delimiter is one byte, and how far it is read."""

    def __init__(self, name: str, content: bytes, dialect: Dialect) -> None:
        self.name = name
        self.content = content
        self.dialect = _literal_where_it_must_be(content, dialect)
        self.at = 0
        self.line = 1

    def batches(self, header: tuple[str, ...], is_header: IsHeader) -> Iterator[Batch]:
        """Yield the rows under the header that is given, or found among the first rows."""
        lines = self._strict_lines()
        head = Head(header) if header else head_of(lines, is_header)
        over = blocks_of(iter(head.over), head.names)
        blocks = chain(over, self._blocks(head.names))
        yield from batches_under(self.name, head, blocks, self._share)

    def _share(self) -> float:
        return self.at / max(len(self.content), 1)

    def _blocks(self, names: tuple[str, ...]) -> Iterator[Block]:
        """Yield the rows that are not read yet: fast while it is certain where they end."""
        lone_returns = self.content.count(b"\r") != self.content.count(b"\r\n")
        while self.at < len(self.content) and not lone_returns:
            end = self.at + CHUNK_BYTES
            chunk = self.content[self.at : end]
            if end >= len(self.content) and not chunk.endswith(b"\n"):
                chunk += b"\n"
            rows = whole_rows(chunk, self.dialect.delimiter, quoted=self.dialect.quoted)
            if rows is None or (rows.ends - rows.starts).max() > LONGEST_CELL:
                break
            yield from self._fast(chunk, rows, names)
        yield from blocks_of(self._strict_lines(), names)

    def _fast(self, chunk: bytes, rows: WholeRows, names: tuple[str, ...]) -> Iterator[Block]:
        line, at = self.line, self.at
        view = memoryview(chunk)
        for first in range(0, len(rows.ends), BATCH_ROWS):
            of = slice(first, first + BATCH_ROWS)
            start, end = int(rows.starts[of][0]), int(rows.ends[of][-1]) + 1
            self.at = min(at + end, len(self.content))
            lines = line + rows.at_line[of][~rows.blank[of]]
            frame = self._parsed(view[start:end], lines, names)
            if frame is None:  # A row has too many cells, or too few.
                strict = self._strict(io.BytesIO(view[start:end]), line + int(rows.at_line[first]))
                yield from blocks_of(strict, names)
            else:
                yield Block(frame, int(rows.blank[of].sum()))
        self.line = line + rows.lines

    def _parsed(
        self, content: memoryview, lines: np.ndarray, names: tuple[str, ...]
    ) -> pd.DataFrame | None:
        """Return the rows as Arrow reads them, or None where not all have as many cells."""
        if not len(lines):
            return None
        keys = [str(at) for at in range(len(names))]
        try:
            table = arrow_csv.read_csv(
                pa.py_buffer(content),
                arrow_csv.ReadOptions(column_names=keys, block_size=len(content) + 1),
                arrow_csv.ParseOptions(
                    delimiter=self.dialect.delimiter,
                    quote_char='"' if self.dialect.quoted else False,
                    newlines_in_values=True,
                ),
                arrow_csv.ConvertOptions(
                    column_types=dict.fromkeys(keys, pa.large_string()), strings_can_be_null=False
                ),
            )
        except pa.ArrowInvalid:
            return None
        if len(table) != len(lines):
            return None
        return framed(table.columns, names).assign(_line=lines, _fault="")

    def _strict_lines(self) -> Iterator[Line]:
        """Yield the rows that are not read yet, one by one, keeping account of them."""
        line = self.line
        file = io.BytesIO(memoryview(self.content)[self.at :])
        yield from self._strict(file, line, self._passed)

    def _passed(self, text: str) -> None:
        self.at += len(text.encode())
        self.line += 1

    def _strict(
        self, file: io.BytesIO, line: int, passed: Callable[[str], None] = lambda _: None
    ) -> Iterator[Line]:
        """Yield the rows of a file, of which the first stands on a line; raise BadInput.

        Strict: a stray quotation mark would else swallow the rows up to the next one.
        """

        def texts() -> Iterator[str]:
            for text in io.TextIOWrapper(file, encoding="utf-8", newline=""):
                passed(text)
                yield text

        csv.field_size_limit(LONGEST_CELL)
        reader = csv.reader(
            texts(), delimiter=self.dialect.delimiter, quoting=self.dialect.quoting, strict=True
        )
        before = line - 1
        try:
            at = before + 1
            for cells in reader:
                yield at, cells
                at = before + reader.line_num + 1
        except csv.Error as error:
            raise BadInput(
                f"{self.name}, line {before + reader.line_num} or before: {_plain(error)}.",
                "Mend that and load the file again.",
            ) from error


def _literal_where_it_must_be(content: bytes, dialect: Dialect) -> Dialect:
    """Read quotation marks between tabs as they are, unless each of them does hold a cell."""
    if dialect.delimiter != "\t" or b'"' not in content:
        return dialect
    with_end = content if content.endswith(b"\n") else content + b"\n"
    rows = whole_rows(with_end, "\t", quoted=True)
    return replace(dialect, quoted=rows is not None and rows.ends[-1] == len(with_end) - 1)


def _plain(error: csv.Error) -> str:
    if "expected after" in str(error) or "unexpected end" in str(error):
        return "a quotation mark stands alone or is never closed"
    if "field larger" in str(error):
        return f"a cell has more than {LONGEST_CELL:,} characters"
    return str(error)
