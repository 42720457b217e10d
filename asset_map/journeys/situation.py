"""How things stand before a proposal: one read of all that an impact is worked out from."""

from datetime import date

from sqlalchemy import Connection

from asset_map.analysis.situation import Situation, World
from asset_map.db import areas, reference
from asset_map.db.links_read import read_links
from asset_map.db.standards import read_standards
from asset_map.db.supply import read_remote, read_supply
from asset_map.db.things import read_things
from asset_map.domain.places import AreaKind
from asset_map.journeys.ground import Ground, population_of
from asset_map.journeys.what_meets import covered_by
from asset_map.settings import get_settings

SHOWN_KINDS = (AreaKind.WARD, AreaKind.NEIGHBOURHOOD)
"""The kinds of area that an impact is told by."""


def read_situation(
    connection: Connection, stand: Ground, at: date, *, closed_since: date | None = None
) -> Situation:
    """Read how things stand on a day; with ``closed_since``, also what closed after that day."""
    authority = get_settings().authority
    supply = read_supply(connection, at, closed_since=closed_since)
    remote = read_remote(connection, at, closed_since=closed_since)
    links = read_links(connection, at, closed_since=closed_since)
    wanted = [area for kind in SHOWN_KINDS for area in areas.listed(connection, kind, authority)]
    rested = areas.people_in_authority(connection, authority)
    return Situation(
        at=at,
        closed_since=closed_since,
        authority=authority,
        world=World(supply, tuple(remote), tuple(links)),
        demand=stand.demand,
        areas=tuple(wanted),
        here=stand.membership(connection, tuple(area.id for area in wanted)),
        covered=covered_by(connection, stand, remote),
        population=population_of(connection, stand),
        network=stand.network,
        things=read_things(connection, at),
        needs=tuple(reference.needs(connection)),
        standards=read_standards(connection),
        people_source=rested.source,
        people_as_of=rested.as_of,
        people_demo=rested.demo,
    )
