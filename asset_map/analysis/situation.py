"""All that the figures of an impact rest on, read at once: where people live, what meets needs.

Whoever has it needs no database to work out an impact, so a kept one gives the same figures again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from asset_map.analysis.groups import Population
from asset_map.analysis.meeting import Covered, Meeting, meeting
from asset_map.analysis.pairs import Walked
from asset_map.analysis.reach import Providers, Question, Reach, measure
from asset_map.analysis.streets import StreetNetwork, nearest_along, street_pairs
from asset_map.domain.demand import Demand
from asset_map.domain.links_followed import Hold, Link
from asset_map.domain.needs import Need, Standard
from asset_map.domain.places import Area
from asset_map.domain.supply import RemoteService, Supply
from asset_map.domain.things import Thing

Reaching = Callable[[Providers, Question], Reach]
"""Works out who is in reach of some providers; what was asked before may be remembered."""


@dataclass(frozen=True)
class World:
    """What there is: what meets needs at places and from afar, and what hangs on what."""

    supply: Supply
    remote: tuple[RemoteService, ...]
    links: tuple[Link, ...]

    @cached_property
    def placed_by_both(self) -> NDArray[np.bool_]:
        """Tell of which rows of the supply both sides say that they are at their venue (m,)."""
        placed = {
            (link.from_end.id, link.to_end.id)
            for link in self.links
            if link.hold is Hold.PLACE and link.by_both
        }
        rows = zip(self.supply.asset_id, self.supply.venue_id, strict=True)
        return np.fromiter((row in placed for row in rows), np.bool_, len(self.supply))

    @cached_property
    def confirmed(self) -> "World":
        """Return the same with what was confirmed lately alone."""
        return World(
            self.supply.where(self.supply.confirmed),
            tuple(service for service in self.remote if service.confirmed),
            self.links,
        )

    def differs(self, other: "World", need_id: str) -> bool:
        """Tell whether what meets a need is another than in another world."""
        if {one for one in self.remote if one.need_id == need_id} != {
            one for one in other.remote if one.need_id == need_id
        }:
            return True
        ours, theirs = (
            world.supply.where(world.supply.need_id == need_id) for world in (self, other)
        )
        return len(ours) != len(theirs) or not (
            (ours.asset_id == theirs.asset_id).all()
            and (ours.xy == theirs.xy).all()
            and np.array_equal(ours.capacity, theirs.capacity, equal_nan=True)
        )


@dataclass(frozen=True)
class Situation:
    """How things stand on the day ``at``, before anything is changed.

    ``world`` holds also what closed after ``closed_since`` and up to ``at``, where that is given:
    so that closures since then can be counted beside proposals. ``areas`` are the rows of ``here``
    (areas, n); ``covered``: the demand points of areas that remote services cover; ``network``: the
    streets, None where none are loaded; ``things``: every asset, by its id. ``people_source`` and
    what follows it: where the number of people comes from.
    """

    at: date
    closed_since: date | None
    authority: str
    world: World
    demand: Demand
    areas: tuple[Area, ...]
    here: csr_array
    covered: Covered
    population: Population
    network: StreetNetwork | None
    things: Mapping[UUID, Thing]
    needs: tuple[Need, ...]
    standards: Mapping[str, Standard]
    people_source: str | None
    people_as_of: str | None
    people_demo: bool

    @property
    def points(self) -> int:
        """Return how many demand points there are."""
        return len(self.demand.people)

    def meeting(self, need_id: str, world: World) -> Meeting:
        """Return what meets a need in a world: each asset is one provider."""
        return meeting(need_id, world.supply, world.remote, self.covered, self.points)

    def reach(self, providers: Providers, question: Question) -> Reach:
        """Work out who is in reach of some providers; nothing is remembered."""
        return measure(
            self.demand.xy,
            self.demand.people,
            providers,
            question,
            walked=self._walked(providers.xy, question.radius_m, question.detour),
        )

    def _walked(
        self, places_xy: NDArray[np.float64], within_m: float, detour: float
    ) -> Walked | None:
        if self.network is None:
            return None
        homes = self.demand.xy
        pairs, _ = street_pairs(self.network, homes, places_xy, within_m, detour)
        return Walked(pairs, nearest_along(self.network, homes, places_xy, detour))
