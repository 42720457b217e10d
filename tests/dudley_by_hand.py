"""Real Dudley read without the product, to hold beside what the product made of it."""

import csv
import io
import re
import zipfile
from pathlib import Path

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
