"""What stewards are told about what waits: where it is, and which asset it is about by now."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, text

from asset_map.db import leads_to
from asset_map.domain.contributions import Contribution, Kind, State
from asset_map.domain.places import normal_postcode

MOST_METRES = 2_000
"""A postcode that is farther away than this tells nothing of a place, metres."""


@dataclass(frozen=True)
class About:
    """What a contribution is about: the asset as it is called now, and the ward, or the proposal by
    its title; None and empty where it is about none, or nobody knows."""

    asset_id: UUID | None = None
    name: str = ""
    ward: str = ""
    ward_name: str = ""


@dataclass(frozen=True)
class Nearby:
    """A place in words: the nearest postcode, how far that is in metres, and the ward."""

    postcode: str
    metres: float | None
    ward: str


# An id that leads to another asset by now counts as that. What is to be added is where it says:
# at its postcode, at the spot, or in the hall that was chosen.
_ABOUT = text(
    f"""
    SELECT g.id, a.id AS asset_id, coalesce(a.name, of.title) AS name,
           w.code AS ward, w.name AS ward_name
    FROM unnest(CAST(:ids AS uuid[]), CAST(:abouts AS uuid[]), CAST(:venues AS uuid[]),
                CAST(:postcodes AS text[]), CAST(:lats AS float8[]), CAST(:lons AS float8[]),
                CAST(:covers AS text[]))
         AS g(id, about, venue, postcode, lat, lon, covers)
    LEFT JOIN LATERAL (SELECT {leads_to.now("g.about")} AS asset_id) AS meant ON true
    LEFT JOIN asset a ON a.id = meant.asset_id
    LEFT JOIN proposal of ON of.id = g.about
    LEFT JOIN asset v ON v.id = g.venue
    LEFT JOIN postcode p ON p.postcode = g.postcode
    LEFT JOIN LATERAL (
        SELECT coalesce(
            a.geom, (SELECT geom FROM asset_place WHERE asset_id = a.id LIMIT 1),
            ST_Transform(ST_SetSRID(ST_MakePoint(g.lon, g.lat), 4326), 27700), p.geom, v.geom
        ) AS geom
    ) AS at ON true
    LEFT JOIN LATERAL (
        SELECT w.code, w.name FROM area w
        WHERE w.kind = 'ward' AND (
            ST_Covers(w.geom, at.geom)
            OR (at.geom IS NULL AND w.code = coalesce(
                (SELECT min(area_code) FROM asset_area WHERE asset_id = a.id), g.covers)))
        ORDER BY w.vintage DESC LIMIT 1
    ) AS w ON true
    """
)

_NEARBY = text(
    """
    SELECT p.postcode, p.metres, w.name AS ward
    FROM (SELECT ST_SetSRID(ST_MakePoint(:easting, :northing), 27700) AS geom) AS at
    LEFT JOIN LATERAL (
        SELECT postcode, ST_Distance(geom, at.geom) AS metres FROM postcode
        WHERE ST_DWithin(geom, at.geom, :most) AND withdrawn IS NULL
        ORDER BY geom <-> at.geom LIMIT 1
    ) AS p ON true
    LEFT JOIN LATERAL (
        SELECT name FROM area WHERE kind = 'ward' AND ST_Covers(area.geom, at.geom)
        ORDER BY vintage DESC LIMIT 1
    ) AS w ON true
    """
)


def about(connection: Connection, found: Sequence[Contribution]) -> dict[UUID, About]:
    """Return what contributions are about, by their ids."""
    bound: dict[str, list[Any]] = {
        "ids": [one.id for one in found],
        "abouts": [one.about for one in found],
        "venues": [_id(one.said.get("meets_at") or one.said.get("delivered_at")) for one in found],
        "postcodes": [_postcode(one) for one in found],
        "lats": [_degrees(one, "latitude", 90) for one in found],
        "lons": [_degrees(one, "longitude", 180) for one in found],
        "covers": [str(one.said.get("covers") or "").split(";")[0].strip() for one in found],
    }
    return {row.id: _about(row) for row in connection.execute(_ABOUT, bound)}


def nearby(connection: Connection, easting: float, northing: float) -> Nearby:
    """Return where a point of the grid is, in words."""
    bound = {"easting": easting, "northing": northing, "most": MOST_METRES}
    row = connection.execute(_NEARBY, bound).one()
    return Nearby(row.postcode or "", row.metres, row.ward or "")


def counts(connection: Connection) -> dict[tuple[State, Kind], int]:
    """Count what waits, and what was asked about, by kind."""
    rows = connection.execute(
        text(
            """
            SELECT state, kind, count(*) AS n FROM contribution
            WHERE state IN ('waiting', 'asked') GROUP BY state, kind
            """
        )
    )
    return {(State(row.state), Kind(row.kind)): row.n for row in rows}


def labels(connection: Connection) -> dict[str, str]:
    """Return what needs and areas are called, by id and code."""
    rows = connection.execute(
        text(
            """
            SELECT DISTINCT ON (code) code, name FROM (
                SELECT id AS code, label AS name, '' AS vintage FROM need
                UNION ALL
                SELECT code, name, vintage::text FROM area
                WHERE kind IN ('ward', 'neighbourhood', 'authority')
            ) AS known ORDER BY code, vintage DESC
            """
        )
    )
    return {row.code: row.name for row in rows}


def role_of(connection: Connection, account_id: UUID | None) -> str:
    """Return the role of whoever an account is of; empty for nobody."""
    role: str | None = connection.execute(
        text("SELECT role FROM account WHERE id = :id"), {"id": account_id}
    ).scalar()
    return role or ""


def proposal_title(connection: Connection, id: UUID) -> str:
    """Return the title of a proposal; empty where there is none."""
    title: str | None = connection.execute(
        text("SELECT title FROM proposal WHERE id = :id"), {"id": id}
    ).scalar()
    return title or ""


def _about(row: Row[Any]) -> About:
    return About(row.asset_id, row.name or "", row.ward or "", row.ward_name or "")


def _id(said: object) -> UUID | None:
    try:
        return UUID(str(said))
    except ValueError:
        return None


def _postcode(one: Contribution) -> str | None:
    said = str(one.said.get("postcode") or "")
    return normal_postcode(said) if one.kind is Kind.ADD and said else None


def _degrees(one: Contribution, field: str, most: float) -> float | None:
    if one.kind is not Kind.ADD or not one.said.get("latitude") or not one.said.get("longitude"):
        return None
    try:
        found = float(str(one.said[field]))
    except ValueError:
        return None
    return found if abs(found) < most else None
