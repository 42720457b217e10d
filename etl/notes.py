"""What a person should know after a load, beside its counts: what was missing to do it well."""

from sqlalchemy import Connection

from asset_map.db import demand
from asset_map.db.postcodes import any_loaded
from etl.extent import Extent


def notes(connection: Connection, gives: str, extent: Extent, outside: int) -> tuple[str, ...]:
    """Return sentences on what was loaded: what it gives, where, and how many rows lie outside."""
    if gives == "asset" and outside and not any_loaded(connection):
        return (
            "No postcodes are loaded yet, so what gives only its postcode counts as outside. "
            "Load the wards and Code-Point Open, then this file again.",
        )
    if gives == "postcode" and extent.shape is None and not extent.everything:
        return (
            f"No boundary of {', '.join(sorted(extent.codes))} is loaded yet, so only its own "
            f"postcodes were kept. Load the wards, then this file again for those around it.",
        )
    return _uncounted(connection) if gives == "people" else ()


def _uncounted(connection: Connection) -> tuple[str, ...]:
    areas_without, people = demand.unplaced(connection)
    if not areas_without:
        return ()
    return (
        f"{people:,.0f} people of {areas_without:,} small areas have no live postcode that is "
        f"loaded; they are counted nowhere.",
    )
