"""Rows of plain data as CSV that a spreadsheet program shows rightly and takes nothing of for a
formula."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

from asset_map.domain.cells import inert


def as_csv(rows: Iterable[Mapping[str, Any]], header: Iterable[str] = ()) -> bytes:
    """Return rows as CSV: the keys of the first as the header, or ``header`` where there may be no
    rows; lists and data as JSON in a cell."""
    listed = list(rows)
    names = list(header) or (list(listed[0]) if listed else [])
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(map(inert, names))
    writer.writerows([_cell(row[name]) for name in names] for row in listed)
    return text.getvalue().encode("utf-8-sig")


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return str(value)
    return inert(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
