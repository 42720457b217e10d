"""Anybody: the proposals that open to them."""

from asset_map.db import proposals, session
from asset_map.domain.proposals import Proposal
from asset_map.domain.rights import Action
from asset_map.journeys.acting import acting_person, asks
from asset_map.journeys.see_proposal import reader_of, shown_to


@asks(Action.BROWSE)
def list_proposals() -> tuple[Proposal, ...]:
    """Return what is published, decided or done; before it, drafts of whoever asks, and those that
    they are named in. What was changed last comes first."""
    person = acting_person()
    with session.reading() as connection:
        found = proposals.listed(connection, reader_of(person))
    return tuple(shown_to(person, proposal) for proposal in found)
