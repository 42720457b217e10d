"""A letter that is ready to be sent, what makes one, and the links in it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Connection

from asset_map.db import letters
from asset_map.db.letters import Waiting
from asset_map.domain.tokens import hashed, new_token
from asset_map.settings import get_settings


@dataclass(frozen=True)
class Letter:
    """A letter that is ready: to which address, and its words. ``stop``: the address of a page, in
    the head of the mail, by which mail programs offer to send no more of these."""

    to: str
    subject: str
    text: str
    stop: str = ""


Write = Callable[[Connection, Waiting], Letter | None]
"""Makes a letter; None where there is nobody to send it to any more."""


def link_to(
    connection: Connection,
    path: str,
    purpose: str,
    about: UUID,
    lives: timedelta,
    account_id: UUID | None = None,
    *,
    of: Waiting | None,
) -> str:
    """Return the address of a fresh link for a letter: ``path`` with the token at its end.

    ``of``: the letter; a later one about the same ends the link. None: it was promised for its
    whole time, whatever comes later.
    """
    token = new_token()
    letter_id = of.id if of else None
    letters.note_link(connection, hashed(token), purpose, about, lives, account_id, letter_id)
    return f"{get_settings().reached_at}{path}/{token}"
