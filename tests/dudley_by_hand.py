"""Real Dudley read without the product, to hold beside what the product made of it."""

import csv
import io
import json
import re
import zipfile
from collections import Counter
from pathlib import Path

import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray
from real import DUDLEY

AUTHORITY = "E08000027"


def postcodes_of_dudley(sample_data: Path) -> set[str]:
    """Return the live postcodes of the borough, without blanks, from Code-Point Open itself."""
    found: set[str] = set()
    with zipfile.ZipFile(sample_data / DUDLEY["code-point-open"]) as archive:
        for area in ("b", "dy", "wv"):
            text = archive.read(f"Data/CSV/{area}.csv").decode()
            found |= {
                squeezed(row[0]) for row in csv.reader(io.StringIO(text)) if row[8] == AUTHORITY
            }
    return found


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV in UTF-8."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def squeezed(postcode: str) -> str:
    """Return a postcode in capitals without blanks."""
    return re.sub(r"\s", "", postcode).upper()


def homes_people_and_libraries(
    sample_data: Path, year: int
) -> tuple[NDArray[np.float64], NDArray[np.float64], dict[str, tuple[float, float]]]:
    """Return the postcodes of the borough (n, 2), the people at each (n,), and where each library
    is that was open at the end of a year."""
    points, own = {}, []
    with zipfile.ZipFile(sample_data / DUDLEY["code-point-open"]) as archive:
        for area in ("b", "dy", "wv", "ws"):
            text = io.StringIO(archive.read(f"Data/CSV/{area}.csv").decode())
            for row in csv.reader(text):
                points[squeezed(row[0])] = (float(row[2]), float(row[3]))
                if row[8] == AUTHORITY:
                    own.append(squeezed(row[0]))
    libraries = {
        row["Library name"]: points[squeezed(row["Postcode"])]
        for row in rows_of(sample_data / DUDLEY["libraries"])
        if not row["Year closed"] or int(row["Year closed"]) > year
    }
    homes = np.array([points[code] for code in own])
    return homes, people_of(sample_data, homes), libraries


def people_of(sample_data: Path, homes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return of each postcode an even share of its small area's people."""
    counted = rows_of(sample_data / DUDLEY["lsoa-population"])
    people = {row["lsoacd"]: float(row["population"]) for row in counted}
    to_grid = pyproj.Transformer.from_crs(4326, 27700, always_xy=True)
    shapes, codes = [], []
    for feature in json.loads((sample_data / DUDLEY["lsoas"]).read_text())["features"]:
        shape = shapely.geometry.shape(feature["geometry"])
        shapes.append(shapely.transform(shape, to_grid.transform, interleaved=False))
        codes.append(feature["properties"]["LSOA21CD"])
    home_of, area_of = shapely.STRtree(shapes).query(shapely.points(homes), predicate="intersects")
    assert len(home_of) == len(homes)
    small_area = [codes[at] for _, at in sorted(zip(home_of, area_of, strict=True))]
    living = Counter(small_area)
    return np.array([people[code] / living[code] for code in small_area])
