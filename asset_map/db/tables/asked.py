"""What questions are asked of: derived from the assets and their links, made anew at any time."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR

from asset_map.db.tables.common import asset_id, geometry, metadata


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
    asset_id(),
    Column("venue_id", Uuid, comment="the venue it is found at; empty: its own point"),
    Column("valid_from", Date),
    Column("valid_to", Date),
    Column("exact", Boolean, nullable=False, comment="false: a masked venue, its ward's point"),
    geometry("POINT", nullable=False),
    _found_by("its words, what it is for, when, what it costs, and the squares it lies in"),
    Index("ix_asset_place_asset_id", "asset_id"),
    Index("ix_asset_place_found_by", "found_by", postgresql_using="gin"),
    Index("ix_asset_place_geom", "geom", postgresql_using="gist"),
)

supply = Table(
    "supply",
    metadata,
    asset_id(),
    Column("need_id", Text, nullable=False),
    Column("venue_id", Uuid),
    Column("exact", Boolean, nullable=False),
    Column("valid_from", Date),
    Column("valid_to", Date),
    Column("last_confirmed", Date),
    geometry("POINT", nullable=False),
    Index("ix_supply_asset_id", "asset_id"),
    # The need stands first, so that the nearest of a rare need is found without a walk.
    Index("ix_supply_need_geom", "need_id", "geom", postgresql_using="gist"),
)

asset_coming = Table(
    "asset_coming",
    metadata,
    asset_id(),
    Column("area_code", Text, comment="the area covered; empty: nobody says which"),
    Column("how", Text, nullable=False, server_default=""),
    Column("placed", Boolean, nullable=False, comment="it is found at a place too"),
    Column("supplied", Boolean, nullable=False, comment="and meets needs there"),
    Column("valid_from", Date),
    Column("valid_to", Date),
    _found_by(),
    Index("ix_asset_coming_asset_id", "asset_id"),
    Index("ix_asset_coming_area_code_asset_id", "area_code", "asset_id"),
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
