"""What people send in, who keeps what, letters that are to be sent, and what was done."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "obstacle",
        sa.Column("id", sa.Uuid(), nullable=False, comment="of the contribution that told of it"),
        sa.Column(
            "asset_id", sa.Uuid(), comment="whose way it is in; empty: nobody's in particular"
        ),
        sa.Column(
            "theme",
            sa.Text(),
            nullable=False,
            comment="keys, insurance, fees, booking, forms or other",
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("directorate", sa.Text(), nullable=False, comment="who could remove it"),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column(
            "answer", sa.Text(), server_default="", nullable=False, comment="what the council says"
        ),
        sa.Column("answered", INSTANT),
        sa.Column("removed", sa.Date(), comment="the day it was out of the way"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obstacle")),
    )
    op.create_index(op.f("ix_obstacle_asset_id"), "obstacle", ["asset_id"])
    op.create_table(
        "reminder",
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("review", sa.Date(), nullable=False, comment="the review date that it is about"),
        sa.Column("number", sa.SmallInteger(), nullable=False, comment="1, 2 or 3"),
        sa.Column("sent", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("asset_id", "review", "number", name=op.f("pk_reminder")),
    )
    op.create_table(
        "asset_keeper",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column(
            "how", sa.Text(), nullable=False, comment="added it, contact on record, or a steward"
        ),
        sa.Column("until", INSTANT, comment="empty: keeps it now"),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_asset_keeper_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset_keeper")),
    )
    op.create_index(op.f("ix_asset_keeper_account_id"), "asset_keeper", ["account_id"])
    op.create_index(
        "ix_asset_keeper_in_force",
        "asset_keeper",
        ["asset_id", "account_id"],
        unique=True,
        postgresql_where=sa.text("until IS NULL"),
    )
    op.create_table(
        "contribution",
        sa.Column(
            "id", sa.Uuid(), nullable=False, comment="comes with the form: sent twice it is one"
        ),
        sa.Column(
            "kind",
            sa.Text(),
            nullable=False,
            comment="add, change, close, claim, link, obstacle ...",
        ),
        sa.Column("asset_kind", sa.Text()),
        sa.Column("about", sa.Uuid(), comment="the asset or proposal it is about"),
        sa.Column("said", postgresql.JSONB(), nullable=False, comment="what was typed, by field"),
        sa.Column(
            "before",
            postgresql.JSONB(),
            nullable=False,
            comment="what the sender saw of the same fields",
        ),
        sa.Column(
            "note", sa.Text(), server_default="", nullable=False, comment="for the stewards alone"
        ),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("sent", INSTANT, nullable=False),
        sa.Column("confirmed", INSTANT, comment="when the sender's address was"),
        sa.Column("by_account", sa.Uuid()),
        sa.Column(
            "sender", sa.Text(), server_default="", nullable=False, comment="SHA-256 of the address"
        ),
        sa.Column(
            "consent", sa.Text(), nullable=False, comment="what was agreed to, or how it was said"
        ),
        sa.Column("contact_public", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("on_behalf", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("decided", INSTANT),
        sa.Column(
            "decided_by",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="a role, never a name",
        ),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("record_id", sa.Uuid(), comment="the record it was taken into"),
        sa.Column("asset_id", sa.Uuid(), comment="the asset it became or changed"),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_account"], ["account.id"], name=op.f("fk_contribution_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contribution")),
    )
    op.create_index(op.f("ix_contribution_about"), "contribution", ["about"])
    op.create_index(op.f("ix_contribution_asset_id"), "contribution", ["asset_id"])
    op.create_index(op.f("ix_contribution_by_account"), "contribution", ["by_account"])
    op.create_index("ix_contribution_sender", "contribution", ["sender"])
    op.create_index("ix_contribution_state_sent", "contribution", ["state", "sent"])
    op.create_table(
        "deed",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), comment="emptied when they are erased"),
        sa.Column(
            "what", sa.Text(), nullable=False, comment="such as accepted, erased, role given"
        ),
        sa.Column("about_kind", sa.Text(), server_default="", nullable=False),
        sa.Column("about", sa.Uuid()),
        sa.Column("detail", postgresql.JSONB(), server_default=sa.text("'{}'"), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_deed_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deed")),
    )
    op.create_index("ix_deed_at", "deed", ["at"])
    op.create_table(
        "letter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "what",
            sa.Text(),
            nullable=False,
            comment="which letter; its words are made when it is sent",
        ),
        sa.Column("about", sa.Uuid(), nullable=False, comment="the contribution or the asset"),
        sa.Column("to_account", sa.Uuid()),
        sa.Column("made", INSTANT, nullable=False),
        sa.Column("sent", INSTANT),
        sa.Column("tries", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("next_try", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["to_account"], ["account.id"], name=op.f("fk_letter_to_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
    )
    op.create_index(
        "ix_letter_waiting", "letter", ["next_try"], postgresql_where=sa.text("sent IS NULL")
    )
    op.create_table(
        "letter_link",
        sa.Column(
            "token_hash",
            sa.Text(),
            nullable=False,
            comment="SHA-256; the token is in the mail alone",
        ),
        sa.Column(
            "purpose", sa.Text(), nullable=False, comment="confirm, answer, still_right, claim ..."
        ),
        sa.Column("about", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid()),
        sa.Column("made", INSTANT, nullable=False),
        sa.Column("expires", INSTANT, nullable=False),
        sa.Column("used", INSTANT),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_letter_link_account_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_letter_link")),
    )
    op.create_index(op.f("ix_letter_link_about"), "letter_link", ["about"])
    op.create_table(
        "contribution_contact",
        sa.Column("contribution_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False, comment="deleted soon after the decision"),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contribution.id"],
            name=op.f("fk_contribution_contact_contribution_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("contribution_id", name=op.f("pk_contribution_contact")),
    )
    op.create_table(
        "contribution_turn",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("contribution_id", sa.Uuid(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("by", sa.Text(), nullable=False, comment="a role, never a name"),
        sa.Column(
            "what", sa.Text(), nullable=False, comment="sent, confirmed, asked, answered ..."
        ),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contribution.id"],
            name=op.f("fk_contribution_turn_contribution_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contribution_turn")),
    )
    op.create_index(
        "ix_contribution_turn_contribution_id", "contribution_turn", ["contribution_id"]
    )
    op.create_table(
        "proposal_comment",
        sa.Column(
            "id", sa.Uuid(), nullable=False, comment="of the contribution that it was sent as"
        ),
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("asset_id", sa.Uuid(), comment="the group that says so; empty: somebody"),
        sa.Column("since", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["proposal.id"],
            name=op.f("fk_proposal_comment_proposal_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_comment")),
    )
    op.create_index(op.f("ix_proposal_comment_proposal_id"), "proposal_comment", ["proposal_id"])
    op.add_column(
        "asset", sa.Column("closed_because", sa.Text(), server_default="", nullable=False)
    )


def downgrade() -> None:
    op.drop_column("asset", "closed_because")
    for table in (
        *("proposal_comment", "contribution_turn", "contribution_contact", "letter_link", "letter"),
        *("deed", "contribution", "asset_keeper", "reminder", "obstacle"),
    ):
        op.drop_table(table)
