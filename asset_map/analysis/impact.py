"""What proposals would change, need by need: for whom, where, and more together than one by one.

Pure: a situation and changes go in, figures come out; the same ones always give the same figures.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from asset_map.analysis.access import within
from asset_map.analysis.arrays import Mask
from asset_map.analysis.assumptions import DEPRIVED, DETOUR_FACTOR, WALKING_KMH, other_distances
from asset_map.analysis.difference import Difference, PointChanges, difference, point_changes
from asset_map.analysis.groups import Group
from asset_map.analysis.meeting import Meeting
from asset_map.analysis.pressure import Pressure, pressure
from asset_map.analysis.reach import Question, Reach
from asset_map.analysis.scenario import After, after
from asset_map.analysis.situation import Reaching, Situation, World
from asset_map.domain.needs import Need, Standard
from asset_map.domain.places import Area
from asset_map.domain.proposals import Change


@dataclass(frozen=True)
class Settings:
    """What the figures were worked out with. ``walking_kmh``: the speed in force for standards that
    are given in minutes; ``standard_m`` overrides every standard, metres, where it is given."""

    walking_kmh: float = WALKING_KMH
    detour: float = DETOUR_FACTOR
    standard_m: float | None = None


@dataclass(frozen=True)
class Sensitivity:
    """How many people would leave reach by another distance than the standard."""

    name: str
    metres: float
    people_leaving: float | None


@dataclass(frozen=True)
class NeedImpact:
    """What changes for one need, of the people of the authority.

    ``headline``: the changes, and what surely stops because of them. ``alone``: without what stops
    because of them; ``one_sided``: with what stops if what one side says is so; ``confirmed``: the
    headline by places confirmed within 12 months alone; ``beyond``: the headline for people across
    the border. ``by_area``: the areas in which anything changes. ``by_group``: of every group that
    figures tell apart. ``most_deprived``, ``least_deprived``: the fifths of England, None where no
    deciles are loaded. ``providers_before``, ``providers_after``: how many meet it that we know of.
    ``at_points``: the same for each demand point.
    """

    need: Need
    standard: Standard
    standard_m: float
    headline: Difference
    alone: Difference
    one_sided: Difference
    confirmed: Difference
    beyond: Difference
    by_area: tuple[tuple[Area, Difference], ...]
    by_group: tuple[tuple[Group, Difference], ...]
    most_deprived: Difference | None
    least_deprived: Difference | None
    sensitivity: tuple[Sensitivity, ...]
    pressure: tuple[Pressure, ...]
    providers_before: int
    providers_after: int
    at_points: PointChanges


@dataclass(frozen=True)
class Together:
    """What several sets of changes do to one need together, beside each alone.

    ``each``: of every set alone, in their order; ``any_alone``: people who leave by at least one of
    them alone; ``all``: by all of them at once. ``only_together``: people who leave by all at once
    and by none of them alone; ``by_area``: the same, of the areas where there are some;
    ``leaving_only_together`` (n,): at which demand points. None where no figure is known.
    """

    need: Need
    standard: Standard
    standard_m: float
    each: tuple[float | None, ...]
    each_points: tuple[int, ...]
    any_alone: float | None
    all: float | None
    all_points: int
    only_together: float | None
    only_together_points: int
    by_area: tuple[tuple[Area, float | None, int], ...]
    leaving_only_together: Mask


class Weighing:
    """Weighs changes against one situation; what was worked out for one set serves the next."""

    def __init__(
        self,
        situation: Situation,
        settings: Settings = Settings(),
        reach: Reaching | None = None,
    ) -> None:
        self.situation = situation
        self.settings = settings
        self._reach = reach or situation.reach
        self._known: dict[tuple[bytes, Question], Reach] = {}
        self._meetings: dict[tuple[int, str], tuple[World, Meeting]] = {}

    def after(self, changes: Iterable[Change]) -> After:
        """Return what there is after some changes."""
        return after(self.situation.world, changes, self.situation.things)

    def needs(self, found: Sequence[After]) -> list[Need]:
        """Return the needs that any of some sets of changes touches."""
        before = self.situation.world
        worlds = [world for one in found for world in (one.alone, one.headline, one.one_sided)]
        return [
            need
            for need in self.situation.needs
            if any(before.differs(world, need.id) for world in worlds)
        ]

    def of_need(self, need: Need, found: After) -> NeedImpact:
        """Return what changes for one need."""
        now = self.situation
        standard = now.standards[need.id]
        metres = self.standard_m(need)
        own, people = now.demand.own, now.demand.people
        before = self.measured(need, now.world)
        changes = {
            name: point_changes(before, self.measured(need, world), metres)
            for name, world in (
                ("headline", found.headline),
                ("alone", found.alone),
                ("one_sided", found.one_sided),
            )
        }
        headline = changes["headline"]
        lately = point_changes(
            self.measured(need, now.world.confirmed),
            self.measured(need, found.headline.confirmed),
            metres,
        )
        most, least = self._fifths(headline)
        return NeedImpact(
            need=need,
            standard=standard,
            standard_m=metres,
            **{name: difference(some, people, own) for name, some in changes.items()},
            confirmed=difference(lately, people, own),
            beyond=difference(headline, people, ~own),
            by_area=self._by_area(headline),
            by_group=self._by_group(headline),
            most_deprived=most,
            least_deprived=least,
            sensitivity=self._sensitivity(need, found.headline),
            pressure=self._pressure(need, found.headline),
            providers_before=len(self._meeting(need, now.world).assets),
            providers_after=len(self._meeting(need, found.headline).assets),
            at_points=headline,
        )

    def together(self, need: Need, each: Sequence[After], every: After) -> Together:
        """Return what sets of changes do to a need together, beside each alone."""
        now = self.situation
        metres = self.standard_m(need)
        before = self.measured(need, now.world)
        own = now.demand.own

        def leaving(found: After) -> Mask:
            return point_changes(before, self.measured(need, found.headline), metres).leaving & own

        alone = [leaving(found) for found in each]
        all_at_once = leaving(every)
        any_alone = np.logical_or.reduce(alone) if alone else np.zeros(now.points, np.bool_)
        extra = all_at_once & ~any_alone
        members = ((area, self._members(at)) for at, area in enumerate(now.areas))
        by_area = (
            (area, self._people(rows[extra[rows]], of=rows), int(extra[rows].sum()))
            for area, rows in members
            if extra[rows].any()
        )
        return Together(
            need=need,
            standard=now.standards[need.id],
            standard_m=metres,
            each=tuple(self._people(mask) for mask in alone),
            each_points=tuple(int(mask.sum()) for mask in alone),
            any_alone=self._people(any_alone),
            all=self._people(all_at_once),
            all_points=int(all_at_once.sum()),
            only_together=self._people(extra),
            only_together_points=int(extra.sum()),
            by_area=tuple(by_area),
            leaving_only_together=extra,
        )

    def standard_m(self, need: Need) -> float:
        """Return how near is near enough for a need, walking metres."""
        asked = self.settings.standard_m
        return self.situation.standards[need.id].metres if asked is None else asked

    def _others(self, need: Need) -> list[tuple[str, float]]:
        return other_distances(self.standard_m(need), self.settings.walking_kmh)

    def _meeting(self, need: Need, world: World) -> Meeting:
        """Return what meets a need in a world, put together once."""
        key = id(world), need.id
        if key not in self._meetings:
            # The world is kept beside it, so that its id stays its own.
            self._meetings[key] = world, self.situation.meeting(need.id, world)
        return self._meetings[key][1]

    def measured(self, need: Need, world: World) -> Reach:
        """Measure who is in reach of what meets a need in a world; once asked, it is remembered."""
        meets = self._meeting(need, world)
        question = Question(
            self.standard_m(need),
            detour=self.settings.detour,
            weekly_rate=self.situation.standards[need.id].weekly_rate,
            farthest_m=max(metres for _, metres in self._others(need)),
        )
        key = meets.providers.digest(), question
        if key not in self._known:
            self._known[key] = self._reach(meets.providers, question)
        return self._known[key]

    def _by_area(self, changes: PointChanges) -> tuple[tuple[Area, Difference], ...]:
        people, anything = self.situation.demand.people, changes.any
        found = (
            (area, difference(changes, people, rows))
            for at, area in enumerate(self.situation.areas)
            if anything[rows := self._members(at)].any()
        )
        return tuple((area, there) for area, there in found if there.changes)

    def _by_group(self, changes: PointChanges) -> tuple[tuple[Group, Difference], ...]:
        told, own = self.situation.population, self.situation.demand.own
        counts = np.where(told.known, told.counts, np.nan)
        return tuple(
            (group, difference(changes, counts[:, at], own)) for at, group in enumerate(told.groups)
        )

    def _fifths(self, changes: PointChanges) -> list[Difference | None]:
        decile, own = self.situation.population.decile, self.situation.demand.own
        people = self.situation.demand.people
        if np.isnan(decile[own]).all():
            return [None, None]
        return [
            difference(changes, people, own & (decile >= low) & (decile <= high))
            for low, high in DEPRIVED.values()
        ]

    def _sensitivity(self, need: Need, after: World) -> tuple[Sensitivity, ...]:
        now = self.situation
        own = now.demand.own
        measured = [
            (self.measured(need, world).nearest_m, self._come_to(need, world))
            for world in (now.world, after)
        ]
        found = []
        for name, metres in self._others(need):
            was, is_now = (within(walk, metres) | come_to for walk, come_to in measured)
            found.append(Sensitivity(name, metres, self._people(was & ~is_now & own)))
        return tuple(found)

    def _pressure(self, need: Need, after: World) -> tuple[Pressure, ...]:
        now = self.situation.world
        return pressure(
            (self._meeting(need, now), self._meeting(need, after)),
            (self.measured(need, now), self.measured(need, after)),
            self.situation.standards[need.id].weekly_rate,
        )

    def _come_to(self, need: Need, world: World) -> Mask:
        """Tell to which demand points something comes by phone, online or at home (n,)."""
        remote = self._meeting(need, world).providers.remote
        if not len(remote.start):
            return np.zeros(self.situation.points, np.bool_)
        come_to: Mask = np.diff(remote.start) > 0
        return come_to

    def _people(
        self,
        among: NDArray[np.bool_] | NDArray[np.integer],
        *,
        of: NDArray[np.integer] | None = None,
    ) -> float | None:
        """Return how many people live at some points; None where it is known of none of them, nor
        of any other of those that they are some ``of``."""
        people = self.situation.demand.people
        among_all = people if of is None else people[of]
        return None if np.isnan(among_all).all() else float(np.nansum(people[among]))

    def _members(self, at: int) -> NDArray[np.integer]:
        """Return the rows of an area's demand points, of those in the authority."""
        here = self.situation.here
        members: NDArray[np.integer] = here.indices[here.indptr[at] : here.indptr[at + 1]]
        inside: NDArray[np.integer] = members[self.situation.demand.own[members]]
        return inside
