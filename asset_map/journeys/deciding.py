"""What every decision on a contribution has in common, within the transaction of the decision."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import Connection, func, select

from asset_map.db import contributed, contributions, deeds, letters, people
from asset_map.domain.contributions import OPEN, Contribution, Kind, State
from asset_map.domain.days import uk_moment
from asset_map.domain.errors import BadInput, NotAllowed, NotFound
from asset_map.domain.people import Person
from asset_map.domain.rights import MAY, Action
from asset_map.domain.tokens import hashed
from asset_map.journeys import letter_words as words
from asset_map.journeys.acting import acting_person
from asset_map.journeys.names_now import asset_now

MOST_WORDS = 2000
"""So many characters a question, an answer or a reason may have."""

_IN_RECORDS = frozenset({Kind.ADD, Kind.CHANGE, Kind.CLOSE})


class DecidedMeanwhile(BadInput):
    """Somebody else was quicker; nothing was done twice."""


@dataclass(frozen=True)
class Decided:
    """What became of a contribution, and the asset that it is on the map as, if it is."""

    id: UUID
    state: State
    asset_id: UUID | None = None


def open_one(connection: Connection, id: UUID, version: int) -> Contribution:
    """Return a contribution that is still to be decided, and hold it until the transaction ends.

    Raises DecidedMeanwhile where it is not what whoever decides saw.
    """
    one = contributions.of_id(connection, id, hold=True)
    if one is None or one.state is State.HELD:
        raise NotFound("There is no such contribution.", "It may have been deleted.")
    if one.state not in OPEN:
        raise DecidedMeanwhile(_said_before(one), "Nothing was done twice.")
    if one.version != version:
        turn = contributions.turns(connection, id)[-1]
        raise DecidedMeanwhile(
            f"Something was done with it since you looked: {turn.what} on {uk_moment(turn.at)}.",
            "Look at it again, then decide.",
        )
    return one


def on_the_map_now(connection: Connection, one: Contribution) -> Contribution:
    """Return a contribution about the asset that its own leads to, once two were joined."""
    now = asset_now(connection, one.about) if one.about else None
    return replace(one, about=now.id) if now else one


def settle(
    connection: Connection,
    one: Contribution,
    state: State,
    asset_id: UUID | None,
    reason: str = "",
) -> Decided:
    """Write down what was decided, by which role, and the letter that tells the sender."""
    fields: dict[str, object] = {
        "state": state.value,
        # The moment of the transaction: by it a version of a record is known to come from here.
        "decided": connection.execute(select(func.now())).scalar_one(),
        "decided_by": acting_person().role.value,
        "reason": reason,
        "asset_id": asset_id,
    }
    if asset_id is not None and one.kind in _IN_RECORDS:
        own = contributed.own_record(connection, asset_id)
        fields["record_id"] = own[0] if own else None
    contributions.move_on(connection, one.id, one.version, **fields)
    note(connection, one, _DONE[state], reason, say_own=True)
    keeps = one.kind is Kind.CLAIM and state is State.ACCEPTED
    letters.note(connection, words.CLAIMED if keeps else _LETTERS[state], one.id)
    return Decided(one.id, state, asset_id)


_DONE = {State.ACCEPTED: "accepted", State.MERGED: "merged", State.DECLINED: "declined"}
_LETTERS = {
    State.ACCEPTED: words.ACCEPTED,
    State.MERGED: words.ACCEPTED,
    State.DECLINED: words.DECLINED,
}


def note(
    connection: Connection,
    one: Contribution,
    what: str,
    said: str = "",
    *,
    say_own: bool = False,
) -> None:
    """Write down what was done with a contribution: its turn, and the deed. ``say_own``: which says
    so where somebody did it with what they sent in themselves."""
    person: Person = acting_person()
    contributions.note_turn(connection, one.id, person.role, what, said)
    own = {"own": True} if say_own and is_own(person, one) else {}
    told = {"kind": one.kind.value} | own
    deeds.note(connection, person, what, "contribution", one.id, told)


def is_own(person: Person, one: Contribution) -> bool:
    """Tell whether somebody sent something in themselves, for themselves or on behalf of others."""
    if person.account_id is None:
        return False
    return one.by_account == person.account_id or one.sender == hashed(person.email)


def may_decide_alone(connection: Connection, person: Person) -> bool:
    """Tell whether nobody else may review, so that somebody decides on what is their own too."""
    return not people.others(connection, MAY[Action.REVIEW], person.account_id)


def refuse_own(connection: Connection, one: Contribution) -> None:
    """Refuse a decision on what whoever decides sent in themselves, unless nobody else may."""
    person = acting_person()
    if is_own(person, one) and not may_decide_alone(connection, person):
        raise NotAllowed("You sent this in yourself.", "Another steward decides on it.")


def worded(text: str, missing: str) -> str:
    """Return words that were typed. Raises BadInput where there are none, or far too many."""
    said = text.replace("\0", "").strip()
    if not said:
        raise BadInput(missing)
    if len(said) > MOST_WORDS:
        raise BadInput(f"That is too long: at most {MOST_WORDS:,} characters.")
    return said


_STATES: Mapping[State, str] = {
    State.ACCEPTED: "It was accepted",
    State.MERGED: "It was taken in as a part of something that is on the map",
    State.DECLINED: "It was declined",
    State.TAKEN_BACK: "Its sender took it back",
}


def _said_before(one: Contribution) -> str:
    when = f" on {uk_moment(one.decided)}" if one.decided else ""
    who = f" by a {one.decided_by}" if one.decided_by and one.state is not State.TAKEN_BACK else ""
    return f"{_STATES[one.state]} already{when}{who}."
