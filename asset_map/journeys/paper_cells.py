"""Cells of a report's tables: each as a figure for machines and as words for people."""

from collections.abc import Iterable, Sequence
from datetime import date

from asset_map.domain.numbers import (
    SMALLEST_SHOWN,
    about,
    metres_shown,
    real_people,
    real_people_shown,
)
from asset_map.domain.paper import Cell, Rows

Pair = tuple[Cell, str]
"""A cell for machines, and the same in words."""

Row = tuple[Pair | str, ...]
"""A row of cells; one that is a text is the same for machines and for people."""

NO_DATA = "no data"
NOT_GIVEN = "not given"
NOBODY = "nobody"
FEW = real_people_shown(1)


def table(
    id: str,
    title: str,
    columns: Sequence[str],
    rows: Iterable[Row],
    *,
    note: str = "",
    wide: bool = False,
) -> Rows:
    """Return a table."""
    pairs = [[_pair(cell) for cell in row] for row in rows]
    return Rows(
        id=id,
        title=title,
        columns=tuple(columns),
        rows=tuple(tuple(cell for cell, _ in row) for row in pairs),
        shown=tuple(tuple(words for _, words in row) for row in pairs),
        note=note,
        wide=wide,
    )


def people(count: float | None) -> Pair:
    """Return modelled residents: exact, and with "about"."""
    return count, about(count)


def group_people(count: float | None) -> Pair:
    """Return modelled residents of one group: a small number is hidden in both.

    It is a share of a published figure and counts nobody; but "3 people" of a faith on four streets
    reads as if it did, and nobody could tell it from one.
    """
    if count is not None and 0.5 <= count < SMALLEST_SHOWN:
        return FEW, FEW
    return people(count)


def real(count: int) -> Pair:
    """Return real people who were counted: few are hidden in both, others are rounded in both."""
    known = real_people(count)
    return FEW if known is None else known, real_people_shown(count)


def share(part: float | None) -> Pair:
    """Return a share, 0 to 1, and in per cent: below 10% to a tenth, where groups differ."""
    if part is None:
        return None, NO_DATA
    if 0 < part < 0.0005:
        return part, "under 0.1%"
    return part, f"{part:.1%}" if 0 < part < 0.0995 else f"{part:.0%}"


def metres(far: float | None, none: str = NOBODY) -> Pair:
    """Return a walk; ``none`` is said where there is nobody who walks it."""
    return (none, none) if far is None else (far, metres_shown(far))


def number(count: int | float | None) -> Pair:
    """Return a number of things."""
    return (None, NO_DATA) if count is None else (count, f"{count:,.0f}")


def visits(count: float | None) -> Pair:
    """Return visits or people a week."""
    return (None, NO_DATA) if count is None else (count, about(count))


def day(when: date | None, none: str = NOT_GIVEN) -> str:
    """Return a day in words."""
    return none if when is None else f"{when:%-d %B %Y}"


def said(text: str) -> str:
    """Return a text, or that nobody gave it."""
    return text or NOT_GIVEN


def _pair(cell: Pair | str) -> Pair:
    return (cell, cell) if isinstance(cell, str) else cell
