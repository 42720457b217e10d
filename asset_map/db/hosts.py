"""Places that could host what is displaced, and what it needs of a place.

Places that have to stay hidden are never among those that could host anything.
"""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, text

from asset_map.db.leverage import Box, hosts
from asset_map.domain.alternatives import Room, Wish
from asset_map.domain.assets import Session

_ROOMS = """
SELECT a.id, a.name, coalesce(v.venue_type, '') AS type, v.size_people, v.step_free,
       coalesce(v.hours_free, '') AS hours_free, ST_X(p.geom) AS x, ST_Y(p.geom) AS y, p.exact
FROM asset a
LEFT JOIN venue v ON v.asset_id = a.id
JOIN LATERAL (
    SELECT geom, exact FROM asset_place
    WHERE asset_id = a.id ORDER BY venue_id NULLS FIRST, exact DESC LIMIT 1
) AS p ON true
WHERE a.id = ANY(:ids)
"""

_WISHES = """
SELECT a.id, s.weekly_capacity,
       ARRAY(SELECT need_id FROM asset_need n WHERE n.asset_id = a.id ORDER BY need_id) AS needs,
       ARRAY(
           SELECT ARRAY[h.byday, to_char(h.opens_at, 'HH24:MI'), to_char(h.closes_at, 'HH24:MI')]
           FROM schedule h
           WHERE h.asset_id = a.id AND h.freq = 'WEEKLY'
             AND (h.valid_from IS NULL OR h.valid_from <= :at)
             AND (h.valid_to IS NULL OR h.valid_to > :at)
           ORDER BY array_position(ARRAY['MO','TU','WE','TH','FR','SA','SU'], h.byday), h.opens_at
       ) AS sessions
FROM asset a LEFT JOIN service s ON s.asset_id = a.id
WHERE a.id = ANY(:ids)
"""


def open_rooms(connection: Connection, box: Box, at: date) -> list[Room]:
    """Return the venues in a box that are open on a day and may be shown."""
    return [
        Room(
            id=host.id,
            name=host.name,
            type=host.venue_type,
            size_people=host.size_people,
            step_free=host.step_free,
            hours_free=host.hours_free,
            for_meeting=host.for_meeting,
            xy=(host.x, host.y),
            last_confirmed=host.last_confirmed,
        )
        for host in hosts(connection, box, at)
    ]


def rooms_left(connection: Connection, ids: Collection[UUID]) -> dict[UUID, Room]:
    """Return what is known of the places that something leaves; a masked one stands at the middle
    of its ward, and ``exact`` is false."""
    return {
        row.id: Room(
            id=row.id,
            name=row.name,
            type=row.type,
            size_people=row.size_people,
            step_free=row.step_free,
            hours_free=row.hours_free,
            for_meeting=False,
            xy=(row.x, row.y),
            exact=row.exact,
        )
        for row in connection.execute(text(_ROOMS), {"ids": list(ids)})
    }


def wishes(connection: Connection, ids: Collection[UUID], at: date) -> dict[UUID, Wish]:
    """Return what some assets need of a place, as far as it is known on a day."""
    return {
        row.id: Wish(
            asset_id=row.id,
            needs=tuple(row.needs),
            sessions=tuple(Session(*one) for one in row.sessions),
            capacity=row.weekly_capacity,
        )
        for row in connection.execute(text(_WISHES), {"ids": list(ids), "at": at})
    }
