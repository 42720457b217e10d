"""Looks at a workbook before it is opened, which would else take memory for every cell it spans.

One cell in the last row and column of a sheet makes 17 billion cells.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from asset_map.domain.errors import BadInput
from etl.files import is_zip, names_in, refuse_bomb

MOST_CELLS = 30_000_000
"""So many cells a sheet may span, blank ones too. Each takes 24 bytes."""

_CELL = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,7})([0-9]{1,9})["']""")
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def refuse_huge(path: Path, limit_bytes: int) -> None:
    """Raise BadInput where a workbook is damaged, or needs more memory than it may take."""
    if not is_zip(path):
        return
    refuse_bomb(path, limit_bytes)
    if "xl/workbook.bin" in names_in(path):
        raise BadInput(f"{path.name} is a binary workbook.", "Save it as .xlsx and load that.")
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if _spanned(archive, name) > MOST_CELLS:
                raise BadInput(
                    f"A sheet of {path.name} spans more than {MOST_CELLS:,} cells.",
                    "Delete what stands far below or far right in it, or save the sheet as CSV.",
                )


def _spanned(archive: zipfile.ZipFile, name: str) -> int:
    """Return how many cells the largest sheet of a part of the archive spans."""
    if name == "content.xml":
        with archive.open(name) as file:
            return max(_spans_of_ods(file), default=0)
    columns, rows = set(), set()
    for cell in _CELL.finditer(archive.read(name)):
        columns.add(cell[1])
        rows.add(cell[2])
    return max(map(column_number, columns), default=0) * max(map(int, rows), default=0)


def column_number(letters: bytes) -> int:
    """Return the number of a column called by letters: 1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


@dataclass
class _Extent:
    """How far the cells of a sheet reach that hold something; ``row``: where we are."""

    row: int = 0
    rows: int = 0
    columns: int = 0
    cells: list[tuple[int, bool]] = field(default_factory=list)

    def end_row(self, repeated: int) -> None:
        """Take account of a row and its repetitions."""
        self.row += repeated
        said = [at for at, (_, says) in enumerate(self.cells) if says]
        if said:
            self.rows = self.row
            self.columns = max(self.columns, sum(count for count, _ in self.cells[: said[-1] + 1]))
        self.cells = []


def _spans_of_ods(file: IO[bytes]) -> Iterator[int]:
    extent = _Extent()
    try:
        for _, element in ElementTree.iterparse(file):  # noqa: S314 - expat stops entity bombs
            if element.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                says = len(element) > 0 or len(element.attrib) > 1
                extent.cells.append((_repeated(element, "columns"), says))
            elif element.tag == f"{_TABLE}table-row":
                extent.end_row(_repeated(element, "rows"))
                element.clear()
            elif element.tag == f"{_TABLE}table":
                yield extent.rows * extent.columns
                extent = _Extent()
    except (ElementTree.ParseError, ValueError, LookupError):
        return  # Whoever opens it says what is wrong with it.


def _repeated(element: ElementTree.Element, what: str) -> int:
    return int(element.get(f"{_TABLE}number-{what}-repeated", "1"))
