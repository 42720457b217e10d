"""Weighing proposals, alone and together: all that they would change, from one situation.

Pure: a situation and changes go in, figures come out; the same ones always give the same figures.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from asset_map.analysis.access import within
from asset_map.analysis.arrays import Mask
from asset_map.analysis.assumptions import DEPRIVED, other_distances
from asset_map.analysis.difference import Difference, PointChanges, difference, point_changes
from asset_map.analysis.groups import Group
from asset_map.analysis.impact import Impact, NeedImpact, Sensitivity, Settings, Together
from asset_map.analysis.meeting import Meeting
from asset_map.analysis.pressure import Pressure, pressure
from asset_map.analysis.reach import Question, Reach
from asset_map.analysis.scenario import After, after
from asset_map.analysis.situation import Reaching, Situation, World
from asset_map.domain.needs import Need
from asset_map.domain.places import Area
from asset_map.domain.proposals import Change, ChangeKind, Proposal, State, counted_once

PAST = "Closures since"
"""The title of what closed already, counted beside proposals; the day follows."""


class Weighing:
    """Weighs changes against one situation; what was worked out for one set serves the next."""

    def __init__(
        self,
        situation: Situation,
        settings: Settings | None = None,
        reach: Reaching | None = None,
    ) -> None:
        self.situation = situation
        self.settings = settings or Settings()
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


def weigh(situation: Situation, proposals: Sequence[Proposal], weighing: Weighing) -> Impact:
    """Return what proposals that were checked would change, past closures counted beside them."""
    sets = [*proposals, *past_closures(situation)]
    each = [weighing.after(proposal.changes) for proposal in sets]
    every = each[0] if len(sets) == 1 else weighing.after(counted_once(sets))
    touched = weighing.needs([*each, every])
    return Impact(
        situation=situation,
        settings=weighing.settings,
        proposals=tuple(sets),
        after=every,
        each=tuple(each),
        needs=tuple(weighing.of_need(need, every) for need in touched),
        together=tuple(weighing.together(need, each, every) for need in touched if len(sets) > 1),
    )


def past_closures(situation: Situation) -> list[Proposal]:
    """Return what closed since the day that was asked for, as if it were a proposal."""
    since = situation.closed_since
    if since is None:
        return []
    closed = [
        thing.id
        for thing in situation.things.values()
        if thing.closed is not None and since < thing.closed <= situation.at
    ]
    return [
        Proposal(
            title=f"{PAST} {since:%-d %B %Y}",
            directorate="",
            changes=tuple(Change(ChangeKind.CLOSE, asset_id) for asset_id in closed),
            state=State.DONE,
        )
    ]
