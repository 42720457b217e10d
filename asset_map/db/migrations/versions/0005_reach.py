"""What reach is measured by: streets, standards that may be changed, and when points were made."""

import sqlalchemy as sa
from alembic import op
from geoalchemy2 import Geometry

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "street",
        sa.Column("osm_type", sa.Text(), nullable=False),
        sa.Column("osm_id", sa.Text(collation="C"), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("highway", sa.Text(), nullable=False, comment="the tag of OpenStreetMap"),
        sa.Column(
            "geom", Geometry("MULTILINESTRING", srid=27700, spatial_index=False), nullable=False
        ),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("load_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("osm_type", "osm_id", name=op.f("pk_street")),
    )
    op.create_index("ix_street_geom", "street", ["geom"], postgresql_using="gist")
    op.create_index(op.f("ix_street_source_id"), "street", ["source_id"])
    op.create_table(
        "refreshed",
        sa.Column(
            "what", sa.Text(), nullable=False, comment="the derived tables: demand or streets"
        ),
        sa.Column(
            "token", sa.Uuid(), nullable=False, comment="another one each time they are made anew"
        ),
        sa.PrimaryKeyConstraint("what", name=op.f("pk_refreshed")),
    )
    op.add_column(
        "standard",
        sa.Column("value", sa.Double(), comment="how far is near enough, one way"),
    )
    op.add_column("standard", sa.Column("unit", sa.Text(), comment="metres or minutes, walking"))
    op.execute("UPDATE standard SET value = metres, unit = 'metres'")
    op.alter_column("standard", "value", nullable=False)
    op.alter_column("standard", "unit", nullable=False)
    op.drop_column("standard", "metres")
    op.drop_column("standard", "minutes")
    op.add_column(
        "standard",
        sa.Column(
            "weekly_rate", sa.Double(), comment="visits a week by each resident; empty: not known"
        ),
    )
    op.add_column(
        "standard", sa.Column("rate_source", sa.Text(), server_default="", nullable=False)
    )
    op.create_table(
        "standard_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Text(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False, comment="metres or minutes, walking"),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("weekly_rate", sa.Double()),
        sa.Column("rate_source", sa.Text(), server_default="", nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False, comment="a role, never a name"),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "until",
            sa.DateTime(timezone=True),
            comment="empty: in force, instead of the default",
        ),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_standard_change_need_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standard_change")),
    )
    op.create_index(op.f("ix_standard_change_need_id"), "standard_change", ["need_id"])
    op.create_index(
        "ix_standard_change_in_force",
        "standard_change",
        ["need_id"],
        unique=True,
        postgresql_where=sa.text("until IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("standard_change")
    op.add_column("standard", sa.Column("metres", sa.Double()))
    op.add_column("standard", sa.Column("minutes", sa.Double()))
    op.execute(
        """
        UPDATE standard SET metres = CASE unit WHEN 'minutes' THEN value * 80 ELSE value END,
               minutes = CASE unit WHEN 'minutes' THEN value ELSE value / 80 END
        """
    )
    op.alter_column("standard", "metres", nullable=False, comment="walking distance, one way")
    op.alter_column(
        "standard", "minutes", nullable=False, comment="one way, at the speed the source uses"
    )
    for column in ("value", "unit", "weekly_rate", "rate_source"):
        op.drop_column("standard", column)
    op.drop_table("refreshed")
    op.drop_table("street")
