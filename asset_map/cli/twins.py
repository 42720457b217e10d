"""Commands on entries that may be the same thing: ``asset-map twins``."""

from typing import Annotated

import typer

from asset_map.cli.options import FormatOption
from asset_map.domain.errors import BadInput
from asset_map.domain.twins import Which
from asset_map.terminal import Format, show

commands = typer.Typer(help="Entries that may be the same thing, told twice.", no_args_is_help=True)

OneId = Annotated[str, typer.Argument(metavar="ID", help="Of an entry, as the list shows it.")]
OtherId = Annotated[str, typer.Argument(metavar="OTHER_ID", help="Of the other entry.")]
By = Annotated[str, typer.Option("--by", help="The role of whoever decides; no name.")]


@commands.command("list")
def twins_list(
    which: Annotated[Which, typer.Option("--which", help="Which pairs.")] = Which.OPEN,
    limit: Annotated[int, typer.Option("--limit", min=1, max=100_000, help="How many.")] = 50,
    output: FormatOption = Format.TABLE,
) -> None:
    """List pairs that may be the same thing, the most alike first."""
    from asset_map.journeys.list_twins import list_twins

    found = list_twins(which, limit)
    show(output, found.as_json(), found.sentences)


@commands.command("same")
def twins_same(
    one: OneId, other: OtherId, by: By = "steward", output: FormatOption = Format.TABLE
) -> None:
    """Show two entries as one, from now on and in later loads."""
    from asset_map.journeys.decide_twins import say_same

    decided = say_same(one, other, by)
    show(output, decided.as_json(), lambda: [decided.sentence()])


@commands.command("different")
def twins_different(
    one: OneId, other: OtherId, by: By = "steward", output: FormatOption = Format.TABLE
) -> None:
    """Show two entries as two, from now on and in later loads."""
    from asset_map.journeys.decide_twins import say_different

    decided = say_different(one, other, by)
    show(output, decided.as_json(), lambda: [decided.sentence()])


@commands.command("undo")
def twins_undo(
    one: OneId,
    other: OtherId,
    leave_open: Annotated[
        bool, typer.Option("--leave-open", help="Show them as two until somebody decides.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only tell what it would come to.")
    ] = False,
    output: FormatOption = Format.TABLE,
) -> None:
    """Take back what was decided of two entries; what a load would hold of them holds again."""
    from asset_map.journeys import decide_twins

    if dry_run and leave_open:
        raise BadInput("Left open, two are shown as two in any case.", "Leave out --dry-run.")
    if dry_run:
        found = decide_twins.foresee_undo(one, other)
        show(output, found.as_json(), lambda: [found.foreseen()])
        return
    decided = (decide_twins.leave_open if leave_open else decide_twins.undo)(one, other)
    show(output, decided.as_json(), lambda: [decided.sentence()])
