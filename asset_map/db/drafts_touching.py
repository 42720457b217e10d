"""How many drafts touch the same places as another one; never which, or whose."""

from uuid import UUID

from sqlalchemy import Connection, text

from asset_map.db import leads_to
from asset_map.db.proposals import OPEN

# What a draft touches: the assets it names, led on to what they are now, the venue or group that
# they go to, and what hangs on them, as far as things stop with each other. Two are compared by the
# places of all that alone, which only what has no place stands for itself in: whoever drafts one
# thing after another finds the building that somebody else's draft touches, not what in it.
_TOUCHING = f"""
WITH RECURSIVE named AS (
    SELECT c.proposal_id, unnest(ARRAY[c.asset_id, CASE WHEN c.kind <> 'end_funding'
                                                        THEN c.other_id END]) AS asset_id
    FROM proposal_change c JOIN proposal p ON p.id = c.proposal_id AND p.state = 'draft'
    LEFT JOIN account a ON a.id = p.author_id
    WHERE p.id = :id OR (NOT {OPEN} AND a.ended IS NULL)
),
now AS (
    SELECT n.proposal_id, coalesce({leads_to.now("n.asset_id")}, n.asset_id) AS asset_id
    FROM named n WHERE n.asset_id IS NOT NULL
),
held AS (
    SELECT CASE type WHEN 'supports' THEN to_id ELSE from_id END AS hangs,
           CASE type WHEN 'supports' THEN from_id ELSE to_id END AS holder,
           type IN ('meets_at', 'delivered_at') AS place,
           type IN ('meets_at', 'delivered_at', 'provided_by', 'managed_by') AS stops
    FROM link
    WHERE withdrawn IS NULL AND (valid_to IS NULL OR valid_to > CURRENT_DATE)
      AND (valid_from IS NULL OR valid_from <= CURRENT_DATE)
),
hanging (proposal_id, asset_id, goes_on) AS (
    SELECT proposal_id, asset_id, true FROM now
    UNION
    SELECT f.proposal_id, h.hangs, h.stops
    FROM hanging f JOIN held h ON h.holder = f.asset_id WHERE f.goes_on
),
places AS (
    SELECT DISTINCT t.proposal_id, coalesce(h.holder, t.asset_id) AS place_id
    FROM hanging t LEFT JOIN held h ON h.hangs = t.asset_id AND h.place
)
SELECT count(DISTINCT theirs.proposal_id)
FROM places mine JOIN places theirs ON theirs.place_id = mine.place_id
WHERE mine.proposal_id = :id AND theirs.proposal_id <> :id
"""


def drafts_touching(connection: Connection, proposal_id: UUID, reader: UUID | None) -> int:
    """Return how many drafts that do not open to a reader touch the same places as a draft.

    Those whose author's account has ended are left out: nobody can bring them forward.
    """
    return int(
        connection.execute(text(_TOUCHING), {"id": proposal_id, "reader": reader}).scalar_one()
    )
