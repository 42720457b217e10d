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

from asset_map.db.tables.proposals import proposal_expected
from asset_map.domain.proposals import Change, ChangeKind, Proposal, State, UserCount

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
OPEN = """
(p.state <> 'draft' OR p.author_id = :reader OR EXISTS (
    SELECT 1 FROM proposal_reader r WHERE r.proposal_id = p.id AND r.account_id = :reader))
"""
"""Tells whether a proposal ``p`` opens to the account ``:reader``."""


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
        text(f"SELECT p.* FROM proposal p WHERE p.id = :id AND {OPEN} {'FOR UPDATE' * hold}"),
        {"id": proposal_id, "reader": reader},
    ).first()
    return _whole(connection, [row])[0] if row else None


def listed(connection: Connection, reader: UUID | None) -> list[Proposal]:
    """Return the proposals that open to a reader: drafts first, then by what was changed last."""
    rows = connection.execute(
        text(
            f"""
            SELECT p.* FROM proposal p WHERE {OPEN}
            ORDER BY p.state <> 'draft', p.changed DESC, p.title, p.id
            """
        ),
        {"reader": reader},
    ).all()
    return _whole(connection, rows)


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
