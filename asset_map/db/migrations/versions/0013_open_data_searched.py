"""Open data by words and by distance; who asks for a skill."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

SAID = """(coalesce(content->>'name_key', '')
    || (' ' || lower(coalesce(content->>'description', ''))))"""
POINT = """ST_SetSRID(ST_MakePoint(
    (content->>'easting')::float8, (content->>'northing')::float8), 27700)"""


def upgrade() -> None:
    op.create_index(
        "ix_record_version_said_trigram",
        "record_version",
        [sa.literal_column(f"{SAID} gin_trgm_ops")],
        postgresql_using="gin",
        postgresql_where="until IS NULL",
    )
    op.create_index(
        "ix_record_version_point",
        "record_version",
        [sa.literal_column(f"({POINT})")],
        postgresql_using="gist",
        postgresql_where="until IS NULL AND content ? 'easting'",
    )
    op.create_index("ix_asset_ask_skill", "asset_ask", [sa.literal_column("lower(skill)")])


def downgrade() -> None:
    op.drop_index("ix_asset_ask_skill", table_name="asset_ask")
    op.drop_index("ix_record_version_point", table_name="record_version")
    op.drop_index("ix_record_version_said_trigram", table_name="record_version")
