"""Answers to a proposal, each weighed beside it; and that alternatives are not added up."""

from collections.abc import Iterable, Sequence
from itertools import combinations

from sqlalchemy import Connection

from asset_map.analysis.beside import Beside, beside
from asset_map.analysis.weigh import Weighing
from asset_map.domain.errors import BadInput
from asset_map.domain.proposals import Proposal
from asset_map.journeys.check_proposal import checked

MOST_WEIGHED = 5
"""So many answers to a proposal are weighed at once; all are named."""


def beside_each(
    connection: Connection, weighing: Weighing, proposal: Proposal, answers: Iterable[Proposal]
) -> tuple[Beside, ...]:
    """Return answers beside a proposal that was checked; of one that cannot be made any more, why.
    Answers without a change, which are words alone, are left out."""
    if proposal.id is None:
        return ()
    with_changes = [one for one in answers if one.changes and one.answers_id == proposal.id]
    return tuple(_one(connection, weighing, proposal, one) for one in with_changes[:MOST_WEIGHED])


def _one(
    connection: Connection, weighing: Weighing, proposal: Proposal, answer: Proposal
) -> Beside:
    try:
        return beside(weighing, proposal, checked(connection, weighing.situation, answer))
    except BadInput as error:
        return Beside(answer, problem=error.sentence)


def refuse_alternatives(proposals: Sequence[Proposal]) -> None:
    """Raise BadInput where two answers to one proposal, to be added up, change the same thing: only
    one of them can be."""
    answers = [one for one in proposals if one.answers_id is not None]
    for one, other in combinations(answers, 2):
        same = {change.asset_id for change in one.changes if change.asset_id is not None} & {
            change.asset_id for change in other.changes
        }
        if one.answers_id == other.answers_id and same and one.id != other.id:
            raise BadInput(
                f"“{one.title}” and “{other.title}” answer the same proposal and change the same "
                "thing: they are alternatives, and are not added up.",
                "Choose one of them.",
            )
