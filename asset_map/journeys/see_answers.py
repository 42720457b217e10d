"""Anybody: what people said of a proposal that opens to them, and what they propose instead."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from asset_map.analysis.beside import Beside
from asset_map.analysis.impact import Settings
from asset_map.analysis.weigh import Weighing
from asset_map.db import contributions, proposals, session
from asset_map.domain.days import uk_today
from asset_map.domain.proposals import Proposal, State
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks
from asset_map.journeys.answers_beside import beside_each
from asset_map.journeys.check_proposal import checked
from asset_map.journeys.ground import ground
from asset_map.journeys.remarks import Remark, remarks_of
from asset_map.journeys.see_proposal import handed_on, may_open
from asset_map.journeys.situation import read_situation
from asset_map.settings import get_settings

__all__ = ["Answers", "Beside", "Remark", "see_answers", "weigh_answers"]


@dataclass(frozen=True)
class Answers:
    """What people said of a proposal, the oldest first; published proposals that answer it.

    ``sent``: which of these, and whether it itself, people sent in; ``mended``: of which a steward
    changed the words.
    """

    remarks: tuple[Remark, ...]
    counters: tuple[Proposal, ...]
    sent: frozenset[UUID] = frozenset()
    mended: frozenset[UUID] = frozenset()


@asks(Action.BROWSE)
def see_answers(proposal_id: UUID) -> Answers:
    """Return what was said of a proposal. Raises NotFound for one that does not open to whoever
    asks; of a draft nobody has said anything."""
    with session.reading() as connection:
        may_open(connection, proposal_id)
        remarks = remarks_of(connection, [proposal_id])
        counters = [
            handed_on(one)
            for one in proposals.listed(connection, None)
            if one.answers_id == proposal_id and one.state is not State.DRAFT
        ]
        ids = [proposal_id, *(one.id for one in counters if one.id)]
        sent, mended = contributions.sent_and_mended(connection, ids)
    return Answers(remarks, tuple(counters), sent, mended)


@asks(Action.BROWSE)
def weigh_answers(proposal_id: UUID, *, at: date | None = None) -> tuple[Beside, ...]:
    """Return what published answers to a proposal would change, each beside the proposal itself.

    Raises NotFound for a proposal that does not open to whoever asks, and BadInput where its own
    changes cannot be made.
    """
    counters = see_answers(proposal_id).counters
    if not any(one.changes for one in counters):
        return ()
    with session.reading() as connection:
        found = may_open(connection, proposal_id)
        stand = ground(connection)
        situation = read_situation(connection, stand, at or uk_today())
        settings = Settings(walking_kmh=get_settings().walking_kmh)
        weighing = Weighing(situation, settings, stand.reach)
        sound = checked(connection, situation, found)
        return beside_each(connection, weighing, sound, counters)
