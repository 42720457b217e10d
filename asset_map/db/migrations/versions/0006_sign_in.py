"""Who may sign in: accounts with a role, links sent by mail, and sessions."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False, comment="in small letters"),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("created", INSTANT, nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False, comment="the role of whoever added it"),
        sa.Column("ended", INSTANT, comment="empty: may sign in"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
    )
    op.create_index(
        "ix_account_email_in_use",
        "account",
        ["email"],
        unique=True,
        postgresql_where=sa.text("ended IS NULL"),
    )
    op.create_table(
        "sign_in_link",
        sa.Column(
            "token_hash",
            sa.Text(),
            nullable=False,
            comment="SHA-256; the token is in the mail alone",
        ),
        sa.Column("account_id", sa.Uuid(), comment="empty: nobody has this address"),
        sa.Column(
            "address_hash", sa.Text(), nullable=False, comment="SHA-256 of the address that asked"
        ),
        sa.Column("made", INSTANT, nullable=False),
        sa.Column("expires", INSTANT, nullable=False),
        sa.Column("used", INSTANT),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_sign_in_link_account_id")
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sign_in_link")),
    )
    op.create_index("ix_sign_in_link_address_hash", "sign_in_link", ["address_hash"])
    op.create_table(
        "session",
        sa.Column(
            "token_hash",
            sa.Text(),
            nullable=False,
            comment="SHA-256; the token is in a cookie alone",
        ),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("expires", INSTANT, nullable=False),
        sa.Column("ended", INSTANT, comment="when it was signed out"),
        sa.Column("how", sa.Text(), nullable=False, comment="link or openid"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_session_account_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_session")),
    )
    op.create_index(op.f("ix_session_account_id"), "session", ["account_id"])


def downgrade() -> None:
    op.drop_table("session")
    op.drop_table("sign_in_link")
    op.drop_table("account")
