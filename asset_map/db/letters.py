"""Letters that are to be sent, and the links in them. Of links only hashes come here.

A letter is noted in the transaction of what it tells of, and sent afterwards: a server that stops
in between sends it when it is back. Its words, and the links in it, are made when it is sent.

Whoever sends one leases it first, for so long as no sending takes: no transaction is open while a
mail server is spoken to, and one that was being sent when its process was killed is sent again.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import Connection, text

MOST_TRIES = 12
"""Twice as long after each is a day and a half in all: a mail server may be away for a night."""

LEASE = timedelta(minutes=10)
"""So long a letter is its sender's; longer than ``outward.mail`` lets a mail server take."""


@dataclass(frozen=True)
class Waiting:
    """A letter to be sent. ``about``: the contribution or the asset; ``to_account``: to whom, where
    it is not to whoever sent the contribution. ``tries``: how often it was, with this time;
    ``until``: nobody else sends it before."""

    id: UUID
    what: str
    about: UUID
    to_account: UUID | None
    tries: int
    until: datetime


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


def lease(connection: Connection) -> Waiting | None:
    """Return the letter that waits longest; nobody else is given it until the lease is over."""
    row = connection.execute(
        text(
            """
            UPDATE letter SET next_try = clock_timestamp() + :lease, tries = tries + 1
            WHERE id = (SELECT id FROM letter
                        WHERE sent IS NULL AND next_try <= clock_timestamp() AND tries < :most
                        ORDER BY next_try, id LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id, what, about, to_account, tries, next_try AS until
            """
        ),
        {"lease": LEASE, "most": MOST_TRIES},
    ).first()
    return Waiting(**row._mapping) if row else None


def idle(connection: Connection, waiting: Waiting) -> bool:
    """Tell whether a letter need not be sent: it is gone with its reader, or a later one to them
    says the same."""
    return not connection.execute(
        text(
            """
            SELECT EXISTS (SELECT 1 FROM letter mine WHERE mine.id = :id AND NOT EXISTS (
                SELECT 1 FROM letter later
                WHERE later.what = mine.what AND later.about = mine.about
                  AND later.to_account IS NOT DISTINCT FROM mine.to_account
                  AND later.sent IS NULL AND later.tries < :most
                  AND (later.made, later.id) > (mine.made, mine.id)))
            """
        ),
        {"id": waiting.id, "most": MOST_TRIES},
    ).scalar()


def done(connection: Connection, id: UUID) -> None:
    """Write that a letter was sent, or that there is nobody to send it to any more; links to the
    same in letters before it work no more."""
    connection.execute(
        text("UPDATE letter SET sent = clock_timestamp() WHERE id = :id"), {"id": id}
    )
    connection.execute(
        text(
            """
            UPDATE letter_link older SET expires = now() FROM letter_link mine
            WHERE mine.letter_id = :id AND older.letter_id <> :id AND older.made < mine.made
              AND older.purpose = mine.purpose AND older.about = mine.about
              AND older.account_id IS NOT DISTINCT FROM mine.account_id
              AND older.used IS NULL AND older.expires > now()
            """
        ),
        {"id": id},
    )


def try_later(connection: Connection, waiting: Waiting) -> bool:
    """Write that a letter could not be sent: it is tried again, each time after twice as long.
    Return whether it is; in the end it is given up."""
    connection.execute(
        text(
            """
            UPDATE letter SET next_try = clock_timestamp() + :later
            WHERE id = :id AND sent IS NULL AND next_try = :until
            """
        ),
        {
            "id": waiting.id,
            "until": waiting.until,
            "later": timedelta(minutes=2 ** (waiting.tries - 1)),
        },
    )
    return waiting.tries < MOST_TRIES


def note_link(
    connection: Connection,
    token_hash: str,
    purpose: str,
    about: UUID,
    lives: timedelta,
    account_id: UUID | None = None,
    letter_id: UUID | None = None,
) -> None:
    """Note a link that a letter holds. ``letter_id``: a later letter ends it; None: none does."""
    connection.execute(
        text(
            """
            INSERT INTO letter_link (token_hash, purpose, about, account_id, letter_id, made,
                expires)
            VALUES (:token, :purpose, :about, :account, :letter, now(), now() + :lives)
            """
        ),
        {
            "token": token_hash,
            "purpose": purpose,
            "about": about,
            "account": account_id,
            "letter": letter_id,
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


def known(connection: Connection, token_hash: str, purpose: str) -> Opened | None:
    """Return what a link opens, or opened before it was used: whoever opens it twice is told the
    same again. None where it is another, or was never used and is expired."""
    row = connection.execute(
        text(
            """
            SELECT purpose, about, account_id FROM letter_link
            WHERE token_hash = :token AND purpose = :purpose
              AND (used IS NOT NULL OR expires > now())
            """
        ),
        {"token": token_hash, "purpose": purpose},
    ).first()
    return Opened(**row._mapping) if row else None


def use(connection: Connection, token_hash: str, purpose: str) -> Opened | None:
    """Use a link up; None where it is used, expired or another. Of two at once one gets it.

    A letter that was sent twice, since nobody knew of the first time, has two: they are one.
    """
    row = connection.execute(
        text(
            """
            WITH mine AS (
                UPDATE letter_link SET used = now()
                WHERE token_hash = :token AND purpose = :purpose
                  AND used IS NULL AND expires > now()
                RETURNING token_hash, purpose, about, account_id, letter_id
            ), same AS (
                UPDATE letter_link other SET used = now() FROM mine
                WHERE other.letter_id = mine.letter_id AND other.purpose = mine.purpose
                  AND other.about = mine.about AND other.token_hash <> mine.token_hash
                  AND other.used IS NULL
            )
            SELECT purpose, about, account_id FROM mine
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


def end_claims_before(connection: Connection, id: UUID, purpose: str) -> None:
    """Let the links of claims work no more that the same sender made of the same asset before."""
    connection.execute(
        text(
            """
            UPDATE letter_link l SET expires = now()
            FROM contribution newer JOIN contribution older
              ON older.kind = newer.kind AND older.about = newer.about AND older.sender <> ''
             AND older.sender = newer.sender AND older.sent < newer.sent
            WHERE newer.id = :id AND l.about = older.id AND l.purpose = :purpose
              AND l.used IS NULL AND l.expires > now()
            """
        ),
        {"id": id, "purpose": purpose},
    )


def forget(connection: Connection) -> None:
    """Delete letters that were sent or given up long ago, and links that open nothing any more.

    A letter about what still waits stays: by it is known that nobody has to be written to again.
    """
    connection.execute(
        text(
            """
            DELETE FROM letter WHERE coalesce(sent, next_try) < now() - interval '90 days'
            AND NOT EXISTS (
                SELECT 1 FROM contribution c WHERE c.id = letter.about AND c.state = 'waiting')
            """
        )
    )
    connection.execute(text("DELETE FROM letter_link WHERE expires < now() - interval '7 days'"))
