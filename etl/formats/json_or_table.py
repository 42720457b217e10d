"""Records, whether they were published as JSON or as a table."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from etl.files import is_zip
from etl.formats.documents import SUFFIXES, Documents
from etl.formats.tables import Tables
from etl.formats.workbook import is_workbook
from etl.source import Batch, IsHeader


@dataclass(frozen=True)
class JsonOrTable:
    """Reads JSON where the file, or what its zip holds, is JSON; else a table.

    ``records``: the name of the list of records in JSON.
    """

    records: str = ""

    def batches(self, path: Path, limit_bytes: int, is_header: IsHeader) -> Iterator[Batch]:
        """Yield the rows as text, with the file and line each came from."""
        reader = Documents(self.records) if _is_json(path) else Tables()
        yield from reader.batches(path, limit_bytes, is_header)


def _is_json(path: Path) -> bool:
    if path.name.lower().removesuffix(".gz").endswith(SUFFIXES):
        return True
    if is_workbook(path) or not is_zip(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return any(name.lower().endswith(SUFFIXES) for name in archive.namelist())
