"""What people sent in, and what was done with it."""

from collections.abc import Collection, Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Connection, Row, text

from asset_map.domain.assets import AssetKind
from asset_map.domain.contributions import (
    ADDRESS_KEPT,
    HELD_FOR,
    Consent,
    Contribution,
    Kind,
    State,
    Turn,
)

_ALL = """id, kind, asset_kind, about, said, before, note, state, sent, confirmed, by_account,
    sender, consent, contact_public, on_behalf, decided, decided_by, reason, record_id, asset_id,
    version"""

MENDED = "mended"
"""What was done, as a turn says it, where a steward changed words that everybody reads."""


def is_mended(id: str) -> str:
    """Return the condition that a steward mended what was sent in under an ``id``, as SQL."""
    return (
        "EXISTS (SELECT 1 FROM contribution_turn t "
        f"WHERE t.contribution_id = {id} AND t.what = '{MENDED}')"
    )


def keep(connection: Connection, one: Contribution, email: str = "") -> bool:
    """Keep a contribution, and the address to answer to; False where it was kept before."""
    kept = connection.execute(
        text(
            """
            INSERT INTO contribution (id, kind, asset_kind, about, said, before, note, state, sent,
                confirmed, by_account, sender, consent, contact_public, on_behalf)
            VALUES (:id, :kind, :asset_kind, :about, CAST(:said AS jsonb), CAST(:before AS jsonb),
                :note, :state, :sent, :confirmed, :by_account, :sender, :consent, :contact_public,
                :on_behalf)
            ON CONFLICT (id) DO NOTHING
            """
        ),
        {
            "id": one.id,
            "kind": one.kind.value,
            "asset_kind": one.asset_kind.value if one.asset_kind else None,
            "about": one.about,
            "said": orjson.dumps(one.said).decode(),
            "before": orjson.dumps(one.before).decode(),
            "note": one.note,
            "state": one.state.value,
            "sent": one.sent,
            "confirmed": one.confirmed,
            "by_account": one.by_account,
            "sender": one.sender,
            "consent": one.consent.how,
            "contact_public": one.consent.contact,
            "on_behalf": one.consent.on_behalf,
        },
    )
    if not kept.rowcount:
        return False
    if email:
        connection.execute(
            text("INSERT INTO contribution_contact (contribution_id, email) VALUES (:id, :email)"),
            {"id": one.id, "email": email},
        )
    return True


def of_id(connection: Connection, id: UUID, *, hold: bool = False) -> Contribution | None:
    """Return a contribution; with ``hold`` nobody else changes it until the transaction ends."""
    row = connection.execute(
        text(f"SELECT {_ALL} FROM contribution WHERE id = :id {'FOR UPDATE' if hold else ''}"),
        {"id": id},
    ).first()
    return _contribution(row) if row else None


def listed(connection: Connection, states: Iterable[State]) -> list[Contribution]:
    """Return all contributions in some states, the longest waiting first."""
    rows = connection.execute(
        text(f"SELECT {_ALL} FROM contribution WHERE state = ANY(:states) ORDER BY sent, id"),
        {"states": [state.value for state in states]},
    )
    return [_contribution(row) for row in rows]


def about(connection: Connection, id: UUID, states: Iterable[State]) -> list[Contribution]:
    """Return what was sent in about one asset or proposal, in some states, oldest first."""
    rows = connection.execute(
        text(
            f"""
            SELECT {_ALL} FROM contribution
            WHERE (about = :id OR asset_id = :id) AND state = ANY(:states) ORDER BY sent, id
            """
        ),
        {"id": id, "states": [state.value for state in states]},
    )
    return [_contribution(row) for row in rows]


def move_on(connection: Connection, id: UUID, version: int, **fields: Any) -> bool:
    """Change the state and what goes with it; False where somebody was quicker.

    ``version``: that of the contribution as whoever decides saw it. ``fields``: any of ``state``,
    ``confirmed``, ``decided``, ``decided_by``, ``reason``, ``record_id``, ``asset_id``,
    ``by_account``, ``said``.
    """
    if "said" in fields:
        fields["said"] = orjson.dumps(fields["said"]).decode()
    sets = ", ".join(
        f"{name} = CAST(:{name} AS jsonb)" if name == "said" else f"{name} = :{name}"
        for name in fields
    )
    done = connection.execute(
        text(
            f"""
            UPDATE contribution SET version = version + 1{", " + sets if sets else ""}
            WHERE id = :id AND version = :version
            """
        ),
        {"id": id, "version": version} | fields,
    )
    return done.rowcount > 0


