"""A table of a paper as CSV, and what its columns are like."""

import csv
import io
import math
import re
from collections.abc import Iterable, Iterator
from numbers import Integral, Real

from asset_map.domain.cells import inert
from asset_map.domain.paper import Cell, Paper, Rows, Section
from asset_map.report.text import NO_DATA, cell_shown, clean

_LONGEST_NAME = 60


def to_csv(rows: Rows) -> str:
    """Return a table as CSV: its columns, then its rows, exact. What is not known is "no data".

    Numbers stay numbers, negative ones too; text that a spreadsheet program would take for a
    formula is made inert. Raises ValueError where a row has not as many cells as there are columns.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([inert(clean(name)) for name in rows.columns])
    for row in rows.rows:
        writer.writerow([_cell(cell) for _, cell in zip(rows.columns, row, strict=True)])
    return text.getvalue()


def as_file(rows: Rows) -> bytes:
    """Return a table as a CSV file that spreadsheet programs show rightly."""
    return to_csv(rows).encode("utf-8-sig")


def _cell(cell: Cell) -> str:
    if cell is None:
        return NO_DATA
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, Integral):
        return str(int(cell))
    if isinstance(cell, Real):
        return repr(float(cell)).removesuffix(".0") if math.isfinite(cell) else NO_DATA
    return inert(clean(str(cell)))


def tables_of(paper: Paper) -> Iterator[Rows]:
    """Yield all tables of a paper, in order."""
    for section in sections_of(paper):
        yield from (block for block in section.blocks if isinstance(block, Rows))


def sections_of(paper: Paper) -> tuple[Section, ...]:
    """Return the first page and the sections after it."""
    return (paper.first_page, *paper.sections)


def file_names(tables: Iterable[Rows]) -> dict[str, Rows]:
    """Return tables by the name of their file; names that fall together are numbered."""
    named: dict[str, Rows] = {}
    for rows in tables:
        name = first = _plain(rows.id)
        number = 1
        while f"{name}.csv" in named:
            number += 1
            name = f"{first}-{number}"
        named[f"{name}.csv"] = rows
    return named


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:_LONGEST_NAME].strip("-") or "table"


def shown(rows: Rows) -> list[list[str]]:
    """Return the cells as words for people.

    Raises ValueError where a row has not as many cells as there are columns.
    """
    listed = rows.shown or [[cell_shown(cell) for cell in row] for row in rows.rows]
    return [[clean(cell) for _, cell in zip(rows.columns, row, strict=True)] for row in listed]


def number_columns(rows: Rows) -> list[bool]:
    """Tell of each column whether it holds numbers, and nothing else but what is not known."""
    return [
        any(_is_number(row[column]) for row in rows.rows)
        and all(row[column] is None or _is_number(row[column]) for row in rows.rows)
        for column in range(len(rows.columns))
    ]


def has_row_headers(rows: Rows) -> bool:
    """Tell whether the first column names the rows: words, none of them twice."""
    first = [row[0] for row in rows.rows if row]
    named = all(isinstance(cell, str) and cell.strip() for cell in first)
    return len(rows.columns) > 1 and named and len(set(first)) == len(first)


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, Real) and not isinstance(cell, bool)
