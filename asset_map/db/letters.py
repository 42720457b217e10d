"""Letters that are to be sent, and the links in them. Of links only hashes come here.

A letter is noted in the transaction of what it tells of, and sent afterwards: a server that stops
in between sends it when it is back. Its words, and the links in it, are made when it is sent.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import Connection, text

MOST_TRIES = 12
"""Twice as long after each is a day and a half in all: a mail server may be away for a night."""


@dataclass(frozen=True)
class Waiting:
    """A letter to be sent. ``about``: the contribution or the asset; ``to_account``: to whom, where
    it is not to whoever sent the contribution."""

    id: UUID
    what: str
    about: UUID
    to_account: UUID | None
    tries: int


@dataclass(frozen=True)
class Opened:
    """What a link in a letter opens: for what, about which thing, for which account."""

    purpose: str
    about: UUID
    account_id: UUID | None


def note(connection: Connection, what: str, about: UUID, to_account: UUID | None = None) -> None:
    """Note a letter that is to be sent once this transaction is kept."""
    connection.execute(
        text(
            """
            INSERT INTO letter (id, what, about, to_account, made, next_try)
            VALUES (:id, :what, :about, :account, now(), now())
            """
        ),
        {"id": uuid4(), "what": what, "about": about, "account": to_account},
    )


def take(connection: Connection) -> Waiting | None:
    """Return the letter that waits longest, and hold it: nobody else sends it meanwhile."""
    row = connection.execute(
        text(
            """
            SELECT id, what, about, to_account, tries FROM letter
            WHERE sent IS NULL AND next_try <= clock_timestamp()
            ORDER BY next_try, id LIMIT 1 FOR UPDATE SKIP LOCKED
            """
        )
    ).first()
    return Waiting(**row._mapping) if row else None


def done(connection: Connection, id: UUID) -> None:
    """Write that a letter was sent, or that there is nobody to send it to any more."""
    connection.execute(
        text("UPDATE letter SET sent = clock_timestamp() WHERE id = :id"), {"id": id}
    )


def try_later(connection: Connection, waiting: Waiting) -> None:
    """Write that a letter could not be sent: it is tried again, each time after twice as long; in
    the end given up."""
    minutes = 2**waiting.tries
    given_up = "sent = clock_timestamp()," if waiting.tries + 1 >= MOST_TRIES else ""
    connection.execute(
        text(
            f"""
            UPDATE letter SET {given_up} tries = tries + 1, next_try = clock_timestamp() + :later
            WHERE id = :id
            """
        ),
        {"id": waiting.id, "later": timedelta(minutes=minutes)},
    )


def note_link(
    connection: Connection,
    token_hash: str,
    purpose: str,
    about: UUID,
    lives: timedelta,
    account_id: UUID | None = None,
) -> None:
    """Note a link that a letter holds."""
    connection.execute(
        text(
            """
            INSERT INTO letter_link (token_hash, purpose, about, account_id, made, expires)
            VALUES (:token, :purpose, :about, :account, now(), now() + :lives)
            """
        ),
        {
            "token": token_hash,
            "purpose": purpose,
            "about": about,
            "account": account_id,
            "lives": lives,
        },
    )


def opened(connection: Connection, token_hash: str, purpose: str) -> Opened | None:
    """Return what a link opens, without using it up; None where it is used, expired or another."""
    row = connection.execute(
        text(
            """
            SELECT purpose, about, account_id FROM letter_link
            WHERE token_hash = :token AND purpose = :purpose AND used IS NULL AND expires > now()
            """
        ),
        {"token": token_hash, "purpose": purpose},
    ).first()
    return Opened(**row._mapping) if row else None


def use(connection: Connection, token_hash: str, purpose: str) -> Opened | None:
    """Use a link up; None where it is used, expired or another. Of two at once one gets it."""
    row = connection.execute(
        text(
            """
            UPDATE letter_link SET used = now()
            WHERE token_hash = :token AND purpose = :purpose AND used IS NULL AND expires > now()
            RETURNING purpose, about, account_id
            """
        ),
        {"token": token_hash, "purpose": purpose},
    ).first()
    return Opened(**row._mapping) if row else None


def used_before(connection: Connection, token_hash: str, purpose: str) -> Opened | None:
    """Return what a link opened that was used: whoever presses twice is told the same again."""
    row = connection.execute(
        text(
            """
            SELECT purpose, about, account_id FROM letter_link
            WHERE token_hash = :token AND purpose = :purpose AND used IS NOT NULL
            """
        ),
        {"token": token_hash, "purpose": purpose},
    ).first()
    return Opened(**row._mapping) if row else None


def end(connection: Connection, what: str, about: UUID) -> None:
    """Let letters of a kind about something be sent no more, and the links in them open nothing."""
    bound = {"what": what, "about": about}
    connection.execute(
        text("DELETE FROM letter WHERE what = :what AND about = :about AND sent IS NULL"), bound
    )
    connection.execute(
        text(
            "UPDATE letter_link SET expires = now() WHERE purpose = :what AND about = :about "
            "AND used IS NULL AND expires > now()"
        ),
        bound,
    )


def forget(connection: Connection) -> None:
    """Delete letters that were sent long ago, and links that open nothing any more."""
    connection.execute(text("DELETE FROM letter WHERE sent < now() - interval '90 days'"))
    connection.execute(text("DELETE FROM letter_link WHERE expires < now() - interval '7 days'"))
