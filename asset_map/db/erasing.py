"""Takes out what is kept of a person: who they are, never what the public record says.

What hangs on an account keeps an account of nobody, so that it still hangs together.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from asset_map.domain.contributions import SOURCE

# What was never taken in is nobody's but the sender's, and who somebody is to what they claim was
# never public; of the rest the private parts go: of contacts those that are the group's own stay.
_OF_CONTRIBUTIONS = """
WITH theirs AS (
    SELECT id, state IN ('accepted', 'merged') AND kind <> 'claim' AS public FROM contribution
    WHERE (sender <> '' AND sender = :sender) OR by_account = ANY(:accounts)
),
words AS (
    UPDATE contribution_turn SET words = ''
    WHERE contribution_id IN (SELECT id FROM theirs)
      AND (by IN ('visitor', 'member') OR what = 'answered')
),
contacts AS (
    DELETE FROM contribution_contact WHERE contribution_id IN (SELECT id FROM theirs)
)
UPDATE contribution c SET by_account = NULL, sender = '', note = '',
    said = CASE WHEN NOT theirs.public THEN '{}' WHEN c.contact_public THEN c.said - 'email'
                ELSE c.said - ARRAY['email', 'phone'] END,
    before = CASE WHEN theirs.public THEN c.before - 'email' ELSE '{}' END,
    consent = CASE WHEN c.on_behalf THEN 'erased' ELSE c.consent END,
    state = CASE WHEN c.state IN ('held', 'waiting', 'asked') THEN 'taken_back' ELSE c.state END
FROM theirs WHERE c.id = theirs.id
RETURNING c.id
"""

_OF_ACCOUNTS = (
    "DELETE FROM session WHERE account_id = ANY(:accounts)",
    "DELETE FROM sign_in_link WHERE account_id = ANY(:accounts) OR address_hash = :sender",
    "DELETE FROM letter_link WHERE account_id = ANY(:accounts)",
    "DELETE FROM letter WHERE to_account = ANY(:accounts)",
    "DELETE FROM proposal_reader WHERE account_id = ANY(:accounts)",
    "UPDATE deed SET account_id = NULL WHERE account_id = ANY(:accounts)",
    "UPDATE asset_keeper SET until = now() WHERE account_id = ANY(:accounts) AND until IS NULL",
    """
    UPDATE account SET email = 'erased:' || id, ended = coalesce(ended, now())
    WHERE id = ANY(:accounts)
    """,
)

# Every version of what people said: the history would tell it else.
_OF_RECORDS = """
UPDATE record_version v SET content = CASE
    WHEN lower(v.content->>'email') = :email THEN v.content - 'email' ELSE v.content END
    || CASE WHEN lower(v.content->'known'->>'email') = :email
            THEN jsonb_build_object('known', (v.content->'known') - 'email') ELSE '{}' END
FROM record r
WHERE r.id = v.record_id AND r.source_id = :source
  AND :email IN (lower(v.content->>'email'), lower(v.content->'known'->>'email'))
RETURNING v.record_id
"""


def hold(connection: Connection, sender: str) -> None:
    """Wait for whoever decides on what somebody sent in, and let nobody else begin to: a claim that
    is agreed to in this moment makes an account."""
    connection.execute(
        text(
            "SELECT id FROM contribution WHERE sender <> '' AND sender = :sender "
            "ORDER BY id FOR UPDATE"
        ),
        {"sender": sender},
    )


def accounts_of(connection: Connection, email: str) -> list[UUID]:
    """Return the accounts that an address has or had."""
    return list(
        connection.execute(
            text("SELECT id FROM account WHERE email = :email"), {"email": email}
        ).scalars()
    )


def from_contributions(connection: Connection, accounts: list[UUID], sender: str) -> int:
    """Take somebody out of what they sent in; return how many contributions that were."""
    return len(connection.execute(text(_OF_CONTRIBUTIONS), _bound(accounts, sender)).all())


def from_accounts(connection: Connection, accounts: list[UUID], sender: str) -> None:
    """Make accounts nobody's, and end what they open."""
    for statement in _OF_ACCOUNTS:
        connection.execute(text(statement), _bound(accounts, sender))


def from_records(connection: Connection, email: str) -> int:
    """Take an address out of every version of what people said, and note the assets concerned to
    be derived anew; return how many records that were."""
    found = connection.execute(text(_OF_RECORDS), {"email": email, "source": SOURCE}).scalars()
    records = set(found)
    connection.execute(
        text(
            """
            INSERT INTO touched
            SELECT DISTINCT asset_id FROM record_asset
            WHERE record_id = ANY(:records) AND until IS NULL ON CONFLICT DO NOTHING
            """
        ),
        {"records": list(records)},
    )
    return len(records)


def still_public(connection: Connection, email: str) -> list[tuple[UUID, str, str]]:
    """Return the assets of which lists publish an address as their contact: id, name, source."""
    rows = connection.execute(
        text(
            """
            SELECT a.id, a.name, s.title FROM asset a JOIN source s ON s.id = a.source_id
            WHERE lower(a.email) = :email AND a.withdrawn IS NULL ORDER BY a.name, a.id
            """
        ),
        {"email": email},
    )
    return [(row.id, row.name, row.title) for row in rows]


def _bound(accounts: list[UUID], sender: str) -> dict[str, Any]:
    return {"accounts": accounts, "sender": sender}
