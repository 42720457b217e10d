"""Workbooks of Excel and LibreOffice, with all their sheets."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import islice
from pathlib import Path

import pandas as pd
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    load_workbook,
)

from asset_map.domain.errors import BadInput
from etl.files import is_zip, names_in
from etl.formats.tabular import Line, batches_of, head_of
from etl.formats.workbook_errors import errors_in
from etl.formats.workbook_limits import refuse_huge
from etl.source import Batch, IsHeader

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods")
PARTS = {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

MOST_DIGITS = 1e15
"""Whole numbers below it are written without a point; a workbook knows no more digits."""

ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"}


@dataclass(frozen=True)
class Workbook:
    """Every worksheet in which a header is found; the others are named in a note."""

    def batches(self, path: Path, limit_bytes: int, is_header: IsHeader) -> Iterator[Batch]:
        """Yield the rows as text; ``_file`` names the sheet, ``_line`` is the row number in it.

        Dates are ISO text, whole numbers have no point, formulae give their result, and what is
        merged downwards stands in each of its rows.
        """
        refuse_huge(path, limit_bytes)
        with _opened(path) as book:
            sheets = [sheet.name for sheet in book.sheets_metadata if sheet.typ == _WORKSHEET]
            errors = errors_in(path)
            passed, batch = [], None
            for at, name in enumerate(sheets, start=1):
                sheet = book.get_sheet_by_name(name)
                if not head_of(_lines(sheet, {}), is_header).fits:
                    passed.append(name)
                    continue
                lines = _lines(sheet, errors.get(name, {}))
                for batch in batches_of(f"{path.name}/{name}", lines, is_header):
                    yield replace(batch, rows=_marked(batch.rows), share=at / len(sheets))
            if batch is None:  # Whoever asked tells which column is missing.
                first = [line for name in passed for line in _first_filled(book, name)][:1]
                yield from batches_of(path.name, first, is_header)
            elif passed:
                note = f"{path.name}: no header was found in the sheets {', '.join(passed)}."
                yield Batch(batch.rows[:0], notes=(note,))


_WORKSHEET = SheetTypeEnum.WorkSheet


def is_workbook(path: Path) -> bool:
    """Tell whether a file is a workbook, by its name or what is in it."""
    if path.suffix.lower() in SUFFIXES:
        return True
    if is_zip(path):
        return not PARTS.isdisjoint(names_in(path))
    with path.open("rb") as file:
        return file.read(len(OLD_EXCEL)) == OLD_EXCEL


@contextmanager
def _opened(path: Path) -> Iterator[CalamineWorkbook]:
    try:
        with load_workbook(BytesIO(path.read_bytes())) as book:  # Known by content, not by name.
            yield book
    except PasswordError as error:
        raise _locked(path) from error
    except (CalamineError, OSError, ValueError) as error:
        if ENCRYPTED in path.read_bytes():
            raise _locked(path) from error
        raise BadInput(
            f"{path.name} is damaged, or no workbook.", "Save it as .xlsx or CSV and load that."
        ) from error


def _locked(path: Path) -> BadInput:
    return BadInput(
        f"{path.name} is locked with a password.", "Save it without one and load it again."
    )


def _first_filled(book: CalamineWorkbook, name: str) -> list[Line]:
    lines = _lines(book.get_sheet_by_name(name), {})
    return list(islice((line for line in lines if any(line[1])), 1))


def _lines(sheet: CalamineSheet, errors: dict[tuple[int, int], str]) -> Iterator[Line]:
    """Yield the rows as text. ``errors``: those of the cells that hold one, by row and column."""
    downwards = _merged_downwards(sheet)
    left = (sheet.start or (0, 0))[1]
    above: list[str] = []
    for row, values in enumerate(sheet.iter_rows()):
        cells = [*[""] * left, *map(_text, values)]
        for column in downwards.get(row, ()):
            cells[column] = cells[column] or above[column]
        for column in range(len(cells)) if errors else ():
            cells[column] = errors.get((row, column), cells[column])
        above = cells
        yield row + 1, cells


def _merged_downwards(sheet: CalamineSheet) -> dict[int, list[int]]:
    """Return the columns by row in which a cell takes its value from the one above."""
    columns: dict[int, list[int]] = {}
    last_row, last_column = sheet.end or (-1, -1)
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        for row in range(top + 1, min(bottom, last_row) + 1):
            if left <= last_column:
                columns.setdefault(row, []).append(left)
    return columns


def _text(value: object) -> str:
    """Return the value of a cell as text."""
    match value:
        case str():
            return value
        case bool():
            return str(value).lower()
        case float() if value.is_integer() and abs(value) < MOST_DIGITS:
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date():
            return value.isoformat()
        case time():
            return value.isoformat(timespec="seconds" if value.second else "minutes")
        case timedelta():
            minutes = round(value.total_seconds() / 60)
            return f"{minutes // 60:02}:{minutes % 60:02}"
        case _:
            return str(value)


def _marked(rows: pd.DataFrame) -> pd.DataFrame:
    """Mark the rows of which a cell holds the error of a formula."""
    faults = rows["_fault"].copy()
    for at, name in enumerate(rows.columns):
        if not name.startswith("_"):
            hit = rows.iloc[:, at].isin(ERRORS) & (faults == "")
            faults = faults.where(~hit, f"its cell {name} holds the error " + rows.iloc[:, at])
    return rows.assign(_fault=faults)
