"""Whether a source may be given on, and whether only under its own licence."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Nobody is taken at a guess: what was loaded before is not open until its source says so.
    op.add_column(
        "source",
        sa.Column(
            "open",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="its licence lets anybody use it and give it on",
        ),
    )
    op.add_column(
        "source",
        sa.Column(
            "share_alike",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="what is made of it may be given on under the same licence only",
        ),
    )


def downgrade() -> None:
    op.drop_column("source", "share_alike")
    op.drop_column("source", "open")
