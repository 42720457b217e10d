"""CSV that no spreadsheet program takes a formula from, and beside it what the file is."""

import csv
import json
from collections.abc import Iterable
from pathlib import Path

from asset_map.domain.cells import inert
from asset_map.exports.about import About
from asset_map.exports.layouts import LAYERS
from asset_map.exports.rows import Row

BESIDE = "-metadata.json"


class Csv:
    """A table that is written as its rows come; each row has its source, licence and dates."""

    def __init__(self, path: Path, about: About, layer: str) -> None:
        self._names = LAYERS[layer].names
        self._file = path.open("w", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._file)
        self._writer.writerow(self._names)
        said = json.dumps(about.as_data(), ensure_ascii=False, indent=2)
        path.with_name(path.name + BESIDE).write_text(said + "\n", encoding="utf-8")

    def write(self, rows: Iterable[Row]) -> None:
        """Write rows."""
        self._writer.writerows([cell(row[name]) for name in self._names] for row in rows)

    def close(self) -> None:
        """End the file."""
        self._file.close()


def cell(value: object) -> str:
    """Return a value as a cell: yes or no, numbers as they are, lists parted by semicolons."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        return inert("; ".join(value))
    return inert(str(value))
