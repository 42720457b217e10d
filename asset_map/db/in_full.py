"""What else is known of assets that were found, many at once: for files and for lists on paper."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, text

from asset_map.db.opening import FROM_MONDAY_ON, WEEKLY
from asset_map.domain.assets import Session


@dataclass(frozen=True)
class Weekly:
    """A weekly time, and from which day on and until before which it holds, where that is known."""

    session: Session
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True)
class InFull:
    """What is public of an asset beside its name and place.

    ``shown``: whether its exact place may be told. Where not, it has no address, and ``venue`` is
    empty. ``step_free`` is that of the one place it is at; None where nobody told us.
    """

    shown: bool
    venue: str
    address: str
    postcode: str
    step_free: bool | None
    url: str
    email: str
    phone: str
    who_for: str
    cost: str
    how: str
    hours_text: str
    weekly: tuple[Weekly, ...] = ()


_READ = """
    SELECT a.id, NOT a.hidden AS shown, a.url, a.email, a.phone,
           coalesce(s.who_for, '') AS who_for, coalesce(s.cost, '') AS cost,
           coalesce(s.how, '') AS how,
           coalesce(nullif(s.hours_text, ''), o.hours_free, '') AS hours_text,
           coalesce(o.step_free, at.step_free) AS step_free,
           CASE WHEN a.hidden THEN '' ELSE coalesce(at.name, '') END AS venue,
           CASE WHEN a.hidden THEN '' ELSE coalesce(nullif(a.address, ''), at.address, '') END
               AS address,
           CASE WHEN a.hidden THEN '' ELSE coalesce(nullif(a.postcode, ''), at.postcode, '') END
               AS postcode
    FROM asset a
    LEFT JOIN service s ON s.asset_id = a.id
    LEFT JOIN venue o ON o.asset_id = a.id
    LEFT JOIN LATERAL (
        -- Where it is at several places, none of them stands for all.
        SELECT min(w.name) AS name, min(w.address) AS address, min(w.postcode) AS postcode,
               bool_and(v.step_free) AS step_free
        FROM asset_place p JOIN asset w ON w.id = p.venue_id JOIN venue v ON v.asset_id = w.id
        WHERE p.asset_id = a.id AND p.exact AND NOT w.hidden
        HAVING count(DISTINCT p.venue_id) = 1
    ) at ON true
    WHERE a.id = ANY(:ids)
"""

_WEEKLY = f"""
    SELECT asset_id, valid_from, valid_to, {WEEKLY}
    FROM schedule WHERE asset_id = ANY(:ids) AND freq = 'WEEKLY'
    ORDER BY {FROM_MONDAY_ON}, closes_at
"""


def read_in_full(connection: Connection, ids: list[UUID]) -> dict[UUID, InFull]:
    """Return what else is known of some assets, by id."""
    weekly: dict[UUID, list[Weekly]] = defaultdict(list)
    rows = connection.execute(text(_WEEKLY), {"ids": ids})
    for asset_id, valid_from, valid_to, *session in rows:
        weekly[asset_id].append(Weekly(Session(*session), valid_from, valid_to))
    found = {}
    for row in connection.execute(text(_READ), {"ids": ids}):
        fields = {name: value for name, value in row._mapping.items() if name != "id"}
        found[row.id] = InFull(**fields, weekly=tuple(weekly[row.id]))
    return found
