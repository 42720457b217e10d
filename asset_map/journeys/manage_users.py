"""An administrator: says who may sign in, and as what."""

from asset_map.db import deeds, people, session
from asset_map.domain.addresses import email_address
from asset_map.domain.errors import BadInput, NotFound
from asset_map.domain.people import SIGNED_IN, Account, Role
from asset_map.domain.rights import Action
from asset_map.journeys.acting import acting_person, asks

_LIST = "See: asset-map user list"
OPERATOR = "operator"
"""Who added an account at the shell."""


@asks(Action.MANAGE_USERS)
def add_user(email: str, role: Role) -> Account:
    """Add somebody. Raises BadInput where the address has an account already."""
    by = acting_person()
    with session.transaction() as connection:
        added = people.add(
            connection,
            email_address(email),
            _signed_in(role),
            by.role.value if by.account_id else OPERATOR,
        )
        if added is None:
            raise BadInput(
                f"{email_address(email)} may sign in already.",
                "Change the role with: asset-map user role EMAIL ROLE",
            )
        deeds.note(connection, by, "account added", "account", added.id, {"role": added.role})
    return added


@asks(Action.MANAGE_USERS)
def change_role(email: str, role: Role) -> Account:
    """Give somebody another role, which counts from their next action on."""
    with session.transaction() as connection:
        found = people.set_role(connection, email_address(email), _signed_in(role))
        changed = _there(found, email)
        detail = {"role": changed.role}
        deeds.note(connection, acting_person(), "role given", "account", changed.id, detail)
    return changed


@asks(Action.MANAGE_USERS)
def end_user(email: str) -> Account:
    """Let somebody sign in no more, and end their sessions."""
    with session.transaction() as connection:
        ended = _there(people.end(connection, email_address(email)), email)
        deeds.note(connection, acting_person(), "account ended", "account", ended.id)
    return ended


@asks(Action.MANAGE_USERS)
def list_users() -> list[Account]:
    """Return everybody who may sign in, and then those who could once."""
    with session.reading() as connection:
        return people.accounts(connection)


def _signed_in(role: Role) -> Role:
    if role not in SIGNED_IN:
        raise BadInput(
            "A visitor does not sign in.", f"Give one of these roles: {', '.join(SIGNED_IN)}."
        )
    return role


def _there(found: Account | None, email: str) -> Account:
    if found is None:
        raise NotFound(f"Nobody may sign in with {email_address(email)}.", _LIST)
    return found
