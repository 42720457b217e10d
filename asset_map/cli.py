"""The command line: parses, calls one journey, prints. No logic."""

from pathlib import Path
from typing import Annotated

import typer

from asset_map import __version__
from asset_map.domain.assets import AssetKind
from asset_map.domain.places import AreaKind
from asset_map.domain.twins import Which
from asset_map.journeys import as_data, as_rows
from asset_map.terminal import Format, day, metres, run, show, table

app = typer.Typer(
    help="What a place has: groups, venues, services and skills; and what a cut would change.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
db = typer.Typer(
    help="The database: up, down, prepared, saved, brought back.", no_args_is_help=True
)
etl = typer.Typer(help="Loading files of published data.", no_args_is_help=True)
app.add_typer(db, name="db")
app.add_typer(etl, name="etl")
twins = typer.Typer(help="Entries that may be the same thing, told twice.", no_args_is_help=True)
app.add_typer(twins, name="twins")

FormatOption = Annotated[Format, typer.Option("--format", help="How to print the result.")]
DayOption = Annotated[
    str | None,
    typer.Option("--as-at", metavar="DATE", help="The day asked about; today if not set."),
]
NeedOption = Annotated[str | None, typer.Option("--need", help="Only this need, such as food.")]


@app.callback(invoke_without_command=True)
def about_asset_map(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """What a place has: groups, venues, services and skills; and what a cut would change."""
    if version:
        typer.echo(f"asset-map {__version__}")
        raise typer.Exit


# --- The database -------------------------------------------------------------------------------


@db.command("up")
def db_up(output: FormatOption = Format.TABLE) -> None:
    """Start the local database; make it first where there is none."""
    from asset_map.journeys import manage_database

    sentence = manage_database.start()
    show(output, {"done": sentence}, lambda: [sentence])


@db.command("down")
def db_down(output: FormatOption = Format.TABLE) -> None:
    """Stop the local database."""
    from asset_map.journeys import manage_database

    sentence = manage_database.stop()
    show(output, {"done": sentence}, lambda: [sentence])


@db.command("status")
def db_status(output: FormatOption = Format.TABLE) -> None:
    """Tell whether the database runs, and what it holds."""
    from asset_map.journeys import manage_database

    found = manage_database.status()
    rows = table(*as_rows.of_counts(found.holds)) if found.holds else []
    show(output, as_data.of_status(found), lambda: [*found.sentences(), *rows])


@db.command("migrate")
def db_migrate(output: FormatOption = Format.TABLE) -> None:
    """Bring the tables to the state that this version needs."""
    from asset_map.journeys import manage_database

    manage_database.prepare()
    sentence = "The database is prepared for this version."
    show(output, {"done": sentence}, lambda: [sentence])


@db.command("backup")
def db_backup(file: Path, output: FormatOption = Format.TABLE) -> None:
    """Save the whole database to FILE."""
    from asset_map.journeys import manage_database

    size = manage_database.backup(file)
    show(output, {"file": str(file), "bytes": size}, lambda: [f"Saved to {file}, {size:,} bytes."])


@db.command("restore")
def db_restore(file: Path, output: FormatOption = Format.TABLE) -> None:
    """Bring a saved database back from FILE, into an empty one."""
    from asset_map.journeys import manage_database

    manage_database.restore(file)
    show(output, {"file": str(file)}, lambda: [f"The database is as it was when {file} was saved."])


# --- Data in and out ----------------------------------------------------------------------------


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


@etl.command("sources")
def etl_sources(output: FormatOption = Format.TABLE) -> None:
    """List what can be loaded, in the order in which a new area loads it."""
    from asset_map.journeys.load_source import list_sources

    sources = list_sources()
    show(
        output,
        [vars(source) for source in sources],
        lambda: table(*as_rows.of_sources(sources)),
    )


@etl.command("run")
def etl_run(
    source: Annotated[str, typer.Argument(help="One of: asset-map etl sources")],
    file: Annotated[
        list[Path] | None, typer.Option("--file", help="A file; may be repeated.")
    ] = None,
    authority: Annotated[
        str | None,
        typer.Option("--authority", help="Whose rows these are, if the file does not say."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell, but keep nothing.")] = False,
    partial: Annotated[
        bool, typer.Option("--partial", help="The files are a part: what they lack is not gone.")
    ] = False,
    withdraw_most: Annotated[
        bool, typer.Option("--withdraw-most", help="Most of what was there may really be gone.")
    ] = False,
    mapping: Annotated[
        Path | None, typer.Option("--mapping", help="own-list: a TOML file that explains it.")
    ] = None,
    list_name: Annotated[
        str | None, typer.Option("--list", help="own-list: which list it is, among several.")
    ] = None,
    accept_guess: Annotated[
        bool, typer.Option("--accept-guess", help="own-list: its columns are guessed rightly.")
    ] = False,
    output: FormatOption = Format.TABLE,
) -> None:
    """Load files of one source: all of it, or nothing. Ends with the quality report.

    Without --file it is what the address of the source gives.
    """
    from asset_map.journeys.choose_own_list import GuessNeeded, OwnList
    from asset_map.journeys.load_source import load_source
    from asset_map.terminal import Progress

    try:
        with Progress() as progress:
            report = load_source(
                source,
                file or [],
                authority=authority,
                dry_run=dry_run,
                partial=partial,
                withdraw_most=withdraw_most,
                own=OwnList(mapping, list_name, accept_guess),
                fetching=progress.bytes,
                progress=progress.rows,
                stage=progress.stage,
            )
    except GuessNeeded as needed:
        show(output, {"mapping": needed.guess.toml()}, needed.guess.lines)
        raise
    show(output, report.as_json(), report.lines)


@etl.command("fetch")
def etl_fetch(
    source: Annotated[str, typer.Argument(help="One of: asset-map etl sources")],
    address: Annotated[
        str | None, typer.Option("--address", help="Where from, if not the source's own address.")
    ] = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Fetch the newest file of a source, or all pages of a feed, to be loaded with etl run."""
    from asset_map.journeys.fetch_source import fetch_source
    from asset_map.terminal import Progress

    with Progress() as progress:
        copy = fetch_source(source, address, progress=progress.bytes)
    show(output, copy.as_json(), copy.sentences)


@etl.command("template")
def etl_template(file: Path, output: FormatOption = Format.TABLE) -> None:
    """Write an empty workbook for your own lists to FILE."""
    from asset_map.journeys.copy_template import copy_template

    written = copy_template(file)
    show(output, {"file": str(written)}, lambda: [f"Written to {written}. Its first sheet helps."])


@etl.command("set-aside")
def etl_set_aside(
    source: Annotated[str, typer.Argument(help="A source of which something is loaded.")],
    out: Annotated[
        Path | None, typer.Option("--out", help="Where to write it; SOURCE-set-aside.csv if not.")
    ] = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Write the rows that the latest load of a source set aside as CSV, to mend and load again."""
    from asset_map.journeys.download_set_aside import save_set_aside

    saved = save_set_aside(source, out)
    show(output, as_data.of_set_aside(saved), saved.sentences)


@etl.command("quality")
def etl_quality(output: FormatOption = Format.TABLE) -> None:
    """Tell how complete and how fresh what is held is, by field and by source."""
    from asset_map.journeys.see_quality import see_quality

    found = see_quality()
    show(output, as_data.of_quality(found), lambda: table(*as_rows.of_quality(found)))


# --- The same thing twice -----------------------------------------------------------------------

OneId = Annotated[str, typer.Argument(metavar="ID", help="Of an entry, as the list shows it.")]
OtherId = Annotated[str, typer.Argument(metavar="OTHER_ID", help="Of the other entry.")]
By = Annotated[str, typer.Option("--by", help="The role of whoever decides; no name.")]


@twins.command("list")
def twins_list(
    which: Annotated[Which, typer.Option("--which", help="Which pairs.")] = Which.OPEN,
    limit: Annotated[int, typer.Option("--limit", min=1, max=100_000, help="How many.")] = 50,
    output: FormatOption = Format.TABLE,
) -> None:
    """List pairs that may be the same thing, the most alike first."""
    from asset_map.journeys.list_twins import list_twins

    found = list_twins(which, limit)
    show(output, found.as_json(), found.sentences)


@twins.command("same")
def twins_same(
    one: OneId, other: OtherId, by: By = "steward", output: FormatOption = Format.TABLE
) -> None:
    """Show two entries as one, from now on and in later loads."""
    from asset_map.journeys.decide_twins import say_same

    decided = say_same(one, other, by)
    show(output, decided.as_json(), lambda: [decided.sentence()])


@twins.command("different")
def twins_different(
    one: OneId, other: OtherId, by: By = "steward", output: FormatOption = Format.TABLE
) -> None:
    """Show two entries as two, from now on and in later loads."""
    from asset_map.journeys.decide_twins import say_different

    decided = say_different(one, other, by)
    show(output, decided.as_json(), lambda: [decided.sentence()])


@twins.command("undo")
def twins_undo(one: OneId, other: OtherId, output: FormatOption = Format.TABLE) -> None:
    """Take back what was decided of two entries; what a load would hold of them holds again."""
    from asset_map.journeys.decide_twins import undo

    decided = undo(one, other)
    show(output, decided.as_json(), lambda: [decided.sentence()])


@etl.command("unclassified")
def etl_unclassified(output: FormatOption = Format.TABLE) -> None:
    """List what no need is known of, by source and kind, and what can be done about it."""
    from asset_map.journeys.see_unclassified import see_unclassified

    found = see_unclassified()
    show(
        output,
        found.as_json(),
        lambda: [*(table(*found.rows()) if found.total else []), *found.sentences()],
    )


# --- Questions ----------------------------------------------------------------------------------


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

    picture = describe_area(name, day(at))
    show(
        output,
        as_data.of_picture(picture),
        lambda: [*picture.sentences(), *table(*as_rows.of_hits(picture.hits, "where"))],
    )


@app.command()
def near(
    place: Annotated[str, typer.Argument(metavar='POSTCODE_OR_"LAT,LON"')],
    within: Annotated[
        float | None, typer.Option("--within", help="Walking metres, one way.")
    ] = None,
    need: NeedOption = None,
    kind: Annotated[AssetKind | None, typer.Option("--kind", help="Only this kind.")] = None,
    text: Annotated[str | None, typer.Option("--text", help="Only with these words.")] = None,
    at: DayOption = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="How many.")] = 20,
    output: FormatOption = Format.TABLE,
) -> None:
    """List what is near a place, nearest first, each with its distance and reason."""
    from asset_map.journeys.find_near import find_near

    found = find_near(
        place, within_m=within, need=need, kind=kind, words=text, at=day(at), limit=limit
    )
    show(
        output,
        as_data.of_near(found),
        lambda: [
            *found.sentences(),
            *(table(*as_rows.of_hits(found.hits, "why")) if found.hits else []),
            found.note,
        ],
    )


@app.command()
def gaps(
    area_kind: Annotated[
        AreaKind, typer.Option("--area-kind", help="By areas of this kind.")
    ] = AreaKind.WARD,
    need: NeedOption = None,
    at: DayOption = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Tell how many people live within the standard of each need, by area."""
    from asset_map.journeys.see_gaps import see_gaps

    found = see_gaps(area_kind=area_kind, need=need, at=day(at))
    show(
        output,
        as_data.of_gaps(found),
        lambda: [*table(*as_rows.of_gaps(found.rows)), *found.sentences()],
    )


@app.command()
def impact(
    close: Annotated[str, typer.Option("--close", metavar="ID", help="The asset to close.")],
    at: DayOption = None,
    standard: Annotated[
        float | None, typer.Option("--standard", help="Metres, instead of each need's standard.")
    ] = None,
    straight_line: Annotated[
        bool, typer.Option("--straight-line", help="Count straight lines, not walks.")
    ] = False,
    output: FormatOption = Format.TABLE,
) -> None:
    """Tell what closing one asset would change, and what hangs on it. Writes nothing."""
    from asset_map.journeys.weigh_closure import weigh_closure

    result = weigh_closure(
        close, at=day(at), standard_m=metres(standard), straight_line=straight_line
    )
    show(output, as_data.of_closure(result), result.sentences)


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
    """Run the command line."""
    run(app)
