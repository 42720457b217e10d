"""Which live postcodes the map left out, so that one that is not live can be told apart."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "postcode_beyond",
        sa.Column("sector", sa.Text(collation="C"), nullable=False, comment="such as DY1 3"),
        sa.Column(
            "postcode",
            sa.Text(collation="C"),
            nullable=False,
            comment="a live one that the map left out; empty: it left out the whole sector",
        ),
        sa.PrimaryKeyConstraint("sector", "postcode", name=op.f("pk_postcode_beyond")),
    )


def downgrade() -> None:
    op.drop_table("postcode_beyond")
