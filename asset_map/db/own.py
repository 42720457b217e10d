"""What is somebody's own: what they keep, and what they sent in, also before they had an account.

What came from an address is theirs who has it: that they do was proved when they signed in.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from asset_map.db import leads_to
from asset_map.db.keepers import NOW_KEPT
from asset_map.domain.assets import AssetKind
from asset_map.domain.contributions import Kind, State

_KEPT = f"""
SELECT DISTINCT a.id, a.name, a.kind, a.last_confirmed,
       coalesce(a.valid_to <= :today, false) OR a.withdrawn IS NOT NULL AND a.kind <> 'skill_offer'
       AS ended
FROM ({NOW_KEPT}) AS kept JOIN asset a ON a.id = kept.asset_id
WHERE kept.account_id = :account ORDER BY a.name, a.id
"""

_THEIRS = "(c.by_account = :account OR c.sender <> '' AND c.sender = :sender)"

_SENT = f"""
SELECT c.id, c.kind, c.state, c.sent, c.reason, coalesce(c.said->>'name', '') AS said_name,
       a.id AS asset_id, coalesce(a.name, '') AS asset_name,
       coalesce(a.hidden, false) AS hidden, p.id AS proposal_id, p.title,
       coalesce(q.words, '') AS question
FROM (SELECT c.*, coalesce(c.asset_id, c.about) AS at FROM contribution c WHERE {_THEIRS}
      ORDER BY c.sent DESC, c.id LIMIT :limit OFFSET :offset) AS c
LEFT JOIN LATERAL (
    SELECT a.id, a.name, a.withdrawn IS NOT NULL AND a.kind = 'skill_offer' AS hidden
    FROM asset a WHERE a.id = {leads_to.now("c.at")}) AS a ON true
LEFT JOIN proposal p ON p.id = c.about AND p.state <> 'draft'
LEFT JOIN LATERAL (
    SELECT t.words FROM contribution_turn t
    WHERE t.contribution_id = c.id AND t.what = 'asked' AND c.state = 'asked'
    ORDER BY t.id DESC LIMIT 1) AS q ON true
ORDER BY c.sent DESC, c.id
"""


@dataclass(frozen=True)
class KeptRow:
    """Something that an account keeps. ``ended``: it closed, or is on the map no more."""

    id: UUID
    name: str
    kind: AssetKind
    last_confirmed: date | None
    ended: bool


@dataclass(frozen=True)
class SentRow:
    """Something that was sent in. ``asset_id``: what it is about or became by now; ``hidden``: that
    is told of nowhere. ``proposal_id``: what it answers, once that is public. ``question``: what a
    steward asked, where that is still open."""

    id: UUID
    kind: Kind
    state: State
    sent: datetime
    reason: str
    said_name: str
    asset_id: UUID | None
    asset_name: str
    hidden: bool
    proposal_id: UUID | None
    title: str | None
    question: str


def kept(connection: Connection, account_id: UUID, today: date) -> list[KeptRow]:
    """Return all that an account keeps, by name."""
    rows = connection.execute(text(_KEPT), {"account": account_id, "today": today})
    return [KeptRow(**{**row._mapping, "kind": AssetKind(row.kind)}) for row in rows]


def sent(
    connection: Connection, account_id: UUID, sender: str, limit: int, offset: int
) -> list[SentRow]:
    """Return what an account sent in, and what came from its address (a hash), the newest first."""
    rows = connection.execute(
        text(_SENT), _bound(account_id, sender) | {"limit": limit, "offset": offset}
    )
    return [
        SentRow(**{**row._mapping, "kind": Kind(row.kind), "state": State(row.state)})
        for row in rows
    ]


def count_sent(connection: Connection, account_id: UUID, sender: str) -> int:
    """Count the same."""
    found: int = connection.execute(
        text(f"SELECT count(*) FROM contribution c WHERE {_THEIRS}"), _bound(account_id, sender)
    ).scalar_one()
    return found


def _bound(account_id: UUID, sender: str) -> dict[str, Any]:
    return {"account": account_id, "sender": sender}
