"""``asset-map export``: what is public and open, as files."""

from pathlib import Path
from typing import Annotated

import typer

from asset_map.domain.file_format import FileFormat
from asset_map.terminal import NOTHING_DONE, Format, show


def export(
    file_format: Annotated[FileFormat, typer.Option("--format", help="How to write it.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FOLDER", help="Where to write it; open-data/FORMAT if not."),
    ] = None,
    output: Annotated[
        Format, typer.Option("--result", help="How to print what was written.")
    ] = Format.TABLE,
) -> None:
    """Write what is public, and whose sources are open, with licences, sources and dates."""
    from asset_map.journeys.export_open_data import export_open_data
    from asset_map.terminal import Progress

    folder = out or Path("open-data") / file_format.value
    with Progress(NOTHING_DONE) as progress:
        done = export_open_data(file_format, folder, progress=progress.written)
    show(output, done.as_json(), done.sentences)
