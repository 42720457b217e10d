"""Looking for gaps, one need after the other, from the same ground and for the same areas."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from sqlalchemy import Connection

from asset_map.analysis.access import within
from asset_map.analysis.assumptions import DEPRIVED, DETOUR_FACTOR, other_distances
from asset_map.analysis.by_area import AreaReach, GroupReach, by_area, by_group
from asset_map.analysis.edges import edge_of
from asset_map.analysis.meeting import Meeting
from asset_map.analysis.reach import Question, Reach
from asset_map.domain.needs import Standard
from asset_map.domain.places import Area
from asset_map.domain.reach import Evidence, Narrowing
from asset_map.domain.supply import RemoteService, Supply
from asset_map.journeys.gap import Gap, GroupGap, NeedKnown, Sensitivity
from asset_map.journeys.ground import Ground, population_of
from asset_map.journeys.what_meets import what_meets
from asset_map.settings import get_settings


class Look:
    """Looks at one need after the other, from the same ground and for the same areas.

    ``across``: in which authority each place of the supply lies.
    """

    def __init__(
        self,
        connection: Connection,
        stand: Ground,
        wanted: list[Area],
        here: csr_array,
        across: NDArray[np.object_],
        narrowing: Narrowing,
        groups: bool,
    ) -> None:
        self.connection = connection
        self.stand = stand
        self.wanted = wanted
        self.here = here
        self.across = across
        self.narrowing = narrowing
        self.groups = groups
        self.population = population_of(connection, stand)

    @property
    def streets_share(self) -> float | None:
        """Return the share of the authority's points that are measured along streets."""
        own = self.stand.demand.own
        if self.stand.network is None or not own.any():
            return None
        return float(self.stand.on_streets[own].mean())

    def gaps_of(
        self, known: NeedKnown, supply: Supply, remote: Sequence[RemoteService]
    ) -> list[Gap]:
        """Return the gaps of one need, area by area."""
        meets = what_meets(self.connection, self.stand, known.need.id, supply, remote)
        others = other_distances(known.standard.metres, get_settings().walking_kmh)
        reach = self._measured(known.standard, meets, max(metres for _, metres in others))
        told = self._told(known.evidence, meets, reach)
        people = self.stand.demand.people
        found = by_area(
            reach, people, self.here, known.standard.metres, tuple(metres for _, metres in others)
        )
        on_foot = within(reach.nearest_m, known.standard.metres)
        shares = self._groups(on_foot)
        fifths = self._fifths(on_foot)
        across = self.across[supply.need_id == known.need.id]
        reach_m = known.standard.metres / DETOUR_FACTOR
        edges = [
            edge_of(self.stand.border, _members(self.here, at), people, reach_m, across)
            for at in range(len(self.wanted))
        ]
        return [
            Gap(
                area=area,
                need=known.need,
                standard=known.standard,
                points=found[at].points,
                people=found[at].people,
                reach=found[at] if told else None,
                sensitivity=_sensitivity(found[at], others) if told else (),
                groups=shares[at] if told else (),
                most_deprived=fifths[at][0] if told else None,
                least_deprived=fifths[at][1] if told else None,
                edge=edges[at],
                across=edges[at].sentence(self.stand.names),
                narrowing=self.narrowing,
            )
            for at, area in enumerate(self.wanted)
        ]

    def _told(self, evidence: Evidence, meets: Meeting, reach: Reach) -> bool:
        """Tell whether enough is known to say who is in reach: something in the authority, or what
        anybody reaches. One place far beyond the border says nothing of those who live here."""
        reached = reach.within > 0
        anybody = reached[self.stand.demand.own].any() or reached[self.here.indices].any()
        return bool(meets) and bool(evidence.known or anybody)

    def _measured(self, standard: Standard, meets: Meeting, farthest_m: float) -> Reach:
        question = Question(
            standard.metres, weekly_rate=standard.weekly_rate, farthest_m=farthest_m
        )
        return self.stand.reach(meets.providers, question)

    def _groups(self, on_foot: NDArray[np.bool_]) -> list[tuple[GroupGap, ...]]:
        if not self.groups:
            return [() for _ in self.wanted]
        told = self.population
        found = by_group(on_foot, told.counts, told.known, self.here)
        return [
            tuple(GroupGap(*pair) for pair in zip(told.groups, row, strict=True)) for row in found
        ]

    def _fifths(
        self, on_foot: NDArray[np.bool_]
    ) -> list[tuple[GroupReach | None, GroupReach | None]]:
        decile, people = self.population.decile, self.stand.demand.people
        known = ~np.isnan(decile) & ~np.isnan(people)
        if not known.any():
            return [(None, None) for _ in self.wanted]
        counted = np.where(known, people, 0.0)
        columns = [
            counted * ((decile >= low) & (decile <= high)) for low, high in DEPRIVED.values()
        ]
        both = np.repeat(known[:, None], len(columns), axis=1)
        found = by_group(on_foot, np.column_stack(columns), both, self.here)
        return [(row[0], row[1]) for row in found]


def _members(here: csr_array, at: int) -> NDArray[np.int64]:
    members: NDArray[np.int64] = here.indices[here.indptr[at] : here.indptr[at + 1]]
    return members


def _sensitivity(found: AreaReach, others: list[tuple[str, float]]) -> tuple[Sensitivity, ...]:
    return tuple(
        Sensitivity(
            name,
            metres,
            people,
            people / found.people if people is not None and found.people else None,
        )
        for (name, metres), people in zip(others, found.people_at, strict=True)
    )
