"""Accounts, links that were sent, and sessions. Of tokens only hashes come here."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, Row, text

from asset_map.domain.people import Account, Person, Role

_ACCOUNT = "id, email, role, created, created_by, ended"


def add(connection: Connection, email: str, role: Role, by: str) -> Account | None:
    """Add an account; None where the address has one that is in use."""
    row = connection.execute(
        text(
            f"""
            INSERT INTO account (id, email, role, created, created_by)
            VALUES (:id, :email, :role, now(), :by)
            ON CONFLICT (email) WHERE ended IS NULL DO NOTHING RETURNING {_ACCOUNT}
            """
        ),
        {"id": uuid4(), "email": email, "role": role.value, "by": by},
    ).first()
    return _account(row) if row else None


def set_role(connection: Connection, email: str, role: Role) -> Account | None:
    """Give the account in use of an address another role; None where it has none."""
    row = connection.execute(
        text(
            f"""
            UPDATE account SET role = :role WHERE email = :email AND ended IS NULL
            RETURNING {_ACCOUNT}
            """
        ),
        {"email": email, "role": role.value},
    ).first()
    return _account(row) if row else None


def end(connection: Connection, email: str) -> Account | None:
    """End the account in use of an address, and its sessions; None where it has none."""
    row = connection.execute(
        text(
            f"""
            UPDATE account SET ended = now() WHERE email = :email AND ended IS NULL
            RETURNING {_ACCOUNT}
            """
        ),
        {"email": email},
    ).first()
    if row is None:
        return None
    connection.execute(
        text("UPDATE session SET ended = now() WHERE account_id = :id AND ended IS NULL"),
        {"id": row.id},
    )
    return _account(row)


def accounts(connection: Connection) -> list[Account]:
    """Return all accounts, those in use first, by address."""
    rows = connection.execute(
        text(f"SELECT {_ACCOUNT} FROM account ORDER BY ended IS NOT NULL, email, created")
    )
    return [_account(row) for row in rows]


def others(connection: Connection, roles: Collection[Role], but: UUID | None) -> int:
    """Count the accounts in use that have one of some roles, without one of them."""
    found: int = connection.execute(
        text(
            "SELECT count(*) FROM account "
            "WHERE ended IS NULL AND role = ANY(:roles) AND id IS DISTINCT FROM :but"
        ),
        {"roles": [role.value for role in roles], "but": but},
    ).scalar_one()
    return found


def account_of(connection: Connection, email: str) -> Account | None:
    """Return the account in use of an address."""
    row = connection.execute(
        text(f"SELECT {_ACCOUNT} FROM account WHERE email = :email AND ended IS NULL"),
        {"email": email},
    ).first()
    return _account(row) if row else None


def address_of(connection: Connection, account_id: UUID) -> str | None:
    """Return the address of an account in use."""
    found: str | None = connection.execute(
        text("SELECT email FROM account WHERE id = :id AND ended IS NULL"), {"id": account_id}
    ).scalar()
    return found


def forget_links(connection: Connection, older_than: timedelta) -> None:
    """Delete links that were made so long ago: they say who asked, and are of no use any more."""
    connection.execute(
        text("DELETE FROM sign_in_link WHERE made < now() - :age"), {"age": older_than}
    )


def links_asked(connection: Connection, address_hash: str, within: timedelta) -> int:
    """Return how many links an address asked for lately, and hold back others that ask for it."""
    connection.execute(
        text("SELECT pg_advisory_xact_lock(hashtext(:address))"), {"address": address_hash}
    )
    return int(
        connection.execute(
            text(
                """
                SELECT count(*) FROM sign_in_link
                WHERE address_hash = :address AND made > now() - :within
                """
            ),
            {"address": address_hash, "within": within},
        ).scalar_one()
    )


def links_for_nobody(connection: Connection, within: timedelta) -> int:
    """Return how many links were asked for lately by addresses that have no account."""
    return int(
        connection.execute(
            text(
                """
                SELECT count(*) FROM sign_in_link
                WHERE account_id IS NULL AND made > now() - :within
                """
            ),
            {"within": within},
        ).scalar_one()
    )


def note_link(
    connection: Connection,
    token_hash: str,
    account_id: UUID | None,
    address_hash: str,
    lives: timedelta,
) -> None:
    """Note a link that was asked for."""
    connection.execute(
        text(
            """
            INSERT INTO sign_in_link (token_hash, account_id, address_hash, made, expires)
            VALUES (:token, :account, :address, now(), now() + :lives)
            """
        ),
        {"token": token_hash, "account": account_id, "address": address_hash, "lives": lives},
    )


def take_link(connection: Connection, token_hash: str) -> UUID | None:
    """Use a link up; return its account. None where it is used, expired, or of nobody in use."""
    found: UUID | None = connection.execute(
        text(
            """
            UPDATE sign_in_link l SET used = now() FROM account a
            WHERE l.token_hash = :token AND l.used IS NULL AND l.expires > now()
              AND a.id = l.account_id AND a.ended IS NULL
            RETURNING a.id
            """
        ),
        {"token": token_hash},
    ).scalar()
    return found


def begin_session(
    connection: Connection, token_hash: str, account_id: UUID, how: str, lives: timedelta
) -> None:
    """Begin a session of an account; what expired long ago is forgotten."""
    connection.execute(text("DELETE FROM session WHERE expires < now() - interval '30 days'"))
    connection.execute(
        text(
            """
            INSERT INTO session (token_hash, account_id, since, expires, how)
            VALUES (:token, :account, now(), now() + :lives, :how)
            """
        ),
        {"token": token_hash, "account": account_id, "how": how, "lives": lives},
    )


def person_of(connection: Connection, token_hash: str) -> Person | None:
    """Return whose session it is, with the role they have now; None where it holds no more."""
    row = connection.execute(
        text(
            """
            SELECT a.id, a.email, a.role FROM session s JOIN account a ON a.id = s.account_id
            WHERE s.token_hash = :token AND s.ended IS NULL AND s.expires > now()
              AND a.ended IS NULL
            """
        ),
        {"token": token_hash},
    ).first()
    return Person(Role(row.role), row.id, row.email) if row else None


def end_session(connection: Connection, token_hash: str) -> None:
    """End a session, if it has not ended yet."""
    connection.execute(
        text("UPDATE session SET ended = now() WHERE token_hash = :token AND ended IS NULL"),
        {"token": token_hash},
    )


def _account(row: Row[Any]) -> Account:
    return Account(**{**row._mapping, "role": Role(row.role)})
