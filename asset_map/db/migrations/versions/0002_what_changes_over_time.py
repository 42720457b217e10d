"""What changes over time: withdrawals, twins, area codes of other years, rows to be mended."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "area_change",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("from_code", sa.Text(), nullable=False),
        sa.Column("from_vintage", sa.SmallInteger(), nullable=False),
        sa.Column("to_code", sa.Text(), nullable=False),
        sa.Column("to_vintage", sa.SmallInteger(), nullable=False),
        sa.Column(
            "of_area",
            sa.Double(),
            nullable=False,
            comment="share of the old area that lies in the new",
        ),
        sa.Column(
            "of_postcodes",
            sa.Double(),
            nullable=True,
            comment="share of its live postcodes; empty: it has none",
        ),
        sa.PrimaryKeyConstraint(
            "kind",
            "from_code",
            "from_vintage",
            "to_code",
            "to_vintage",
            name=op.f("pk_area_change"),
        ),
    )
    op.create_index(op.f("ix_area_change_to_code"), "area_change", ["to_code"], unique=False)
    op.create_table(
        "area_lookup",
        sa.Column("from_kind", sa.Text(), nullable=False),
        sa.Column("from_code", sa.Text(), nullable=False),
        sa.Column(
            "from_vintage",
            sa.SmallInteger(),
            nullable=False,
            comment="0: the publisher does not say",
        ),
        sa.Column("from_name", sa.Text(), server_default="", nullable=False),
        sa.Column("to_kind", sa.Text(), nullable=False),
        sa.Column("to_code", sa.Text(), nullable=False),
        sa.Column(
            "to_vintage", sa.SmallInteger(), nullable=False, comment="0: the publisher does not say"
        ),
        sa.Column("to_name", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "change",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="what the publisher says",
        ),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("load_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["load_id"], ["load.id"], name=op.f("fk_area_lookup_load_id")),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_area_lookup_source_id")
        ),
        sa.PrimaryKeyConstraint(
            "from_kind",
            "from_code",
            "from_vintage",
            "to_kind",
            "to_code",
            "to_vintage",
            name=op.f("pk_area_lookup"),
        ),
    )
    op.create_index(op.f("ix_area_lookup_source_id"), "area_lookup", ["source_id"], unique=False)
    op.create_index(op.f("ix_area_lookup_to_code"), "area_lookup", ["to_code"], unique=False)
    op.create_table(
        "expression",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("tag", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), server_default="", nullable=False),
        sa.Column("matches", sa.Text(), nullable=False, comment="a regular expression"),
        sa.Column("excludes", sa.Text(), server_default="", nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("load_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["load_id"], ["load.id"], name=op.f("fk_expression_load_id")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_expression_source_id")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_expression")),
    )
    op.create_index(op.f("ix_expression_source_id"), "expression", ["source_id"], unique=False)
    op.create_table(
        "set_aside",
        sa.Column("load_id", sa.Uuid(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column(
            "cells",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="the row as it came, to be mended; stewards only",
        ),
        sa.ForeignKeyConstraint(
            ["load_id"], ["load.id"], name=op.f("fk_set_aside_load_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("load_id", "file", "line", name=op.f("pk_set_aside")),
    )
    op.create_table(
        "twin",
        sa.Column("record_a", sa.Uuid(), nullable=False),
        sa.Column("record_b", sa.Uuid(), nullable=False, comment="the higher id of the two"),
        sa.Column(
            "verdict",
            sa.Text(),
            nullable=False,
            comment="sure, likely; same or different: a person's",
        ),
        sa.Column("score", sa.Double(), nullable=False, comment="0 to 1"),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("found", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["record_a"], ["record.id"], name=op.f("fk_twin_record_a"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["record_b"], ["record.id"], name=op.f("fk_twin_record_b"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("record_a", "record_b", name=op.f("pk_twin")),
    )
    op.create_index(op.f("ix_twin_record_b"), "twin", ["record_b"], unique=False)
    op.add_column(
        "asset",
        sa.Column(
            "correspondence",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
            comment="its address is where post goes; nothing is known to happen there",
        ),
    )
    op.add_column(
        "asset",
        sa.Column(
            "classified_by",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="how its needs are known: stated, tags, categories, words; empty: unclassified",
        ),
    )
    op.add_column("link", sa.Column("from_record", sa.Uuid(), nullable=True))
    op.add_column("link", sa.Column("to_record", sa.Uuid(), nullable=True))
    # Until now every record had an asset of its own, under its own id.
    op.execute("UPDATE link SET from_record = from_id, to_record = to_id")
    op.alter_column("link", "from_record", nullable=False)
    op.alter_column("link", "to_record", nullable=False)
    op.add_column(
        "link",
        sa.Column("scope", sa.Text(), server_default="", nullable=False, comment="as of records"),
    )
    op.add_column(
        "link",
        sa.Column(
            "withdrawn", sa.Date(), nullable=True, comment="the day its source no longer stated it"
        ),
    )
    op.create_index("ix_link_from_record", "link", ["from_record"], unique=False)
    op.create_index("ix_link_to_record", "link", ["to_record"], unique=False)
    op.create_foreign_key(
        op.f("fk_link_to_record"), "link", "record", ["to_record"], ["id"], ondelete="CASCADE"
    )
    op.create_foreign_key(
        op.f("fk_link_from_record"), "link", "record", ["from_record"], ["id"], ondelete="CASCADE"
    )
    op.add_column(
        "postcode",
        sa.Column(
            "withdrawn",
            sa.Date(),
            nullable=True,
            comment="the day it was no longer among the live ones",
        ),
    )
    op.add_column("postcode_lookup", sa.Column("lsoa_code", sa.Text(), nullable=True))
    op.add_column(
        "postcode_lookup",
        sa.Column("introduced", sa.Text(), nullable=True, comment="the month, such as 1980-01"),
    )
    op.add_column(
        "postcode_lookup",
        sa.Column(
            "terminated",
            sa.Text(),
            nullable=True,
            comment="the month; empty: it was live when the list was made",
        ),
    )
    op.add_column(
        "record",
        sa.Column(
            "scope",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="the part of the source that one load is the whole of",
        ),
    )
    op.alter_column(
        "record_version",
        "until",
        existing_type=postgresql.TIMESTAMP(timezone=True),
        comment="empty: the version in force; a record that has none is withdrawn",
        existing_comment="empty: the version in force",
        existing_nullable=True,
    )


def downgrade() -> None:
    op.alter_column(
        "record_version",
        "until",
        existing_type=postgresql.TIMESTAMP(timezone=True),
        comment="empty: the version in force",
        existing_comment="empty: the version in force; a record that has none is withdrawn",
        existing_nullable=True,
    )
    op.drop_column("record", "scope")
    op.drop_column("postcode_lookup", "terminated")
    op.drop_column("postcode_lookup", "introduced")
    op.drop_column("postcode_lookup", "lsoa_code")
    op.drop_column("postcode", "withdrawn")
    op.drop_constraint(op.f("fk_link_from_record"), "link", type_="foreignkey")
    op.drop_constraint(op.f("fk_link_to_record"), "link", type_="foreignkey")
    op.drop_index("ix_link_to_record", table_name="link")
    op.drop_index("ix_link_from_record", table_name="link")
    op.drop_column("link", "withdrawn")
    op.drop_column("link", "scope")
    op.drop_column("link", "to_record")
    op.drop_column("link", "from_record")
    op.drop_column("asset", "classified_by")
    op.drop_column("asset", "correspondence")
    op.drop_index(op.f("ix_twin_record_b"), table_name="twin")
    op.drop_table("twin")
    op.drop_table("set_aside")
    op.drop_index(op.f("ix_expression_source_id"), table_name="expression")
    op.drop_table("expression")
    op.drop_index(op.f("ix_area_lookup_to_code"), table_name="area_lookup")
    op.drop_index(op.f("ix_area_lookup_source_id"), table_name="area_lookup")
    op.drop_table("area_lookup")
    op.drop_index(op.f("ix_area_change_to_code"), table_name="area_change")
    op.drop_table("area_change")
