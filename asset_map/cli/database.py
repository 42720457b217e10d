"""Commands on the database: ``asset-map db``."""

from pathlib import Path

import typer

from asset_map.cli.options import FormatOption
from asset_map.journeys import as_data, as_rows
from asset_map.terminal import Format, show, table

commands = typer.Typer(
    help="The database: up, down, prepared, saved, brought back.", no_args_is_help=True
)


@commands.command("up")
def db_up(output: FormatOption = Format.TABLE) -> None:
    """Start the local database; make it first where there is none."""
    from asset_map.journeys import manage_database

    sentence = manage_database.start()
    show(output, {"done": sentence}, lambda: [sentence])


@commands.command("down")
def db_down(output: FormatOption = Format.TABLE) -> None:
    """Stop the local database."""
    from asset_map.journeys import manage_database

    sentence = manage_database.stop()
    show(output, {"done": sentence}, lambda: [sentence])


@commands.command("status")
def db_status(output: FormatOption = Format.TABLE) -> None:
    """Tell whether the database runs, and what it holds."""
    from asset_map.journeys import manage_database

    found = manage_database.status()
    rows = table(*as_rows.of_counts(found.holds)) if found.holds else []
    show(output, as_data.of_status(found), lambda: [*found.sentences(), *rows])


@commands.command("migrate")
def db_migrate(output: FormatOption = Format.TABLE) -> None:
    """Bring the tables to the state that this version needs."""
    from asset_map.journeys import manage_database

    manage_database.prepare()
    sentence = "The database is prepared for this version."
    show(output, {"done": sentence}, lambda: [sentence])


@commands.command("backup")
def db_backup(file: Path, output: FormatOption = Format.TABLE) -> None:
    """Save the whole database to FILE."""
    from asset_map.journeys import manage_database

    size = manage_database.backup(file)
    show(output, {"file": str(file), "bytes": size}, lambda: [f"Saved to {file}, {size:,} bytes."])


@commands.command("restore")
def db_restore(file: Path, output: FormatOption = Format.TABLE) -> None:
    """Bring a saved database back from FILE, into an empty one."""
    from asset_map.journeys import manage_database

    manage_database.restore(file)
    show(output, {"file": str(file)}, lambda: [f"The database is as it was when {file} was saved."])
