"""An officer: publishes a proposal, and notes what was decided and what came of it.

A proposal only goes on: from a draft to published, decided and done.
"""

from datetime import date
from uuid import UUID

from asset_map.db import deeds, proposals
from asset_map.db.proposals import Standing
from asset_map.domain.days import uk_today
from asset_map.domain.errors import BadInput
from asset_map.domain.proposals import Proposal, State
from asset_map.domain.rights import Action
from asset_map.journeys.acting import acting_person, asks
from asset_map.journeys.check_proposal import checked_on
from asset_map.journeys.expectations import expect_of_published
from asset_map.journeys.own_proposal import own, taking_part
from asset_map.journeys.proposal_facts import words
from asset_map.journeys.see_proposal import found_by, known_id, shown_to

LONGEST_OUTCOME = 2000


@asks(Action.DRAFT_PROPOSAL)
def publish_proposal(
    proposal_id: UUID | str, *, confirmed: bool, seen: int | None = None
) -> Proposal:
    """Open a draft to everybody, for good.

    Raises BadInput unless that was ``confirmed``, and where its changes cannot be made.
    """
    with own(proposal_id, seen=seen) as (connection, found):
        if not found.changes:
            raise BadInput("A proposal without a change is not published.", "Add a change first.")
        checked_on(connection, found, uk_today())
        if confirmed is not True:
            raise BadInput(
                "Publishing opens this proposal to everybody; it is not changed any more after it.",
                "Nothing was published. Confirm that you want this.",
            )
        proposals.set_state(connection, known_id(proposal_id), State.PUBLISHED)
        expect_of_published(connection, found)
        person = acting_person()
        deeds.note(connection, person, "proposal published", "proposal", known_id(proposal_id))
        return found_by(connection, proposal_id, person)


@asks(Action.DRAFT_PROPOSAL)
def decide_proposal(proposal_id: UUID | str, *, outcome: str, day: date) -> Proposal:
    """Note what was decided on a published proposal, and on which day."""
    return _onward(proposal_id, State.PUBLISHED, State.DECIDED, outcome, day)


@asks(Action.DRAFT_PROPOSAL)
def finish_proposal(proposal_id: UUID | str, *, outcome: str, day: date) -> Proposal:
    """Note what came of a decided proposal, and from which day on."""
    return _onward(proposal_id, State.DECIDED, State.DONE, outcome, day)


def _onward(
    proposal_id: UUID | str, before: State, after: State, outcome: str, day: date
) -> Proposal:
    said = words(outcome, "outcome", LONGEST_OUTCOME, lines=True)
    if not said:
        raise BadInput("The outcome is missing.", f"Say what was {after}.")
    if type(day) is not date or day > uk_today():
        raise BadInput("That day is still to come.", "Note it once it is so.")
    with taking_part(proposal_id) as (connection, found):
        if found.state is not before:
            raise BadInput(
                f"This proposal is {found.state}: only one that is {before} becomes {after}.",
                "A proposal goes from draft to published, decided and done, and never back.",
            )
        known = known_id(proposal_id)
        earlier = proposals.standing_of(connection, known).outcome
        line = f"{after.capitalize()}, {day.day} {day:%B %Y}: {said}"
        proposals.set_outcome(
            connection, known, Standing("\n".join(filter(None, (earlier, line))), day)
        )
        proposals.set_state(connection, known, after)
        person = acting_person()
        deeds.note(connection, person, f"proposal {after}", "proposal", known)
        return shown_to(person, found_by(connection, known, person))
