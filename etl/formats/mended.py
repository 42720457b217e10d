"""The CSV of rows that were set aside: how it is written, and how it is read again once mended.

It has the source's own columns, whatever their format was, after four that say where a row came
from and what is wrong with it. Shapes are in it as WKT in EPSG:27700.
"""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import shapely

from asset_map.domain.cells import as_it_came, inert
from asset_map.domain.errors import BadInput
from asset_map.domain.places import on_the_grid
from etl.files import unpacked
from etl.source import Batch, IsHeader

LEADING = ("_file", "_line", "_problem", "_remedy")
FAULT = "_fault"
"""A further column, of rows whose cells do not fit their headers: emptied once they do."""

SHAPE = "geometry"
CAME_FROM = {"_file": "_first_file", "_line": "_first_line"}
"""What the leading columns are called in a batch, where ``_file`` and ``_line`` are of this CSV."""

DELIMITERS = ",;\t"
"""A spreadsheet program saves with the delimiter that its country uses."""

_LONGEST_CELL = 100_000_000  # The outline of a large area is one cell.
_LONGEST_HEADER = 1_000_000


def written(rows: Iterable[Mapping[str, str]]) -> bytes:
    """Return rows as CSV that Excel shows rightly, the leading columns first."""
    rows = list(rows)
    own = dict.fromkeys(name for row in rows for name in row if name not in (*LEADING, FAULT))
    names = [*LEADING, *([FAULT] if any(FAULT in row for row in rows) else []), *own]
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([inert(name) for name in names])
    writer.writerows([inert(row.get(name, "")) for name in names] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def is_mended(path: Path) -> bool:
    """Tell whether a file is such a CSV, by its header."""
    with path.open("rb") as file:
        line = file.readline(_LONGEST_HEADER)
    return b"_problem" in line and _delimiter(line.decode("utf-8-sig", errors="replace")) != ""


@dataclass(frozen=True)
class MendedRows:
    """Reads the rows of such a CSV that came from one file at first: ``rows``, all of them text.

    ``shaped``: whether each has to have a shape.
    """

    rows: pd.DataFrame
    shaped: bool
    skipped: int
    note: str

    def batches(self, path: Path, limit_bytes: int, is_header: IsHeader) -> Iterator[Batch]:  # noqa: ARG002
        """Yield one batch. The CSV may hold columns of other files, which are left out."""
        kept = [*CAME_FROM.values(), "_file", "_line", FAULT]
        own = [name for name in self.rows if name not in (*kept, SHAPE)]
        said = [name for name in own if (self.rows[name] != "").any()]
        rows = self.rows[[*(said if is_header(said) else own), *kept]]
        if self.shaped:
            shapes, faults = _shapes(self.rows[SHAPE])
            rows = rows.assign(
                **{SHAPE: shapes, FAULT: rows[FAULT].where(rows[FAULT] != "", faults)}
            )
        yield Batch(rows, self.skipped, notes=(self.note,) if self.note else ())


def mended_rows(path: Path, limit_bytes: int) -> list[tuple[str, MendedRows]]:
    """Return the rows by the file, and the sheet or member of it, that each came from at first.

    Raises BadInput where the CSV is damaged, or does not say any more where a row came from.
    """
    rows, skipped = _read(path.name, unpacked(path, limit_bytes))
    first = rows[CAME_FROM["_file"]]
    if (first == "").any():
        raise BadInput(
            f"{path.name}, line {rows.loc[first == '', '_line'].iloc[0]}: the column _file is "
            f"empty.",
            "Say there from which file the row came, or take the row out.",
        )
    note = f"{path.name}: rows set aside before, and mended; nothing that it lacks was withdrawn."
    parts = []
    for name, some in rows.groupby(first, sort=False):
        shaped = SHAPE in rows and (bool((some[SHAPE] != "").any()) or (rows[SHAPE] == "").all())
        parts.append((str(name), MendedRows(some, bool(shaped), skipped, note)))
        skipped, note = 0, ""  # They are told of once.
    return parts


def _read(name: str, content: bytes) -> tuple[pd.DataFrame, int]:
    """Return the rows with their lines and faults, and how many were blank."""
    csv.field_size_limit(_LONGEST_CELL)
    text = _decoded(name, content)
    delimiter = _delimiter(text[:_LONGEST_HEADER])
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[object]] = []
    try:
        header = _header(name, next(reader))
        blank = 0
        line = reader.line_num + 1
        for cells in reader:
            if any(cells):
                rows.append(_fitted(cells, header, line))
            else:
                blank += 1
            line = reader.line_num + 1
    except csv.Error as error:
        raise BadInput(
            f"{name}, line {reader.line_num} or before: a quotation mark stands alone or is never "
            f"closed.",
            "Mend that and load the file again.",
        ) from error
    if not rows:
        raise BadInput(
            f"{name} holds no rows.", "Mend some of those set aside and save them in it."
        )
    columns = [*(CAME_FROM.get(column, column) for column in header), "_line", "_too_long"]
    read = pd.DataFrame(rows, columns=columns).assign(_file=name)
    faults = read[FAULT] if FAULT in read else pd.Series("", index=read.index)
    read[FAULT] = faults.where(faults != "", read["_too_long"])
    return read.drop(columns=["_too_long", "_problem", "_remedy"], errors="ignore"), blank


def _header(name: str, cells: Sequence[str]) -> list[str]:
    header = [as_it_came(cell) for cell in cells]
    while header and not header[-1].strip():
        header.pop()
    twice = next((cell for cell in header if header.count(cell) > 1), None)
    if twice is not None:
        raise BadInput(f"{name} has the column {twice!r} twice.", "Take one of the two out.")
    missing = next((column for column in LEADING[:2] if column not in header), None)
    if missing:
        raise BadInput(f"{name} has no column {missing}.", "Put it back, as it was downloaded.")
    return header


def _fitted(cells: Sequence[str], header: Sequence[str], line: int) -> list[object]:
    width = len(header)
    fault = f"{len(cells)} cells under {width} headers" if any(cells[width:]) else ""
    fitted = [as_it_came(cell) for cell in cells[:width]]
    return [*fitted, *[""] * (width - len(cells)), line, fault]


def _shapes(texts: pd.Series) -> tuple[list, list[str]]:
    """Return the shapes that WKT gives, and what is wrong where there is none on the grid."""
    shapes = shapely.make_valid(shapely.from_wkt(texts.to_numpy(dtype=object), on_invalid="ignore"))
    west, south, east, north = shapely.bounds(shapes).T
    inside = on_the_grid(west, south) & on_the_grid(east, north)
    faults = [
        "" if on_grid else "its shape is no WKT in EPSG:27700" if text else "the row has no shape"
        for on_grid, text in zip(inside, texts, strict=True)
    ]
    return list(shapes), faults


def _delimiter(text: str) -> str:
    """Return what stands between the names of the header; nothing where it is no such CSV."""
    line = text.lstrip("\ufeff").partition("\n")[0]
    for delimiter in DELIMITERS:
        try:
            cells = next(csv.reader([line], delimiter=delimiter), [])
        except csv.Error:
            continue
        if {"_file", "_problem"} <= set(cells):
            return delimiter
    return ""


def _decoded(name: str, content: bytes) -> str:
    content = content.removeprefix(codecs.BOM_UTF8)  # Whatever the encoding of the rest.
    for encoding in ("utf-8", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInput(
        f"{name} is not text in UTF-8 or Windows-1252.", "Save it as CSV UTF-8 and load it again."
    )
