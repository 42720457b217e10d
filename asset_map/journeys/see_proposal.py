"""Anybody: one proposal, if it opens to them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from asset_map.db import proposal_notes, proposals, session
from asset_map.db.drafts_touching import drafts_touching
from asset_map.domain.errors import NotFound
from asset_map.domain.numbers import real_people
from asset_map.domain.people import Person
from asset_map.domain.proposals import Answer, Proposal, State
from asset_map.domain.rights import Action, may
from asset_map.journeys.acting import acting_person, asks

SHUT = "No proposal of this id opens to you."
NEXT = "A draft opens only to its author and the officers named in it; sign in if you are one."
"""Told alike of a draft of others and of one that does not exist."""


@dataclass(frozen=True)
class SeenProposal:
    """A proposal as it opens to somebody.

    ``may_change``: it is their draft. ``takes_part``: they wrote it or are named in it, so they may
    answer its prompts, and note what was decided. ``readers``: addresses of the officers named in
    it, for its author alone. ``answers``: by the prompt's id. ``other_drafts``: how many drafts
    that they may not open touch the same places, counted for drafts alone. ``outcome``: what became
    of it, up to ``outcome_day``.
    """

    proposal: Proposal
    may_change: bool
    takes_part: bool
    readers: tuple[str, ...]
    answers: Mapping[str, Answer]
    other_drafts: int
    outcome: str
    outcome_day: date | None


@asks(Action.BROWSE)
def see_proposal(proposal_id: UUID | str) -> SeenProposal:
    """Return a proposal. Raises NotFound, in the same words, where there is none, and where one
    does not open to whoever asks."""
    with session.reading() as connection:
        person = acting_person()
        found = found_by(connection, proposal_id, person)
        known = known_id(proposal_id)
        now = proposals.standing_of(connection, known)
        named = proposal_notes.readers_of(connection, known)
        own = is_author(person, found)
        reader = reader_of(person)
        draft = found.state is State.DRAFT
        return SeenProposal(
            proposal=shown_to(person, found),
            may_change=own and draft,
            takes_part=own or (reader is not None and reader in {one.id for one in named}),
            readers=tuple(one.email for one in named) if own else (),
            answers=proposal_notes.answers_of(connection, known),
            other_drafts=drafts_touching(connection, known, reader) if draft else 0,
            outcome=now.outcome,
            outcome_day=now.outcome_day,
        )


def may_open(connection: Connection, proposal_id: UUID | str) -> Proposal:
    """Return a proposal that opens to whoever acts, not telling whose it is, as what is worked out
    from it may be remembered for others; else raise NotFound, as ``see_proposal``."""
    return replace(found_by(connection, proposal_id, acting_person()), author_id=None)


def found_by(
    connection: Connection, proposal_id: UUID | str, person: Person, *, hold: bool = False
) -> Proposal:
    """Return a proposal that opens to a person, held against changes where that is asked for."""
    found = proposals.open_to(connection, known_id(proposal_id), reader_of(person), hold=hold)
    if found is None:
        raise NotFound(SHUT, NEXT)
    return found


def reader_of(person: Person) -> UUID | None:
    """Return the account that drafts may open to: of whoever may draft at all."""
    return person.account_id if may(person.role, Action.DRAFT_PROPOSAL) else None


def is_author(person: Person, proposal: Proposal) -> bool:
    """Tell whether a proposal is somebody's own."""
    reader = reader_of(person)
    return reader is not None and reader == proposal.author_id


def shown_to(person: Person, proposal: Proposal) -> Proposal:
    """Return a proposal as a person may see it: whose it is, only the author is told."""
    return proposal if is_author(person, proposal) else replace(proposal, author_id=None)


def handed_to(person: Person, proposal: Proposal) -> Proposal:
    """Return a proposal as a person may take it along: the people that its author counted are in
    it for the author alone as they were counted, and for others as they may be shown."""
    return proposal if is_author(person, proposal) else handed_on(proposal)


def handed_on(proposal: Proposal) -> Proposal:
    """Return a proposal as anybody may have it: without its author, and with real people as they
    may be shown; fewer than 10 are left out."""
    shown = [(count, real_people(count.count)) for count in proposal.user_counts]
    counts = tuple(replace(count, count=people) for count, people in shown if people is not None)
    return replace(proposal, user_counts=counts, author_id=None)


def known_id(proposal_id: UUID | str) -> UUID:
    """Return an id that somebody gave. Raises NotFound where it cannot be one."""
    try:
        return proposal_id if isinstance(proposal_id, UUID) else UUID(proposal_id)
    except ValueError:
        raise NotFound(SHUT, NEXT) from None
