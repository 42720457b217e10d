"""Whoever sent something from a mistyped address: has the letter that confirms sent to another one.

What was sent is kept once more under the other address, and the letters before confirm nothing any
more: what was held under them is deleted with all else that nobody confirms, and until then counts
as sent by them, so that nobody's mailbox is flooded by way of this.
"""

from uuid import UUID, uuid5

from sqlalchemy import Connection

from asset_map.db import contributions, letters, session
from asset_map.domain.contributions import Contribution, Problem, State
from asset_map.domain.errors import BadInput
from asset_map.domain.rights import Action
from asset_map.journeys import send_in
from asset_map.journeys.acting import acting_person, asks
from asset_map.journeys.letter_words import CONFIRM

MOST_AGAIN = 3
"""So often a letter may be sent once more."""


@asks(Action.CONTRIBUTE)
def send_elsewhere(id: UUID, email: str, *, sent_here: bool) -> tuple[Problem, ...]:
    """Have the letter sent to an address, the same or another one; return what is wrong with it.

    ``sent_here``: this visit sent what ``id`` is. Raises BadInput where it did not, where it is
    confirmed by now, and for too many letters.
    """
    person = acting_person()
    problems = send_in.of_address(person, email)
    if problems:
        return problems
    with session.transaction() as connection:
        contributions.of_id(connection, id, hold=True)
        kept = all_of(connection, id) if sent_here else []
        if not kept:
            raise BadInput("Nothing waits here for an address to be confirmed.", "Add it anew.")
        if any(one.state is not State.HELD for one in kept):
            raise BadInput("It is confirmed already.", "Nothing is left to do: a steward looks.")
        if len(kept) > MOST_AGAIN:
            raise BadInput(f"It was sent {MOST_AGAIN} times more already.", "Add it anew.")
        for one in kept:
            letters.end(connection, CONFIRM, one.id)
        send_in.keep(connection, _under(kept[0], _next_id(id, len(kept)), email), person)
    return ()


def all_of(connection: Connection, id: UUID) -> list[Contribution]:
    """Return what was sent under an id, and again under other addresses, the last one last."""
    ids = [id, *(_next_id(id, number) for number in range(1, MOST_AGAIN + 1))]
    found = (contributions.of_id(connection, one) for one in ids)
    return [one for one in found if one is not None]


def _next_id(id: UUID, number: int) -> UUID:
    return uuid5(id, f"sent again: {number}")


def _under(one: Contribution, id: UUID, email: str) -> send_in.Wanted:
    return send_in.Wanted(
        id=id,
        kind=one.kind,
        said=one.said,
        consent=one.consent,
        asset_kind=one.asset_kind,
        about=one.about,
        before=one.before,
        note=one.note,
        email=email,
    )
