"""Who may sign in: of links and sessions only hashes are kept."""

from sqlalchemy import (
    Column,
    DateTime,
    ForeignKey,
    Index,
    Table,
    Text,
    Uuid,
    text,
)

from asset_map.db.tables.common import metadata

account = Table(
    "account",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("email", Text, nullable=False, comment="in small letters"),
    Column("role", Text, nullable=False),
    Column("created", DateTime(timezone=True), nullable=False),
    Column("created_by", Text, nullable=False, comment="the role of whoever added it"),
    Column("ended", DateTime(timezone=True), comment="empty: may sign in"),
    Column("no_reminders", DateTime(timezone=True), comment="since when they want none"),
    Index(
        "ix_account_email_in_use",
        "email",
        unique=True,
        postgresql_where=text("ended IS NULL"),
    ),
)

sign_in_link = Table(
    "sign_in_link",
    metadata,
    Column("token_hash", Text, primary_key=True, comment="SHA-256; the token is in the mail alone"),
    Column("account_id", Uuid, ForeignKey("account.id"), comment="empty: nobody has this address"),
    Column("address_hash", Text, nullable=False, comment="SHA-256 of the address that asked"),
    Column("made", DateTime(timezone=True), nullable=False),
    Column("expires", DateTime(timezone=True), nullable=False),
    Column("used", DateTime(timezone=True)),
    Index("ix_sign_in_link_address_hash", "address_hash"),
)

session = Table(
    "session",
    metadata,
    Column("token_hash", Text, primary_key=True, comment="SHA-256; the token is in a cookie alone"),
    Column("account_id", Uuid, ForeignKey("account.id"), nullable=False, index=True),
    Column("since", DateTime(timezone=True), nullable=False),
    Column("expires", DateTime(timezone=True), nullable=False),
    Column("ended", DateTime(timezone=True), comment="when it was signed out"),
    Column("how", Text, nullable=False, comment="link or openid"),
)
