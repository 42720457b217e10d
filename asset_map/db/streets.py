"""The streets and paths that people may walk on, as far as they are loaded."""

from uuid import UUID

import numpy as np
import shapely
from numpy.typing import NDArray
from sqlalchemy import Connection, text


def token(connection: Connection) -> UUID | None:
    """Return what changes whenever the streets do; None where none are loaded."""
    found: UUID | None = connection.execute(
        text("SELECT token FROM refreshed WHERE what = 'streets' AND EXISTS (SELECT 1 FROM street)")
    ).scalar()
    return found


def read(connection: Connection) -> NDArray[np.object_]:
    """Return all streets as shapely lines (EPSG:27700), in the order of their ids."""
    rows = connection.execute(
        text("SELECT ST_AsBinary(geom) FROM street ORDER BY osm_type, osm_id")
    )
    return np.asarray(shapely.from_wkb(np.array([*rows.scalars()], dtype=object)), dtype=object)


def read_between(
    connection: Connection, sides: tuple[float, float, float, float]
) -> NDArray[np.object_]:
    """Return the streets of a box (west, south, east, north, grid metres) as shapely lines."""
    west, south, east, north = sides
    rows = connection.execute(
        text(
            "SELECT ST_AsBinary(geom) FROM street "
            "WHERE geom && ST_MakeEnvelope(:west, :south, :east, :north, 27700) "
            "ORDER BY osm_type, osm_id"
        ),
        {"west": west, "south": south, "east": east, "north": north},
    )
    return np.asarray(shapely.from_wkb(np.array([*rows.scalars()], dtype=object)), dtype=object)


def refresh(connection: Connection) -> None:
    """Say that the streets are other ones than before."""
    connection.execute(text("ANALYZE street"))
    connection.execute(
        text(
            """
            INSERT INTO refreshed (what, token) VALUES ('streets', gen_random_uuid())
            ON CONFLICT (what) DO UPDATE SET token = excluded.token
            """
        )
    )


def remove_vanished(connection: Connection) -> int:
    """Delete the streets that the staged load, being the whole, has not; return how many.

    They are no records of anything: nothing refers to them, and they are not kept as withdrawn.
    """
    done = connection.execute(
        text(
            """
            DELETE FROM street AS kept
            WHERE NOT EXISTS (SELECT 1 FROM staged_street AS staged
                              WHERE staged.osm_type = kept.osm_type
                                AND staged.osm_id = kept.osm_id)
            """
        )
    )
    return done.rowcount