def sent_and_mended(
    connection: Connection, ids: Collection[UUID]
) -> tuple[frozenset[UUID], frozenset[UUID]]:
    """Return which of some ids are of contributions, and of which of these a steward mended the
    words."""
    rows = connection.execute(
        text(
            f"SELECT c.id, {is_mended('c.id')} AS mended FROM contribution c WHERE c.id = ANY(:ids)"
        ),
        {"ids": list(ids)},
    ).all()
    return frozenset(row.id for row in rows), frozenset(row.id for row in rows if row.mended)


def say_masked(connection: Connection, id: UUID, said: dict[str, Any]) -> None:
    """Keep what was typed without what may lead to a private person: whoever decides holds it."""
    connection.execute(
        text("UPDATE contribution SET said = CAST(:said AS jsonb) WHERE id = :id"),
        {"id": id, "said": orjson.dumps(said).decode()},
    )


def note_turn(connection: Connection, id: UUID, by: str, what: str, words: str = "") -> None:
    """Write down what was done with a contribution, and by which role."""
    connection.execute(
        text(
            """
            INSERT INTO contribution_turn (contribution_id, at, by, what, words)
            VALUES (:id, clock_timestamp(), :by, :what, :words)
            """
        ),
        {"id": id, "by": by, "what": what, "words": words},
    )


def turns(connection: Connection, id: UUID) -> list[Turn]:
    """Return what was done with a contribution, in order."""
    rows = connection.execute(
        text(
            "SELECT at, by, what, words FROM contribution_turn "
            "WHERE contribution_id = :id ORDER BY id"
        ),
        {"id": id},
    )
    return [Turn(row.at, row.by, row.what, row.words) for row in rows]


def address_of(connection: Connection, id: UUID) -> str | None:
    """Return the address to answer to: of the account that sent it, else the one that was left."""
    found: str | None = connection.execute(
        text(
            """
            SELECT coalesce(a.email, t.email) FROM contribution c
            LEFT JOIN account a ON a.id = c.by_account AND a.ended IS NULL
            LEFT JOIN contribution_contact t ON t.contribution_id = c.id
            WHERE c.id = :id
            """
        ),
        {"id": id},
    ).scalar()
    return found


def history_of(connection: Connection, sender: str, account_id: UUID | None) -> dict[State, int]:
    """Count by state what the same sender sent in."""
    rows = connection.execute(
        text(
            """
            SELECT state, count(*) AS n FROM contribution
            WHERE (sender <> '' AND sender = :sender) OR by_account = :account GROUP BY state
            """
        ),
        {"sender": sender, "account": account_id},
    )
    return {State(row.state): row.n for row in rows}


def one_at_a_time(connection: Connection, sender: str) -> None:
    """Let one sender send one thing after the other, until the transaction ends: else each of many
    at once would be counted before the others are there."""
    connection.execute(
        text("SELECT pg_advisory_xact_lock(hashtext('sends ' || :sender))"), {"sender": sender}
    )


def sent_lately(
    connection: Connection, within: timedelta, sender: str = "", account_id: UUID | None = None
) -> int:
    """Count what somebody sent in lately: from an address (its hash), or from an account."""
    found: int = connection.execute(
        text(
            """
            SELECT count(*) FROM contribution
            WHERE sent > now() - :within
              AND ((:sender <> '' AND sender = :sender) OR by_account = :account)
            """
        ),
        {"within": within, "sender": sender, "account": account_id},
    ).scalar_one()
    return found


def held_lately(connection: Connection, within: timedelta) -> int:
    """Count what was sent in lately from addresses that nobody has confirmed."""
    found: int = connection.execute(
        text("SELECT count(*) FROM contribution WHERE state = 'held' AND sent > now() - :within"),
        {"within": within},
    ).scalar_one()
    return found


def forget(connection: Connection) -> None:
    """Delete what was held too long, and addresses that are of no use any more."""
    connection.execute(
        text("DELETE FROM contribution WHERE state = 'held' AND sent < now() - :age"),
        {"age": HELD_FOR},
    )
    connection.execute(
        text(
            """
            DELETE FROM contribution_contact t USING contribution c
            WHERE c.id = t.contribution_id AND c.decided < now() - :age
            """
        ),
        {"age": ADDRESS_KEPT},
    )


def _contribution(row: Row[Any]) -> Contribution:
    fields = dict(row._mapping)
    consent = Consent(fields.pop("consent"), fields.pop("contact_public"), fields.pop("on_behalf"))
    kind = fields.pop("asset_kind")
    return Contribution(
        **fields
        | {
            "kind": Kind(row.kind),
            "asset_kind": AssetKind(kind) if kind else None,
            "state": State(row.state),
            "consent": consent,
        }
    )
