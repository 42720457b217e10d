"""Commands on how near is near enough: ``asset-map standards``."""

from typing import Annotated

import typer

from asset_map.cli.options import FormatOption
from asset_map.domain.errors import BadInput
from asset_map.domain.needs import Unit
from asset_map.terminal import Format, show, table

commands = typer.Typer(help="How near is near enough for each need, and who changed it.")

OneNeed = Annotated[str, typer.Argument(metavar="NEED", help="Such as food.")]
By = Annotated[str, typer.Option("--by", help="The role of whoever changes it; no name.")]
Why = Annotated[str, typer.Option("--why", help="The reason, for whoever asks later.")]
Seen = Annotated[
    str | None,
    typer.Option(
        "--seen",
        metavar="SINCE",
        help="`since` of the standard you looked at, or default; refused if another holds by now.",
    ),
]


@commands.callback(invoke_without_command=True)
def standards_list(context: typer.Context, output: FormatOption = Format.TABLE) -> None:
    """List the standard of each need beside its default, and the assumptions of all figures."""
    if context.invoked_subcommand:
        return
    from asset_map.journeys import standards_as_rows as rows
    from asset_map.journeys.list_standards import list_standards

    found = list_standards()
    show(
        output,
        found.as_json(),
        lambda: [
            *table(*rows.of_standards(found)),
            *found.sentences(),
            "",
            *table(*rows.of_assumptions(found)),
        ],
    )


@commands.command("set")
def standards_set(
    need: OneNeed,
    source: Annotated[str, typer.Option("--source", help="Where the figure comes from.")],
    by: By,
    why: Why,
    metres: Annotated[float | None, typer.Option("--metres", help="Walking, one way.")] = None,
    minutes: Annotated[float | None, typer.Option("--minutes", help="Walking, one way.")] = None,
    weekly_rate: Annotated[
        float | None,
        typer.Option("--weekly-rate", help="Visits a week by each resident, where known."),
    ] = None,
    rate_source: Annotated[
        str, typer.Option("--rate-source", help="Where the weekly rate comes from.")
    ] = "",
    seen: Seen = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Set the standard of a need; what held before is kept in the history."""
    from asset_map.journeys.change_standard import change_standard

    value, unit = _distance(metres, minutes)
    changed = change_standard(
        need, value, unit, source, by, why, weekly_rate, rate_source, seen=seen
    )
    show(output, changed.as_json(), lambda: [changed.sentence()])


@commands.command("reset")
def standards_reset(
    need: OneNeed, by: By, why: Why, seen: Seen = None, output: FormatOption = Format.TABLE
) -> None:
    """Let the default of a need hold again."""
    from asset_map.journeys.change_standard import reset_standard

    changed = reset_standard(need, by, why, seen=seen)
    show(output, changed.as_json(), lambda: [changed.sentence()])


@commands.command("history")
def standards_history(
    need: Annotated[str | None, typer.Argument(metavar="NEED", help="Only this need.")] = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """List what was changed so far, the last first, with the role and the reason."""
    from asset_map.journeys import standards_as_rows as rows
    from asset_map.journeys.list_standards import change_as_json, list_standards

    found = list_standards()
    history = found.history if need is None else found.history_of(need)
    show(
        output,
        [change_as_json(change) for change in history],
        lambda: (
            table(*rows.of_changes(history))
            if history
            else ["Nothing was changed so far: the defaults hold."]
        ),
    )


def _distance(metres: float | None, minutes: float | None) -> tuple[float, Unit]:
    if metres is not None and minutes is None:
        return metres, Unit.METRES
    if minutes is not None and metres is None:
        return minutes, Unit.MINUTES
    raise BadInput(
        "A standard is in metres or in minutes.", "Give one of the two: --metres or --minutes."
    )
