"""When assets are open: weekly times, or what was said of them in words."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, text

from asset_map.db.in_force import in_force
from asset_map.domain.assets import Session


@dataclass(frozen=True)
class Opening:
    """Weekly times; and the words of a source that could not be read as such."""

    sessions: tuple[Session, ...] = ()
    words: str = ""


WEEKLY = "byday, to_char(opens_at, 'HH24:MI'), to_char(closes_at, 'HH24:MI')"
"""A weekly time of ``schedule``, as ``Session`` takes it."""

FROM_MONDAY_ON = "array_position(ARRAY['MO','TU','WE','TH','FR','SA','SU'], byday), opens_at"
"""The order of weekly times."""


def times_of(connection: Connection, ids: list[UUID], at: date) -> dict[UUID, Opening]:
    """Return when each of some assets is open, by times in force on a day, as far as anybody told
    us; times from Monday on."""
    rows = connection.execute(
        text(
            f"""
            SELECT asset_id, {WEEKLY}
            FROM schedule WHERE asset_id = ANY(:ids) AND freq = 'WEEKLY'
              AND {in_force("schedule")}
            ORDER BY {FROM_MONDAY_ON}
            """
        ),
        {"ids": ids, "at": at},
    )
    weekly: dict[UUID, list[Session]] = {}
    for asset_id, *of in rows:
        weekly.setdefault(asset_id, []).append(Session(*of))
    said = connection.execute(
        text("SELECT asset_id, hours_text FROM service WHERE asset_id = ANY(:ids)"), {"ids": ids}
    )
    words = {row.asset_id: row.hours_text for row in said}
    return {one: Opening(tuple(weekly.get(one, ())), words.get(one, "")) for one in ids}
