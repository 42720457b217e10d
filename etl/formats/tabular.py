"""What all tables have in common, however stored: title rows, a header, rows, footnotes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice

import pandas as pd

from asset_map.domain.errors import BadInput
from etl.source import Batch, IsHeader

BATCH_ROWS = 50_000
SEARCHED_ROWS = 60
"""The header has to be among the first of this many rows that are not blank."""

Line = tuple[int, Sequence[str]]
"""A row of a table: the line it starts on, counted from 1, and its cells."""


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
    passed = 0
    if not header:
        header, passed, lines = _header(lines, is_header)
    _refuse_unreadable(name, header)
    rows = _Rows(lines, len(header))
    rows.skipped = passed
    columns = [*header, "_line", "_fault"]
    under = iter(rows)
    batch: list[list[object]] | None = None
    while batch is None or batch:  # One batch at least, so that the header is looked at.
        batch = list(islice(under, BATCH_ROWS))
        skipped, rows.skipped = rows.skipped, 0
        yield Batch(pd.DataFrame(batch, columns=columns).assign(_file=name), skipped, share())


def _header(
    lines: Iterator[Line], is_header: IsHeader
) -> tuple[tuple[str, ...], int, Iterator[Line]]:
    """Return the header, how many rows stand before it, and the lines after it."""
    looked_at: list[Line] = []
    for line, cells in lines:
        looked_at.append((line, cells))
        if is_header(cells):
            return _names(cells), len(looked_at) - 1, lines
        if len(looked_at) == SEARCHED_ROWS:
            break
    first = next((at for at, (_, cells) in enumerate(looked_at) if any(cells)), None)
    if first is None:
        return (), 0, iter(())
    return _names(looked_at[first][1]), first, chain(looked_at[first + 1 :], lines)


def _names(cells: Sequence[str]) -> tuple[str, ...]:
    names = [cell.strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


class _Rows:
    """The rows under a header. A thin row is held back until one that says more follows it."""

    def __init__(self, lines: Iterator[Line], width: int) -> None:
        self.lines = lines
        self.width = width
        self.skipped = 0

    def __iter__(self) -> Iterator[list[object]]:
        held: list[Line] = []
        for line, cells in self.lines:
            if not any(cells):
                self.skipped += 1
            elif self._may_be_footnote(cells):
                held.append((line, cells))
            else:
                yield from (self._fitted(*thin) for thin in held)
                held.clear()
                yield self._fitted(line, cells)
        self.skipped += len(held)

    def _may_be_footnote(self, cells: Sequence[str]) -> bool:
        return self.width > 2 and bool(cells[0]) and not any(cells[1:])

    def _fitted(self, line: int, cells: Sequence[str]) -> list[object]:
        width = self.width
        fault = f"{len(cells)} cells under {width} headers" if any(cells[width:]) else ""
        return [*cells[:width], *[""] * (width - len(cells)), line, fault]


def _refuse_unreadable(name: str, header: tuple[str, ...]) -> None:
    if not any(header):
        raise BadInput(f"{name} has no header row.", "Download it again.")
    if any(cell.startswith("_") for cell in header):
        raise BadInput(f"{name} has a column whose name begins with _.", "Rename it.")
    twice = {cell for cell in header if cell and header.count(cell) > 1}
    if twice:
        raise BadInput(
            f"{name} has the column {sorted(twice)[0]} twice.", "Rename one and load it again."
        )
