"""What meets a need in a square is found by both at once."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Where no word is known, what things are found by is filled anew.
    op.execute("DELETE FROM search_word")
    op.drop_index("ix_asset_coming_area_code", table_name="asset_coming")
    op.create_index("ix_asset_coming_area_code_asset_id", "asset_coming", ["area_code", "asset_id"])


def downgrade() -> None:
    op.drop_index("ix_asset_coming_area_code_asset_id", table_name="asset_coming")
    op.create_index("ix_asset_coming_area_code", "asset_coming", ["area_code"])
