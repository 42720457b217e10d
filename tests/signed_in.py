"""Signing in without the mail: for tests of what comes after."""

from playwright.sync_api import BrowserContext

from asset_map.db import people, session
from asset_map.domain.people import Role
from asset_map.domain.tokens import hashed, new_token
from asset_map.journeys.sign_in import SESSION_LIVES
from asset_map.web import cookies


def address_of(role: Role) -> str:
    """The address of the account that tests use for a role."""
    return f"{role}@example.org"


def session_of(role: Role) -> str:
    """The token of a new session of somebody in a role, who is added where they are not there."""
    token = new_token()
    with session.transaction() as connection:
        people.add(connection, address_of(role), role, "operator")
        account = people.account_of(connection, address_of(role))
        assert account is not None
        people.begin_session(connection, hashed(token), account.id, "link", SESSION_LIVES)
    return token


def sign_in(context: BrowserContext, app: str, role: Role = Role.ADMINISTRATOR) -> None:
    """Let a browser begin signed in."""
    context.add_cookies([{"name": cookies.SESSION, "value": session_of(role), "url": app}])
