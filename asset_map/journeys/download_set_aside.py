"""Stewards: the rows that the latest load of a source set aside, as a CSV to be mended."""

from dataclasses import dataclass
from pathlib import Path

from asset_map.db import loads, session
from asset_map.domain.errors import BadInput, NotFound
from asset_map.domain.numbers import counted
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks
from etl.formats.mended import CAME_FROM, LEADING, written


@dataclass(frozen=True)
class SetAside:
    """Rows of a source that were set aside: how many, and the CSV that holds them.

    For stewards only: it has the values of columns declared personal too.
    """

    source: str
    rows: int
    content: bytes

    @property
    def name(self) -> str:
        """Return what the file is called."""
        return f"{self.source}-set-aside.csv"


@dataclass(frozen=True)
class Saved:
    """Where the CSV was written, and how many rows it has; no file where none was set aside."""

    source: str
    file: Path | None
    rows: int

    def sentences(self) -> list[str]:
        """Say what was written, and how it is loaded again."""
        if self.file is None:
            return [f"The latest load of {self.source} set no row aside."]
        return [
            f"{counted(self.rows, 'row')} written to {self.file}. The file may hold personal data.",
            f"Mend the rows, take out those to be left, and load it: "
            f"asset-map etl run {self.source} --file {self.file}",
        ]


@asks(Action.SEE_LOADS)
def download_set_aside(source_id: str) -> SetAside:
    """Return what the latest load of a source set aside. Raises NotFound where it has no load."""
    with session.reading() as connection:
        load = loads.latest_of(connection, source_id)
        if load is None:
            raise NotFound(
                f"Nothing of a source {source_id!r} is loaded.", "See: asset-map etl sources"
            )
        rows = loads.set_aside(connection, load["id"])
    return SetAside(source_id, len(rows), written(_as_came(row) for row in rows))


@asks(Action.SEE_LOADS)
def save_set_aside(source_id: str, file: Path | None) -> Saved:
    """Write the CSV to a file, if there is a row in it.

    Raises BadInput where the file is there already: somebody may have mended rows in it.
    """
    found = download_set_aside(source_id)
    file = file or Path(found.name)
    if not found.rows:
        return Saved(source_id, None, 0)
    try:
        with file.open("xb") as out:
            out.write(found.content)
    except FileExistsError as error:
        raise BadInput(f"{file} exists already.", "Name a new file with --out.") from error
    except FileNotFoundError as error:
        raise BadInput(f"There is no folder {file.parent}.", "Make it first.") from error
    except PermissionError as error:
        raise BadInput(f"{file} cannot be written here.", "Name another with --out.") from error
    return Saved(source_id, file, found.rows)


def _as_came(row: dict) -> dict[str, str]:
    """Return a row under its headers; one that was mended before keeps where it first came from."""
    cells = dict(row["cells"])
    file = cells.pop(CAME_FROM["_file"], row["file"])
    line = cells.pop(CAME_FROM["_line"], str(row["line"]))
    said = (file, line, " ".join(row["problems"] or ()), " ".join(row["remedies"] or ()))
    return dict(zip(LEADING, said, strict=True)) | cells
