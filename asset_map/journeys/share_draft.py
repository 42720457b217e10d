"""An officer: says which other officers a draft of theirs opens to."""

from uuid import UUID

from asset_map.db import people, proposal_notes
from asset_map.domain.addresses import email_address
from asset_map.domain.errors import BadInput
from asset_map.domain.proposals import Proposal
from asset_map.domain.rights import Action, may
from asset_map.journeys.acting import asks
from asset_map.journeys.own_proposal import own
from asset_map.journeys.see_proposal import known_id

MOST_READERS = 50


@asks(Action.DRAFT_PROPOSAL)
def name_officer(proposal_id: UUID | str, email: str) -> Proposal:
    """Let another officer open a draft and answer its prompts. Done twice, it is done once."""
    address = email_address(email)
    with own(proposal_id, draft=False) as (connection, found):
        account = people.account_of(connection, address)
        if account is None or not may(account.role, Action.DRAFT_PROPOSAL):
            raise BadInput(
                f"No officer signs in with {address}.",
                "Check the address, or ask an administrator of the map to add them.",
            )
        if account.id == found.author_id:
            raise BadInput("You wrote it: it opens to you already.", "Name another officer.")
        if len(proposal_notes.readers_of(connection, known_id(proposal_id))) >= MOST_READERS:
            raise BadInput(
                f"{MOST_READERS} officers are named already.", "Take somebody out first."
            )
        proposal_notes.add_reader(connection, known_id(proposal_id), account.id)
        return found


@asks(Action.DRAFT_PROPOSAL)
def unname_officer(proposal_id: UUID | str, email: str) -> Proposal:
    """Let an officer open a draft no more."""
    address = email_address(email)
    with own(proposal_id, draft=False) as (connection, found):
        if not proposal_notes.remove_reader(connection, known_id(proposal_id), address):
            raise BadInput(f"{address} is not named in it.", "Look at who is.")
        return found
