"""What sources say, kept version by version, and which records speak of the same thing."""

from sqlalchemy import (
    Column,
    DateTime,
    Double,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    literal_column,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from asset_map.db.record_search import POINT, SAID
from asset_map.db.tables.common import metadata

record = Table(
    "record",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False, comment="what the source knows it by"),
    Column("source_id", Text, ForeignKey("source.id"), nullable=False),
    Column(
        "scope",
        Text,
        nullable=False,
        server_default="",
        comment="the part of the source that one load is the whole of",
    ),
    UniqueConstraint("source_id", "kind", "key"),
)

record_version = Table(
    "record_version",
    metadata,
    Column("record_id", Uuid, ForeignKey("record.id", ondelete="CASCADE"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("content", JSONB, nullable=False, comment="what was said, in the product's words"),
    Column("digest", Text, nullable=False),
    Column("load_id", Uuid, nullable=False),
    Column("since", DateTime(timezone=True), nullable=False),
    Column(
        "until",
        DateTime(timezone=True),
        comment="empty: the version in force; a record that has none is withdrawn",
    ),
    PrimaryKeyConstraint("record_id", "version"),
    Index(
        "ix_record_version_in_force",
        "record_id",
        unique=True,
        postgresql_where=text("until IS NULL"),
    ),
    Index(
        "ix_record_version_said_trigram",
        literal_column(" ".join(SAID.format("content").split())).label("said"),
        postgresql_using="gin",
        postgresql_ops={"said": "gin_trgm_ops"},
        postgresql_where=text("until IS NULL"),
    ),
    Index(
        "ix_record_version_point",
        literal_column(" ".join(POINT.format("content").split())).label("point"),
        postgresql_using="gist",
        postgresql_where=text("until IS NULL AND content ? 'easting'"),
    ),
)

record_asset = Table(
    "record_asset",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("record_id", Uuid, ForeignKey("record.id", ondelete="CASCADE"), nullable=False),
    Column("asset_id", Uuid, nullable=False, index=True),
    Column("since", DateTime(timezone=True), nullable=False),
    Column("until", DateTime(timezone=True), comment="empty: the mapping in force"),
    Column("reason", Text, nullable=False),
    Index(
        "ix_record_asset_in_force",
        "record_id",
        unique=True,
        postgresql_where=text("until IS NULL"),
    ),
    Index("ix_record_asset_record_id", "record_id"),
)

twin = Table(
    "twin",
    metadata,
    Column("record_a", Uuid, ForeignKey("record.id", ondelete="CASCADE"), nullable=False),
    Column(
        "record_b",
        Uuid,
        ForeignKey("record.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
        comment="the higher id of the two",
    ),
    Column("verdict", Text, nullable=False, comment="sure, likely; same or different: a person's"),
    Column("score", Double, nullable=False, comment="0 to 1"),
    Column("reason", Text, nullable=False),
    Column("found", DateTime(timezone=True), nullable=False),
    Column("decided", DateTime(timezone=True)),
    Column("decided_by", Text, nullable=False, server_default=""),
    PrimaryKeyConstraint("record_a", "record_b"),
)
