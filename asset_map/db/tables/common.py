"""What the tables have in common: one schema, one system of coordinates, columns of many."""

from geoalchemy2 import Geometry
from sqlalchemy import Column, ForeignKey, MetaData, Text, Uuid

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


def geometry(shape: str, *, nullable: bool = True) -> Column:
    """Return the column of where something is, in EPSG:27700; its index is named by the table."""
    return Column(
        "geom", Geometry(shape, srid=BNG, spatial_index=False), nullable=nullable, key="geom"
    )


def from_bulk_load() -> tuple[Column, Column]:
    """Return which source and load a row is of, where a load writes millions of them.

    No foreign keys: such a load writes after its own row, and never another's.
    """
    return (
        Column("source_id", Text, nullable=False, index=True),
        Column("load_id", Uuid, nullable=False),
    )


def from_load() -> tuple[Column, Column]:
    """Return which source and load a row is of."""
    return (
        Column("source_id", Text, ForeignKey("source.id"), nullable=False, index=True),
        Column("load_id", Uuid, ForeignKey("load.id"), nullable=False),
    )


def asset_id() -> Column:
    """Return which asset a derived row is of.

    No foreign keys among what is derived: it is written in one place, and looking up every row of
    every table takes longer than all the rest of a load.
    """
    return Column("asset_id", Uuid, nullable=False)
