"""What a load is going to read: each file with its reader and the layouts it may have.

A CSV of rows that were set aside before, and mended since, is read for what it is, whatever the
source's own reader.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from asset_map.domain.errors import BadInput
from etl.files import checked
from etl.formats.joined import among
from etl.formats.mended import MendedRows, is_mended, mended_rows
from etl.source import Batch, Reader, Sheet, Source


@dataclass(frozen=True)
class Part:
    """A file to be read. ``name``: what it was called when the source first gave it."""

    path: Path
    name: str
    reader: Reader
    sheets: tuple[Sheet, ...]

    @property
    def mended(self) -> bool:
        """Tell whether these are rows that were set aside before: a part of their source."""
        return isinstance(self.reader, MendedRows)

    def batches(self, limit_bytes: int) -> Iterator[Batch]:
        """Yield the rows as text. Raises BadInput where they cannot be read."""
        return self.reader.batches(self.path, limit_bytes, self._is_header)

    def _is_header(self, cells: Sequence[str]) -> bool:
        return any(sheet.fits(cells) for sheet in self.sheets)


def planned(source: Source, files: Sequence[Path], limit_bytes: int) -> list[Part]:
    """Return what is to be read, in order; raise BadInput where something cannot be."""
    if not files:
        raise BadInput(
            f"The source {source.id} needs a file.", f"Name it with --file. {source.hint}"
        )
    paths = [checked(path, limit_bytes) for path in files]
    reader = among(source.reader, paths)
    return [part for path in paths for part in _parts(source, path, reader, limit_bytes)]


def _parts(source: Source, path: Path, reader: Reader, limit_bytes: int) -> list[Part]:
    if not is_mended(path):
        return [Part(path, path.name, reader, _sheets(source, path.name))]
    return [
        Part(path, name, rows, _sheets(source, name))
        for name, rows in (
            (first.partition("/")[0], rows) for first, rows in mended_rows(path, limit_bytes)
        )
    ]


def _sheets(source: Source, name: str) -> tuple[Sheet, ...]:
    sheets = source.sheets_for(name)
    if not sheets:
        patterns = ", ".join(sheet.of_file for sheet in source.sheets)
        raise BadInput(
            f"The source {source.id} does not know the file {name}.",
            f"It reads files named {patterns}.",
        )
    return sheets
