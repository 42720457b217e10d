"""The command that takes away who did what: ``asset-map deeds``."""

from pathlib import Path
from typing import Annotated

import typer

from asset_map.cli.options import FormatOption
from asset_map.domain.numbers import counted
from asset_map.terminal import Format, day, show


def deeds(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The CSV file to write.")],
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="From this day on.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="Until this day.")
    ] = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Write who did what and when, by role and account number, for the council's records."""
    from asset_map.journeys.export_deeds import save_deeds

    count = save_deeds(file, day(since), day(until))
    show(
        output,
        {"file": str(file), "deeds": count},
        lambda: [f"{counted(count, 'deed')} written to {file}."],
    )
