"""What all tables have in common, however stored: title rows, a header, rows, footnotes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

import pandas as pd
import pyarrow as pa

from asset_map.domain.errors import BadInput
from etl.source import Batch, IsHeader

BATCH_ROWS = 50_000
SEARCHED_ROWS = 60
"""The header has to be among the first of this many rows that are not blank."""

_TEXT_COLUMNS = {"geometry": "geometry as text"}
"""Columns that readers of shapes fill are called otherwise where they are text."""

Line = tuple[int, Sequence[str]]
"""A row of a table: the line it starts on, counted from 1, and its cells."""


@dataclass(frozen=True)
class Head:
    """The header of a table. ``passed``: rows before it; ``over``: rows read beyond it.

    ``fits``: whether it is the header that was looked for, or just the first row.
    """

    names: tuple[str, ...]
    passed: int = 0
    over: tuple[Line, ...] = ()
    fits: bool = True


@dataclass(frozen=True)
class Block:
    """Some rows fitted to a header: its columns as text, ``_line`` and ``_fault``.

    ``skipped``: blank rows that were left out already.
    """

    rows: pd.DataFrame
    skipped: int = 0


def batches_of(
    name: str,
    lines: Iterable[Line],
    is_header: IsHeader,
    *,
    header: tuple[str, ...] = (),
    share: Callable[[], float] = lambda: 1.0,
) -> Iterator[Batch]:
    """Yield the rows of a table under its header, fitted to it, with their lines and faults.

    ``header``: the column names where the table has none. Rows before the header, blank rows and
    the footnotes at the end are passed over and counted. Raises BadInput where the header is
    missing or ambiguous.
    """
    lines = iter(lines)
    head = Head(header) if header else head_of(lines, is_header)
    rest = blocks_of(chain(head.over, lines), head.names)
    yield from batches_under(name, head, rest, share)


def head_of(lines: Iterator[Line], is_header: IsHeader) -> Head:
    """Return the header among the first rows, else the first row that is not blank."""
    looked_at: list[Line] = []
    left = SEARCHED_ROWS
    for line, cells in lines:
        looked_at.append((line, cells))
        if is_header(cells):
            return Head(_names(cells), len(looked_at) - 1)
        left -= any(cells)
        if not left:
            break
    first = next((at for at, (_, cells) in enumerate(looked_at) if any(cells)), None)
    if first is None:
        return Head((), fits=False)
    return Head(_names(looked_at[first][1]), first, tuple(looked_at[first + 1 :]), fits=False)


def blocks_of(lines: Iterator[Line], names: Sequence[str]) -> Iterator[Block]:
    """Yield rows fitted to a header: short ones filled up, long ones cut and marked."""
    while rows := list(islice(lines, BATCH_ROWS)):
        yield Block(_fitted(rows, names))


def framed(columns: Sequence[pa.Array], names: Sequence[str]) -> pd.DataFrame:
    """Return a frame of text columns, whose names may repeat."""
    keys = [str(at) for at in range(len(columns))]
    frame: pd.DataFrame = pa.table(list(columns), names=keys).to_pandas()
    return frame.set_axis(list(names), axis=1)


def batches_under(
    name: str, head: Head, blocks: Iterable[Block], share: Callable[[], float]
) -> Iterator[Batch]:
    """Yield the rows under a header without blank ones and the footnotes at the end."""
    _refuse_unreadable(name, head.names)
    skipped = head.passed
    held = _fitted([], head.names)  # Thin rows: footnotes, unless one that says more follows.
    any_yet = False
    for block in blocks:
        rows = block.rows
        blank = _says_nothing_beyond(rows, 0)
        skipped += block.skipped + int(blank.sum())
        rows = rows[~blank] if blank.any() else rows
        full = ~_says_nothing_beyond(rows, 1) if len(head.names) > 2 else rows["_line"] > 0
        end = int(full.to_numpy().nonzero()[0][-1]) + 1 if full.any() else 0
        if end:
            ready = pd.concat([held, rows[:end]]) if len(held) else rows[:end]
            yield Batch(ready.reset_index(drop=True).assign(_file=name), skipped, share())
            any_yet, skipped, held = True, 0, rows[end:]
        elif len(rows):
            held = pd.concat([held, rows])
    skipped += len(held)
    if skipped or not any_yet:  # One batch at least, so that the header is looked at.
        yield Batch(_fitted([], head.names).assign(_file=name), skipped, share())


def _says_nothing_beyond(rows: pd.DataFrame, cells: int) -> pd.Series:
    """Tell which rows are empty but for their first cells, and have no fault."""
    empty = rows["_fault"] == ""
    for at in range(cells, rows.shape[1] - 2):
        empty &= rows.iloc[:, at] == ""
        if not empty.any():
            break
    return empty


def _names(cells: Sequence[str]) -> tuple[str, ...]:
    names = [_TEXT_COLUMNS.get(cell.strip(), cell.strip()) for cell in cells]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def _fitted(rows: Sequence[Line], names: Sequence[str]) -> pd.DataFrame:
    width = len(names)
    cells = [cells for _, cells in rows]
    faults = [_fault(row, width) for row in cells]
    if any(len(row) != width for row in cells):
        cells = [[*row[:width], *[""] * (width - len(row))] for row in cells]
    columns = [pa.array(column, pa.large_string()) for column in zip(*cells, strict=True)]
    columns = columns or [pa.array([], pa.large_string())] * width
    return framed(columns, names).assign(
        _line=pd.Series([line for line, _ in rows], dtype="int64"),
        _fault=pd.Series(faults, dtype="str"),
    )


def _fault(cells: Sequence[str], width: int) -> str:
    over = len(cells) > width and any(cells[width:])
    return f"{len(cells)} cells under {width} headers" if over else ""


def _refuse_unreadable(name: str, header: tuple[str, ...]) -> None:
    if not any(header):
        raise BadInput(f"{name} has no header row.", "Download it again.")
    if any(cell.startswith("_") for cell in header):
        raise BadInput(f"{name} has a column whose name begins with _.", "Rename it.")
    twice = {cell for cell in header if cell and header.count(cell) > 1}
    if twice:
        column = " ".join(sorted(twice)[0].split())[:100]
        raise BadInput(f"{name} has the column {column} twice.", "Rename one and load it again.")
