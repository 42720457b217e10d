"""Options that several commands have."""

from typing import Annotated

import typer

from asset_map.terminal import Format

FormatOption = Annotated[Format, typer.Option("--format", help="How to print the result.")]
DayOption = Annotated[
    str | None,
    typer.Option("--as-at", metavar="DATE", help="The day asked about; today if not set."),
]
NeedOption = Annotated[str | None, typer.Option("--need", help="Only this need, such as food.")]
