"""An officer: answers what a report asks of people, or leaves it blank again."""

from collections.abc import Mapping
from uuid import UUID

from asset_map.db import proposal_notes
from asset_map.domain.errors import BadInput
from asset_map.domain.prompts import BY_ID
from asset_map.domain.proposals import Answer
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks
from asset_map.journeys.own_proposal import taking_part
from asset_map.journeys.proposal_facts import role, words
from asset_map.journeys.see_proposal import known_id

LONGEST_ANSWER, LONGEST_ROLE = 10_000, 80
"""Characters."""


@asks(Action.DRAFT_PROPOSAL)
def answer_prompt(
    proposal_id: UUID | str, prompt: str, answer: str, officer: str
) -> Mapping[str, Answer]:
    """Answer a prompt, by its id, in the name of a role; without words it is blank again.

    The author and the officers named may. Returns all answers, by the prompt's id.
    """
    if prompt not in BY_ID:
        raise BadInput("No prompt of a report is called so.", "Take its id from the report.")
    said = words(answer, "answer", LONGEST_ANSWER, lines=True)
    by = role(words(officer, "role of who answers", LONGEST_ROLE))
    if said and not by:
        raise BadInput("It is not said who answers.", "Give a role, such as head of libraries.")
    with taking_part(proposal_id) as (connection, _):
        known = known_id(proposal_id)
        if said:
            proposal_notes.keep_answer(connection, known, prompt, said, by)
        else:
            proposal_notes.remove_answer(connection, known, prompt)
        return proposal_notes.answers_of(connection, known)
