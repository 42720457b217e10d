"""Which sectors of postcodes lie beyond the map, so that an unknown postcode can be told apart."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "postcode_sector",
        sa.Column("sector", sa.Text(collation="C"), nullable=False, comment="such as DY1 3"),
        sa.Column(
            "kept", sa.Integer(), nullable=False, comment="live postcodes that the map holds"
        ),
        sa.Column(
            "outside", sa.Integer(), nullable=False, comment="live postcodes that it left out"
        ),
        sa.PrimaryKeyConstraint("sector", name=op.f("pk_postcode_sector")),
    )


def downgrade() -> None:
    op.drop_table("postcode_sector")
