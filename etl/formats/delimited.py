"""Delimited text, plain or in a zip, with the encoding as found."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pandas as pd

from asset_map.domain.errors import BadInput
from etl.files import is_zip, members, unpacked

BATCH_ROWS = 50_000
LONGEST_CELL = 1_000_000
ENCODINGS = ("utf-8-sig", "cp1252")


@dataclass(frozen=True)
class Delimited:
    """Text with a delimiter. ``header``: the column names where the file itself has none.

    ``inside``: the folder of a zip whose members are read.
    """

    delimiter: str = ","
    header: tuple[str, ...] = ()
    inside: str = ""

    def batches(self, path: Path, limit_bytes: int) -> Iterator[pd.DataFrame]:
        """Yield the rows as text, with the file and line each came from."""
        if not is_zip(path):
            yield from self._rows(path.name, unpacked(path, limit_bytes))
            return
        found = False
        for name, content in members(path, (".csv", ".txt"), limit_bytes):
            if name.startswith(self.inside):
                found = True
                yield from self._rows(f"{path.name}/{Path(name).name}", content)
        if not found:
            raise BadInput(
                f"{path.name} holds no CSV file{f' in {self.inside}' if self.inside else ''}.",
                "Check that it is the archive as it was published.",
            )

    def _rows(self, name: str, content: bytes) -> Iterator[pd.DataFrame]:
        csv.field_size_limit(LONGEST_CELL)
        text = io.StringIO(_decoded(name, content), newline="")
        # Strict: a stray quotation mark would else swallow the rows up to the next one.
        reader = csv.reader(text, delimiter=self.delimiter, strict=True)
        try:
            header = self.header or tuple(cell.strip() for cell in next(reader, []))
            _refuse_unreadable_header(name, header)
            rows = _numbered(reader, len(header))
            while batch := list(islice(rows, BATCH_ROWS)):
                yield pd.DataFrame(batch, columns=[*header, "_line", "_fault"]).assign(_file=name)
        except csv.Error as error:
            raise BadInput(
                f"{name}, line {reader.line_num} or before: {_plain(error)}.",
                "Mend that and load the file again.",
            ) from error


def _plain(error: csv.Error) -> str:
    if "expected after" in str(error) or "unexpected end" in str(error):
        return "a quotation mark stands alone or is never closed"
    if "field larger" in str(error):
        return f"a cell has more than {LONGEST_CELL:,} characters"
    return str(error)


def _numbered(reader: Iterator[list[str]], width: int) -> Iterator[list[object]]:
    """Yield each row that says anything, fitted to the header, with its line and its fault."""
    while True:
        line = reader.line_num + 1  # type: ignore[attr-defined]
        try:
            cells = next(reader)
        except StopIteration:
            return
        if any(cells):
            fault = f"{len(cells)} cells under {width} headers" if any(cells[width:]) else ""
            yield [*cells[:width], *[""] * (width - len(cells)), line, fault]


def _decoded(name: str, content: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise BadInput(
        f"{name} is not text in UTF-8 or Windows-1252.", "Save it as CSV UTF-8 and load it again."
    )


def _refuse_unreadable_header(name: str, header: tuple[str, ...]) -> None:
    if not any(header):
        raise BadInput(f"{name} has no header row.", "Download it again.")
    if any(cell.startswith("_") for cell in header):
        raise BadInput(f"{name} has a column whose name begins with _.", "Rename it.")
    twice = {cell for cell in header if cell and header.count(cell) > 1}
    if twice:
        raise BadInput(
            f"{name} has the column {sorted(twice)[0]} twice.", "Rename one and load it again."
        )
