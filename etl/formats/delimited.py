"""Delimited text, plain or in a zip, with the encoding as found."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from asset_map.domain.errors import BadInput
from etl.files import is_zip, members, unpacked
from etl.formats.tabular import Line, batches_of
from etl.source import Batch, IsHeader

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

    def batches(self, path: Path, limit_bytes: int, is_header: IsHeader) -> Iterator[Batch]:
        """Yield the rows as text, with the file and line each came from."""
        if not is_zip(path):
            yield from self._rows(path.name, unpacked(path, limit_bytes), is_header)
            return
        found = False
        for name, content in members(path, (".csv", ".txt"), limit_bytes):
            if name.startswith(self.inside):
                found = True
                yield from self._rows(f"{path.name}/{Path(name).name}", content, is_header)
        if not found:
            raise BadInput(
                f"{path.name} holds no CSV file{f' in {self.inside}' if self.inside else ''}.",
                "Check that it is the archive as it was published.",
            )

    def _rows(self, name: str, content: bytes, is_header: IsHeader) -> Iterator[Batch]:
        csv.field_size_limit(LONGEST_CELL)
        text = io.StringIO(_decoded(name, content), newline="")
        # Strict: a stray quotation mark would else swallow the rows up to the next one.
        reader = csv.reader(text, delimiter=self.delimiter, strict=True)
        try:
            yield from batches_of(name, _numbered(reader), is_header, header=self.header)
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


def _numbered(reader: Iterator[list[str]]) -> Iterator[Line]:
    while True:
        line = reader.line_num + 1  # type: ignore[attr-defined]
        try:
            yield line, next(reader)
        except StopIteration:
            return


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
