"""The tables. Geometry is in EPSG:27700; instants are UTC; every row leads back to its source.

What a source says is kept in ``record`` and ``record_version``; ``asset`` and the four tables
beside it are derived from that (see ``derive.py``), and so are ``asset_place``, ``supply`` and
``demand_point``, which are what questions are asked of.
"""

from geoalchemy2 import Geometry
from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    Time,
    UniqueConstraint,
    Uuid,
    false,
    literal_column,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR

from asset_map.db.folding import FOLDED

BNG = 27700
"""British National Grid, metres: the one system geometry is stored and measured in."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _geometry(shape: str, *, nullable: bool = True) -> Column:
    return Column(
        "geom", Geometry(shape, srid=BNG, spatial_index=False), nullable=nullable, key="geom"
    )


def _from_bulk_load() -> tuple[Column, Column]:
    # No foreign keys: a load writes millions of rows after its own, and never another's.
    return (
        Column("source_id", Text, nullable=False, index=True),
        Column("load_id", Uuid, nullable=False),
    )


def _from_load() -> tuple[Column, Column]:
    return (
        Column("source_id", Text, ForeignKey("source.id"), nullable=False, index=True),
        Column("load_id", Uuid, ForeignKey("load.id"), nullable=False),
    )


# --- Where data comes from ------------------------------------------------------------------

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

# --- Places and people ------------------------------------------------------------------------

area = Table(
    "area",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("vintage", SmallInteger, nullable=False, comment="boundary year of the code"),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False, index=True),
    Column("authority_code", Text),
    Column("authority_name", Text),
    Column("approximate", Boolean, nullable=False, server_default=false()),
    Column("note", Text, nullable=False, server_default=""),
    _geometry("MULTIPOLYGON"),
    *_from_load(),
    UniqueConstraint("kind", "code", "vintage"),
    Index("ix_area_geom", "geom", postgresql_using="gist"),
    Index("ix_area_kind_authority", "kind", "authority_code"),
)

postcode = Table(
    "postcode",
    metadata,
    Column("postcode", Text(collation="C"), primary_key=True),
    Column("quality", SmallInteger, comment="positional quality, 10 the best, 90 no position"),
    Column("country_code", Text),
    Column("authority_code", Text, index=True),
    Column("ward_code", Text, index=True),
    Column("withdrawn", Date, comment="the day it was no longer among the live ones"),
    _geometry("POINT"),
    *_from_bulk_load(),
    Index("ix_postcode_geom", "geom", postgresql_using="gist"),
)

postcode_beyond = Table(
    "postcode_beyond",
    metadata,
    Column("sector", Text(collation="C"), nullable=False, comment="such as DY1 3"),
    Column(
        "postcode",
        Text(collation="C"),
        nullable=False,
        comment="a live one that the map left out; empty: it left out the whole sector",
    ),
    PrimaryKeyConstraint("sector", "postcode"),
)

postcode_lookup = Table(
    "postcode_lookup",
    metadata,
    Column("postcode", Text(collation="C"), primary_key=True),
    Column("oa_code", Text, index=True),
    Column("lsoa_code", Text),
    Column("vintage", SmallInteger, nullable=False, comment="census year of the codes"),
    Column("introduced", Text, comment="the month, such as 1980-01"),
    Column("terminated", Text, comment="the month; empty: it was live when the list was made"),
    Column("large_user", Boolean, nullable=False, comment="a business, where nobody lives"),
    *_from_bulk_load(),
)

area_lookup = Table(
    "area_lookup",
    metadata,
    Column("from_kind", Text, nullable=False),
    Column("from_code", Text, nullable=False),
    Column("from_vintage", SmallInteger, nullable=False, comment="0: the publisher does not say"),
    Column("from_name", Text, nullable=False, server_default=""),
    Column("to_kind", Text, nullable=False),
    Column("to_code", Text, nullable=False, index=True),
    Column("to_vintage", SmallInteger, nullable=False, comment="0: the publisher does not say"),
    Column("to_name", Text, nullable=False, server_default=""),
    Column("change", Text, nullable=False, server_default="", comment="what the publisher says"),
    *_from_bulk_load(),
    PrimaryKeyConstraint(
        "from_kind", "from_code", "from_vintage", "to_kind", "to_code", "to_vintage"
    ),
)

area_change = Table(
    "area_change",
    metadata,
    Column("kind", Text, nullable=False),
    Column("from_code", Text, nullable=False),
    Column("from_vintage", SmallInteger, nullable=False),
    Column("to_code", Text, nullable=False, index=True),
    Column("to_vintage", SmallInteger, nullable=False),
    Column("of_area", Double, nullable=False, comment="share of the old area that lies in the new"),
    Column("of_postcodes", Double, comment="share of its live postcodes; empty: it has none"),
    PrimaryKeyConstraint("kind", "from_code", "from_vintage", "to_code", "to_vintage"),
)

statistic = Table(
    "statistic",
    metadata,
    Column("area_kind", Text, nullable=False),
    Column("area_code", Text, nullable=False),
    Column("area_vintage", SmallInteger, nullable=False),
    Column("measure", Text, nullable=False),
    Column("category", Text, nullable=False, server_default=""),
    Column("as_of", Text, nullable=False, comment="the day, month or year the figure is for"),
    Column("value", Double, nullable=False),
    Column("unit", Text, nullable=False),
    *_from_bulk_load(),
    PrimaryKeyConstraint(
        "area_kind", "area_code", "area_vintage", "measure", "category", "as_of", "source_id"
    ),
)

demand_point = Table(
    "demand_point",
    metadata,
    Column("postcode", Text(collation="C"), primary_key=True),
    Column("authority_code", Text, index=True),
    Column("small_area_kind", Text),
    Column("small_area_code", Text, index=True),
    Column("small_area_vintage", SmallInteger),
    Column("share", Double, comment="of the people of the small area; empty where none is known"),
    Column("people", Double, comment="modelled residents, not rounded; empty where not known"),
    Column("source_id", Text, comment="of the people"),
    _geometry("POINT", nullable=False),
    Index("ix_demand_point_geom", "geom", postgresql_using="gist"),
)

demand_point_area = Table(
    "demand_point_area",
    metadata,
    Column("area_id", Uuid, nullable=False),
    Column("postcode", Text, nullable=False, index=True),
    PrimaryKeyConstraint("area_id", "postcode"),
)

street = Table(
    "street",
    metadata,
    Column("osm_type", Text, nullable=False),
    Column("osm_id", Text(collation="C"), nullable=False),
    Column("name", Text, nullable=False, server_default=""),
    Column("highway", Text, nullable=False, comment="the tag of OpenStreetMap"),
    _geometry("MULTILINESTRING", nullable=False),
    *_from_bulk_load(),
    PrimaryKeyConstraint("osm_type", "osm_id"),
    Index("ix_street_geom", "geom", postgresql_using="gist"),
    Index(
        "ix_street_name_trigram",
        literal_column(" ".join(FOLDED.format("name").split())).label("name_key"),
        postgresql_using="gin",
        postgresql_ops={"name_key": "gin_trgm_ops"},
    ),
)

refreshed = Table(
    "refreshed",
    metadata,
    Column("what", Text, primary_key=True, comment="the derived tables: demand or streets"),
    Column("token", Uuid, nullable=False, comment="another one each time they are made anew"),
)

# --- What sources say ---------------------------------------------------------------------------

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

# --- What the place has: derived from the records -------------------------------------------------

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
    Column("last_confirmed", Date),
    Column("confirmed_by", Text, nullable=False, server_default=""),
    Column("retrieved", Date, nullable=False),
    Column("withdrawn", Date, comment="the day its last record vanished"),
    Column("source_id", Text, nullable=False, index=True),
    _geometry("POINT"),
    Index("ix_asset_geom", "geom", postgresql_using="gist"),
    Index(
        "ix_asset_name_trigram",
        "name_key",
        postgresql_using="gin",
        postgresql_ops={"name_key": "gin_trgm_ops"},
    ),
)


def _asset_id() -> Column:
    # No foreign keys among what is derived: it is written in one place, and looking up every row
    # of every table takes longer than all the rest of a load.
    return Column("asset_id", Uuid, nullable=False)


community_group = Table(
    "community_group",
    metadata,
    _asset_id(),
    Column("group_type", Text, nullable=False, server_default=""),
    PrimaryKeyConstraint("asset_id"),
)

venue = Table(
    "venue",
    metadata,
    _asset_id(),
    Column("venue_type", Text, nullable=False, server_default=""),
    Column("size_people", Integer),
    Column("step_free", Boolean),
    Column("hours_free", Text, nullable=False, server_default=""),
    PrimaryKeyConstraint("asset_id"),
)

service = Table(
    "service",
    metadata,
    _asset_id(),
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
    _asset_id(),
    Column("skill", Text, nullable=False),
    Column("people", Integer, nullable=False, comment="real people: see disclosure"),
    PrimaryKeyConstraint("asset_id"),
)

schedule = Table(
    "schedule",
    metadata,
    Column("id", Integer, primary_key=True),
    _asset_id(),
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
    _asset_id(),
    Column("scheme", Text, nullable=False),
    Column("value", Text, nullable=False),
    PrimaryKeyConstraint("asset_id", "scheme", "value"),
    Index("ix_asset_identifier_scheme_value", "scheme", "value"),
)

expression = Table(
    "expression",
    metadata,
    Column("code", Text, primary_key=True),
    Column("tag", Text, nullable=False),
    Column("category", Text, nullable=False, server_default=""),
    Column("matches", Text, nullable=False, comment="a regular expression"),
    Column("excludes", Text, nullable=False, server_default=""),
    *_from_load(),
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

asset_need = Table(
    "asset_need",
    metadata,
    _asset_id(),
    Column("need_id", Text, nullable=False, index=True),
    PrimaryKeyConstraint("asset_id", "need_id"),
)

asset_area = Table(
    "asset_area",
    metadata,
    _asset_id(),
    Column("area_code", Text, nullable=False, index=True, comment="an area that it covers"),
    PrimaryKeyConstraint("asset_id", "area_code"),
)

asset_language = Table(
    "asset_language",
    metadata,
    _asset_id(),
    Column("language", Text, nullable=False, comment="a code of ISO 639: pa, ur, bfi"),
    PrimaryKeyConstraint("asset_id", "language"),
)

asset_ask = Table(
    "asset_ask",
    metadata,
    _asset_id(),
    Column("skill", Text, nullable=False, comment="what it looks for volunteers with"),
    Column("times", Text, nullable=False, server_default="", comment="when, as it was said"),
    PrimaryKeyConstraint("asset_id", "skill"),
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
    *_from_load(),
    Index("ix_link_from_record", "from_record"),
    Index("ix_link_to_record", "to_record"),
)

# --- What questions are asked of: derived from the assets and their links -------------------------


def _found_by(comment: str | None = None) -> Column:
    return Column(
        "found_by",
        TSVECTOR,
        nullable=False,
        server_default=text("''::tsvector"),
        comment=comment,
    )


asset_place = Table(
    "asset_place",
    metadata,
    _asset_id(),
    Column("venue_id", Uuid, comment="the venue it is found at; empty: its own point"),
    Column("valid_from", Date),
    Column("valid_to", Date),
    Column("exact", Boolean, nullable=False, comment="false: a masked venue, its ward's point"),
    _geometry("POINT", nullable=False),
    _found_by("its words, what it is for, when, what it costs, and the squares it lies in"),
    Index("ix_asset_place_asset_id", "asset_id"),
    Index("ix_asset_place_found_by", "found_by", postgresql_using="gin"),
    Index("ix_asset_place_geom", "geom", postgresql_using="gist"),
)

supply = Table(
    "supply",
    metadata,
    _asset_id(),
    Column("need_id", Text, nullable=False),
    Column("venue_id", Uuid),
    Column("exact", Boolean, nullable=False),
    Column("valid_from", Date),
    Column("valid_to", Date),
    Column("last_confirmed", Date),
    _geometry("POINT", nullable=False),
    Index("ix_supply_asset_id", "asset_id"),
    # The need stands first, so that the nearest of a rare need is found without a walk.
    Index("ix_supply_need_geom", "need_id", "geom", postgresql_using="gist"),
)

asset_coming = Table(
    "asset_coming",
    metadata,
    _asset_id(),
    Column("area_code", Text, comment="the area covered; empty: nobody says which"),
    Column("how", Text, nullable=False, server_default=""),
    Column("placed", Boolean, nullable=False, comment="it is found at a place too"),
    Column("supplied", Boolean, nullable=False, comment="and meets needs there"),
    Column("valid_from", Date),
    Column("valid_to", Date),
    _found_by(),
    Index("ix_asset_coming_asset_id", "asset_id"),
    Index("ix_asset_coming_area_code", "area_code"),
    Index("ix_asset_coming_found_by", "found_by", postgresql_using="gin"),
)

search_word = Table(
    "search_word",
    metadata,
    Column("word", Text, primary_key=True, comment="as names are folded"),
    Column("assets", Integer, nullable=False, comment="how many have it"),
    Index(
        "ix_search_word_trigram",
        "word",
        postgresql_using="gin",
        postgresql_ops={"word": "gin_trgm_ops"},
    ),
)

# --- What was looked for in vain -----------------------------------------------------------------

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

# --- Who may sign in ------------------------------------------------------------------------------

account = Table(
    "account",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("email", Text, nullable=False, comment="in small letters"),
    Column("role", Text, nullable=False),
    Column("created", DateTime(timezone=True), nullable=False),
    Column("created_by", Text, nullable=False, comment="the role of whoever added it"),
    Column("ended", DateTime(timezone=True), comment="empty: may sign in"),
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
