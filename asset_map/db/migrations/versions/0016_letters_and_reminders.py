"""Which letter a link stands in; who wants no reminders."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "letter_link",
        sa.Column(
            "letter_id",
            sa.Uuid,
            sa.ForeignKey("letter.id", ondelete="SET NULL"),
            comment="a later letter of the same ends it; empty: nothing but time does",
        ),
    )
    op.create_index("ix_letter_link_letter_id", "letter_link", ["letter_id"])
    op.add_column(
        "account",
        sa.Column("no_reminders", sa.DateTime(timezone=True), comment="since when they want none"),
    )


def downgrade() -> None:
    op.drop_column("account", "no_reminders")
    op.drop_index("ix_letter_link_letter_id", table_name="letter_link")
    op.drop_column("letter_link", "letter_id")
