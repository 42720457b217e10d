"""Breaks that things take."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("asset", sa.Column("break_from", sa.Date, comment="the first day of a break"))
    op.add_column(
        "asset", sa.Column("break_until", sa.Date, comment="the day on which it is on again")
    )
    op.add_column("asset", sa.Column("break_why", sa.Text, server_default="", nullable=False))


def downgrade() -> None:
    for name in ("break_why", "break_until", "break_from"):
        op.drop_column("asset", name)
