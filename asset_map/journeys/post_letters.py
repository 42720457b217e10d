"""The map itself: sends the letters that wait. Each is made when it is sent, with a fresh link.

A letter that a mail server does not take is tried again later; a process that is killed in between
leaves it to others, or to itself when it is back. That one is sent twice is rare, and mail programs
know it by its id; that one is lost is never meant to happen.
"""

import logging
from collections.abc import Mapping
from threading import Event, Lock, Thread

from asset_map.db import contributions, letters, session
from asset_map.db.letters import Waiting
from asset_map.domain.errors import AssetMapError
from asset_map.domain.logged import for_log, with_frames
from asset_map.domain.rights import Action
from asset_map.journeys import (
    letters_claims,
    letters_confirm,
    letters_links,
    letters_reminders,
    letters_review,
)
from asset_map.journeys.acting import asks
from asset_map.journeys.claim_asset import write_to_contacts
from asset_map.journeys.go_live_later import take_waiting_live
from asset_map.journeys.letter_made import Letter, Write
from asset_map.outward import mail

log = logging.getLogger(__name__)

MOST_AT_ONCE = 500
EVERY_SECONDS = 300.0
"""So often a server looks for letters that wait: one that was stopped left some, or a mail server
did not take some. All others are sent as soon as they are noted."""

LETTERS: Mapping[str, Write] = {
    **letters_claims.LETTERS,
    **letters_confirm.LETTERS,
    **letters_links.LETTERS,
    **letters_reminders.LETTERS,
    **letters_review.LETTERS,
}
"""How each letter is made, by what it is called."""

_noted, _posting = Event(), Lock()


@asks(Action.CONTRIBUTE)
def post_letters() -> int:
    """Send what waits, one after the other; return how many were sent.

    One of this process does at a time, and goes on with what others noted meanwhile: else a mail
    server that does not answer would hold up everybody who sends something in.
    """
    sent = 0
    _noted.set()
    while _noted.is_set() and _posting.acquire(blocking=False):
        try:
            _noted.clear()
            sent += _post_all()
        finally:
            _posting.release()
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
        except Exception as error:  # noqa: BLE001 - a thread that ends would send nothing any more
            log.error("Letters wait to be sent: %s", with_frames(error))
        never.wait(EVERY_SECONDS)


def _post_all() -> int:
    """Send what waits, and do what only waited for an address to be confirmed, or for a load."""
    write_to_contacts()
    sent = 0
    for _ in range(MOST_AT_ONCE):
        outcome = _post_one()
        if outcome is None:
            break
        sent += outcome
    take_waiting_live()
    return sent


def _post_one() -> int | None:
    """Send one letter; return how many that were, None where none waits.

    It is leased, made, sent and marked, each step kept before the next: no link is in a mail that
    does not work yet, and while a mail server takes its time nothing in the database is held.
    """
    with session.transaction() as connection:
        waiting = letters.lease(connection)
        if waiting is None:
            letters.forget(connection)
            contributions.forget(connection)
            return None
    try:
        made = _made(waiting)
        if made is not None:
            mail.send(mail.letter(made.to, made.subject, made.text, made.stop, str(waiting.id)))
    except AssetMapError as error:
        log.error("A letter was not sent: %s", for_log(error))
    except Exception as error:  # noqa: BLE001 - one that cannot be made holds up no other
        log.error("A letter could not be made: %s", with_frames(error))
    else:
        with session.transaction() as connection:
            letters.done(connection, waiting.id)
        return 1 if made else 0
    with session.transaction() as connection:
        again = letters.try_later(connection, waiting)
    log.error("It is tried again later." if again else "It was tried often, and is given up.")
    return 0


def _made(waiting: Waiting) -> Letter | None:
    """Return a letter with its links, which work from now on; None where there is none to send."""
    with session.transaction() as connection:
        if letters.idle(connection, waiting):
            return None
        return LETTERS[waiting.what](connection, waiting)
