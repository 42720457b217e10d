"""An officer or a community: for each need, how many people live within its standard, by area."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from asset_map.analysis.access import Coverage, coverage, nearest_m
from asset_map.analysis.assumptions import (
    DETOUR_FACTOR,
    DISTANCE_METHOD,
    NOT_SEEN,
)
from asset_map.db import areas, demand, reference, session
from asset_map.db.demand import Demand
from asset_map.db.standards import read_standards
from asset_map.db.supply import Supply, read_supply
from asset_map.domain.errors import NotFound
from asset_map.domain.needs import Need, Standard
from asset_map.domain.places import Area, AreaKind
from asset_map.journeys.resolve_place import resolve_area
from asset_map.settings import get_settings

NOBODY_TOLD_US = "Places that nobody has told us about are in neither count."


@dataclass(frozen=True)
class Gap:
    """How far one need is met in one area, by all records and by those confirmed lately."""

    area: Area
    need: Need
    standard: Standard
    all_records: Coverage
    confirmed: Coverage
    known_places: int


@dataclass(frozen=True)
class Gaps:
    """The gaps of some areas, with what they rest on."""

    rows: tuple[Gap, ...]
    at: date
    people_source: str | None
    people_as_of: str | None
    people_demo: bool
    distance_method: str = DISTANCE_METHOD
    detour_factor: float = DETOUR_FACTOR
    note: str = NOT_SEEN
    unknown: str = NOBODY_TOLD_US

    def sentences(self) -> list[str]:
        """Return in words what the figures rest on."""
        return [
            f"People: {self.people_source or 'no figures loaded'}; "
            f"{self.people_as_of or 'no date'}. As at {self.at:%-d %B %Y}.",
            f"Standards are walking metres, one way. {self.note}",
            f"Confirmed: within 12 months. {self.unknown}",
        ]


def see_gaps(
    *,
    area_kind: AreaKind = AreaKind.WARD,
    area: str | None = None,
    need: str | None = None,
    at: date | None = None,
) -> Gaps:
    """Return the gaps of all areas of a kind, or of one named area; of all needs, or of one."""
    at = at or date.today()
    authority = get_settings().authority
    with session.reading() as connection:
        wanted = (
            [resolve_area(connection, area)]
            if area
            else areas.listed(connection, area_kind, authority)
        )
        if not wanted:
            raise NotFound(
                f"No area of the kind {area_kind} is loaded.", "Load its boundaries first."
            )
        needs = reference.needs(connection)
        standards = read_standards(connection)
        if need is not None and need not in standards:
            raise NotFound(
                f"No need is called {need!r}.", f"The needs are: {', '.join(standards)}."
            )
        people = demand.read(connection, authority, [found.id for found in wanted])
        supply = read_supply(connection, at)
        rested = areas.people_in_authority(connection, authority)
    rows = [
        gap
        for known in needs
        if need in (None, known.id)
        for gap in _gaps_of(known, standards[known.id], wanted, people, supply)
    ]
    return Gaps(tuple(rows), at, rested.source, rested.as_of, rested.demo)


def _gaps_of(
    need: Need, standard: Standard, wanted: list[Area], people: Demand, supply: Supply
) -> list[Gap]:
    meets = supply.need_id == need.id
    distance = nearest_m(people.xy, supply.xy[meets], DETOUR_FACTOR)
    confirmed = nearest_m(people.xy, supply.xy[meets & supply.confirmed], DETOUR_FACTOR)
    known = len(np.unique(supply.asset_id[meets].astype(str)))
    return [
        Gap(
            area=area,
            need=need,
            standard=standard,
            all_records=_in(people, area, distance, standard),
            confirmed=_in(people, area, confirmed, standard),
            known_places=known,
        )
        for area in wanted
    ]


def _in(people: Demand, area: Area, distance: np.ndarray, standard: Standard) -> Coverage:
    here = people.members[area.id]
    return coverage(distance[here], people.people[here], standard.metres)
