"""Pages of Open Referral as files: one page with everything in it, written as it comes."""

import json
from collections.abc import Iterable
from pathlib import Path

from asset_map.domain.open_referral import VERSION, Fields
from asset_map.exports.about import About
from asset_map.exports.geojson import dumped


class Feed:
    """A page of the standard. How many it holds is known at its end, and stands there."""

    def __init__(self, path: Path, about: About, _layer: str) -> None:
        self._file = path.open("w", encoding="utf-8", newline="\n")
        head = dumped({"version": VERSION, "about": about.as_data()})
        self._file.write(f'{head[:-1]}, "contents": [')
        self._count = 0

    def write(self, rows: Iterable[Fields]) -> None:
        """Write objects of the standard."""
        for row in rows:
            self._file.write((",\n" if self._count else "\n") + dumped(row))
            self._count += 1

    def close(self) -> None:
        """Write the end of the page."""
        said = {
            "total_items": self._count,
            "total_pages": 1,
            "page_number": 1,
            "size": self._count,
            "first_page": True,
            "last_page": True,
            "empty": not self._count,
        }
        self._file.write(f"\n], {json.dumps(said)[1:]}\n")
        self._file.close()
