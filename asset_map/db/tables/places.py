"""Places and the people who live there. ``demand_point`` and its areas, ``area_change`` and
``refreshed`` are derived (see ``demand.py`` and ``area_changes.py``).
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Double,
    Index,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    false,
    literal_column,
)

from asset_map.db.folding import FOLDED
from asset_map.db.tables.common import from_bulk_load, from_load, geometry, metadata

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
    geometry("MULTIPOLYGON"),
    *from_load(),
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
    geometry("POINT"),
    *from_bulk_load(),
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
    *from_bulk_load(),
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
    *from_bulk_load(),
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
    *from_bulk_load(),
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
    geometry("POINT", nullable=False),
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
    geometry("MULTILINESTRING", nullable=False),
    *from_bulk_load(),
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
