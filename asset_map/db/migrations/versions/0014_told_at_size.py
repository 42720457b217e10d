"""Which assets a record spoke of before; what was taken into it; of many assets the hidden."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

FEW = ("masked", "hidden")


def upgrade() -> None:
    op.create_index("ix_record_asset_record_id", "record_asset", ["record_id"])
    op.create_index("ix_contribution_record_id", "contribution", ["record_id"])
    for which in FEW:
        op.create_index(f"ix_asset_{which}", "asset", ["id"], postgresql_where=which)


def downgrade() -> None:
    for which in FEW:
        op.drop_index(f"ix_asset_{which}", table_name="asset")
    op.drop_index("ix_contribution_record_id", table_name="contribution")
    op.drop_index("ix_record_asset_record_id", table_name="record_asset")
