"""What people send in, what is done with it, who keeps what, and letters that are to be sent.

Of senders no more is kept than an answer to them takes, in a table of its own, so that it can be
deleted while all else stays.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    Uuid,
    false,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from asset_map.db.tables.common import metadata


def _contribution_id(*, primary: bool = False) -> Column:
    return Column(
        "contribution_id",
        Uuid,
        ForeignKey("contribution.id", ondelete="CASCADE"),
        nullable=False,
        primary_key=primary,
    )


contribution = Table(
    "contribution",
    metadata,
    Column("id", Uuid, primary_key=True, comment="comes with the form: sent twice it is one"),
    Column("kind", Text, nullable=False, comment="add, change, close, claim, link, obstacle ..."),
    Column("asset_kind", Text),
    Column("about", Uuid, index=True, comment="the asset or proposal it is about"),
    Column("said", JSONB, nullable=False, comment="what was typed, by field"),
    Column("before", JSONB, nullable=False, comment="what the sender saw of the same fields"),
    Column("note", Text, nullable=False, server_default="", comment="for the stewards alone"),
    Column("state", Text, nullable=False),
    Column("sent", DateTime(timezone=True), nullable=False),
    Column("confirmed", DateTime(timezone=True), comment="when the sender's address was"),
    Column("by_account", Uuid, ForeignKey("account.id"), index=True),
    Column("sender", Text, nullable=False, server_default="", comment="SHA-256 of the address"),
    Column("consent", Text, nullable=False, comment="what was agreed to, or how it was said"),
    Column("contact_public", Boolean, nullable=False, server_default=false()),
    Column("on_behalf", Boolean, nullable=False, server_default=false()),
    Column("decided", DateTime(timezone=True)),
    Column("decided_by", Text, nullable=False, server_default="", comment="a role, never a name"),
    Column("reason", Text, nullable=False, server_default=""),
    Column("record_id", Uuid, index=True, comment="the record it was taken into"),
    Column("asset_id", Uuid, index=True, comment="the asset it became or changed"),
    Column("version", Integer, nullable=False, server_default=text("1")),
    Index("ix_contribution_state_sent", "state", "sent"),
    Index("ix_contribution_sender", "sender"),
)

contribution_contact = Table(
    "contribution_contact",
    metadata,
    _contribution_id(primary=True),
    Column("email", Text, nullable=False, comment="deleted soon after the decision"),
)

contribution_turn = Table(
    "contribution_turn",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    _contribution_id(),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("by", Text, nullable=False, comment="a role, never a name"),
    Column("what", Text, nullable=False, comment="sent, confirmed, asked, answered ..."),
    Column("words", Text, nullable=False, server_default=""),
    Index("ix_contribution_turn_contribution_id", "contribution_id"),
)

asset_keeper = Table(
    "asset_keeper",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("asset_id", Uuid, nullable=False),
    Column("account_id", Uuid, ForeignKey("account.id"), nullable=False, index=True),
    Column("since", DateTime(timezone=True), nullable=False),
    Column("how", Text, nullable=False, comment="added it, contact on record, or a steward"),
    Column("until", DateTime(timezone=True), comment="empty: keeps it now"),
    Index(
        "ix_asset_keeper_in_force",
        "asset_id",
        "account_id",
        unique=True,
        postgresql_where=text("until IS NULL"),
    ),
)

obstacle = Table(
    "obstacle",
    metadata,
    Column("id", Uuid, primary_key=True, comment="of the contribution that told of it"),
    Column(
        "asset_id", Uuid, index=True, comment="whose way it is in; empty: nobody's in particular"
    ),
    Column("theme", Text, nullable=False, comment="keys, insurance, fees, booking, forms or other"),
    Column("words", Text, nullable=False),
    Column("directorate", Text, nullable=False, comment="who could remove it"),
    Column("since", DateTime(timezone=True), nullable=False),
    Column("answer", Text, nullable=False, server_default="", comment="what the council says"),
    Column("answered", DateTime(timezone=True)),
    Column("removed", Date, comment="the day it was out of the way"),
)

proposal_comment = Table(
    "proposal_comment",
    metadata,
    Column("id", Uuid, primary_key=True, comment="of the contribution that it was sent as"),
    Column(
        "proposal_id",
        Uuid,
        ForeignKey("proposal.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("words", Text, nullable=False),
    Column("asset_id", Uuid, comment="the group that says so; empty: somebody"),
    Column("since", DateTime(timezone=True), nullable=False),
)

reminder = Table(
    "reminder",
    metadata,
    Column("asset_id", Uuid, nullable=False),
    Column("review", Date, nullable=False, comment="the review date that it is about"),
    Column("number", SmallInteger, nullable=False, comment="1, 2 or 3"),
    Column("sent", DateTime(timezone=True), nullable=False),
    PrimaryKeyConstraint("asset_id", "review", "number"),
)

letter = Table(
    "letter",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column(
        "what", Text, nullable=False, comment="which letter; its words are made when it is sent"
    ),
    Column("about", Uuid, nullable=False, comment="the contribution or the asset"),
    Column("to_account", Uuid, ForeignKey("account.id", ondelete="CASCADE")),
    Column("made", DateTime(timezone=True), nullable=False),
    Column("sent", DateTime(timezone=True)),
    Column("tries", SmallInteger, nullable=False, server_default=text("0")),
    Column("next_try", DateTime(timezone=True), nullable=False),
    Index("ix_letter_waiting", "next_try", postgresql_where=text("sent IS NULL")),
)

letter_link = Table(
    "letter_link",
    metadata,
    Column("token_hash", Text, primary_key=True, comment="SHA-256; the token is in the mail alone"),
    Column("purpose", Text, nullable=False, comment="confirm, answer, still_right, claim ..."),
    Column("about", Uuid, nullable=False, index=True),
    Column("account_id", Uuid, ForeignKey("account.id", ondelete="CASCADE")),
    Column(
        "letter_id",
        Uuid,
        ForeignKey("letter.id", ondelete="SET NULL"),
        index=True,
        comment="a later letter of the same ends it; empty: nothing but time does",
    ),
    Column("made", DateTime(timezone=True), nullable=False),
    Column("expires", DateTime(timezone=True), nullable=False),
    Column("used", DateTime(timezone=True)),
)

deed = Table(
    "deed",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("role", Text, nullable=False),
    Column("account_id", Uuid, ForeignKey("account.id"), comment="emptied when they are erased"),
    Column("what", Text, nullable=False, comment="such as accepted, erased, role given"),
    Column("about_kind", Text, nullable=False, server_default=""),
    Column("about", Uuid),
    Column("detail", JSONB, nullable=False, server_default=text("'{}'")),
    Index("ix_deed_at", "at"),
)
