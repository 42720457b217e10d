"""A steward: mends words that everybody reads already, or takes them down.

What was sent stays with the stewards; whoever sent it is told by a letter.
"""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from sqlalchemy import Connection, func, select

from asset_map.db import contributions, letters, obstacles, proposal_comments, proposals, session
from asset_map.domain.contributions import Contribution, Kind, State
from asset_map.domain.days import uk_moment
from asset_map.domain.errors import BadInput, NotFound
from asset_map.domain.rights import Action
from asset_map.journeys import letter_words as words
from asset_map.journeys import public_words
from asset_map.journeys.acting import acting_person, asks
from asset_map.journeys.deciding import DecidedMeanwhile, note, refuse_own, worded

TAKEN_DOWN = "taken down"
"""What was done, as a turn says it."""


@asks(Action.REVIEW)
def mend(id: UUID, version: int, typed: Mapping[str, str]) -> None:
    """Let everybody read other words from now on. ``version``: as whoever mends saw it.

    Raises DecidedMeanwhile where somebody else was quicker, WrongWords for words that cannot be
    read, NotAllowed for a steward's own where there is another one.
    """
    with session.transaction() as connection:
        one = _held(connection, id, version)
        refuse_own(connection, one)
        now = public_words.now_public(connection, one)
        public = public_words.sound(one, typed, now)
        if public == now:
            return
        _put(connection, one, public)
        contributions.move_on(connection, one.id, one.version)
        note(connection, one, public_words.MENDED, say_own=True)
        letters.note(connection, words.MENDED, one.id)


@asks(Action.REVIEW)
def take_down(id: UUID, version: int, reason: str, *, confirmed: bool) -> None:
    """Let nobody read it any more; its sender is told the reason. With a counter-proposal goes what
    people said to that.

    Raises DecidedMeanwhile where somebody else was quicker.
    """
    said = worded(reason, "Write the reason: the sender is told it.")
    if not confirmed:
        raise BadInput("Nothing was taken down.", "Tick the box first: it cannot be put back.")
    with session.transaction() as connection:
        one = _held(connection, id, version)
        _remove(connection, one)
        contributions.move_on(
            connection,
            one.id,
            one.version,
            state=State.DECLINED.value,
            decided=connection.execute(select(func.now())).scalar_one(),
            decided_by=acting_person().role.value,
            reason=said,
        )
        note(connection, one, TAKEN_DOWN, said, say_own=True)
        letters.note(connection, words.TAKEN_DOWN, one.id)


def _held(connection: Connection, id: UUID, version: int) -> Contribution:
    """Return what everybody reads, held until the transaction ends, as whoever mends it saw it."""
    one = contributions.of_id(connection, id, hold=True)
    if one is None or one.kind not in public_words.IN_PUBLIC:
        raise NotFound("There is no such contribution.", "It may have been deleted.")
    if one.version != version or not public_words.now_public(connection, one):
        done = contributions.turns(connection, id)[-1]
        raise DecidedMeanwhile(
            f"Something was done with it since you looked: {done.what} on {uk_moment(done.at)}.",
            "Look at it again; nothing was done twice.",
        )
    return one


def _put(connection: Connection, one: Contribution, public: Mapping[str, str]) -> None:
    if one.kind is Kind.OBSTACLE:
        obstacles.mend(connection, one.id, public["words"])
    elif one.kind is Kind.ANSWER:
        proposal_comments.mend(connection, one.id, public["words"])
    elif (made := proposals.open_to(connection, one.id, None, hold=True)) is not None:
        mended = replace(made, title=public["title"], summary=public["words"])
        proposals.keep_changed(connection, one.id, mended)


def _remove(connection: Connection, one: Contribution) -> None:
    if one.kind is Kind.OBSTACLE:
        obstacles.remove(connection, one.id)
    elif one.kind is Kind.ANSWER:
        proposal_comments.remove(connection, one.id)
    else:
        proposals.delete(connection, one.id)
