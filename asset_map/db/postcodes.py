"""Postcodes: where they are, and which are known."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, text

from asset_map.domain.places import Place, PlaceKind, Point
from asset_map.domain.postcodes_typed import Part


def points_of(connection: Connection, codes: list[str]) -> dict[str, tuple[float, float]]:
    """Return the easting and northing of those postcodes that are loaded and have a position."""
    rows = connection.execute(
        text(
            """
            SELECT postcode, ST_X(geom) AS x, ST_Y(geom) AS y
            FROM postcode WHERE postcode = ANY(:codes) AND geom IS NOT NULL
            """
        ),
        {"codes": codes},
    )
    return {row.postcode: (row.x, row.y) for row in rows}


def known_of(connection: Connection, codes: list[str]) -> set[str]:
    """Return those of some postcodes that are loaded."""
    rows = connection.execute(
        text("SELECT postcode FROM postcode WHERE postcode = ANY(:codes)"), {"codes": codes}
    )
    return set(rows.scalars())


LIVE = "p.quality IS NOT NULL AND p.withdrawn IS NULL"
"""Tells which postcodes ``p`` are live: a list of live ones rates how well it knows each position;
a list of positions alone holds terminated ones too, and does not say which."""


def terminated(connection: Connection, codes: list[str]) -> dict[str, str]:
    """Return those of some postcodes that are no longer live, each with the month or day it ended.

    One that a list of live postcodes has is live, whatever an older directory says: Royal Mail
    uses some again.
    """
    rows = connection.execute(
        text(
            f"""
            SELECT code, coalesce(l.terminated, p.withdrawn::text) AS ended
            FROM unnest(CAST(:codes AS text[])) AS code
            LEFT JOIN postcode p ON p.postcode = code
            LEFT JOIN postcode_lookup l ON l.postcode = code
            WHERE ({LIVE}) IS NOT TRUE AND coalesce(l.terminated, p.withdrawn::text) IS NOT NULL
            """
        ),
        {"codes": codes},
    )
    return {row.code: row.ended for row in rows}


def note_beyond(connection: Connection, sectors: list[str], beyond: list[tuple[str, str]]) -> None:
    """Remember which live postcodes of some sectors the map left out: pairs of sector and postcode.

    An empty postcode stands for the whole sector.
    """
    connection.execute(
        text("DELETE FROM postcode_beyond WHERE sector = ANY(:sectors)"), {"sectors": sectors}
    )
    connection.execute(
        text(
            """
            INSERT INTO postcode_beyond (sector, postcode)
            SELECT * FROM unnest(CAST(:sectors AS text[]), CAST(:postcodes AS text[]))
            """
        ),
        {
            "sectors": [sector for sector, _ in beyond],
            "postcodes": [postcode for _, postcode in beyond],
        },
    )


def any_loaded(connection: Connection) -> bool:
    """Tell whether any postcode is loaded."""
    return bool(connection.execute(text("SELECT EXISTS (SELECT 1 FROM postcode)")).scalar())


def beyond_the_map(connection: Connection, codes: list[str]) -> list[str]:
    """Return those postcodes that the map left out, being live and outside, or whose whole
    district (``WS10``) it has never heard of."""
    rows = connection.execute(
        text(
            """
            SELECT code FROM unnest(CAST(:codes AS text[])) AS code
            WHERE EXISTS (SELECT 1 FROM postcode_beyond b
                          WHERE b.sector = left(code, -2) AND b.postcode IN ('', code))
               OR NOT EXISTS (SELECT 1 FROM postcode
                              WHERE postcode >= split_part(code, ' ', 1) || ' '
                                AND postcode < split_part(code, ' ', 1) || '!')
            """
        ),
        {"codes": codes},
    )
    return list(rows.scalars())


def reach(connection: Connection, point: Point, margin_m: float) -> bool:
    """Tell whether a point is in a loaded area, or no farther than that from a loaded postcode.

    Where neither is loaded nothing can be told, and every point is taken to be.
    """
    return bool(
        connection.execute(
            text(
                """
                SELECT EXISTS (SELECT 1 FROM postcode WHERE ST_DWithin(geom, here, :margin))
                    OR EXISTS (SELECT 1 FROM area WHERE ST_Covers(geom, here))
                    OR NOT EXISTS (SELECT 1 FROM postcode WHERE geom IS NOT NULL)
                       AND NOT EXISTS (SELECT 1 FROM area WHERE geom IS NOT NULL)
                FROM (SELECT ST_SetSRID(ST_MakePoint(:x, :y), 27700) AS here) AS asked
                """
            ),
            {"x": point.easting, "y": point.northing, "margin": margin_m},
        ).scalar()
    )


@dataclass(frozen=True)
class Known:
    """What is known of a postcode: where it is, and the month or day it ended, if it did."""

    place: Place | None
    ended: str | None


def known(connection: Connection, codes: Sequence[str]) -> dict[str, Known]:
    """Return those of some postcodes that are loaded and have a position, or that have ended."""
    rows = connection.execute(
        text(
            f"""
            SELECT code, p.authority_code, ST_X(p.geom) AS x, ST_Y(p.geom) AS y,
                   CASE WHEN ({LIVE}) IS NOT TRUE
                        THEN coalesce(l.terminated, p.withdrawn::text) END AS ended
            FROM unnest(CAST(:codes AS text[])) AS code
            LEFT JOIN postcode p ON p.postcode = code
            LEFT JOIN postcode_lookup l ON l.postcode = code
            """
        ),
        {"codes": list(codes)},
    )
    return {
        row.code: Known(_place(row.code, row) if row.x is not None else None, row.ended)
        for row in rows
        if row.x is not None or row.ended
    }


def middle_of(connection: Connection, part: Part) -> Place | None:
    """Return the middle of the postcodes of a sector or district, None where none is loaded."""
    row = connection.execute(
        text(
            """
            SELECT avg(ST_X(geom)) AS x, avg(ST_Y(geom)) AS y,
                   mode() WITHIN GROUP (ORDER BY authority_code) AS authority_code
            FROM postcode
            WHERE postcode >= :beginning AND postcode < :beginning || '~'
              AND geom IS NOT NULL AND withdrawn IS NULL
            """
        ),
        {"beginning": part.beginning},
    ).one()
    return None if row.x is None else _place(part.label, row, PlaceKind.SECTOR)


def _place(label: str, row: Row[Any], kind: PlaceKind = PlaceKind.POSTCODE) -> Place:
    return Place(label, Point(row.x, row.y), row.authority_code, kind)
