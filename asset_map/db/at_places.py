"""Where one asset is found: its venues with their access, its areas, and how far it is."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, text

from asset_map.db.areas import NEWEST
from asset_map.db.in_force import in_force
from asset_map.db.search import HERE
from asset_map.domain.assets import LinkType
from asset_map.domain.places import AreaKind, Point


@dataclass(frozen=True)
class Venue:
    """A venue that an asset meets at or is delivered at. Of one that is hidden no more is told than
    its name: ``step_free`` and ``size_people`` are None, ``address`` is empty."""

    id: UUID
    name: str
    link_type: LinkType
    hidden: bool
    step_free: bool | None
    size_people: int | None
    address: str
    postcode: str | None


@dataclass(frozen=True)
class InArea:
    """A ward or neighbourhood that an asset is found in."""

    kind: AreaKind
    code: str
    name: str


@dataclass(frozen=True)
class Spot:
    """A place where an asset is found; ``exact`` is false where it is the middle of its ward."""

    point: Point
    exact: bool
    venue: str | None


def venues(connection: Connection, asset_id: UUID, at: date) -> list[Venue]:
    """Return the venues at which an asset meets or is delivered, on a day, by name."""
    rows = connection.execute(
        text(
            f"""
            SELECT DISTINCT ON (v.name_key, v.id) v.id, v.name, l.type, v.hidden,
                   CASE WHEN NOT v.hidden THEN d.step_free END AS step_free,
                   CASE WHEN NOT v.hidden THEN d.size_people END AS size_people,
                   CASE WHEN v.hidden THEN '' ELSE v.address END AS address,
                   CASE WHEN NOT v.hidden THEN v.postcode END AS postcode
            FROM link l JOIN asset v ON v.id = l.to_id AND v.kind = 'venue'
            LEFT JOIN venue d ON d.asset_id = v.id
            WHERE l.from_id = :id AND l.type IN ('meets_at', 'delivered_at')
              AND l.withdrawn IS NULL AND v.withdrawn IS NULL
              AND {in_force("l")} AND {in_force("v")}
            ORDER BY v.name_key, v.id
            """
        ),
        {"id": asset_id, "at": at},
    )
    return [Venue(row.id, row.name, LinkType(row.type), *row[3:]) for row in rows]


def areas_of(connection: Connection, asset_id: UUID, at: date) -> list[InArea]:
    """Return the neighbourhoods and wards that an asset is found in: of what is hidden, the ward
    alone, at whose middle it stands."""
    rows = connection.execute(
        text(
            f"""
            SELECT DISTINCT a.kind, a.code, a.name, a.name_key
            FROM asset_place p
            JOIN area a ON a.kind IN ('ward', 'neighbourhood') AND ST_Covers(a.geom, p.geom)
                 AND {NEWEST}
            WHERE p.asset_id = :id AND {in_force("p")}
              AND (p.exact OR a.kind = 'ward'
                   AND ST_DWithin(ST_PointOnSurface(a.geom), p.geom, 0.5))
            ORDER BY a.kind, a.name_key, a.code
            """
        ),
        {"id": asset_id, "at": at},
    )
    return [InArea(AreaKind(row.kind), row.code, row.name) for row in rows]


def spots(connection: Connection, asset_id: UUID, here: Point, at: date, limit: int) -> list[Spot]:
    """Return the places where an asset is found on a day, nearest to a point first."""
    rows = connection.execute(
        text(
            f"""
            SELECT ST_X(p.geom) AS x, ST_Y(p.geom) AS y, p.exact, v.name
            FROM asset_place p LEFT JOIN asset v ON v.id = p.venue_id
            WHERE p.asset_id = :id AND {in_force("p")}
            ORDER BY p.geom <-> {HERE}, v.name LIMIT :limit
            """
        ),
        {"id": asset_id, "at": at, "x": here.easting, "y": here.northing, "limit": limit},
    )
    return [Spot(Point(row.x, row.y), row.exact, row.name) for row in rows]


def languages(connection: Connection, asset_id: UUID) -> list[str]:
    """Return the codes of the languages in which an asset is offered."""
    rows = connection.execute(
        text("SELECT language FROM asset_language WHERE asset_id = :id ORDER BY language"),
        {"id": asset_id},
    )
    return list(rows.scalars())


def asks(connection: Connection, asset_id: UUID) -> list[tuple[str, str]]:
    """Return the skills that an asset looks for volunteers with, each with when."""
    rows = connection.execute(
        text(
            """
            SELECT k.skill, CASE WHEN a.hidden AND NOT a.correspondence THEN '' ELSE k.times END
            FROM asset_ask k JOIN asset a ON a.id = k.asset_id
            WHERE k.asset_id = :id ORDER BY lower(k.skill)
            """
        ),
        {"id": asset_id},
    )
    return [(skill, times) for skill, times in rows]


def is_hidden(connection: Connection, asset_id: UUID) -> bool:
    """Tell whether the exact place of an asset is shown to nobody: its own, or of what is there."""
    return bool(
        connection.execute(
            text(
                """
                SELECT a.hidden OR EXISTS (
                    SELECT 1 FROM asset_place p WHERE p.asset_id = a.id AND NOT p.exact)
                FROM asset a WHERE a.id = :id
                """
            ),
            {"id": asset_id},
        ).scalar()
    )


def publisher(connection: Connection, asset_id: UUID) -> str:
    """Return who publishes the source that most of an asset is known from."""
    found = connection.execute(
        text(
            "SELECT s.publisher FROM asset a JOIN source s ON s.id = a.source_id WHERE a.id = :id"
        ),
        {"id": asset_id},
    )
    return str(found.scalar() or "")
