"""Small tables drawn in tests, and the files that are made of them."""

import csv
import json
from pathlib import Path

WEST, SOUTH = 390_000, 290_000
"""Corner of the places that tests invent: in Dudley, so that they lie in Great Britain."""


def table(drawn: str) -> list[dict[str, str]]:
    """Return the rows of a table that is drawn with a header and bars between its columns."""
    lines = [line for line in drawn.strip().splitlines() if line.strip(" |-+")]
    cells = [[cell.strip() for cell in line.split("|")] for line in lines]
    return [dict(zip(cells[0], row, strict=True)) for row in cells[1:]]


def write_csv(path: Path, drawn: str, *, header: bool = True) -> Path:
    """Write a drawn table as CSV."""
    rows = table(drawn)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        if header:
            writer.writeheader()
        writer.writerows(rows)
    return path


def square(x: float, y: float, side: float = 1000) -> list[list[list[float]]]:
    """Return the rings of a square, ``x`` and ``y`` metres from the corner of invented places."""
    west, south = WEST + x, SOUTH + y
    east, north = west + side, south + side
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def write_squares(path: Path, drawn: str, *, crs: str = "EPSG::27700") -> Path:
    """Write squares as GeoJSON; the columns ``x``, ``y`` and ``side`` draw each, the rest say."""
    features = [
        {
            "type": "Feature",
            "properties": {k: v for k, v in row.items() if k not in ("x", "y", "side")},
            "geometry": {
                "type": "Polygon",
                "coordinates": square(
                    float(row["x"]), float(row["y"]), float(row.get("side", 1000))
                ),
            },
        }
        for row in table(drawn)
    ]
    named = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:{crs}"}}
    whole = {"type": "FeatureCollection", "crs": named, "features": features}
    path.write_text(json.dumps(whole), encoding="utf-8")
    return path
