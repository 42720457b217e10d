"""Between the British National Grid that everything is kept in and the degrees that others use."""

from sqlalchemy import Connection, text

from asset_map.domain.places import Point

IN_DEGREES = "round(ST_Y(p)::numeric, 6) AS lat, round(ST_X(p)::numeric, 6) AS lon"
"""Latitude and longitude of a point ``p`` in degrees, to about 10 cm."""


def to_grid(connection: Connection, latitude: float, longitude: float) -> tuple[float, float]:
    """Return easting and northing (EPSG:27700, metres) of a position in degrees (EPSG:4326)."""
    row = connection.execute(
        text(
            """
            SELECT ST_X(p) AS x, ST_Y(p) AS y
            FROM ST_Transform(ST_SetSRID(ST_MakePoint(:lon, :lat), 4326), 27700) AS p
            """
        ),
        {"lat": latitude, "lon": longitude},
    ).one()
    return row.x, row.y


def to_degrees(connection: Connection, points: list[Point]) -> list[tuple[float, float]]:
    """Return latitude and longitude (EPSG:4326) of points of the grid, to about 10 cm."""
    rows = connection.execute(
        text(
            f"""
            SELECT {IN_DEGREES}
            FROM unnest(CAST(:xs AS float8[]), CAST(:ys AS float8[]))
                 WITH ORDINALITY AS given(x, y, place)
            CROSS JOIN LATERAL ST_Transform(ST_SetSRID(ST_MakePoint(x, y), 27700), 4326) AS p
            ORDER BY place
            """
        ),
        {"xs": [p.easting for p in points], "ys": [p.northing for p in points]},
    )
    return [(float(row.lat), float(row.lon)) for row in rows]
