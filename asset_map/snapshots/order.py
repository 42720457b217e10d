"""One order for all that a situation holds, however it was read."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from asset_map.analysis.arrays import Whole
from asset_map.analysis.groups import Population
from asset_map.analysis.situation import Situation, World
from asset_map.domain.demand import Demand
from asset_map.domain.links_followed import Link
from asset_map.domain.places import Area, AreaKind, name_key
from asset_map.domain.supply import RemoteService, Supply
from asset_map.snapshots.places import inside_of, matrix_of

KINDS = list(AreaKind)


def in_order(situation: Situation) -> Situation:
    """Return the same situation in the order in which it is kept.

    Demand points stand by postcode, areas by kind and name, all else by id. Needs keep their order,
    which is agreed on, and so do streets, which are read by their ids.
    """
    moved_to = _moved_to(situation.demand.postcode)
    areas = tuple(sorted(situation.areas, key=_of_area))
    inside = inside_of(situation.areas, situation.here)
    world = situation.world
    return replace(
        situation,
        world=World(
            _supply(world.supply),
            tuple(sorted(map(_remote, world.remote), key=_of_remote)),
            tuple(sorted(world.links, key=_of_link)),
        ),
        demand=_demand(situation.demand, moved_to),
        areas=areas,
        here=matrix_of(
            {area.id: _rows(inside[area.id], moved_to) for area in areas}, situation.points
        ),
        covered=_inside(situation.covered, moved_to),
        population=_population(situation.population, moved_to),
        things={one: situation.things[one] for one in sorted(situation.things)},
        standards={one: situation.standards[one] for one in sorted(situation.standards)},
    )


def _moved_to(postcodes: NDArray[np.object_]) -> Whole | None:
    """Return the row that each demand point comes to stand at; None where all stand right."""
    order = np.argsort(postcodes, kind="stable")
    if (order[1:] > order[:-1]).all():
        return None
    moved = np.empty(len(order), np.int64)
    moved[order] = np.arange(len(order))
    return moved


def _rows(points: Whole, moved_to: Whole | None) -> Whole:
    return np.sort(points if moved_to is None else moved_to[points])


def _inside(inside: Mapping[UUID, Whole], moved_to: Whole | None) -> dict[UUID, Whole]:
    return {area_id: _rows(inside[area_id], moved_to) for area_id in sorted(inside)}


def _demand(demand: Demand, moved_to: Whole | None) -> Demand:
    members = _inside(demand.members, moved_to)
    if moved_to is None:
        return replace(demand, members=members)
    order = np.argsort(moved_to)
    return Demand(
        postcode=demand.postcode[order],
        xy=demand.xy[order],
        people=demand.people[order],
        authority=demand.authority[order],
        own=demand.own[order],
        members=members,
    )


def _population(told: Population, moved_to: Whole | None) -> Population:
    if moved_to is None:
        return told
    order = np.argsort(moved_to)
    return replace(
        told, counts=told.counts[order], known=told.known[order], decile=told.decile[order]
    )


def _supply(supply: Supply) -> Supply:
    def key(at: int) -> tuple[object, ...]:
        place = supply.xy[at].tolist()
        venue = supply.venue_id[at]
        return supply.need_id[at], str(supply.asset_id[at]), str(venue or ""), *place

    return supply.where(np.array(sorted(range(len(supply)), key=key), dtype=np.int64))


def _of_area(area: Area) -> tuple[object, ...]:
    return KINDS.index(area.kind), name_key(area.name), area.code, area.vintage, str(area.id)


def _remote(service: RemoteService) -> RemoteService:
    return replace(service, area_ids=tuple(sorted(service.area_ids)))


def _of_remote(service: RemoteService) -> tuple[str, ...]:
    ways = ";".join(sorted(service.ways))
    return service.need_id, str(service.asset_id), ways, str(service.area_ids)


def _of_link(link: Link) -> tuple[str, ...]:
    ends = str(link.from_end.id), link.type.value, str(link.to_end.id)
    return (*ends, link.detail, link.said_by.value)
