"""Weighing proposals, alone and together: all that they would change, from one situation."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from asset_map.analysis.assumptions import (
    DISTANCE_METHOD,
    NOT_SEEN,
    STREETS_METHOD,
    STREETS_NOT_SEEN,
)
from asset_map.analysis.changed_supply import opened_id
from asset_map.analysis.impact import NeedImpact, Settings, Together, Weighing
from asset_map.analysis.scenario import After
from asset_map.analysis.situation import Situation
from asset_map.domain.proposals import Change, ChangeKind, Proposal, State

PAST = "Closures since"
"""The title of what closed already, counted beside proposals; the day follows."""


@dataclass(frozen=True)
class Impact:
    """What proposals would change. ``proposals``: in the order given, past closures last.

    ``after``: with all of them at once, and ``each`` with every one alone. ``needs``: every need
    that is touched; ``together``: the same needs, where there is more than one proposal.
    """

    situation: Situation
    settings: Settings
    proposals: tuple[Proposal, ...]
    after: After
    each: tuple[After, ...]
    needs: tuple[NeedImpact, ...]
    together: tuple[Together, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """Return all changes of all proposals."""
        return tuple(change for proposal in self.proposals for change in proposal.changes)

    @property
    def opened(self) -> dict[UUID, str]:
        """Return what opens only then: names by id."""
        return {
            opened_id(change): change.name
            for change in self.changes
            if change.kind is ChangeKind.OPEN
        }

    @property
    def distance_method(self) -> str:
        """Return how walks are measured, in words."""
        if self.settings.detour == 1:
            return "straight line"
        return DISTANCE_METHOD if self.situation.network is None else STREETS_METHOD

    @property
    def note(self) -> str:
        """Return what walking distances do not see."""
        if self.settings.detour == 1:
            return "Straight lines: every walk is longer than this."
        return NOT_SEEN if self.situation.network is None else STREETS_NOT_SEEN


def weigh(situation: Situation, proposals: Sequence[Proposal], weighing: Weighing) -> Impact:
    """Return what proposals that were checked would change, past closures counted beside them."""
    sets = [*proposals, *past_closures(situation)]
    each = [weighing.after(proposal.changes) for proposal in sets]
    every = (
        each[0]
        if len(sets) == 1
        else weighing.after(change for proposal in sets for change in proposal.changes)
    )
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
