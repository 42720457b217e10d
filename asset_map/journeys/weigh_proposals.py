"""An officer: what proposals would change, alone and together, before they are decided.

Nothing is written: a what-if is data, never a change to the assets.
"""

from collections.abc import Sequence
from datetime import date
from typing import TypedDict, Unpack

from sqlalchemy import Connection

from asset_map.analysis.assumptions import DETOUR_FACTOR
from asset_map.analysis.impact import Impact, Settings
from asset_map.analysis.weigh import Weighing, weigh
from asset_map.db import session
from asset_map.domain.days import uk_today
from asset_map.domain.errors import BadInput
from asset_map.domain.proposals import Proposal
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks
from asset_map.journeys.answers_beside import refuse_alternatives
from asset_map.journeys.check_proposal import checked
from asset_map.journeys.ground import Ground, ground
from asset_map.journeys.situation import read_situation
from asset_map.settings import get_settings


class Terms(TypedDict, total=False):
    """On which terms proposals are weighed, where these are not the usual ones.

    ``at``: as things stand on that day, today where it is None; ``closed_since``: count what closed
    after that day beside them; ``standard_m`` overrides the standard of every need, metres, one
    way; ``straight_line`` counts metres as the crow flies.
    """

    at: date | None
    closed_since: date | None
    standard_m: float | None
    straight_line: bool


@asks(Action.WEIGH_CLOSURE)
def weigh_proposals(proposals: Sequence[Proposal], **terms: Unpack[Terms]) -> Impact:
    """Return what proposals would change; see ``Terms``. Raises BadInput for changes that cannot be
    made, naming the change; nothing is worked out then."""
    with session.reading() as connection:
        return impact_of(connection, ground(connection), proposals, **terms)


def impact_of(
    connection: Connection,
    stand: Ground,
    proposals: Sequence[Proposal],
    *,
    at: date | None = None,
    closed_since: date | None = None,
    standard_m: float | None = None,
    straight_line: bool = False,
) -> Impact:
    """Weigh proposals within a journey's own transaction; asked as ``weigh_proposals`` is."""
    day = at or uk_today()
    if closed_since is not None and closed_since > day:
        raise BadInput(
            f"What closed since {closed_since:%-d %B %Y} cannot be counted on {day:%-d %B %Y}.",
            "Give a day before that.",
        )
    situation = read_situation(connection, stand, day, closed_since=closed_since)
    sound = [checked(connection, situation, proposal) for proposal in proposals]
    refuse_alternatives(sound)
    settings = Settings(
        walking_kmh=get_settings().walking_kmh,
        detour=1.0 if straight_line else DETOUR_FACTOR,
        standard_m=standard_m,
    )
    return weigh(situation, sound, Weighing(situation, settings, stand.reach))
