"""Proposals as they are kept: whose they are, who may open them, and what became of them.

Whoever reads says who they are, by the id of their account; None is somebody without one. A draft
comes out for its author and the officers named alone, by the same statement that finds nothing for
everybody else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, Row, text
from sqlalchemy.dialects.postgresql import insert

from asset_map.db.proposal_tables import proposal_expected
from asset_map.domain.people import Account, Role
from asset_map.domain.proposals import Answer, Change, ChangeKind, Proposal, State, UserCount

OWN_FACTS = (
    "title",
    "directorate",
    "reference",
    "summary",
    "from_day",
    "saving",
    "decision_date",
    "decision_body",
    "budget_round",
    "review_date",
    "lead_officer",
)
"""What may be changed of a proposal itself, as its columns and its fields are called."""

_KEPT = (*OWN_FACTS, "answers_id", "author_id", "author_role", "demo")
_FACTS = ", ".join(_KEPT)
_OPEN = """
(p.state <> 'draft' OR p.author_id = :reader OR EXISTS (
    SELECT 1 FROM proposal_reader r WHERE r.proposal_id = p.id AND r.account_id = :reader))
"""


@dataclass(frozen=True)
class Standing:
    """What became of a proposal: words, "" while nothing did, and the day they speak of."""

    outcome: str = ""
    outcome_day: date | None = None


def insert_proposal(connection: Connection, proposal: Proposal) -> UUID:
    """Keep a new proposal, under its own id where it has one; return the id."""
    proposal_id = proposal.id or uuid4()
    values = ", ".join(f":{name}" for name in _KEPT)
    connection.execute(
        text(
            f"""
            INSERT INTO proposal (id, state, created, changed, published, version, {_FACTS})
            VALUES (:id, :state, now(), now(),
                    CASE WHEN :state <> 'draft' THEN now() END, 1, {values})
            """
        ),
        {name: getattr(proposal, name) for name in _KEPT}
        | {"id": proposal_id, "state": proposal.state.value},
    )
    _keep_parts(connection, proposal_id, proposal)
    return proposal_id


def keep_changed(connection: Connection, proposal_id: UUID, proposal: Proposal) -> None:
    """Keep a proposal that is there, and held, as it is now; its version goes up by one."""
    facts = ", ".join(f"{name} = :{name}" for name in OWN_FACTS)
    connection.execute(
        text(f"UPDATE proposal SET version = version + 1, changed = now(), {facts} WHERE id = :id"),
        {name: getattr(proposal, name) for name in OWN_FACTS} | {"id": proposal_id},
    )
    for table in ("proposal_change", "user_count"):
        connection.execute(
            text(f"DELETE FROM {table} WHERE proposal_id = :id"), {"id": proposal_id}
        )
    _keep_parts(connection, proposal_id, proposal)


def _keep_parts(connection: Connection, proposal_id: UUID, proposal: Proposal) -> None:
    changes = [
        {
            "proposal_id": proposal_id,
            "position": position,
            "kind": change.kind.value,
            "needs": list(change.needs),
        }
        | {name: getattr(change, name) for name in _CHANGE_FIELDS}
        for position, change in enumerate(proposal.changes, 1)
    ]
    if changes:
        connection.execute(
            text(
                """
                INSERT INTO proposal_change
                    (proposal_id, position, kind, asset_id, from_day, share, other_id, postcode,
                     until, name, needs, capacity, condition)
                VALUES (:proposal_id, :position, :kind, :asset_id, :from_day, :share, :other_id,
                        :postcode, :until, :name, :needs, :capacity, :condition)
                """
            ),
            changes,
        )
    counts = [
        {"proposal_id": proposal_id} | {name: getattr(one, name) for name in _COUNT_FIELDS}
        for one in proposal.user_counts
    ]
    if counts:
        connection.execute(
            text(
                """
                INSERT INTO user_count (proposal_id, asset_id, count, period, source, as_of)
                VALUES (:proposal_id, :asset_id, :count, :period, :source, :as_of)
                """
            ),
            counts,
        )


_CHANGE_FIELDS = (
    "asset_id",
    "from_day",
    "share",
    "other_id",
    "postcode",
    "until",
    "name",
    "capacity",
    "condition",
)
_COUNT_FIELDS = ("asset_id", "count", "period", "source", "as_of")


def open_to(
    connection: Connection, proposal_id: UUID, reader: UUID | None, *, hold: bool = False
) -> Proposal | None:
    """Return a proposal, None where there is none or it does not open to the reader.

    ``hold``: keep others from changing it until this transaction ends.
    """
    row = connection.execute(
        text(f"SELECT p.* FROM proposal p WHERE p.id = :id AND {_OPEN} {'FOR UPDATE' * hold}"),
        {"id": proposal_id, "reader": reader},
    ).first()
    return _whole(connection, [row])[0] if row else None


def listed(connection: Connection, reader: UUID | None) -> list[Proposal]:
    """Return the proposals that open to a reader: drafts first, then by what was changed last."""
    rows = connection.execute(
        text(
            f"""
            SELECT p.* FROM proposal p WHERE {_OPEN}
            ORDER BY p.state <> 'draft', p.changed DESC, p.title, p.id
            """
        ),
        {"reader": reader},
    ).all()
    return _whole(connection, rows)


# What a draft touches: the assets it names, led on to what they are now, the venue or group that
# they go to, where each is found, and what hangs on them, as far as things stop with each other.
_TOUCHING = f"""
WITH RECURSIVE named AS (
    SELECT c.proposal_id, unnest(ARRAY[c.asset_id, CASE WHEN c.kind <> 'end_funding'
                                                        THEN c.other_id END]) AS asset_id
    FROM proposal_change c JOIN proposal p ON p.id = c.proposal_id AND p.state = 'draft'
    LEFT JOIN account a ON a.id = p.author_id
    WHERE p.id = :id OR (NOT {_OPEN} AND a.ended IS NULL)
),
now AS (
    SELECT n.proposal_id, coalesce(joined.asset_id, n.asset_id) AS asset_id
    FROM named n
    LEFT JOIN LATERAL (
        SELECT later.asset_id FROM record_asset was
        JOIN record_asset later ON later.record_id = was.record_id AND later.until IS NULL
        WHERE was.asset_id = n.asset_id AND was.until IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM asset WHERE id = n.asset_id)
        ORDER BY was.record_id = n.asset_id DESC, was.until DESC, later.id LIMIT 1
    ) AS joined ON true
    WHERE n.asset_id IS NOT NULL
),
held AS (
    SELECT CASE type WHEN 'supports' THEN to_id ELSE from_id END AS hangs,
           CASE type WHEN 'supports' THEN from_id ELSE to_id END AS holder,
           type IN ('meets_at', 'delivered_at') AS place,
           type IN ('meets_at', 'delivered_at', 'provided_by', 'managed_by') AS stops
    FROM link
    WHERE withdrawn IS NULL AND (valid_to IS NULL OR valid_to > CURRENT_DATE)
      AND (valid_from IS NULL OR valid_from <= CURRENT_DATE)
),
hanging (proposal_id, asset_id, goes_on) AS (
    SELECT proposal_id, asset_id, true FROM now
    UNION
    SELECT f.proposal_id, h.hangs, h.stops
    FROM hanging f JOIN held h ON h.holder = f.asset_id WHERE f.goes_on
),
touched AS (
    SELECT proposal_id, asset_id FROM hanging
    UNION
    SELECT n.proposal_id, h.holder FROM now n JOIN held h ON h.hangs = n.asset_id AND h.place
)
SELECT count(DISTINCT theirs.proposal_id)
FROM touched mine JOIN touched theirs ON theirs.asset_id = mine.asset_id
WHERE mine.proposal_id = :id AND theirs.proposal_id <> :id
"""


def drafts_touching(connection: Connection, proposal_id: UUID, reader: UUID | None) -> int:
    """Return how many drafts that do not open to a reader touch the same places as a draft.

    Those whose author's account has ended are left out: nobody can bring them forward.
    """
    return int(
        connection.execute(text(_TOUCHING), {"id": proposal_id, "reader": reader}).scalar_one()
    )


def set_state(connection: Connection, proposal_id: UUID, state: State) -> None:
    """Give a proposal, which is held, another state."""
    connection.execute(
        text(
            """
            UPDATE proposal SET state = :state, changed = now(), version = version + 1,
                   published = coalesce(published, CASE WHEN :state <> 'draft' THEN now() END)
            WHERE id = :id
            """
        ),
        {"id": proposal_id, "state": state.value},
    )


def set_outcome(connection: Connection, proposal_id: UUID, now: Standing) -> None:
    """Note what became of a proposal, which is held."""
    connection.execute(
        text("UPDATE proposal SET outcome = :outcome, outcome_day = :day WHERE id = :id"),
        {"id": proposal_id, "outcome": now.outcome, "day": now.outcome_day},
    )


def standing_of(connection: Connection, proposal_id: UUID) -> Standing:
    """Return what became of a proposal."""
    row = connection.execute(
        text("SELECT outcome, outcome_day FROM proposal WHERE id = :id"), {"id": proposal_id}
    ).one()
    return Standing(row.outcome, row.outcome_day)


def delete(connection: Connection, proposal_id: UUID) -> None:
    """Delete a proposal with all that hangs on it."""
    connection.execute(text("DELETE FROM proposal WHERE id = :id"), {"id": proposal_id})


def readers_of(connection: Connection, proposal_id: UUID) -> list[Account]:
    """Return the accounts in use that are named as readers, by address."""
    rows = connection.execute(
        text(
            """
            SELECT a.id, a.email, a.role, a.created, a.created_by, a.ended
            FROM proposal_reader r JOIN account a ON a.id = r.account_id
            WHERE r.proposal_id = :id AND a.ended IS NULL ORDER BY a.email
            """
        ),
        {"id": proposal_id},
    )
    return [Account(**{**row._mapping, "role": Role(row.role)}) for row in rows]


def add_reader(connection: Connection, proposal_id: UUID, account_id: UUID) -> None:
    """Let an account open a draft."""
    connection.execute(
        text(
            """
            INSERT INTO proposal_reader (proposal_id, account_id, since)
            VALUES (:id, :account, now()) ON CONFLICT DO NOTHING
            """
        ),
        {"id": proposal_id, "account": account_id},
    )


def remove_reader(connection: Connection, proposal_id: UUID, email: str) -> bool:
    """Let the accounts of an address open a draft no more; tell whether one could."""
    done = connection.execute(
        text(
            """
            DELETE FROM proposal_reader r USING account a
            WHERE r.proposal_id = :id AND a.id = r.account_id AND a.email = :email
            """
        ),
        {"id": proposal_id, "email": email},
    )
    return done.rowcount > 0


def answers_of(connection: Connection, proposal_id: UUID) -> dict[str, Answer]:
    """Return what was answered, by the prompt's id."""
    rows = connection.execute(
        text(
            """
            SELECT prompt, answer, officer, answered FROM proposal_answer
            WHERE proposal_id = :id ORDER BY prompt
            """
        ),
        {"id": proposal_id},
    )
    return {row.prompt: Answer(**row._mapping) for row in rows}


