"""Somebody signed in: takes back what they sent in and nobody decided on, or answers what was
asked about it without looking for the mail. Also what they sent in before they had an account."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection

from asset_map.db import contributions, letters, session
from asset_map.domain.contributions import OPEN, Contribution, State
from asset_map.domain.errors import BadInput, NotFound
from asset_map.domain.rights import Action
from asset_map.domain.tokens import hashed, new_token
from asset_map.journeys.acting import acting_person, asks
from asset_map.journeys.deciding import is_own, note
from asset_map.journeys.letter_words import ANSWER

HERE_LIVES = timedelta(hours=1)
"""So long the page to answer on may be open, where somebody came to it signed in."""


@asks(Action.ADD_OWN)
def look_at_own(id: UUID) -> Contribution:
    """Return something that whoever asks sent in. Raises NotFound for what is another's, as for
    what is not there."""
    with session.reading() as connection:
        return _own(connection, id)


@asks(Action.ADD_OWN)
def take_back_own(id: UUID) -> None:
    """Take back something that nobody decided on. Pressed twice, it is the same.

    Raises NotFound for what is another's, BadInput where it was decided.
    """
    with session.transaction() as connection:
        one = _own(connection, id, hold=True)
        if one.state is State.TAKEN_BACK:
            return
        if one.state not in OPEN and one.state is not State.HELD:
            raise BadInput(
                "It was decided already, so it cannot be taken back.",
                "What is on the map can be changed or closed on its page.",
            )
        contributions.move_on(
            connection,
            one.id,
            one.version,
            state=State.TAKEN_BACK.value,
            decided=datetime.now(UTC),
            decided_by=acting_person().role.value,
        )
        note(connection, one, "taken back")


@asks(Action.ADD_OWN)
def open_question(id: UUID) -> str:
    """Return the token of a link to answer what was asked about something that whoever asks sent
    in; that in the mail goes on working. Raises BadInput where nothing is asked any more."""
    token = new_token()
    with session.transaction() as connection:
        one = _own(connection, id)
        if one.state is not State.ASKED:
            raise BadInput("Nothing is asked about it any more.", "See what you sent in.")
        letters.note_link(connection, hashed(token), ANSWER, one.id, HERE_LIVES)
    return token


def _own(connection: Connection, id: UUID, *, hold: bool = False) -> Contribution:
    one = contributions.of_id(connection, id, hold=hold)
    if one is None or not is_own(acting_person(), one):
        raise NotFound("You sent in nothing of that kind.", "See what you sent in.")
    return one
