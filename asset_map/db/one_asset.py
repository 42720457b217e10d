"""What is told of one asset alone, beside what all have: its times, venues, areas, languages."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, text

from asset_map.db.areas import NEWEST
from asset_map.db.grid import IN_DEGREES
from asset_map.db.in_force import in_force
from asset_map.db.opening import FROM_MONDAY_ON, WEEKLY
from asset_map.domain.assets import Asset, LinkType, Session
from asset_map.domain.places import AreaKind


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
class OneAsset:
    """What is told of one asset.

    ``exact``: false where an exact place is shown to nobody: its own, or of what is there; of its
    areas the ward alone is told then, at whose middle it stands. ``languages``: their codes;
    ``asks``: the skills that it looks for volunteers with, each with when. ``publisher`` of the
    source that most of it is known from. ``latitude`` and ``longitude``: of the asset's point.
    """

    latitude: float | None
    longitude: float | None
    exact: bool
    publisher: str
    sessions: tuple[Session, ...]
    venues: tuple[Venue, ...]
    areas: tuple[InArea, ...]
    languages: tuple[str, ...]
    asks: tuple[tuple[str, str], ...]


# One question for all of it: a page that asks one by one waits most of its time for the answers.
_TOLD = text(
    f"""
    SELECT {IN_DEGREES},
           NOT (a.hidden OR EXISTS (
               SELECT 1 FROM asset_place p WHERE p.asset_id = a.id AND NOT p.exact)) AS exact,
           (SELECT s.publisher FROM source s WHERE s.id = a.source_id) AS publisher,
           ARRAY(
               SELECT jsonb_build_array({WEEKLY}) FROM schedule
               WHERE asset_id = a.id AND freq = 'WEEKLY' AND {in_force("schedule")}
               ORDER BY {FROM_MONDAY_ON}
           ) AS sessions,
           ARRAY(
               SELECT DISTINCT ON (v.name_key, v.id) jsonb_build_array(
                   v.id, v.name, l.type, v.hidden,
                   CASE WHEN NOT v.hidden THEN d.step_free END,
                   CASE WHEN NOT v.hidden THEN d.size_people END,
                   CASE WHEN v.hidden THEN '' ELSE v.address END,
                   CASE WHEN NOT v.hidden THEN v.postcode END)
               FROM link l JOIN asset v ON v.id = l.to_id AND v.kind = 'venue'
               LEFT JOIN venue d ON d.asset_id = v.id
               WHERE l.from_id = a.id AND l.type IN ('meets_at', 'delivered_at')
                 AND l.withdrawn IS NULL AND v.withdrawn IS NULL
                 AND {in_force("l")} AND {in_force("v")}
               ORDER BY v.name_key, v.id
           ) AS venues,
           ARRAY(
               SELECT jsonb_build_array(kind, code, name) FROM (
                   SELECT DISTINCT a.kind, a.code, a.name, a.name_key
                   FROM asset_place p
                   JOIN area a ON a.kind IN ('ward', 'neighbourhood')
                        AND ST_Covers(a.geom, p.geom) AND {NEWEST}
                   WHERE p.asset_id = :id AND {in_force("p")}
                     AND (p.exact OR a.kind = 'ward'
                          AND ST_DWithin(ST_PointOnSurface(a.geom), p.geom, 0.5))
               ) AS found
               ORDER BY kind, name_key, code
           ) AS areas,
           ARRAY(
               SELECT language FROM asset_language WHERE asset_id = a.id ORDER BY language
           ) AS languages,
           ARRAY(
               SELECT jsonb_build_array(
                   k.skill, CASE WHEN a.hidden AND NOT a.correspondence THEN '' ELSE k.times END)
               FROM asset_ask k WHERE k.asset_id = a.id ORDER BY lower(k.skill)
           ) AS asks
    FROM asset a CROSS JOIN LATERAL ST_Transform(
        ST_SetSRID(ST_MakePoint(CAST(:x AS float8), CAST(:y AS float8)), 27700), 4326) AS p
    WHERE a.id = :id
    """
)


def told(connection: Connection, asset: Asset, at: date) -> OneAsset:
    """Return what is told of an asset on a day: times from Monday on, venues and areas by name."""
    x, y = (asset.point.easting, asset.point.northing) if asset.point else (None, None)
    row = connection.execute(_TOLD, {"id": asset.id, "at": at, "x": x, "y": y}).one()
    return OneAsset(
        latitude=None if row.lat is None else float(row.lat),
        longitude=None if row.lon is None else float(row.lon),
        exact=row.exact,
        publisher=row.publisher or "",
        sessions=tuple(Session(*one) for one in row.sessions),
        venues=tuple(
            Venue(UUID(id), name, LinkType(link), *more) for id, name, link, *more in row.venues
        ),
        areas=tuple(InArea(AreaKind(kind), code, name) for kind, code, name in row.areas),
        languages=tuple(row.languages),
        asks=tuple((skill, times) for skill, times in row.asks),
    )
