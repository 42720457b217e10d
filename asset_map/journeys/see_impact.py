"""Anybody: what proposals that open to them would change, alone and together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Unpack
from uuid import UUID

from sqlalchemy import Connection

from asset_map import snapshots
from asset_map.analysis.impact import Impact
from asset_map.db import session
from asset_map.domain.alternatives import Alternatives
from asset_map.domain.proposals import Proposal
from asset_map.domain.rights import Action
from asset_map.journeys import impact_as_data, impact_told
from asset_map.journeys.acting import asks
from asset_map.journeys.find_alternatives import alternatives
from asset_map.journeys.ground import ground
from asset_map.journeys.see_proposal import may_open
from asset_map.journeys.weigh_proposals import Terms, impact_of
from asset_map.settings import get_settings


@dataclass(frozen=True)
class SeenImpact:
    """What proposals would change, and where what they displace could go.

    ``snapshot``: the name of what it was worked out from, where that was kept.
    """

    impact: Impact
    alternatives: Alternatives
    snapshot: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data; see docs/json.md."""
        return impact_as_data.of_impact(self.impact, self.alternatives, snapshot=self.snapshot)

    def sentences(self) -> list[str]:
        """Return it in words."""
        return impact_told.sentences(self.impact, self.alternatives)


@asks(Action.BROWSE)
def see_impact(
    proposal_ids: tuple[UUID, ...], *, at: date | None = None, closed_since: date | None = None
) -> SeenImpact:
    """Return what proposals would change, as things stand on the day ``at``.

    ``closed_since``: count what closed after that day beside them. Raises NotFound for a proposal
    that does not open to whoever asks, and BadInput for changes that cannot be made.
    """
    with session.reading() as connection:
        found = [may_open(connection, proposal_id) for proposal_id in proposal_ids]
        return weighed(connection, found, at=at, closed_since=closed_since)


@asks(Action.WEIGH_CLOSURE)
def see_proposed(
    proposals: Sequence[Proposal], *, keep: bool = False, **terms: Unpack[Terms]
) -> SeenImpact:
    """Return what proposals would change that are not kept in the database; asked as
    ``weigh_proposals`` is. ``keep``: keep what it is worked out from, to work it out again."""
    with session.reading() as connection:
        found = weighed(connection, proposals, **terms)
    if not keep:
        return found
    return replace(found, snapshot=snapshots.keep(found.impact.situation, get_settings().home))


def weighed(
    connection: Connection, proposals: Sequence[Proposal], **terms: Unpack[Terms]
) -> SeenImpact:
    """Weigh proposals within a journey's own transaction, and look for alternatives."""
    stand = ground(connection)
    impact = impact_of(connection, stand, proposals, **terms)
    return SeenImpact(impact, alternatives(connection, stand, impact))
