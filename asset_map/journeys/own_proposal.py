"""A proposal while its author changes it: held, and refused to everybody else."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from sqlalchemy import Connection

from asset_map.db import proposal_notes, session
from asset_map.domain.errors import BadInput, NotAllowed
from asset_map.domain.people import Person
from asset_map.domain.proposals import Proposal, State
from asset_map.journeys.acting import acting_person
from asset_map.journeys.see_proposal import found_by, is_author, known_id


class ChangedMeanwhile(BadInput):
    """It was changed after it was looked at."""


def author() -> tuple[Person, UUID]:
    """Return who acts, and their account. Raises NotAllowed where they have none."""
    person = acting_person()
    if person.account_id is None:
        raise NotAllowed(
            "A proposal needs an author, and the shell signs nobody in.",
            "Sign in on the page; a file is weighed with: asset-map impact FILE",
        )
    return person, person.account_id


@contextmanager
def own(
    proposal_id: UUID | str, *, seen: int | None = None, draft: bool = True
) -> Iterator[tuple[Connection, Proposal]]:
    """Open the one transaction in which somebody changes their proposal, which is held.

    ``draft``: it has to be one still. ``seen``: the version that they looked at. Raises NotFound
    where it does not open to them, NotAllowed where it is not theirs.
    """
    with session.transaction() as connection:
        person = acting_person()
        found = found_by(connection, proposal_id, person, hold=True)
        if not is_author(person, found):
            raise NotAllowed(
                "Only its author may do this with a proposal.",
                "Make a draft of your own from it.",
            )
        if draft and found.state is not State.DRAFT:
            raise BadInput(
                f"This proposal is {found.state} and is not changed any more.",
                "Make a new draft from it.",
            )
        if seen is not None and seen != found.version:
            raise ChangedMeanwhile(
                "The proposal was changed meanwhile, perhaps in another window.",
                "Look at it again, then change it.",
            )
        yield connection, found


@contextmanager
def taking_part(proposal_id: UUID | str) -> Iterator[tuple[Connection, Proposal]]:
    """Open the one transaction in which the author of a proposal, or an officer named in it, notes
    something beside it. Raises as ``own`` does."""
    with session.transaction() as connection:
        person = acting_person()
        found = found_by(connection, proposal_id, person, hold=True)
        named = proposal_notes.readers_of(connection, known_id(proposal_id))
        if not is_author(person, found) and person.account_id not in {one.id for one in named}:
            raise NotAllowed(
                "Only its author and the officers named in it may do this with a proposal.",
                "Ask its author to name you.",
            )
        yield connection, found
