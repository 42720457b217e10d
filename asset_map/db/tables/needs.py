"""What people need, how far is near enough, and what was looked for in vain."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Double,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    false,
    text,
)

from asset_map.db.tables.common import from_load, metadata

expression = Table(
    "expression",
    metadata,
    Column("code", Text, primary_key=True),
    Column("tag", Text, nullable=False),
    Column("category", Text, nullable=False, server_default=""),
    Column("matches", Text, nullable=False, comment="a regular expression"),
    Column("excludes", Text, nullable=False, server_default=""),
    *from_load(),
)

need = Table(
    "need",
    metadata,
    Column("id", Text, primary_key=True),
    Column("label", Text, nullable=False),
    Column("taxonomy_term", Text, nullable=False),
    Column("position", SmallInteger, nullable=False),
    Column("sensitive", Boolean, nullable=False, server_default=false()),
)

standard = Table(
    "standard",
    metadata,
    Column("need_id", Text, ForeignKey("need.id"), primary_key=True),
    Column("value", Double, nullable=False, comment="how far is near enough, one way"),
    Column("unit", Text, nullable=False, comment="metres or minutes, walking"),
    Column("source", Text, nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    Column("weekly_rate", Double, comment="visits a week by each resident; empty: not known"),
    Column("rate_source", Text, nullable=False, server_default=""),
)

standard_change = Table(
    "standard_change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("need_id", Text, ForeignKey("need.id"), nullable=False, index=True),
    Column("value", Double, nullable=False),
    Column("unit", Text, nullable=False, comment="metres or minutes, walking"),
    Column("source", Text, nullable=False),
    Column("weekly_rate", Double),
    Column("rate_source", Text, nullable=False, server_default=""),
    Column("changed_by", Text, nullable=False, comment="a role, never a name"),
    Column("why", Text, nullable=False),
    Column("since", DateTime(timezone=True), nullable=False),
    Column("until", DateTime(timezone=True), comment="empty: in force, instead of the default"),
    Index(
        "ix_standard_change_in_force",
        "need_id",
        unique=True,
        postgresql_where=text("until IS NULL"),
    ),
)

unmet_need = Table(
    "unmet_need",
    metadata,
    Column("ward_code", Text, nullable=False),
    Column("vintage", SmallInteger, nullable=False),
    Column("need_id", Text, nullable=False),
    Column("quarter", Date, nullable=False, comment="the first day of it"),
    Column("what", Text, nullable=False, comment="nothing_found, or missing"),
    Column("people", Integer, nullable=False, comment="real people: see disclosure"),
    PrimaryKeyConstraint("ward_code", "vintage", "need_id", "quarter", "what"),
)
