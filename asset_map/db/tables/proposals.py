"""The tables of what is proposed, before it is decided. A proposal never writes to the assets."""

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
    Uuid,
    false,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from asset_map.db.tables.common import metadata

proposal = Table(
    "proposal",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("title", Text, nullable=False),
    Column("directorate", Text, nullable=False),
    Column("reference", Text, nullable=False, server_default=""),
    Column("state", Text, nullable=False, comment="draft, published, decided or done"),
    Column("summary", Text, nullable=False, server_default=""),
    Column("from_day", Date),
    Column("saving", Double, comment="pounds a year; empty: not known"),
    Column("decision_date", Date),
    Column("decision_body", Text, nullable=False, server_default=""),
    Column("budget_round", Text, nullable=False, server_default=""),
    Column("review_date", Date),
    Column("lead_officer", Text, nullable=False, server_default="", comment="a role, never a name"),
    Column(
        "answers_id",
        Uuid,
        ForeignKey("proposal.id", ondelete="CASCADE"),
        index=True,
        comment="the proposal that this one is the community's answer to",
    ),
    Column("author_id", Uuid, ForeignKey("account.id"), comment="empty: of the demonstration"),
    Column("author_role", Text, nullable=False),
    Column("created", DateTime(timezone=True), nullable=False),
    Column("changed", DateTime(timezone=True), nullable=False),
    Column("published", DateTime(timezone=True), comment="empty: a draft"),
    Column("version", Integer, nullable=False, comment="counts what was kept of it"),
    Column("outcome", Text, nullable=False, server_default="", comment="what happened"),
    Column("outcome_day", Date),
    Column("demo", Boolean, nullable=False, server_default=false()),
)


def _proposal_id() -> Column:
    return Column(
        "proposal_id", Uuid, ForeignKey("proposal.id", ondelete="CASCADE"), nullable=False
    )


# Assets may be merged or vanish while a proposal names them, so there are no foreign keys to them.
proposal_change = Table(
    "proposal_change",
    metadata,
    _proposal_id(),
    Column("position", SmallInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("asset_id", Uuid, index=True, comment="empty: it opens something new"),
    Column("from_day", Date, comment="empty: from the day of the proposal"),
    Column("share", Double, comment="of its room, taken away: above 0, below 1"),
    Column("other_id", Uuid, comment="the venue, the group or the funder"),
    Column("postcode", Text, nullable=False, server_default=""),
    Column("until", Date, comment="the last day of a pause"),
    Column("name", Text, nullable=False, server_default=""),
    Column("needs", ARRAY(Text), nullable=False, server_default="{}"),
    Column("capacity", Double, comment="people a week"),
    Column("condition", Text, nullable=False, server_default=""),
    PrimaryKeyConstraint("proposal_id", "position"),
)

proposal_reader = Table(
    "proposal_reader",
    metadata,
    _proposal_id(),
    Column("account_id", Uuid, ForeignKey("account.id"), nullable=False),
    Column("since", DateTime(timezone=True), nullable=False),
    PrimaryKeyConstraint("proposal_id", "account_id"),
)

user_count = Table(
    "user_count",
    metadata,
    Column("id", Integer, primary_key=True),
    _proposal_id(),
    Column("asset_id", Uuid, nullable=False),
    Column("count", Integer, nullable=False, comment="real people: see disclosure"),
    Column("period", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("as_of", Date, nullable=False),
    Index("ix_user_count_proposal_id", "proposal_id"),
)

proposal_answer = Table(
    "proposal_answer",
    metadata,
    _proposal_id(),
    Column("prompt", Text, nullable=False, comment="the id of a prompt of the report"),
    Column("answer", Text, nullable=False),
    Column("officer", Text, nullable=False, comment="who answers for it, in the report alone"),
    Column("answered", DateTime(timezone=True), nullable=False),
    PrimaryKeyConstraint("proposal_id", "prompt"),
)

proposal_expected = Table(
    "proposal_expected",
    metadata,
    _proposal_id(),
    Column("made", DateTime(timezone=True), nullable=False),
    Column("checksum", Text, nullable=False, comment="of the canonical result"),
    Column("snapshot", Text, nullable=False, comment="content hash of the inputs"),
    Column("expected", JSONB, nullable=False, comment="people in reach by need, before and after"),
    PrimaryKeyConstraint("proposal_id", "made"),
)
