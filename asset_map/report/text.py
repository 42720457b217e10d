"""Text that others wrote, as any of our files may hold it."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from asset_map.domain.paper import Cell

NO_DATA = "no data"

# What XML may not hold, and marks that turn round the order of the text that follows them.
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff"
    "\u202a-\u202e\u2066-\u2069]"
)


def clean(text: str) -> str:
    """Return text without control characters, halves of characters and marks that reorder it.

    Tabs and ends of lines stay; each end of a line is one newline.
    """
    return _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def on_one_line(text: str) -> str:
    """Return clean text with single spaces in place of any other white space."""
    return " ".join(clean(text).split())


def cut(text: str, longest: int) -> str:
    """Return text on one line with at most so many characters, the last an ellipsis if cut."""
    line = on_one_line(text)
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def cell_shown(cell: Cell) -> str:
    """Return a cell as words for people, where the paper gives none: ``12,000``, ``no data``."""
    if cell is None or (isinstance(cell, float) and cell != cell):
        return NO_DATA
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int):
        return f"{cell:,}"
    if isinstance(cell, float):
        return f"{cell:,.1f}".removesuffix(".0")
    return clean(cell)


def uk_time(when: datetime) -> str:
    """Return an instant as a clock in the United Kingdom shows it."""
    return f"{when.astimezone(ZoneInfo('Europe/London')):%-d %B %Y, %H:%M}"


def uk_day(when: datetime) -> str:
    """Return the day of an instant in the United Kingdom."""
    return f"{when.astimezone(ZoneInfo('Europe/London')):%-d %B %Y}"
