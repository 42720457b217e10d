"""What is said of times, cost, access and languages, by those who told us."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, text

from asset_map.db.in_force import in_force
from asset_map.db.opening import FROM_MONDAY_ON, WEEKLY
from asset_map.domain.assets import Session


@dataclass(frozen=True)
class Told:
    """What is said of an asset: its weekly times in force, or words on when it is open; its cost as
    they say it; whether its place is without steps. Empty, or None, where nobody told us."""

    sessions: tuple[Session, ...]
    hours_text: str
    cost: str
    step_free: bool | None


_EACH = text(f"""
SELECT one.asset_id, coalesce(s.hours_text, '') AS hours_text, coalesce(s.cost, '') AS cost,
       v.step_free, ARRAY(
           SELECT ARRAY[{WEEKLY}] FROM schedule
           WHERE schedule.asset_id = one.asset_id AND freq = 'WEEKLY' AND {in_force("schedule")}
           ORDER BY {FROM_MONDAY_ON}) AS sessions
FROM unnest(CAST(:ids AS uuid[]), CAST(:places AS uuid[])) AS one(asset_id, place_id)
LEFT JOIN service s ON s.asset_id = one.asset_id
LEFT JOIN venue v ON v.asset_id = one.place_id
""")


def of_each(connection: Connection, places: Mapping[UUID, UUID], at: date) -> dict[UUID, Told]:
    """Return what is said of each of some assets on a day; ``places``: of each the venue where it
    is, which may be itself."""
    asked = {"ids": list(places), "places": list(places.values()), "at": at}
    return {
        row.asset_id: Told(
            tuple(Session(*one) for one in row.sessions), row.hours_text, row.cost, row.step_free
        )
        for row in connection.execute(_EACH, asked)
    }


def languages(connection: Connection) -> list[str]:
    """Return the codes of the languages in which something is offered."""
    return list(
        connection.execute(
            text("SELECT DISTINCT language FROM asset_language ORDER BY language")
        ).scalars()
    )
