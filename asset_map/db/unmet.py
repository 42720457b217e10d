"""What people looked for in vain, counted by ward, need and quarter: nothing about who, or what was
typed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, text

from asset_map.db.areas import COLUMNS, NEWEST, area_of
from asset_map.domain.places import Area, AreaKind, Place
from asset_map.domain.unmet import Unmet

PATIENCE_MS = 500
"""So long counting waits for a lock; nobody who searches waits for it."""


@dataclass(frozen=True)
class WardCount:
    """How many people were counted in a ward, for a need, in a quarter: never to be shown so."""

    ward_code: str
    need_id: str
    quarter: date
    what: Unmet
    people: int


def ward_at(connection: Connection, place: Place, authority: str) -> Area | None:
    """Return the ward of the authority that a place lies in; None outside of all, and for the
    whole authority, which lies in no ward."""
    row = connection.execute(
        text(
            f"""
            SELECT {COLUMNS}
            WHERE a.kind = :ward AND a.authority_code = :authority AND {NEWEST}
              AND ST_Covers(a.geom, ST_SetSRID(ST_MakePoint(:x, :y), 27700))
              AND NOT EXISTS (SELECT FROM area WHERE kind = :whole AND code = :asked)
            ORDER BY a.code LIMIT 1
            """
        ),
        {
            "ward": AreaKind.WARD,
            "whole": AreaKind.AUTHORITY,
            "authority": authority,
            "asked": place.area_code or "",
            "x": place.point.easting,
            "y": place.point.northing,
        },
    ).one_or_none()
    return None if row is None else area_of(row)


def wards_of(connection: Connection, area: Area) -> list[Area]:
    """Return the wards that an area lies in, by how much of it they hold; a ward is its own."""
    rows = connection.execute(
        text(
            f"""
            SELECT {COLUMNS}
            JOIN area whole ON whole.id = :id
            WHERE a.kind = :ward AND a.authority_code IS NOT DISTINCT FROM whole.authority_code
              AND (a.id = whole.id OR whole.kind <> :ward AND {NEWEST}
                   AND ST_Area(ST_Intersection(a.geom, whole.geom)) > ST_Area(whole.geom) / 50)
            ORDER BY ST_Area(ST_Intersection(a.geom, whole.geom)) DESC, a.name_key
            """
        ),
        {"id": area.id, "ward": AreaKind.WARD},
    )
    return [area_of(row) for row in rows]


def be_patient_for_a_moment(connection: Connection) -> None:
    """Let this transaction wait for nobody longer than a moment."""
    for name in ("lock_timeout", "statement_timeout"):
        connection.execute(
            text("SELECT set_config(:name, :value, true)"),
            {"name": name, "value": f"{PATIENCE_MS}ms"},
        )


def add(
    connection: Connection, ward: Area, needs: Iterable[str], quarter: date, what: Unmet
) -> None:
    """Count one more person for each need."""
    connection.execute(
        text(
            """
            INSERT INTO unmet_need AS kept (ward_code, vintage, need_id, quarter, what, people)
            SELECT :ward, :vintage, n.id, :quarter, :what, 1
            FROM need n WHERE n.id = ANY(:needs) ORDER BY n.id
            ON CONFLICT (ward_code, vintage, need_id, quarter, what)
            DO UPDATE SET people = kept.people + 1
            """
        ),
        {
            "ward": ward.code,
            "vintage": ward.vintage,
            "needs": list(needs),
            "quarter": quarter,
            "what": what,
        },
    )


def forget_before(connection: Connection, quarter: date) -> None:
    """Drop what was counted in quarters before one."""
    connection.execute(
        text("DELETE FROM unmet_need WHERE quarter < :quarter"), {"quarter": quarter}
    )


def counted(connection: Connection, wards: Sequence[Area], before: date) -> list[WardCount]:
    """Return what was counted in some wards, in quarters that began before a day."""
    rows = connection.execute(
        text(
            """
            SELECT u.ward_code, u.need_id, u.quarter, u.what, u.people
            FROM unmet_need u
            JOIN unnest(CAST(:codes AS text[]), CAST(:vintages AS int[])) AS asked(code, vintage)
              ON (asked.code, asked.vintage) = (u.ward_code, u.vintage)
            WHERE u.quarter < :before
            """
        ),
        {
            "codes": [ward.code for ward in wards],
            "vintages": [ward.vintage for ward in wards],
            "before": before,
        },
    )
    return [
        WardCount(row.ward_code, row.need_id, row.quarter, Unmet(row.what), row.people)
        for row in rows
    ]


def first_quarter(connection: Connection, before: date) -> date | None:
    """Return the first quarter, of those before a day, in which anybody was counted."""
    found: date | None = connection.execute(
        text("SELECT min(quarter) FROM unmet_need WHERE quarter < :before"), {"before": before}
    ).scalar()
    return found
