"""Commands on who may sign in: ``asset-map user``."""

from typing import Annotated
from uuid import UUID

import typer

from asset_map.cli.options import FormatOption
from asset_map.domain.people import Role
from asset_map.journeys import accounts_told as told
from asset_map.terminal import Format, show, table

commands = typer.Typer(help="Who may sign in, and as what.", no_args_is_help=True)

Email = Annotated[str, typer.Argument(metavar="EMAIL", help="Whose address it is.")]


@commands.command("add")
def user_add(
    email: Email,
    role: Annotated[Role, typer.Option("--role", help="What they may do.")],
    output: FormatOption = Format.TABLE,
) -> None:
    """Let somebody sign in. The first administrator is added so."""
    from asset_map.journeys.manage_users import add_user

    added = add_user(email, role)
    show(output, told.as_json(added), lambda: told.added(added))


@commands.command("role")
def user_role(
    email: Email,
    role: Annotated[Role, typer.Argument(metavar="ROLE", help="What they may do from now on.")],
    output: FormatOption = Format.TABLE,
) -> None:
    """Give somebody another role, which counts from their next action on."""
    from asset_map.journeys.manage_users import change_role

    changed = change_role(email, role)
    show(output, told.as_json(changed), lambda: [told.changed(changed)])


@commands.command("list")
def user_list(output: FormatOption = Format.TABLE) -> None:
    """List who may sign in, and then who could once."""
    from asset_map.journeys.manage_users import list_users

    found = list_users()
    show(
        output,
        [told.as_json(account) for account in found],
        lambda: table(*told.as_rows(found)) if found else [told.NOBODY],
    )


@commands.command("end")
def user_end(email: Email, output: FormatOption = Format.TABLE) -> None:
    """Let somebody sign in no more, and end their sessions at once."""
    from asset_map.journeys.manage_users import end_user

    ended = end_user(email)
    show(output, told.as_json(ended), lambda: [told.ended(ended)])


@commands.command("erase")
def user_erase(
    email: Annotated[str, typer.Argument(metavar="EMAIL", help="Whose address it is.")] = "",
    named: Annotated[
        str, typer.Option("--named", help="A name in what stewards sent in on somebody's behalf.")
    ] = "",
    contribution: Annotated[
        list[UUID] | None,
        typer.Option("--contribution", help="The id of one that they sent in so."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only tell what would go, and what would stay.")
    ] = False,
    output: FormatOption = Format.TABLE,
) -> None:
    """Erase what is kept of somebody: account, contacts, what was written to them and by them. What
    is public stays."""
    from asset_map.journeys.erase_person import erase_person

    erased = erase_person(email, named, contribution or (), dry_run=dry_run)
    show(output, erased.as_json(), erased.sentences)
