"""Takes demonstration data out, so that invented and real things are never added together."""

from sqlalchemy import Connection, text

from asset_map.db.derive import DETAIL_TABLES

ASSETS = "asset"
"""The kind of thing that the demonstration's proposals are about: they go out with it."""


def remove(connection: Connection, gives: str | None = None) -> bool:
    """Take out the demonstration's data of one kind, or all; tell whether there was any."""
    sources = _sources(connection, gives)
    if not sources:
        return False
    bound = {"sources": sources}
    if gives in (None, ASSETS):
        connection.execute(text("DELETE FROM proposal WHERE demo"))
    connection.execute(text("DELETE FROM demand_point WHERE source_id = ANY(:sources)"), bound)
    for statement in (
        "DELETE FROM link WHERE source_id = ANY(:sources)",
        """DELETE FROM asset WHERE id IN (
               SELECT m.asset_id FROM record_asset m JOIN record r ON r.id = m.record_id
               WHERE r.source_id = ANY(:sources))""",
        *(
            f"DELETE FROM {table} WHERE NOT EXISTS (SELECT 1 FROM asset WHERE id = asset_id)"
            for table in DETAIL_TABLES
        ),
        "DELETE FROM search_word",  # Filled anew with what is left.
        "DELETE FROM record WHERE source_id = ANY(:sources)",
        "DELETE FROM statistic WHERE source_id = ANY(:sources)",
        "DELETE FROM postcode_lookup WHERE source_id = ANY(:sources)",
        "DELETE FROM postcode WHERE source_id = ANY(:sources)",
        "DELETE FROM area WHERE source_id = ANY(:sources)",
        "UPDATE source SET taken_out = now() WHERE id = ANY(:sources)",
    ):
        connection.execute(text(statement), bound)
    return True


def present(connection: Connection) -> list[str]:
    """Return the kinds of thing of which demonstration data is loaded."""
    return _kinds(connection, demo=True)


def real_kinds(connection: Connection) -> list[str]:
    """Return the kinds of thing of which real data is loaded."""
    return _kinds(connection, demo=False)


def _kinds(connection: Connection, *, demo: bool) -> list[str]:
    rows = connection.execute(
        text(
            "SELECT DISTINCT gives FROM source WHERE demo = :demo AND taken_out IS NULL "
            "ORDER BY gives"
        ),
        {"demo": demo},
    )
    return list(rows.scalars())


def _sources(connection: Connection, gives: str | None) -> list[str]:
    rows = connection.execute(
        text(
            "SELECT id FROM source WHERE demo AND taken_out IS NULL "
            "AND (CAST(:gives AS text) IS NULL OR gives = :gives)"
        ),
        {"gives": gives},
    )
    return list(rows.scalars())
