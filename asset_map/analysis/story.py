"""Works out the scenes of a story: what changes in some places, proposal by proposal, then at once.

Pure: a situation and proposals that were checked go in, figures come out.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import KDTree

from asset_map.analysis.arrays import people_at
from asset_map.analysis.difference import PointChanges, difference, point_changes
from asset_map.analysis.pairs import TOLERANCE_M
from asset_map.analysis.scenario import After
from asset_map.analysis.situation import World
from asset_map.analysis.weigh import Weighing
from asset_map.domain.links_followed import KnockOn
from asset_map.domain.needs import Need
from asset_map.domain.places import Area, AreaKind
from asset_map.domain.proposals import Proposal, counted_once
from asset_map.domain.story import Count, Meets, NeedInScene, Scene

NOTHING = KnockOn((), frozenset(), frozenset())
HIDDEN = "A place that has to stay hidden"
FEW = 4
"""So many needs are looked at first."""

Rows = NDArray[np.integer]


@dataclass(frozen=True)
class Told:
    """The scenes, and what shows only when the proposals are counted together."""

    places: tuple[Area, ...]
    today: Scene
    alone: tuple[Scene, ...]
    together: Scene
    answered: Scene | None
    only_together: dict[str, float | None]
    told_first: tuple[Need, ...]


def tell(weighing: Weighing, proposals: Sequence[Proposal], answers: Sequence[Proposal]) -> Told:
    """Return the scenes of some proposals and the answers to them."""
    alone = [weighing.after(proposal.changes) for proposal in proposals]
    every = weighing.after(change for one in proposals for change in one.changes)
    answered = weighing.after(counted_once((*proposals, *answers))) if answers else None
    needs = weighing.needs([*alone, every])
    story = _Story(weighing, needs, _places(weighing, needs, every))
    only = {need.id: story.only_together(need, alone, every) for need in needs}
    return Told(
        places=tuple(area for area, _ in story.places),
        today=story.scene((), None),
        alone=tuple(
            story.scene((proposal,), found)
            for proposal, found in zip(proposals, alone, strict=True)
        ),
        together=story.scene(proposals, every),
        answered=story.scene((*proposals, *answers), answered) if answered else None,
        only_together=only,
        told_first=_first(needs, only),
    )


def _first(needs: Sequence[Need], only: dict[str, float | None]) -> tuple[Need, ...]:
    """Return the needs for which most people are lost only together, in the order of needs."""
    most = sorted((need for need in needs if only[need.id]), key=lambda need: -(only[need.id] or 0))
    chosen = {need.id for need in (most or needs)[:FEW]}
    return tuple(need for need in needs if need.id in chosen)


def _places(weighing: Weighing, needs: Sequence[Need], found: After) -> list[tuple[Area, Rows]]:
    """Return the neighbourhoods in which anybody leaves reach, with their demand points; where no
    neighbourhoods are drawn there, the wards."""
    now = weighing.situation
    leaving = np.zeros(now.points, np.bool_)
    for need in needs:
        leaving |= _changes(weighing, need, found.headline).leaving
    here = now.here
    rows = [here.indices[here.indptr[at] : here.indptr[at + 1]] for at in range(len(now.areas))]
    concerned = [
        (area, points)
        for area, points in zip(now.areas, rows, strict=True)
        if leaving[points].any()
    ]
    drawn = [one for one in concerned if one[0].kind is AreaKind.NEIGHBOURHOOD]
    return drawn or concerned


def _changes(weighing: Weighing, need: Need, world: World) -> PointChanges:
    before = weighing.measured(need, weighing.situation.world)
    return point_changes(before, weighing.measured(need, world), weighing.standard_m(need))


class _Story:
    """The places of a story, and how each need stands in them in some world."""

    def __init__(
        self, weighing: Weighing, needs: Sequence[Need], places: list[tuple[Area, Rows]]
    ) -> None:
        self.weighing = weighing
        self.needs = needs
        self.places = places
        # Neighbourhoods may overlap: nobody counts twice.
        self.here: Rows = np.unique(
            np.concatenate([np.empty(0, np.int64), *(rows for _, rows in places)])
        )

    def scene(self, proposals: Sequence[Proposal], found: After | None) -> Scene:
        """Return how things stand after some proposals; None: as they are."""
        world = found.headline if found else self.weighing.situation.world
        return Scene(
            proposals=tuple(proposals),
            needs=tuple(self._of(need, world) for need in self.needs),
            knock_on=found.knock_on if found else NOTHING,
        )

    def only_together(self, need: Need, alone: Sequence[After], every: After) -> float | None:
        """Return the people here who leave by all proposals at once and by none of them alone."""
        people = self.weighing.situation.demand.people[self.here]
        by_one = np.zeros(len(self.here), np.bool_)
        for found in alone:
            by_one |= _changes(self.weighing, need, found.headline).leaving[self.here]
        extra = _changes(self.weighing, need, every.headline).leaving[self.here] & ~by_one
        return people_at(people, extra)

    def _of(self, need: Need, world: World) -> NeedInScene:
        changes = _changes(self.weighing, need, world)
        return NeedInScene(
            need=need,
            standard_m=self.weighing.standard_m(need),
            here=self._count(changes, self.here),
            by_place=tuple((area, self._count(changes, rows)) for area, rows in self.places),
            meets=self._meets(need, world),
        )

    def _count(self, changes: PointChanges, rows: Rows) -> Count:
        found = difference(changes, self.weighing.situation.demand.people, rows)
        return Count(found.people, found.people_after, found.people_leaving, found.people_gaining)

    def _meets(self, need: Need, world: World) -> tuple[Meets, ...]:
        """Return what is within the standard of anybody here today, and whether it still is."""
        now = self._near(need, self.weighing.situation.world)
        then = self._near(need, world)
        things = self.weighing.situation.things
        told = [
            Meets(None, HIDDEN, asset_id not in then)
            if things[asset_id].masked
            else Meets(asset_id, things[asset_id].name, asset_id not in then)
            for asset_id in now
        ]
        return tuple(sorted(told, key=lambda one: (one.ends, one.name, str(one.asset_id))))

    def _near(self, need: Need, world: World) -> Collection[UUID]:
        situation = self.weighing.situation
        supply = world.supply.where(world.supply.need_id == need.id)
        if not len(self.here):
            return set()
        straight = self.weighing.standard_m(need) / self.weighing.settings.detour + TOLERANCE_M
        metres, _ = KDTree(situation.demand.xy[self.here]).query(supply.xy)
        near = set(supply.asset_id[metres <= straight])
        here = set(self.here.tolist())
        return near | {
            service.asset_id
            for service in world.remote
            if service.need_id == need.id
            and any(here.intersection(situation.covered[one].tolist()) for one in service.area_ids)
        }
