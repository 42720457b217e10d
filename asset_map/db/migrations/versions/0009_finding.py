"""What a search looks things up by, what groups ask for, and what was looked for in vain."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "asset_place",
        sa.Column(
            "found_by",
            TSVECTOR(),
            server_default=sa.text("''::tsvector"),
            nullable=False,
            comment="its words, what it is for, when, what it costs, and the squares it lies in",
        ),
    )
    op.create_index("ix_asset_place_found_by", "asset_place", ["found_by"], postgresql_using="gin")
    op.create_table(
        "asset_coming",
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("area_code", sa.Text(), comment="the area covered; empty: nobody says which"),
        sa.Column("how", sa.Text(), server_default="", nullable=False),
        sa.Column("placed", sa.Boolean(), nullable=False, comment="it is found at a place too"),
        sa.Column("supplied", sa.Boolean(), nullable=False, comment="and meets needs there"),
        sa.Column("valid_from", sa.Date()),
        sa.Column("valid_to", sa.Date()),
        sa.Column("found_by", TSVECTOR(), server_default=sa.text("''::tsvector"), nullable=False),
    )
    op.create_index("ix_asset_coming_asset_id", "asset_coming", ["asset_id"])
    op.create_index("ix_asset_coming_area_code", "asset_coming", ["area_code"])
    op.create_index(
        "ix_asset_coming_found_by", "asset_coming", ["found_by"], postgresql_using="gin"
    )
    op.create_table(
        "search_word",
        sa.Column("word", sa.Text(), nullable=False, comment="as names are folded"),
        sa.Column("assets", sa.Integer(), nullable=False, comment="how many have it"),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_search_word")),
    )
    op.create_index(
        "ix_search_word_trigram",
        "search_word",
        ["word"],
        postgresql_using="gin",
        postgresql_ops={"word": "gin_trgm_ops"},
    )
    op.create_table(
        "asset_language",
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False, comment="a code of ISO 639: pa, ur, bfi"),
        sa.PrimaryKeyConstraint("asset_id", "language", name=op.f("pk_asset_language")),
    )
    op.create_table(
        "asset_ask",
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("skill", sa.Text(), nullable=False, comment="what it looks for volunteers with"),
        sa.Column(
            "times", sa.Text(), server_default="", nullable=False, comment="when, as it was said"
        ),
        sa.PrimaryKeyConstraint("asset_id", "skill", name=op.f("pk_asset_ask")),
    )
    op.create_table(
        "unmet_need",
        sa.Column("ward_code", sa.Text(), nullable=False),
        sa.Column("vintage", sa.SmallInteger(), nullable=False),
        sa.Column("need_id", sa.Text(), nullable=False),
        sa.Column("quarter", sa.Date(), nullable=False, comment="the first day of it"),
        sa.Column("what", sa.Text(), nullable=False, comment="nothing_found, or missing"),
        sa.Column("people", sa.Integer(), nullable=False, comment="real people: see disclosure"),
        sa.PrimaryKeyConstraint(
            "ward_code", "vintage", "need_id", "quarter", "what", name=op.f("pk_unmet_need")
        ),
    )


def downgrade() -> None:
    op.drop_table("unmet_need")
    op.drop_table("asset_ask")
    op.drop_table("asset_language")
    op.drop_table("search_word")
    op.drop_table("asset_coming")
    op.drop_index("ix_asset_place_found_by", table_name="asset_place", postgresql_using="gin")
    op.drop_column("asset_place", "found_by")
