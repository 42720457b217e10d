"""Files of kept inputs: each is written whole or not at all, and opens to its owner alone."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

OWNER_ALONE = 0o700

FOLDER = "snapshots"
PARTS = "parts"


def parts_folder(home: Path) -> Path:
    """Return the folder of the parts of all snapshots under a home."""
    return home / FOLDER / PARTS


def make_folders(home: Path) -> None:
    """Make the folders of kept inputs, closed to others."""
    for folder in (home, home / FOLDER, parts_folder(home)):
        folder.mkdir(mode=OWNER_ALONE, parents=True, exist_ok=True)
    for folder in (home / FOLDER, parts_folder(home)):
        folder.chmod(OWNER_ALONE)


def write_once(path: Path, write: Callable[[Path], None]) -> None:
    """Write a file unless it is there: beside its place first, then put there in one step.

    Files are named by what they hold, so one that is there is the same one.
    """
    if path.exists():
        return
    number, name = tempfile.mkstemp(prefix=f".{path.name[:24]}-", dir=path.parent)  # mode 0600
    os.close(number)
    beside = Path(name)
    try:
        write(beside)
        with beside.open("rb") as written:
            os.fsync(written.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
