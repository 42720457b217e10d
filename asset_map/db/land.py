"""Where the land ends, as far as the boundaries of council areas tell it."""

from sqlalchemy import Connection, text

ALL_AUTHORITIES = 300
"""A file with at least this many council areas has those of all of Great Britain, which were 380 in
2011 and are 350 now; of one with fewer nobody can tell where the sea begins."""


def land(connection: Connection) -> list[bytes]:
    """Return the loaded council areas as EWKB; none where their file did not hold all there are."""
    rows = connection.execute(
        text(
            """
            SELECT ST_AsEWKB(geom) FROM area
            WHERE kind = 'authority' AND EXISTS (
                SELECT 1 FROM load JOIN source ON source.id = load.source_id
                WHERE source.gives = 'authority' AND (counts->>'read')::integer >= :all
            )
            """
        ),
        {"all": ALL_AUTHORITIES},
    )
    return [bytes(shape) for shape in rows.scalars()]
