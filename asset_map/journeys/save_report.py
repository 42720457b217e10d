"""An officer: the report on proposals of files, written into a folder."""

import errno
from collections.abc import Sequence
from pathlib import Path
from typing import Unpack

from asset_map.domain.errors import BadInput, DiskFull
from asset_map.domain.proposals import Proposal
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks
from asset_map.journeys.report_impact import report_files
from asset_map.journeys.weigh_proposals import Terms

NEXT = "Name another folder with --report."


@asks(Action.WEIGH_CLOSURE)
def save_report(
    proposals: Sequence[Proposal],
    folder: Path,
    **terms: Unpack[Terms],
) -> Path:
    """Write the report into a folder, which is made where it is not there; return its file.

    Terms as ``weigh_proposals`` is. The file is there whole or not at all. Raises BadInput where
    the folder cannot be written to, DiskFull where there is no room left.
    """
    _make(folder)
    pack = report_files(proposals, **terms)
    file = folder / pack.name
    half = file.with_name(f".{file.name}.part")
    try:
        half.write_bytes(pack.bytes)
        half.replace(file)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise _refused(folder, error) from error
    return file


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise BadInput(f"{folder} is not a folder.", NEXT) from error
    except OSError as error:
        raise _refused(folder, error) from error


def _refused(folder: Path, error: OSError) -> BadInput | DiskFull:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(
            f"There is no room left to write the report to {folder}.",
            "Free some room and try again.",
        )
    return BadInput(f"The report cannot be written into {folder}.", NEXT)
