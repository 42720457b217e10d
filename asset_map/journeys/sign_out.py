"""Anybody signed in: ends their session for good, not only in this browser."""

from asset_map.db import people, session
from asset_map.domain.rights import Action
from asset_map.domain.tokens import hashed
from asset_map.journeys.acting import asks


@asks(Action.SIGN_IN)
def sign_out(token: str) -> None:
    """End the session of a token: whoever kept a copy of it is a visitor from now on."""
    with session.transaction() as connection:
        people.end_session(connection, hashed(token))
