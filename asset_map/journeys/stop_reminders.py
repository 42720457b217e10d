"""Whoever keeps entries: is reminded no more, or again. Letters that are needed still come.

By the link in each reminder it takes no sign-in, as mail programs press it for their readers.
"""

from uuid import UUID

from sqlalchemy import Connection

from asset_map.db import letters, reminders, session
from asset_map.domain.errors import BadInput, NotAllowed
from asset_map.domain.rights import Action
from asset_map.domain.tokens import hashed
from asset_map.journeys.acting import acting_person, asks
from asset_map.journeys.letter_words import STOP_REMINDERS


@asks(Action.CONTRIBUTE)
def look_at_stopping(token: str) -> bool:
    """Tell whether whoever a link belongs to is reminded now, and change nothing: mail scanners
    open links. Raises BadInput where the link is altered or too old."""
    with session.reading() as connection:
        return reminders.wanted(connection, _whose(connection, token))


@asks(Action.CONTRIBUTE)
def stop_by_link(token: str) -> None:
    """Remind whoever a link belongs to no more. Pressed twice, it is the same; pressed after they
    wanted them again, it ends them again. Raises BadInput where it is altered or too old."""
    with session.transaction() as connection:
        if not reminders.want(connection, _whose(connection, token), wanted=False):
            raise _too_old()


@asks(Action.ADD_OWN)
def want_reminders(*, wanted: bool) -> None:
    """Remind whoever asks, or no more."""
    account_id = acting_person().account_id
    with session.transaction() as connection:
        if account_id is None or not reminders.want(connection, account_id, wanted=wanted):
            raise NotAllowed("Only whoever has an account is reminded.", "Sign in first.")


def _whose(connection: Connection, token: str) -> UUID:
    opened = letters.opened(connection, hashed(token), STOP_REMINDERS)
    if opened is None or opened.account_id is None:
        raise _too_old()
    return opened.account_id


def _too_old() -> BadInput:
    return BadInput(
        "This link does not work any more.",
        "Sign in, and say so on the page of what you keep.",
    )
