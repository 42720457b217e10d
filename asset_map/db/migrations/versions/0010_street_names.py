"""Streets by what people call them."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

FOLDED = r"""regexp_replace(regexp_replace(replace(lower(name), '&', ' and '),
    '[''’.`]', '', 'g'), '[^[:alnum:]]+', ' ', 'g')"""


def upgrade() -> None:
    op.create_index(
        "ix_street_name_trigram",
        "street",
        [sa.literal_column(f"({FOLDED}) gin_trgm_ops")],
        postgresql_using="gin",
    )


def downgrade() -> None:
    op.drop_index("ix_street_name_trigram", table_name="street", postgresql_using="gin")
