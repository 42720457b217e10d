"""The command line: parses, calls one journey, prints. No logic."""

from typing import Annotated

import typer

from asset_map import __version__
from asset_map.cli import (
    database,
    export,
    gaps,
    ideas,
    impact,
    loads,
    near,
    standards,
    twins,
    users,
)
from asset_map.cli.deeds import deeds
from asset_map.cli.options import DayOption, FormatOption
from asset_map.cli.remind import remind
from asset_map.domain.people import OPERATOR
from asset_map.domain.places import AreaKind
from asset_map.journeys import as_data, as_rows
from asset_map.journeys.acting import acting
from asset_map.terminal import Format, day, run, show, table

app = typer.Typer(
    help="What a place has: groups, venues, services and skills; and what a cut would change.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(database.commands, name="db")
app.add_typer(loads.commands, name="etl")
app.add_typer(twins.commands, name="twins")
app.add_typer(standards.commands, name="standards")
app.add_typer(users.commands, name="user")
app.command()(deeds)
app.command()(remind)


@app.callback(invoke_without_command=True)
def about_asset_map(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """What a place has: groups, venues, services and skills; and what a cut would change."""
    if version:
        typer.echo(f"asset-map {__version__}")
        raise typer.Exit


@app.command()
def demo(
    remove: Annotated[bool, typer.Option("--remove", help="Take it out.")] = False,
    output: FormatOption = Format.TABLE,
) -> None:
    """Load the demonstration pack (invented places), or take it out."""
    from asset_map.journeys.load_demo import load_demo, remove_demo

    if remove:
        removed = remove_demo()
        sentence = (
            "The demonstration is out." if removed else "There was no demonstration to take out."
        )
        show(output, {"removed": removed}, lambda: [sentence])
        return
    loaded = load_demo()
    show(
        output,
        {"loads": [report.as_json() for report in loaded.reports], "left_out": loaded.left_out},
        loaded.lines,
    )


@app.command()
def areas(
    kind: Annotated[AreaKind | None, typer.Option("--kind", help="Only this kind.")] = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """List the areas of the authority."""
    from asset_map.journeys.list_areas import list_areas

    found = list_areas(kind)
    show(
        output,
        [as_data.of_area(area) for area in found],
        lambda: table(*as_rows.of_areas(found)),
    )


@app.command("area-changes")
def area_changes(
    ambiguous: Annotated[
        bool, typer.Option("--ambiguous", help="Only those that a person has to decide.")
    ] = False,
    output: FormatOption = Format.TABLE,
) -> None:
    """Tell what became of wards whose boundaries were drawn anew."""
    from asset_map.journeys.see_area_changes import see_area_changes

    found = see_area_changes(ambiguous=ambiguous)
    show(
        output,
        [as_data.of_area_change(change) for change in found],
        lambda: table(*as_rows.of_area_changes(found)),
    )


@app.command()
def area(
    name: Annotated[str, typer.Argument(metavar="NAME_OR_CODE")],
    at: DayOption = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Tell what an area holds, by its name (however it is spelt) or code."""
    from asset_map.journeys.describe_area import describe_area
    from asset_map.journeys.see_gaps import gaps_of_area

    picture = describe_area(name, day(at))
    reach = gaps_of_area(picture.area, picture.at)
    show(
        output,
        as_data.of_picture(picture) | {"gaps": as_data.of_gaps(reach) if reach else None},
        lambda: [
            *picture.sentences(),
            *table(*as_rows.of_hits(picture.hits, "where")),
            *(table(*as_rows.of_gaps(reach.rows)) if reach else []),
        ],
    )


app.command()(near.near)
app.command()(gaps.gaps)
app.command()(gaps.reach)
app.command("rank-closures")(gaps.rank_closures)
app.command()(ideas.ideas)


app.command()(impact.impact)
app.command()(export.export)


@app.command()
def serve(
    address: Annotated[str | None, typer.Option("--address", help="Listen here.")] = None,
    port: Annotated[int | None, typer.Option("--port", help="Listen on this port.")] = None,
) -> None:
    """Start the database where needed, prepare it, and serve the app."""
    from asset_map.journeys.manage_database import make_ready
    from asset_map.web.serve import serve_app

    for sentence in make_ready():
        typer.echo(sentence)
    serve_app(address, port)


def main() -> None:
    """Run the command line, for the operator."""
    with acting(lambda: OPERATOR):
        run(app)
