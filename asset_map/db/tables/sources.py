"""Where data comes from: every row of data leads back to its load and its source."""

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Double,
    ForeignKey,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
    false,
)
from sqlalchemy.dialects.postgresql import JSONB

from asset_map.db.tables.common import metadata

source = Table(
    "source",
    metadata,
    Column("id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("licence", Text, nullable=False),
    Column("licence_url", Text, nullable=False, server_default=""),
    Column(
        "open",
        Boolean,
        nullable=False,
        server_default=false(),
        comment="its licence lets anybody use it and give it on",
    ),
    Column(
        "share_alike",
        Boolean,
        nullable=False,
        server_default=false(),
        comment="what is made of it may be given on under the same licence only",
    ),
    Column("attribution", Text, nullable=False, server_default=""),
    Column("gives", Text, nullable=False, comment="what it gives: ward, postcode, people, asset"),
    Column("rank", Integer, nullable=False, comment="a higher rank wins, field by field"),
    Column("demo", Boolean, nullable=False, server_default=false()),
    Column("taken_out", DateTime(timezone=True), comment="when all it gave was taken out again"),
)

load = Table(
    "load",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("source_id", Text, ForeignKey("source.id"), nullable=False, index=True),
    Column("finished", DateTime(timezone=True), nullable=False),
    Column("seconds", Double, nullable=False),
    Column("authority", Text, nullable=False),
    Column("extent", Text, nullable=False),
    Column("files", JSONB, nullable=False, comment="name, bytes and sha256 of each"),
    Column("counts", JSONB, nullable=False),
    Column("version", Text, nullable=False, comment="of the product"),
)

set_aside = Table(
    "set_aside",
    metadata,
    Column("load_id", Uuid, ForeignKey("load.id", ondelete="CASCADE"), nullable=False),
    Column("file", Text, nullable=False),
    Column("line", Integer, nullable=False),
    Column(
        "cells", JSONB, nullable=False, comment="the row as it came, to be mended; stewards only"
    ),
    PrimaryKeyConstraint("load_id", "file", "line"),
)

issue = Table(
    "issue",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("load_id", Uuid, ForeignKey("load.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("file", Text, nullable=False),
    Column("line", Integer, comment="counted from 1; empty where the whole file is meant"),
    Column("column_name", Text, nullable=False, server_default=""),
    Column("value", Text, nullable=False, server_default=""),
    Column("problem", Text, nullable=False),
    Column("remedy", Text, nullable=False),
    Column("mender", Text, nullable=False, comment="who can mend it"),
    Column("row_set_aside", Boolean, nullable=False),
    Column("personal", Boolean, nullable=False, server_default=false()),
)
