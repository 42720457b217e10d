"""Anybody: what proposals that are open to them would change, alone and together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from asset_map.analysis.assumptions import DETOUR_FACTOR
from asset_map.analysis.impact import Settings, Weighing
from asset_map.analysis.weigh import Impact, weigh
from asset_map.domain.errors import NotFound
from asset_map.domain.proposals import Proposal
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks
from asset_map.journeys.check_proposal import checked
from asset_map.journeys.ground import ground
from asset_map.journeys.situation import read_situation
from asset_map.settings import get_settings


@dataclass(frozen=True)
class SeenImpact:
    """What proposals would change, with the places that could take in what is displaced."""

    impact: Impact
    alternatives: Any = None


@asks(Action.BROWSE)
def see_impact(
    proposal_ids: tuple[UUID, ...], *, at: date | None = None, closed_since: date | None = None
) -> SeenImpact:
    """Return what proposals would change. Raises NotFound for one that is not open to who asks."""
    raise NotFound(f"There is no proposal {proposal_ids[0]}.", f"{at}{closed_since}")


def weighed(
    connection: Connection,
    proposals: Sequence[Proposal],
    *,
    at: date | None = None,
    closed_since: date | None = None,
    standard_m: float | None = None,
    straight_line: bool = False,
) -> SeenImpact:
    """Weigh proposals within a journey's own transaction, and look for alternatives."""
    stand = ground(connection)
    situation = read_situation(connection, stand, at or date.today(), closed_since=closed_since)
    sound = [checked(connection, situation, proposal) for proposal in proposals]
    settings = Settings(
        walking_kmh=get_settings().walking_kmh,
        detour=1.0 if straight_line else DETOUR_FACTOR,
        standard_m=standard_m,
    )
    return SeenImpact(weigh(situation, sound, Weighing(situation, settings, stand.reach)))