def keep_answer(
    connection: Connection, proposal_id: UUID, prompt: str, answer: str, officer: str
) -> None:
    """Keep an answer in place of the one before."""
    connection.execute(
        text(
            """
            INSERT INTO proposal_answer (proposal_id, prompt, answer, officer, answered)
            VALUES (:id, :prompt, :answer, :officer, now())
            ON CONFLICT (proposal_id, prompt) DO UPDATE
            SET answer = excluded.answer, officer = excluded.officer, answered = excluded.answered
            """
        ),
        {"id": proposal_id, "prompt": prompt, "answer": answer, "officer": officer},
    )


def remove_answer(connection: Connection, proposal_id: UUID, prompt: str) -> None:
    """Leave a prompt blank again."""
    connection.execute(
        text("DELETE FROM proposal_answer WHERE proposal_id = :id AND prompt = :prompt"),
        {"id": proposal_id, "prompt": prompt},
    )


@dataclass(frozen=True)
class Expected:
    """What was expected of a proposal at a moment, as the report then said."""

    made: datetime
    checksum: str
    snapshot: str
    expected: Mapping[str, Any]


def keep_expected(
    connection: Connection,
    proposal_id: UUID,
    checksum: str,
    snapshot: str,
    expected: Mapping[str, Any],
) -> None:
    """Keep what is expected of a proposal, unless the last that was kept is the same."""
    before = expected_of(connection, proposal_id)
    if before and (before[0].checksum, before[0].snapshot) == (checksum, snapshot):
        return
    connection.execute(
        insert(proposal_expected).values(
            proposal_id=proposal_id,
            made=text("clock_timestamp()"),
            checksum=checksum,
            snapshot=snapshot,
            expected=dict(expected),
        )
    )


