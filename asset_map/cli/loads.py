"""Commands on loading files: ``asset-map etl``."""

from pathlib import Path
from typing import Annotated

import typer

from asset_map.cli.options import FormatOption
from asset_map.journeys import as_data, as_rows
from asset_map.terminal import Format, show, table

commands = typer.Typer(help="Loading files of published data.", no_args_is_help=True)


@commands.command("sources")
def etl_sources(output: FormatOption = Format.TABLE) -> None:
    """List what can be loaded, in the order in which a new area loads it."""
    from asset_map.journeys.load_source import list_sources

    sources = list_sources()
    show(
        output,
        [vars(source) for source in sources],
        lambda: table(*as_rows.of_sources(sources)),
    )


@commands.command("run")
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


@commands.command("fetch")
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


@commands.command("template")
def etl_template(file: Path, output: FormatOption = Format.TABLE) -> None:
    """Write an empty workbook for your own lists to FILE."""
    from asset_map.journeys.copy_template import copy_template

    written = copy_template(file)
    show(output, {"file": str(written)}, lambda: [f"Written to {written}. Its first sheet helps."])


@commands.command("set-aside")
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


@commands.command("quality")
def etl_quality(output: FormatOption = Format.TABLE) -> None:
    """Tell how complete and how fresh what is held is, by field and by source."""
    from asset_map.journeys.see_quality import see_quality

    found = see_quality()
    show(output, as_data.of_quality(found), lambda: table(*as_rows.of_quality(found)))


@commands.command("unclassified")
def etl_unclassified(output: FormatOption = Format.TABLE) -> None:
    """List what no need is known of, by source and kind, and what can be done about it."""
    from asset_map.journeys.see_unclassified import see_unclassified

    found = see_unclassified()
    show(
        output,
        found.as_json(),
        lambda: [*(table(*found.rows()) if found.total else []), *found.sentences()],
    )
