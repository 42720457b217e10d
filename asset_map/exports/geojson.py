"""GeoJSON (RFC 7946, so EPSG:4326), one feature a line; what the file is stands in its head."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from asset_map.exports.about import About
from asset_map.exports.rows import Row


class GeoJson:
    """A collection of features that is written as its rows come."""

    def __init__(self, path: Path, about: About, _layer: str) -> None:
        self._file = path.open("w", encoding="utf-8", newline="\n")
        head = dumped({"type": "FeatureCollection", "about": about.as_data()})
        self._file.write(f'{head[:-1]}, "features": [')
        self._first = True

    def write(self, rows: Iterable[Row]) -> None:
        """Write rows; those with a position are points."""
        for row in rows:
            self._file.write(("\n" if self._first else ",\n") + dumped(_feature(row)))
            self._first = False

    def close(self) -> None:
        """Write the end of the file."""
        self._file.write("\n]}\n")
        self._file.close()


def _feature(row: Row) -> dict[str, Any]:
    at = (row.get("longitude"), row.get("latitude"))
    own = {name: value for name, value in row.items() if name not in ("id", "exported")}
    return {
        "type": "Feature",
        "id": row["id"],
        "geometry": None if None in at else {"type": "Point", "coordinates": at},
        "properties": own,
    }


def dumped(data: Any) -> str:
    """Return JSON with days as 2026-11-22; signs that would end a script stand as escapes."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, default=_day)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _day(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))
