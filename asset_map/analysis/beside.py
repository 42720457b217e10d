"""A proposal and an answer to it side by side: who is in reach now, by the one and by the other.

Pure: what was checked goes in, figures come out. The two are never added up.
"""

from dataclasses import dataclass

from asset_map.analysis.difference import Difference, difference, point_changes
from asset_map.analysis.scenario import After
from asset_map.analysis.weigh import Weighing
from asset_map.domain.links_followed import Effect
from asset_map.domain.needs import Need
from asset_map.domain.proposals import Proposal


@dataclass(frozen=True)
class NeedBeside:
    """What becomes of a need by a proposal, and by an answer to it instead, of the people of the
    authority; both against how things stand now."""

    need: Need
    standard_m: float
    proposal: Difference
    answer: Difference


@dataclass(frozen=True)
class Beside:
    """An answer beside the proposal that it answers. ``needs``: those that either touches;
    ``stops``: how much surely stops because of the proposal, and because of the answer.

    ``problem``: why nothing can be worked out of the answer, "" where it can.
    """

    answer: Proposal
    needs: tuple[NeedBeside, ...] = ()
    stops: tuple[int, int] = (0, 0)
    problem: str = ""


def beside(weighing: Weighing, proposal: Proposal, answer: Proposal) -> Beside:
    """Return what a proposal would change beside what an answer to it would change instead."""
    found = [weighing.after(one.changes) for one in (proposal, answer)]
    return Beside(
        answer,
        tuple(_of_need(weighing, need, found) for need in weighing.needs(found)),
        (_stops(found[0]), _stops(found[1])),
    )


def _of_need(weighing: Weighing, need: Need, found: list[After]) -> NeedBeside:
    now = weighing.situation
    before, metres = weighing.measured(need, now.world), weighing.standard_m(need)
    by_proposal, by_answer = (
        difference(
            point_changes(before, weighing.measured(need, one.headline), metres),
            now.demand.people,
            now.demand.own,
        )
        for one in found
    )
    return NeedBeside(need, metres, by_proposal, by_answer)


def _stops(found: After) -> int:
    return sum(step.effect is Effect.STOPS and step.sure for step in found.knock_on.steps)
