"""Who is named in a proposal, and what was answered to the questions of its report."""

from uuid import UUID

from sqlalchemy import Connection, text

from asset_map.domain.people import Account, Role
from asset_map.domain.proposals import Answer


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
