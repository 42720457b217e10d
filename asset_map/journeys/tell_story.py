"""Anybody: the example of the demonstration, three small proposals and the community's answer.

Every figure is worked out from what is loaded; nothing is written in.
"""

from datetime import date

from sqlalchemy import Connection

from asset_map.analysis.assumptions import NOT_SEEN, STREETS_NOT_SEEN
from asset_map.analysis.impact import Settings
from asset_map.analysis.situation import Situation
from asset_map.analysis.story import tell
from asset_map.analysis.weigh import Weighing
from asset_map.db import proposals, session
from asset_map.domain.days import uk_today
from asset_map.domain.errors import NotFound
from asset_map.domain.proposals import Proposal
from asset_map.domain.rights import Action
from asset_map.domain.story import Story
from asset_map.journeys.acting import asks
from asset_map.journeys.changes_in_words import change_in_words
from asset_map.journeys.check_proposal import checked
from asset_map.journeys.ground import ground
from asset_map.journeys.situation import read_situation
from asset_map.settings import get_settings


@asks(Action.BROWSE)
def tell_story(*, at: date | None = None) -> Story:
    """Return the story as things stand on the day ``at``.

    Raises NotFound where the demonstration's proposals are not loaded.
    """
    with session.reading() as connection:
        kept = [proposal for proposal in proposals.listed(connection, None) if proposal.demo]
        if not kept:
            raise NotFound(
                "The example is not loaded: it belongs to the demonstration.",
                "Load it with: asset-map demo",
            )
        stand = ground(connection)
        situation = read_situation(connection, stand, at or uk_today())
        proposed = _checked(connection, situation, kept, answers=False)
        answers = _checked(connection, situation, kept, answers=True)
    settings = Settings(walking_kmh=get_settings().walking_kmh)
    told = tell(Weighing(situation, settings, stand.reach), proposed, answers)
    if not (told.places and told.told_first):
        raise NotFound("By what is loaded, the example changes nothing for anybody.")
    return Story(
        at=situation.at,
        places=told.places,
        today=told.today,
        alone=told.alone,
        together=told.together,
        answered=told.answered,
        only_together=told.only_together,
        told_first=told.told_first,
        changes=tuple((one, _in_words(one, situation)) for one in (*proposed, *answers)),
        people_source=situation.people_source,
        people_as_of=situation.people_as_of,
        note=NOT_SEEN if situation.network is None else STREETS_NOT_SEEN,
    )


def _checked(
    connection: Connection, situation: Situation, kept: list[Proposal], *, answers: bool
) -> list[Proposal]:
    """Return the proposals, or the answers to them, in the order of their references."""
    some = [one for one in kept if (one.answers_id is not None) is answers]
    some.sort(key=lambda one: (one.reference, one.title))
    return [checked(connection, situation, one) for one in some]


def _in_words(proposal: Proposal, situation: Situation) -> tuple[str, ...]:
    return tuple(
        change_in_words(change, situation.things, proposal.from_day) for change in proposal.changes
    )
