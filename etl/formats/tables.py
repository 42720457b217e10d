"""A table, whether somebody saved it as a workbook or as delimited text."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from etl.formats.delimited import Delimited
from etl.formats.workbook import Workbook, is_workbook
from etl.source import Batch, IsHeader


@dataclass(frozen=True)
class Tables:
    """Reads a workbook where the file is one, else delimited text."""

    def batches(self, path: Path, limit_bytes: int, is_header: IsHeader) -> Iterator[Batch]:
        """Yield the rows as text, with the file or sheet and the line each came from."""
        reader = Workbook() if is_workbook(path) else Delimited()
        yield from reader.batches(path, limit_bytes, is_header)
