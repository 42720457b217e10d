"""What is expected of proposals, kept beside them: to be looked at again after the decision."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from asset_map.analysis.impact import Impact
from asset_map.analysis.weigh import Weighing, weigh
from asset_map.db import proposals
from asset_map.domain.errors import BadInput
from asset_map.domain.links_followed import Effect
from asset_map.domain.proposals import Proposal
from asset_map.domain.rights import Action, may
from asset_map.journeys.acting import acting_person
from asset_map.journeys.ground import ground
from asset_map.journeys.impact_as_data import of_impact
from asset_map.journeys.weigh_proposals import impact_of
from asset_map.settings import get_settings
from asset_map.snapshots import keep


def expect(
    connection: Connection, proposal_id: UUID, impact: Impact, *, checksum: str, snapshot: str
) -> None:
    """Keep what an impact of this one proposal says, unless the last that was kept is the same."""
    proposals.keep_expected(connection, proposal_id, checksum, snapshot, expected_by(impact))


def expect_of_published(connection: Connection, proposal: Proposal) -> str | None:
    """Weigh a proposal that is being published, keep its inputs and what is expected of it.

    Returns the hash of the inputs; None where nothing can be worked out, such as where no postcodes
    are loaded: a proposal may be published without.
    """
    if proposal.id is None:
        return None
    try:
        impact = impact_of(connection, ground(connection), [proposal])
    except BadInput:
        return None
    return _kept(connection, proposal.id, impact)


def expect_of_reported(connection: Connection, impact: Impact) -> None:
    """Keep what is expected of each proposal of a report by itself.

    Only an officer's report does so, and none that counts past closures beside the proposals: what
    each would do by itself is then another question.
    """
    situation = impact.situation
    if situation.closed_since is not None or not may(acting_person().role, Action.WEIGH_CLOSURE):
        return
    weighing = Weighing(situation, impact.settings)
    for proposal in impact.proposals:
        if proposal.id is not None:
            alone = impact if len(impact.proposals) == 1 else weigh(situation, [proposal], weighing)
            _kept(connection, proposal.id, alone)


def expected_by(impact: Impact) -> dict[str, Any]:
    """Return what is kept of an impact: people in reach by need, what was to end, what to stop."""
    now = impact.situation
    ends = impact.after.ended
    steps = [step for step in impact.after.knock_on.steps if step.effect is Effect.STOPS]
    return {
        "as_at": now.at.isoformat(),
        "people_source": now.people_source,
        "people_as_of": now.people_as_of,
        "needs": [
            {
                "need": found.need.id,
                "label": found.need.label,
                "standard_m": found.standard_m,
                "detour_factor": impact.settings.detour,
                "people": found.headline.people,
                "people_before": found.headline.people_before,
                "people_after": found.headline.people_after,
                "postcodes_before": found.headline.points_before,
                "postcodes_after": found.headline.points_after,
            }
            for found in impact.needs
        ],
        "ends": [{"id": str(one), "name": now.things[one].name} for one in sorted(ends)],
        "stops": [
            {"id": str(step.asset.id), "name": step.asset.name, "sure": step.sure} for step in steps
        ],
    }


def _kept(connection: Connection, proposal_id: UUID, impact: Impact) -> str:
    snapshot = keep(impact.situation, get_settings().home)
    data: Mapping[str, Any] = of_impact(impact, snapshot=snapshot)
    expect(connection, proposal_id, impact, checksum=data["checksum"], snapshot=snapshot)
    return snapshot
