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
    """A letter that is ready: to which address, and its words."""

    to: str
    subject: str
    text: str


Write = Callable[[Connection, Waiting], Letter | None]
"""Makes a letter; None where there is nobody to send it to any more."""


def link_to(
    connection: Connection,
    path: str,
    purpose: str,
    about: UUID,
    lives: timedelta,
    account_id: UUID | None = None,
) -> str:
    """Return the address of a fresh link for a letter: ``path`` with the token at its end."""
    token = new_token()
    letters.note_link(connection, hashed(token), purpose, about, lives, account_id)
    return f"{get_settings().reached_at}{path}/{token}"
