"""The first tables."""

import sqlalchemy as sa
from alembic import op
from geoalchemy2 import Geometry
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "need",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("taxonomy_term", sa.Text(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("sensitive", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need")),
    )
    op.create_table(
        "source",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("licence", sa.Text(), nullable=False),
        sa.Column("licence_url", sa.Text(), server_default="", nullable=False),
        sa.Column("attribution", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "gives",
            sa.Text(),
            nullable=False,
            comment="what it gives: ward, postcode, people, asset",
        ),
        sa.Column(
            "rank", sa.Integer(), nullable=False, comment="a higher rank wins, field by field"
        ),
        sa.Column("demo", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column(
            "taken_out",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="when all it gave was taken out again",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
    )
    op.create_table(
        "asset",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("url", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "email",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="public, never a person's",
        ),
        sa.Column(
            "phone",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="public, never a person's",
        ),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.Column("postcode", sa.Text(), nullable=True),
        sa.Column("located_by", sa.Text(), nullable=False),
        sa.Column("masked", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column(
            "hidden",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
            comment="masked itself, or its own place would give a masked venue away",
        ),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_from_precision", sa.Text(), nullable=True),
        sa.Column(
            "valid_to", sa.Date(), nullable=True, comment="the first day it is no longer there"
        ),
        sa.Column("valid_to_precision", sa.Text(), nullable=True),
        sa.Column("last_confirmed", sa.Date(), nullable=True),
        sa.Column("confirmed_by", sa.Text(), server_default="", nullable=False),
        sa.Column("retrieved", sa.Date(), nullable=False),
        sa.Column(
            "withdrawn", sa.Date(), nullable=True, comment="the day its last record vanished"
        ),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("geom", Geometry("POINT", srid=27700, spatial_index=False), nullable=True),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_asset_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset")),
    )
    op.create_index("ix_asset_geom", "asset", ["geom"], unique=False, postgresql_using="gist")
    op.create_index(
        "ix_asset_name_trigram",
        "asset",
        ["name_key"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"name_key": "gin_trgm_ops"},
    )
    op.create_index(op.f("ix_asset_source_id"), "asset", ["source_id"], unique=False)
    op.create_table(
        "demand_point",
        sa.Column("postcode", sa.Text(collation="C"), nullable=False),
        sa.Column("authority_code", sa.Text(), nullable=True),
        sa.Column("small_area_kind", sa.Text(), nullable=True),
        sa.Column("small_area_code", sa.Text(), nullable=True),
        sa.Column("small_area_vintage", sa.SmallInteger(), nullable=True),
        sa.Column(
            "share",
            sa.Double(),
            nullable=True,
            comment="of the people of the small area; empty where none is known",
        ),
        sa.Column(
            "people",
            sa.Double(),
            nullable=True,
            comment="modelled residents, not rounded; empty where not known",
        ),
        sa.Column("source_id", sa.Text(), nullable=True, comment="of the people"),
        sa.Column("geom", Geometry("POINT", srid=27700, spatial_index=False), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_demand_point_source_id")
        ),
        sa.PrimaryKeyConstraint("postcode", name=op.f("pk_demand_point")),
    )
    op.create_index(
        op.f("ix_demand_point_authority_code"), "demand_point", ["authority_code"], unique=False
    )
    op.create_index(
        "ix_demand_point_geom", "demand_point", ["geom"], unique=False, postgresql_using="gist"
    )
    op.create_index(
        op.f("ix_demand_point_small_area_code"), "demand_point", ["small_area_code"], unique=False
    )
    op.create_table(
        "load",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("finished", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.Column("authority", sa.Text(), nullable=False),
        sa.Column("extent", sa.Text(), nullable=False),
        sa.Column(
            "files",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="name, bytes and sha256 of each",
        ),
        sa.Column("counts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("version", sa.Text(), nullable=False, comment="of the product"),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_load_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_load")),
    )
    op.create_index(op.f("ix_load_source_id"), "load", ["source_id"], unique=False)
    op.create_table(
        "record",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False, comment="what the source knows it by"),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_record_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record")),
        sa.UniqueConstraint("source_id", "kind", "key", name=op.f("uq_record_source_id_kind_key")),
    )
    op.create_table(
        "standard",
        sa.Column("need_id", sa.Text(), nullable=False),
        sa.Column("metres", sa.Double(), nullable=False, comment="walking distance, one way"),
        sa.Column(
            "minutes", sa.Double(), nullable=False, comment="one way, at the speed the source uses"
        ),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_standard_need_id")),
        sa.PrimaryKeyConstraint("need_id", name=op.f("pk_standard")),
    )
    op.create_table(
        "area",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column(
            "vintage", sa.SmallInteger(), nullable=False, comment="boundary year of the code"
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("authority_code", sa.Text(), nullable=True),
        sa.Column("authority_name", sa.Text(), nullable=True),
        sa.Column("approximate", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("geom", Geometry("MULTIPOLYGON", srid=27700, spatial_index=False), nullable=True),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("load_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["load_id"], ["load.id"], name=op.f("fk_area_load_id")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_area_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area")),
        sa.UniqueConstraint("kind", "code", "vintage", name=op.f("uq_area_kind_code_vintage")),
    )
    op.create_index("ix_area_geom", "area", ["geom"], unique=False, postgresql_using="gist")
    op.create_index("ix_area_kind_authority", "area", ["kind", "authority_code"], unique=False)
    op.create_index(op.f("ix_area_name_key"), "area", ["name_key"], unique=False)
    op.create_index(op.f("ix_area_source_id"), "area", ["source_id"], unique=False)
    op.create_table(
        "asset_area",
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("area_code", sa.Text(), nullable=False, comment="an area that it covers"),
        sa.ForeignKeyConstraint(
            ["asset_id"], ["asset.id"], name=op.f("fk_asset_area_asset_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("asset_id", "area_code", name=op.f("pk_asset_area")),
    )
    op.create_index(op.f("ix_asset_area_area_code"), "asset_area", ["area_code"], unique=False)
    op.create_table(
        "asset_identifier",
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("scheme", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asset_id"],
            ["asset.id"],
            name=op.f("fk_asset_identifier_asset_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("asset_id", "scheme", "value", name=op.f("pk_asset_identifier")),
    )
    op.create_index(
        "ix_asset_identifier_scheme_value", "asset_identifier", ["scheme", "value"], unique=False
    )
    op.create_table(
        "asset_need",
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("need_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asset_id"], ["asset.id"], name=op.f("fk_asset_need_asset_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_asset_need_need_id")),
        sa.PrimaryKeyConstraint("asset_id", "need_id", name=op.f("pk_asset_need")),
    )
    op.create_index(op.f("ix_asset_need_need_id"), "asset_need", ["need_id"], unique=False)
    op.create_table(
        "asset_place",
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column(
            "venue_id",
            sa.Uuid(),
            nullable=True,
            comment="the venue it is found at; empty: its own point",
        ),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column(
            "exact", sa.Boolean(), nullable=False, comment="false: a masked venue, its ward's point"
        ),
        sa.Column("geom", Geometry("POINT", srid=27700, spatial_index=False), nullable=False),
        sa.ForeignKeyConstraint(
            ["asset_id"], ["asset.id"], name=op.f("fk_asset_place_asset_id"), ondelete="CASCADE"
        ),
    )
    op.create_index("ix_asset_place_asset_id", "asset_place", ["asset_id"], unique=False)
    op.create_index(
        "ix_asset_place_geom", "asset_place", ["geom"], unique=False, postgresql_using="gist"
    )
    op.create_table(
        "community_group",
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("group_type", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["asset_id"], ["asset.id"], name=op.f("fk_community_group_asset_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("asset_id", name=op.f("pk_community_group")),
    )
    op.create_table(
        "issue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("load_id", sa.Uuid(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column(
            "line",
            sa.Integer(),
            nullable=True,
            comment="counted from 1; empty where the whole file is meant",
        ),
        sa.Column("column_name", sa.Text(), server_default="", nullable=False),
        sa.Column("value", sa.Text(), server_default="", nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("remedy", sa.Text(), nullable=False),
        sa.Column("mender", sa.Text(), nullable=False, comment="who can mend it"),
        sa.Column("row_set_aside", sa.Boolean(), nullable=False),
        sa.Column("personal", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(
            ["load_id"], ["load.id"], name=op.f("fk_issue_load_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue")),
    )
    op.create_index(op.f("ix_issue_load_id"), "issue", ["load_id"], unique=False)
    op.create_table(
        "link",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("from_id", sa.Uuid(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=False),
        sa.Column("detail", sa.Text(), server_default="", nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False, comment="from, to or both sides"),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("load_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["from_id"], ["asset.id"], name=op.f("fk_link_from_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["load_id"], ["load.id"], name=op.f("fk_link_load_id")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_link_source_id")),
        sa.ForeignKeyConstraint(
            ["to_id"], ["asset.id"], name=op.f("fk_link_to_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link")),
    )
    op.create_index(op.f("ix_link_from_id"), "link", ["from_id"], unique=False)
    op.create_index(op.f("ix_link_source_id"), "link", ["source_id"], unique=False)
    op.create_index(op.f("ix_link_to_id"), "link", ["to_id"], unique=False)
    op.create_table(
        "postcode",
        sa.Column("postcode", sa.Text(collation="C"), nullable=False),
        sa.Column(
            "quality",
            sa.SmallInteger(),
            nullable=True,
            comment="positional quality, 10 the best, 90 no position",
        ),
        sa.Column("country_code", sa.Text(), nullable=True),
        sa.Column("authority_code", sa.Text(), nullable=True),
        sa.Column("ward_code", sa.Text(), nullable=True),
        sa.Column("geom", Geometry("POINT", srid=27700, spatial_index=False), nullable=True),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("load_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["load_id"], ["load.id"], name=op.f("fk_postcode_load_id")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_postcode_source_id")),
        sa.PrimaryKeyConstraint("postcode", name=op.f("pk_postcode")),
    )
    op.create_index(
        op.f("ix_postcode_authority_code"), "postcode", ["authority_code"], unique=False
    )
    op.create_index("ix_postcode_geom", "postcode", ["geom"], unique=False, postgresql_using="gist")
    op.create_index(op.f("ix_postcode_source_id"), "postcode", ["source_id"], unique=False)
    op.create_index(op.f("ix_postcode_ward_code"), "postcode", ["ward_code"], unique=False)
    op.create_table(
        "postcode_lookup",
        sa.Column("postcode", sa.Text(collation="C"), nullable=False),
        sa.Column("oa_code", sa.Text(), nullable=True),
        sa.Column("vintage", sa.SmallInteger(), nullable=False, comment="census year of the codes"),
        sa.Column(
            "large_user", sa.Boolean(), nullable=False, comment="a business, where nobody lives"
        ),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("load_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["load_id"], ["load.id"], name=op.f("fk_postcode_lookup_load_id")),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_postcode_lookup_source_id")
        ),
        sa.PrimaryKeyConstraint("postcode", name=op.f("pk_postcode_lookup")),
    )
    op.create_index(
        op.f("ix_postcode_lookup_oa_code"), "postcode_lookup", ["oa_code"], unique=False
    )
    op.create_index(
        op.f("ix_postcode_lookup_source_id"), "postcode_lookup", ["source_id"], unique=False
    )
    op.create_table(
        "record_asset",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "until",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="empty: the mapping in force",
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_record_asset_record_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_asset")),
    )
    op.create_index(op.f("ix_record_asset_asset_id"), "record_asset", ["asset_id"], unique=False)
    op.create_index(
        "ix_record_asset_in_force",
        "record_asset",
        ["record_id"],
        unique=True,
        postgresql_where=sa.text("until IS NULL"),
    )
    op.create_table(
        "record_version",
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "content",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="what was said, in the product's words",
        ),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("load_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "until",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="empty: the version in force",
        ),
        sa.ForeignKeyConstraint(["load_id"], ["load.id"], name=op.f("fk_record_version_load_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_record_version_record_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("record_id", "version", name=op.f("pk_record_version")),
    )
    op.create_index(
        "ix_record_version_in_force",
        "record_version",
        ["record_id"],
        unique=True,
        postgresql_where=sa.text("until IS NULL"),
    )
    op.create_table(
        "schedule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column(
            "freq", sa.Text(), nullable=False, comment="WEEKLY or MONTHLY, as in Open Referral"
        ),
        sa.Column("byday", sa.Text(), nullable=False),
        sa.Column("opens_at", sa.Time(), nullable=False, comment="local time, Europe/London"),
        sa.Column("closes_at", sa.Time(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asset_id"], ["asset.id"], name=op.f("fk_schedule_asset_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedule")),
    )
    op.create_index("ix_schedule_asset_id", "schedule", ["asset_id"], unique=False)
    op.create_table(
        "service",
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column(
            "how", sa.Text(), server_default="", nullable=False, comment="in person, by phone ..."
        ),
        sa.Column("cost", sa.Text(), server_default="", nullable=False),
        sa.Column("who_for", sa.Text(), server_default="", nullable=False),
        sa.Column("weekly_capacity", sa.Integer(), nullable=True),
        sa.Column("hours_text", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["asset_id"], ["asset.id"], name=op.f("fk_service_asset_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("asset_id", name=op.f("pk_service")),
    )
    op.create_table(
        "skill_offer",
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("skill", sa.Text(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False, comment="real people: see disclosure"),
        sa.ForeignKeyConstraint(
            ["asset_id"], ["asset.id"], name=op.f("fk_skill_offer_asset_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("asset_id", name=op.f("pk_skill_offer")),
    )
    op.create_table(
        "statistic",
        sa.Column("area_kind", sa.Text(), nullable=False),
        sa.Column("area_code", sa.Text(), nullable=False),
        sa.Column("area_vintage", sa.SmallInteger(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "as_of", sa.Text(), nullable=False, comment="the day, month or year the figure is for"
        ),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("load_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["load_id"], ["load.id"], name=op.f("fk_statistic_load_id")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_statistic_source_id")),
        sa.PrimaryKeyConstraint(
            "area_kind",
            "area_code",
            "area_vintage",
            "measure",
            "category",
            "as_of",
            "source_id",
            name=op.f("pk_statistic"),
        ),
    )
    op.create_index(op.f("ix_statistic_source_id"), "statistic", ["source_id"], unique=False)
    op.create_table(
        "supply",
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("need_id", sa.Text(), nullable=False),
        sa.Column("venue_id", sa.Uuid(), nullable=True),
        sa.Column("exact", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("last_confirmed", sa.Date(), nullable=True),
        sa.Column("geom", Geometry("POINT", srid=27700, spatial_index=False), nullable=False),
        sa.ForeignKeyConstraint(
            ["asset_id"], ["asset.id"], name=op.f("fk_supply_asset_id"), ondelete="CASCADE"
        ),
    )
    op.create_index("ix_supply_asset_id", "supply", ["asset_id"], unique=False)
    op.create_index(
        "ix_supply_need_geom", "supply", ["need_id", "geom"], unique=False, postgresql_using="gist"
    )
    op.create_table(
        "venue",
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("venue_type", sa.Text(), server_default="", nullable=False),
        sa.Column("size_people", sa.Integer(), nullable=True),
        sa.Column("step_free", sa.Boolean(), nullable=True),
        sa.Column("hours_free", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["asset_id"], ["asset.id"], name=op.f("fk_venue_asset_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("asset_id", name=op.f("pk_venue")),
    )
    op.create_table(
        "demand_point_area",
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.Column("postcode", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["area_id"], ["area.id"], name=op.f("fk_demand_point_area_area_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("area_id", "postcode", name=op.f("pk_demand_point_area")),
    )
    op.create_index(
        op.f("ix_demand_point_area_postcode"), "demand_point_area", ["postcode"], unique=False
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_demand_point_area_postcode"), table_name="demand_point_area")
    op.drop_table("demand_point_area")
    op.drop_table("venue")
    op.drop_index("ix_supply_need_geom", table_name="supply", postgresql_using="gist")
    op.drop_index("ix_supply_asset_id", table_name="supply")
    op.drop_table("supply")
    op.drop_index(op.f("ix_statistic_source_id"), table_name="statistic")
    op.drop_table("statistic")
    op.drop_table("skill_offer")
    op.drop_table("service")
    op.drop_index("ix_schedule_asset_id", table_name="schedule")
    op.drop_table("schedule")
    op.drop_index(
        "ix_record_version_in_force",
        table_name="record_version",
        postgresql_where=sa.text("until IS NULL"),
    )
    op.drop_table("record_version")
    op.drop_index(
        "ix_record_asset_in_force",
        table_name="record_asset",
        postgresql_where=sa.text("until IS NULL"),
    )
    op.drop_index(op.f("ix_record_asset_asset_id"), table_name="record_asset")
    op.drop_table("record_asset")
    op.drop_index(op.f("ix_postcode_lookup_source_id"), table_name="postcode_lookup")
    op.drop_index(op.f("ix_postcode_lookup_oa_code"), table_name="postcode_lookup")
    op.drop_table("postcode_lookup")
    op.drop_index(op.f("ix_postcode_ward_code"), table_name="postcode")
    op.drop_index(op.f("ix_postcode_source_id"), table_name="postcode")
    op.drop_index("ix_postcode_geom", table_name="postcode", postgresql_using="gist")
    op.drop_index(op.f("ix_postcode_authority_code"), table_name="postcode")
    op.drop_table("postcode")
    op.drop_index(op.f("ix_link_to_id"), table_name="link")
    op.drop_index(op.f("ix_link_source_id"), table_name="link")
    op.drop_index(op.f("ix_link_from_id"), table_name="link")
    op.drop_table("link")
    op.drop_index(op.f("ix_issue_load_id"), table_name="issue")
    op.drop_table("issue")
    op.drop_table("community_group")
    op.drop_index("ix_asset_place_geom", table_name="asset_place", postgresql_using="gist")
    op.drop_index("ix_asset_place_asset_id", table_name="asset_place")
    op.drop_table("asset_place")
    op.drop_index(op.f("ix_asset_need_need_id"), table_name="asset_need")
    op.drop_table("asset_need")
    op.drop_index("ix_asset_identifier_scheme_value", table_name="asset_identifier")
    op.drop_table("asset_identifier")
    op.drop_index(op.f("ix_asset_area_area_code"), table_name="asset_area")
    op.drop_table("asset_area")
    op.drop_index(op.f("ix_area_source_id"), table_name="area")
    op.drop_index(op.f("ix_area_name_key"), table_name="area")
    op.drop_index("ix_area_kind_authority", table_name="area")
    op.drop_index("ix_area_geom", table_name="area", postgresql_using="gist")
    op.drop_table("area")
    op.drop_table("standard")
    op.drop_table("record")
    op.drop_index(op.f("ix_load_source_id"), table_name="load")
    op.drop_table("load")
    op.drop_index(op.f("ix_demand_point_small_area_code"), table_name="demand_point")
    op.drop_index("ix_demand_point_geom", table_name="demand_point", postgresql_using="gist")
    op.drop_index(op.f("ix_demand_point_authority_code"), table_name="demand_point")
    op.drop_table("demand_point")
    op.drop_index(op.f("ix_asset_source_id"), table_name="asset")
    op.drop_index(
        "ix_asset_name_trigram",
        table_name="asset",
        postgresql_using="gin",
        postgresql_ops={"name_key": "gin_trgm_ops"},
    )
    op.drop_index("ix_asset_geom", table_name="asset", postgresql_using="gist")
    op.drop_table("asset")
    op.drop_table("source")
    op.drop_table("need")
