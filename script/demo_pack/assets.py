"""What an invented asset and a link are, and how they are written as tables."""

import csv
from dataclasses import dataclass, field
from pathlib import Path

import shapely
from geojson import lonlat

MARK = " (invented)"

COMMON = [
    "ref",
    "name",
    "description",
    "needs",
    "latitude",
    "longitude",
    "covers",
    "valid_from",
    "valid_to",
    "last_confirmed",
    "confirmed_by",
]
ASKED = ["asks_for", "asks_when", "languages"]
EXTRA = {
    "venues": ["venue_type", "size_people", "step_free", "masked", "hours_free", *ASKED],
    "groups": ["group_type", *ASKED],
    "services": ["hours", "cost", "who_for", "weekly_capacity", "how", *ASKED],
    "skill_offers": ["skill", "people"],
}
LINK = ["ref", "from_ref", "type", "to_ref", "detail", "said_by", "valid_from", "valid_to"]


@dataclass
class Asset:
    """One row of an asset table: it stands at a spot or covers an area, not both."""

    table: str
    ref: str
    name: str
    description: str
    needs: str = ""
    spot: shapely.Point | None = None
    covers: str = ""
    valid_from: str = ""
    valid_to: str = ""
    last_confirmed: str = ""
    confirmed_by: str = ""
    more: dict[str, object] = field(default_factory=dict)

    def row(self) -> dict[str, object]:
        longitude, latitude = lonlat(self.spot.x, self.spot.y) if self.spot else ("", "")
        return {
            "ref": self.ref,
            "name": self.name + MARK,
            "description": self.description,
            "needs": ";".join(self.needs.split()),
            "latitude": f"{latitude:.6f}" if self.spot else "",
            "longitude": f"{longitude:.6f}" if self.spot else "",
            "covers": self.covers,
            "valid_from": self.valid_from,
            "valid_to": self.valid_to,
            "last_confirmed": self.last_confirmed,
            "confirmed_by": self.confirmed_by,
            **self.more,
        }


@dataclass
class Link:
    """One row of the table of links."""

    from_ref: str
    type: str
    to_ref: str
    detail: str = ""
    said_by: str = ""
    valid_from: str = ""
    valid_to: str = ""


def write_tables(folder: Path, assets: list[Asset], links: list[Link]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for table, extra in EXTRA.items():
        rows = [a.row() for a in assets if a.table == table]
        _write(folder / f"{table}.csv", COMMON + extra, rows)
    rows = [{"ref": f"L{i:03}", **vars(link)} for i, link in enumerate(links, start=1)]
    _write(folder / "links.csv", LINK, rows)


def _write(path: Path, columns: list[str], rows: list[dict[str, object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
