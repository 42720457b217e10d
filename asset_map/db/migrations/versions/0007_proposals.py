"""What is proposed: its changes, who may read it, what was answered, and what was expected."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "proposal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("directorate", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), nullable=False, comment="draft, published, decided or done"),
        sa.Column("summary", sa.Text(), server_default="", nullable=False),
        sa.Column("from_day", sa.Date()),
        sa.Column("saving", sa.Double(), comment="pounds a year; empty: not known"),
        sa.Column("decision_date", sa.Date()),
        sa.Column("decision_body", sa.Text(), server_default="", nullable=False),
        sa.Column("budget_round", sa.Text(), server_default="", nullable=False),
        sa.Column("review_date", sa.Date()),
        sa.Column(
            "lead_officer",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="a role, never a name",
        ),
        sa.Column(
            "answers_id",
            sa.Uuid(),
            comment="the proposal that this one is the community's answer to",
        ),
        sa.Column("author_id", sa.Uuid(), comment="empty: of the demonstration"),
        sa.Column("author_role", sa.Text(), nullable=False),
        sa.Column("created", INSTANT, nullable=False),
        sa.Column("changed", INSTANT, nullable=False),
        sa.Column("published", INSTANT, comment="empty: a draft"),
        sa.Column("version", sa.Integer(), nullable=False, comment="counts what was kept of it"),
        sa.Column("outcome", sa.Text(), server_default="", nullable=False, comment="what happened"),
        sa.Column("outcome_day", sa.Date()),
        sa.Column("demo", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answers_id"], ["proposal.id"], name=op.f("fk_proposal_answers_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_proposal_author_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    op.create_index(op.f("ix_proposal_answers_id"), "proposal", ["answers_id"])
    op.create_table(
        "proposal_answer",
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("prompt", sa.Text(), nullable=False, comment="the id of a prompt of the report"),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column(
            "officer", sa.Text(), nullable=False, comment="who answers for it, in the report alone"
        ),
        sa.Column("answered", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["proposal.id"],
            name=op.f("fk_proposal_answer_proposal_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("proposal_id", "prompt", name=op.f("pk_proposal_answer")),
    )
    op.create_table(
        "proposal_change",
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("asset_id", sa.Uuid(), comment="empty: it opens something new"),
        sa.Column("from_day", sa.Date(), comment="empty: from the day of the proposal"),
        sa.Column("share", sa.Double(), comment="of its room, taken away: above 0, below 1"),
        sa.Column("other_id", sa.Uuid(), comment="the venue, the group or the funder"),
        sa.Column("postcode", sa.Text(), server_default="", nullable=False),
        sa.Column("until", sa.Date(), comment="the last day of a pause"),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("needs", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("capacity", sa.Double(), comment="people a week"),
        sa.Column("condition", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["proposal.id"],
            name=op.f("fk_proposal_change_proposal_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("proposal_id", "position", name=op.f("pk_proposal_change")),
    )
    op.create_index(op.f("ix_proposal_change_asset_id"), "proposal_change", ["asset_id"])
    op.create_table(
        "proposal_expected",
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("made", INSTANT, nullable=False),
        sa.Column("checksum", sa.Text(), nullable=False, comment="of the canonical result"),
        sa.Column("snapshot", sa.Text(), nullable=False, comment="content hash of the inputs"),
        sa.Column(
            "expected",
            postgresql.JSONB(),
            nullable=False,
            comment="people in reach by need, before and after",
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["proposal.id"],
            name=op.f("fk_proposal_expected_proposal_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("proposal_id", "made", name=op.f("pk_proposal_expected")),
    )
    op.create_table(
        "proposal_reader",
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_proposal_reader_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["proposal.id"],
            name=op.f("fk_proposal_reader_proposal_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("proposal_id", "account_id", name=op.f("pk_proposal_reader")),
    )
    op.create_table(
        "user_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False, comment="real people: see disclosure"),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["proposal.id"],
            name=op.f("fk_user_count_proposal_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_count")),
    )
    op.create_index("ix_user_count_proposal_id", "user_count", ["proposal_id"])


def downgrade() -> None:
    for table in (
        "user_count",
        "proposal_reader",
        "proposal_expected",
        "proposal_change",
        "proposal_answer",
        "proposal",
    ):
        op.drop_table(table)
