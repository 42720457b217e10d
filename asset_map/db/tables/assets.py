"""What the place has: derived from the records, field by field (see ``derive.py``)."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    Time,
    Uuid,
    false,
    text,
)

from asset_map.db.tables.common import asset_id, from_load, geometry, metadata

asset = Table(
    "asset",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("description", Text, nullable=False, server_default=""),
    Column("url", Text, nullable=False, server_default=""),
    Column("email", Text, nullable=False, server_default="", comment="public, never a person's"),
    Column("phone", Text, nullable=False, server_default="", comment="public, never a person's"),
    Column("address", Text, nullable=False, server_default=""),
    Column("postcode", Text),
    Column("located_by", Text, nullable=False),
    Column("masked", Boolean, nullable=False, server_default=false()),
    Column(
        "correspondence",
        Boolean,
        nullable=False,
        server_default=false(),
        comment="its address is where post goes; nothing is known to happen there",
    ),
    Column(
        "classified_by",
        Text,
        nullable=False,
        server_default="",
        comment="how its needs are known: stated, tags, categories, words; empty: unclassified",
    ),
    Column(
        "hidden",
        Boolean,
        nullable=False,
        server_default=false(),
        comment="masked itself, or its own place would give a masked venue away",
    ),
    Column("valid_from", Date),
    Column("valid_from_precision", Text),
    Column("valid_to", Date, comment="the first day it is no longer there"),
    Column("valid_to_precision", Text),
    Column("closed_because", Text, nullable=False, server_default=""),
    Column("break_from", Date, comment="the first day of a break"),
    Column("break_until", Date, comment="the day on which it is on again"),
    Column("break_why", Text, nullable=False, server_default=""),
    Column("last_confirmed", Date),
    Column("confirmed_by", Text, nullable=False, server_default=""),
    Column("retrieved", Date, nullable=False),
    Column("withdrawn", Date, comment="the day its last record vanished"),
    Column("source_id", Text, nullable=False, index=True),
    geometry("POINT"),
    Index("ix_asset_geom", "geom", postgresql_using="gist"),
    Index("ix_asset_masked", "id", postgresql_where=text("masked")),
    Index("ix_asset_hidden", "id", postgresql_where=text("hidden")),
    Index(
        "ix_asset_name_trigram",
        "name_key",
        postgresql_using="gin",
        postgresql_ops={"name_key": "gin_trgm_ops"},
    ),
)

community_group = Table(
    "community_group",
    metadata,
    asset_id(),
    Column("group_type", Text, nullable=False, server_default=""),
    PrimaryKeyConstraint("asset_id"),
)

venue = Table(
    "venue",
    metadata,
    asset_id(),
    Column("venue_type", Text, nullable=False, server_default=""),
    Column("size_people", Integer),
    Column("step_free", Boolean),
    Column("hours_free", Text, nullable=False, server_default=""),
    PrimaryKeyConstraint("asset_id"),
)

service = Table(
    "service",
    metadata,
    asset_id(),
    Column("how", Text, nullable=False, server_default="", comment="in person, by phone ..."),
    Column("cost", Text, nullable=False, server_default=""),
    Column("who_for", Text, nullable=False, server_default=""),
    Column("weekly_capacity", Integer),
    Column("hours_text", Text, nullable=False, server_default=""),
    PrimaryKeyConstraint("asset_id"),
)

skill_offer = Table(
    "skill_offer",
    metadata,
    asset_id(),
    Column("skill", Text, nullable=False),
    Column("people", Integer, nullable=False, comment="real people: see disclosure"),
    PrimaryKeyConstraint("asset_id"),
)

schedule = Table(
    "schedule",
    metadata,
    Column("id", Integer, primary_key=True),
    asset_id(),
    Column("freq", Text, nullable=False, comment="WEEKLY or MONTHLY, as in Open Referral"),
    Column("byday", Text, nullable=False),
    Column("opens_at", Time, nullable=False, comment="local time, Europe/London"),
    Column("closes_at", Time, nullable=False),
    Column("valid_from", Date),
    Column("valid_to", Date),
    Index("ix_schedule_asset_id", "asset_id"),
)

asset_identifier = Table(
    "asset_identifier",
    metadata,
    asset_id(),
    Column("scheme", Text, nullable=False),
    Column("value", Text, nullable=False),
    PrimaryKeyConstraint("asset_id", "scheme", "value"),
    Index("ix_asset_identifier_scheme_value", "scheme", "value"),
)

asset_need = Table(
    "asset_need",
    metadata,
    asset_id(),
    Column("need_id", Text, nullable=False, index=True),
    PrimaryKeyConstraint("asset_id", "need_id"),
)

asset_area = Table(
    "asset_area",
    metadata,
    asset_id(),
    Column("area_code", Text, nullable=False, index=True, comment="an area that it covers"),
    PrimaryKeyConstraint("asset_id", "area_code"),
)

asset_language = Table(
    "asset_language",
    metadata,
    asset_id(),
    Column("language", Text, nullable=False, comment="a code of ISO 639: pa, ur, bfi"),
    PrimaryKeyConstraint("asset_id", "language"),
)

asset_ask = Table(
    "asset_ask",
    metadata,
    asset_id(),
    Column("skill", Text, nullable=False, comment="what it looks for volunteers with"),
    Column("times", Text, nullable=False, server_default="", comment="when, as it was said"),
    PrimaryKeyConstraint("asset_id", "skill"),
    Index("ix_asset_ask_skill", text("lower(skill)")),
)

link = Table(
    "link",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("from_id", Uuid, nullable=False, index=True),
    Column("type", Text, nullable=False),
    Column("to_id", Uuid, nullable=False, index=True),
    Column("detail", Text, nullable=False, server_default=""),
    Column("said_by", Text, nullable=False, comment="from, to or both sides"),
    Column("valid_from", Date),
    Column("valid_to", Date),
    Column("from_record", Uuid, ForeignKey("record.id", ondelete="CASCADE"), nullable=False),
    Column("to_record", Uuid, ForeignKey("record.id", ondelete="CASCADE"), nullable=False),
    Column("scope", Text, nullable=False, server_default="", comment="as of records"),
    Column("withdrawn", Date, comment="the day its source no longer stated it"),
    *from_load(),
    Index("ix_link_from_record", "from_record"),
    Index("ix_link_to_record", "to_record"),
)
