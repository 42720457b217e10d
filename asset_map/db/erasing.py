"""Takes out what is kept of a person: who they are, never what the public record says.

What hangs on an account keeps an account of nobody, so that it still hangs together.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from asset_map.domain.contributions import SOURCE

ERASED = "(erased)"
"""What stands in the place of words that were written to somebody or by them."""

PUBLIC = "state IN ('accepted', 'merged') AND kind <> 'claim'"

_FOUND = f"""
SELECT id, kind, state, sent, {PUBLIC} AS public,
       CASE WHEN on_behalf THEN consent ELSE '' END AS how
FROM contribution
"""

# What was never taken in is nobody's but the sender's, and who somebody is to what they claim was
# never public; of the rest the private parts go: of contacts those that are the group's own stay.
# What a steward sent in on somebody's behalf goes on to be the steward's.
_OF_CONTRIBUTIONS = f"""
WITH theirs AS (
    SELECT id, {PUBLIC} AS public, id = ANY(:own) AS own FROM contribution
    WHERE id = ANY(:own) OR id = ANY(:on_behalf)
),
contacts AS (
    DELETE FROM contribution_contact WHERE contribution_id IN (SELECT id FROM theirs)
)
UPDATE contribution c SET note = '',
    by_account = CASE WHEN theirs.own THEN NULL ELSE c.by_account END,
    sender = CASE WHEN theirs.own THEN '' ELSE c.sender END,
    said = CASE WHEN NOT theirs.public THEN '{{}}' WHEN c.contact_public THEN c.said - 'email'
                ELSE c.said - ARRAY['email', 'phone'] END,
    before = CASE WHEN theirs.public THEN c.before - 'email' ELSE '{{}}' END,
    consent = CASE WHEN c.on_behalf THEN '{ERASED}' ELSE c.consent END,
    reason = CASE WHEN c.reason = '' THEN '' ELSE '{ERASED}' END,
    state = CASE WHEN c.state IN ('held', 'waiting', 'asked') THEN 'taken_back' ELSE c.state END
FROM theirs WHERE c.id = theirs.id
"""

# Whose words a turn has is known by the deed that was noted right after it.
_WRITTEN = """
SELECT turn.id FROM deed d CROSS JOIN LATERAL (
    SELECT t.id FROM contribution_turn t
    WHERE t.contribution_id = d.about AND t.what = d.what AND t.by = d.role AND t.at <= d.at
    ORDER BY t.id DESC LIMIT 1
) AS turn
WHERE d.account_id = ANY(:accounts) AND d.about_kind = 'contribution'
"""

_OF_WORDS = (
    f"""
    UPDATE contribution SET reason = '{ERASED}'
    WHERE reason <> '' AND id IN (
        SELECT about FROM deed
        WHERE account_id = ANY(:accounts) AND what IN ('declined', 'taken down'))
    """,
    f"""
    UPDATE contribution_turn SET words = '{ERASED}'
    WHERE words NOT IN ('', '{ERASED}')
      AND (contribution_id = ANY(:own) OR contribution_id = ANY(:on_behalf) OR id IN ({_WRITTEN}))
    """,
)

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


@dataclass(frozen=True)
class Found:
    """What somebody sent in, or a steward on their behalf. ``public``: it is on the map; ``how``:
    the words by which a steward told on whose behalf, empty where nobody did."""

    id: UUID
    kind: str
    state: str
    sent: datetime
    public: bool
    how: str


def sent_by(connection: Connection, accounts: list[UUID], sender: str) -> list[Found]:
    """Return what somebody sent in, the oldest first. It waits for whoever decides on it, and lets
    nobody else begin to: a claim that is agreed to in this moment makes an account."""
    return _found(
        connection,
        "WHERE (sender <> '' AND sender = :sender) OR by_account = ANY(:accounts)",
        {"sender": sender, "accounts": accounts},
    )


def sent_on_behalf(connection: Connection, named: str, ids: list[UUID]) -> list[Found]:
    """Return what stewards sent in on behalf of somebody: by a name in the words in which they told
    so, or by its id."""
    return _found(
        connection,
        "WHERE on_behalf AND (id = ANY(:ids) OR "
        "(:named <> '' AND strpos(lower(consent), lower(:named)) > 0))",
        {"named": named, "ids": ids},
    )


def _found(connection: Connection, where: str, bound: dict[str, Any]) -> list[Found]:
    rows = connection.execute(text(f"{_FOUND} {where} ORDER BY id FOR UPDATE"), bound)
    return sorted((Found(**row._mapping) for row in rows), key=lambda one: (one.sent, one.id))


def accounts_of(connection: Connection, email: str) -> list[UUID]:
    """Return the accounts that an address has or had."""
    return list(
        connection.execute(
            text("SELECT id FROM account WHERE email = :email"), {"email": email}
        ).scalars()
    )


def from_contributions(
    connection: Connection, accounts: list[UUID], own: list[UUID], on_behalf: list[UUID]
) -> int:
    """Take somebody out of what they sent in (``own``), or stewards for them, and out of what was
    written about it; and what they wrote where they decided. Return how many such words went."""
    bound = {"accounts": accounts, "own": own, "on_behalf": on_behalf}
    done = [connection.execute(text(statement), bound) for statement in _OF_WORDS]
    connection.execute(text(_OF_CONTRIBUTIONS), bound)
    return done[-1].rowcount


def from_accounts(connection: Connection, accounts: list[UUID], sender: str) -> None:
    """Make accounts nobody's, and end what they open."""
    for statement in _OF_ACCOUNTS:
        connection.execute(text(statement), {"accounts": accounts, "sender": sender})


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
