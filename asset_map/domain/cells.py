"""Cells that others filled, as a spreadsheet program may have them."""

import re

_STEERING = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@])")


def inert(cell: str) -> str:
    """Return a cell as a spreadsheet program may have it: it takes nothing for a formula."""
    return f"'{cell}" if _STEERING.match(cell) else cell


def as_it_came(cell: str) -> str:
    """Undo ``inert``, exactly."""
    return cell[1:] if cell.startswith("'") and _STEERING.match(cell) else cell
