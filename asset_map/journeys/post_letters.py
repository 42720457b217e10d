"""The map itself: sends the letters that wait. Each is made when it is sent, with a fresh link.

A letter that a mail server does not take is tried again later; a server that stops in between sends
it when it is back. That one is sent twice is rare, that one is lost is never meant to happen.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from threading import Event, Thread
from uuid import UUID

from sqlalchemy import Connection

from asset_map.db import contributions, letters, session
from asset_map.db.letters import Waiting
from asset_map.domain.errors import AssetMapError
from asset_map.domain.logged import for_log, with_frames
from asset_map.domain.rights import Action
from asset_map.domain.tokens import hashed, new_token
from asset_map.journeys import letter_words as words
from asset_map.journeys.acting import asks
from asset_map.journeys.change_asset import take_waiting_live
from asset_map.journeys.claim_asset import write_to_contacts
from asset_map.outward import mail
from asset_map.settings import get_settings

log = logging.getLogger(__name__)

MOST_AT_ONCE = 500
EVERY_SECONDS = 300.0
"""So often a server looks for letters that wait: one that was stopped left some, or a mail server
did not take some. All others are sent as soon as they are noted."""


@dataclass(frozen=True)
class Letter:
    """A letter that is ready: to which address, and its words."""

    to: str
    subject: str
    text: str


Write = Callable[[Connection, Waiting], Letter | None]
"""Makes a letter; None where there is nobody to send it to any more."""

LETTERS: dict[str, Write] = {}
"""How each letter is made, by what it is called."""


def letter(what: str) -> Callable[[Write], Write]:
    """Mark how a letter is made."""

    def mark(write: Write) -> Write:
        LETTERS[what] = write
        return write

    return mark


@asks(Action.CONTRIBUTE)
def post_letters() -> int:
    """Send what waits, one after the other; return how many were sent.

    What only waited for an address to be confirmed, or for a load, is done before.
    """
    write_to_contacts()
    take_waiting_live()
    sent = 0
    for _ in range(MOST_AT_ONCE):
        outcome = _post_one()
        if outcome is None:
            break
        sent += outcome
    return sent


@asks(Action.CONTRIBUTE)
def post_letters_beside() -> None:
    """Send what waits now, and look again every now and then, beside whatever else is done."""
    Thread(target=_keep_posting, name="letters", daemon=True).start()


def _keep_posting() -> None:
    never = Event()
    while True:
        try:
            post_letters()
        except AssetMapError as error:
            log.error("Letters wait to be sent: %s", for_log(error))
        never.wait(EVERY_SECONDS)


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


def _post_one() -> int | None:
    """Send one letter; return how many that were, None where none waits."""
    with session.transaction() as connection:
        waiting = letters.take(connection)
        if waiting is None:
            letters.forget(connection)
            contributions.forget(connection)
            return None
        try:
            with connection.begin_nested():
                made = LETTERS[waiting.what](connection, waiting)
            if made is not None:
                mail.send(mail.letter(made.to, made.subject, made.text))
        except AssetMapError as error:
            log.error("A letter was not sent, and is tried again later: %s", for_log(error))
        except Exception as error:  # noqa: BLE001 - one that cannot be made holds up no other
            log.error("A letter could not be made: %s", with_frames(error))
        else:
            letters.done(connection, waiting.id)
            return 1 if made else 0
        letters.try_later(connection, waiting)
        return 0


@letter(words.CONFIRM)
def _to_confirm(connection: Connection, waiting: Waiting) -> Letter | None:
    address = contributions.address_of(connection, waiting.about)
    if address is None:
        return None
    link = link_to(connection, "/confirm", words.CONFIRM, waiting.about, words.CONFIRM_LIVES)
    days = words.CONFIRM_LIVES.days
    return Letter(address, words.CONFIRM_SUBJECT, words.CONFIRM_TEXT.format(link=link, days=days))


# Each marks the letters of one subject, and needs what stands above for it.
from asset_map.journeys import (  # noqa: E402
    letters_claims,  # noqa: F401
    letters_links,  # noqa: F401
    letters_reminders,  # noqa: F401
    letters_review,  # noqa: F401
)
