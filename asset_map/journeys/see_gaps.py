"""An officer or a community: for each need, how many people are in reach of it, by area."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from sqlalchemy import Connection

from asset_map.analysis.access import within
from asset_map.analysis.assumptions import (
    DETOUR_FACTOR,
    DISTANCE_METHOD,
    FARTHER,
    NEARER,
    NOBODY_TOLD_US,
    NOT_SEEN,
    SLOWER_KMH,
    STREETS_METHOD,
    STREETS_NOT_SEEN,
    WALKING_KMH,
)
from asset_map.analysis.by_area import AreaReach, GroupReach, by_area, by_group
from asset_map.analysis.edges import Edge, authority_of, edge_of
from asset_map.analysis.groups import Group
from asset_map.analysis.reach import Question, Reach, measure
from asset_map.db import areas, reference, session, standards
from asset_map.db.evidence import read_evidence
from asset_map.db.supply import RemoteService, Supply, read_remote, read_supply
from asset_map.domain.errors import NotFound
from asset_map.domain.needs import Need, Standard
from asset_map.domain.places import Area, AreaKind
from asset_map.domain.reach import NOT_NARROWED, Evidence, Narrowing
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks
from asset_map.journeys.gaps_in_words import gap_in_words, rests_on
from asset_map.journeys.ground import Ground, ground, population_of
from asset_map.journeys.resolve_place import resolve_area
from asset_map.journeys.sources_known import SourcesKnown, sources_known
from asset_map.journeys.what_meets import Meeting, meeting
from asset_map.settings import get_settings

DEPRIVED = {"most": (1, 2), "least": (9, 10)}
"""Deciles of the national index that make the most and the least deprived fifth of England."""


@dataclass(frozen=True)
class Sensitivity:
    """How many people would be within another distance than the standard."""

    name: str
    metres: float
    people: float | None
    share: float | None


@dataclass(frozen=True)
class GroupGap:
    """How many of a group of people live within the standard."""

    group: Group
    reach: GroupReach


@dataclass(frozen=True)
class Gap:
    """How far one need is met in one area. ``reach`` is None where nothing is known that meets it:
    nobody can tell then who is out of reach.

    ``across``: what is known across the border, in words; empty where nobody lives near it.
    ``most_deprived``, ``least_deprived``: people of the fifths of England; None where no deciles
    are loaded or nothing is known that meets the need.
    """

    area: Area
    need: Need
    standard: Standard
    points: int
    people: float | None
    reach: AreaReach | None
    sensitivity: tuple[Sensitivity, ...]
    groups: tuple[GroupGap, ...]
    most_deprived: GroupReach | None
    least_deprived: GroupReach | None
    edge: Edge
    across: str
    narrowing: Narrowing

    @property
    def sentence(self) -> str:
        """Return in words how many people are in reach."""
        return gap_in_words(self)


@dataclass(frozen=True)
class NeedKnown:
    """A need, how near is near enough for it, and what is known of what meets it."""

    need: Need
    standard: Standard
    evidence: Evidence


@dataclass(frozen=True)
class Gaps:
    """The gaps of some areas, with what they rest on.

    ``streets_share``: of the demand points of the authority, how many are measured along streets;
    None where no streets are loaded. ``missing_groups``: kinds of people without figures.
    """

    rows: tuple[Gap, ...]
    needs: tuple[NeedKnown, ...]
    at: date
    narrowing: Narrowing
    people_source: str | None
    people_as_of: str | None
    people_demo: bool
    sources: SourcesKnown
    streets_share: float | None
    missing_groups: tuple[str, ...]
    walking_kmh: float
    detour_factor: float = DETOUR_FACTOR
    unknown: str = NOBODY_TOLD_US

    @property
    def distance_method(self) -> str:
        """Return how walks are measured, in words."""
        return DISTANCE_METHOD if self.streets_share is None else STREETS_METHOD

    @property
    def note(self) -> str:
        """Return what walking distances do not see."""
        return NOT_SEEN if self.streets_share is None else STREETS_NOT_SEEN

    def sentences(self) -> list[str]:
        """Return in words what the figures rest on."""
        return rests_on(self)


@asks(Action.BROWSE)
def see_gaps(
    *,
    area_kind: AreaKind = AreaKind.WARD,
    area: str | None = None,
    need: str | None = None,
    at: date | None = None,
    narrowing: Narrowing = NOT_NARROWED,
    groups: bool = False,
) -> Gaps:
    """Return the gaps of all areas of a kind, or of one named area; of all needs, or of one.

    ``groups``: also by group of people. Raises NotFound for an area or need that is not there, and
    where nobody knows where people live.
    """
    at = at or date.today()
    settings = get_settings()
    with session.reading() as connection:
        known = _known(connection, need, at, narrowing)
        wanted = _wanted(connection, area_kind, area)
        stand = ground(connection)
        here = stand.membership(connection, tuple(found.id for found in wanted))
        _refuse_nobody(wanted, here)
        supply = read_supply(connection, at, narrowing)
        remote = read_remote(connection, at, narrowing)
        demand = stand.demand
        across = authority_of(supply.xy, demand.xy, demand.authority)
        look = _Look(connection, stand, wanted, here, across, narrowing, groups)
        rows = [gap for one in known for gap in look.gaps_of(one, supply, remote)]
        rested = areas.people_in_authority(connection, settings.authority)
        told = sources_known(connection)
    return Gaps(
        rows=tuple(rows),
        needs=tuple(known),
        at=at,
        narrowing=narrowing,
        people_source=rested.source,
        people_as_of=rested.as_of,
        people_demo=rested.demo,
        sources=told,
        streets_share=look.streets_share,
        missing_groups=look.population.missing if groups else (),
        walking_kmh=settings.walking_kmh,
    )


@asks(Action.BROWSE)
def gaps_of_area(area: Area, at: date) -> Gaps | None:
    """Return the gaps of an area, with its groups; None where nobody knows who lives there."""
    try:
        return see_gaps(area=area.code, at=at, groups=True)
    except NotFound:
        return None


def _known(
    connection: Connection, need: str | None, at: date, narrowing: Narrowing
) -> list[NeedKnown]:
    needs = reference.needs(connection)
    if need is not None and need not in {one.id for one in needs}:
        raise NotFound(
            f"No need is called {need!r}.", f"The needs are: {', '.join(one.id for one in needs)}."
        )
    near_enough = standards.read_standards(connection)
    evidence = read_evidence(connection, at, narrowing, get_settings().authority)
    return [
        NeedKnown(one, near_enough[one.id], evidence[one.id])
        for one in needs
        if need in (None, one.id)
    ]


def _wanted(connection: Connection, kind: AreaKind, words: str | None) -> list[Area]:
    if words:
        return [resolve_area(connection, words)]
    wanted = areas.listed(connection, kind, get_settings().authority)
    if not wanted:
        raise NotFound(f"No area of the kind {kind} is loaded.", "Load its boundaries first.")
    return wanted


def _refuse_nobody(wanted: list[Area], here: csr_array) -> None:
    """Refuse one area in which no postcode lies: no figure of it would mean anything."""
    if len(wanted) == 1 and not here.nnz:
        raise NotFound(
            f"No postcode lies in {wanted[0].name}, so nobody knows who lives there.",
            "Load the postcodes of its council area first.",
        )


class _Look:
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
        meets = meeting(self.connection, self.stand, known.need.id, supply, remote)
        others = _others(known.standard)
        reach = self._measured(known.standard, meets, max(metres for _, metres in others))
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
                reach=found[at] if meets else None,
                sensitivity=_sensitivity(found[at], others) if meets else (),
                groups=shares[at] if meets else (),
                most_deprived=fifths[at][0] if meets else None,
                least_deprived=fifths[at][1] if meets else None,
                edge=edges[at],
                across=edges[at].sentence(self.stand.names),
                narrowing=self.narrowing,
            )
            for at, area in enumerate(self.wanted)
        ]

    def _measured(self, standard: Standard, meets: Meeting, farthest_m: float) -> Reach:
        question = Question(
            standard.metres, weekly_rate=standard.weekly_rate, farthest_m=farthest_m
        )
        walked = self.stand.walked(meets.providers.xy, question.radius_m, question.detour)
        demand = self.stand.demand
        return measure(demand.xy, demand.people, meets.providers, question, walked=walked)

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


def _others(standard: Standard) -> list[tuple[str, float]]:
    """Return the other distances that a result is shown for, to see how much hangs on it."""
    usual = standard.metres / get_settings().walking_kmh
    return [
        (f"walking at {SLOWER_KMH:g} km/h", usual * SLOWER_KMH),
        (f"walking at {WALKING_KMH:g} km/h", usual * WALKING_KMH),
        ("a quarter nearer", standard.metres * NEARER),
        ("a quarter farther", standard.metres * FARTHER),
    ]


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
