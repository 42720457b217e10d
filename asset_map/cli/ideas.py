"""The command on what could meet a need: ``asset-map ideas``."""

from typing import Annotated

import typer

from asset_map.cli.options import DayOption, FormatOption
from asset_map.terminal import Format, day, show


def ideas(
    need: Annotated[str, typer.Argument(metavar="NEED", help="Such as food.")],
    area: Annotated[str, typer.Argument(metavar="AREA", help="Its name or code.")],
    at: DayOption = None,
    limit: Annotated[
        int, typer.Option("--limit", min=1, max=100, help="How many of each kind.")
    ] = 5,
    output: FormatOption = Format.TABLE,
) -> None:
    """Tell what is there that could meet a need in an area together, and whom to ask."""
    from asset_map.journeys.meet_gap import meet_gap

    found = meet_gap(need, area, at=day(at), limit=limit)
    show(output, found.as_json(), found.sentences)