def expected_of(connection: Connection, proposal_id: UUID) -> list[Expected]:
    """Return what was expected of a proposal, the last first."""
    rows = connection.execute(
        text(
            """
            SELECT made, checksum, snapshot, expected FROM proposal_expected
            WHERE proposal_id = :id ORDER BY made DESC
            """
        ),
        {"id": proposal_id},
    )
    return [Expected(**row._mapping) for row in rows]


def _whole(connection: Connection, rows: Iterable[Row[Any]]) -> list[Proposal]:
    """Return proposals with their changes and user counts."""
    found = list(rows)
    ids = [row.id for row in found]
    changes: dict[UUID, list[Change]] = {one: [] for one in ids}
    counts: dict[UUID, list[UserCount]] = {one: [] for one in ids}
    for row in connection.execute(
        text(
            "SELECT * FROM proposal_change WHERE proposal_id = ANY(:ids) "
            "ORDER BY proposal_id, position"
        ),
        {"ids": ids},
    ):
        changes[row.proposal_id].append(_change(row))
    for row in connection.execute(
        text("SELECT * FROM user_count WHERE proposal_id = ANY(:ids) ORDER BY id"), {"ids": ids}
    ):
        fields = {name: getattr(row, name) for name in _COUNT_FIELDS if name != "count"}
        counts[row.proposal_id].append(UserCount(count=row._mapping["count"], **fields))
    return [
        replace(_proposal(row), changes=tuple(changes[row.id]), user_counts=tuple(counts[row.id]))
        for row in found
    ]


def _proposal(row: Row[Any]) -> Proposal:
    return Proposal(
        id=row.id,
        state=State(row.state),
        changes=(),
        changed=row.changed,
        published=row.published,
        version=row.version,
        **{name: getattr(row, name) for name in _KEPT},
    )


def _change(row: Row[Any]) -> Change:
    return Change(
        kind=ChangeKind(row.kind),
        needs=tuple(row.needs),
        **{name: getattr(row, name) for name in _CHANGE_FIELDS},
    )
