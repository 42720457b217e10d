"""Anybody: sends in what they know; it is kept at once, and looked at before it is on the map.

Somebody who has not signed in is held until they open the link in a mail; sent twice, the same form
is one contribution. How much one sender, and all together, may send is bounded.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection

from asset_map.db import contributions, deeds, letters, session
from asset_map.domain.addresses import email_address
from asset_map.domain.assets import AssetKind
from asset_map.domain.contributions import (
    HELD_FOR,
    Consent,
    Contribution,
    Kind,
    Problem,
    State,
)
from asset_map.domain.errors import BadInput, Failure
from asset_map.domain.people import Person, Role
from asset_map.domain.rights import Action, may
from asset_map.domain.tokens import hashed
from asset_map.journeys.acting import acting_person, asks
from asset_map.journeys.letter_words import CONFIRM, too_old

A_DAY = timedelta(days=1)
AN_HOUR = timedelta(hours=1)
MOST_A_DAY = 20
"""So much one address may send in a day: a group with many activities, no flood."""
MOST_A_DAY_SIGNED_IN = 200
"""So much one account may send in a day: somebody who keeps the entries of a whole bureau."""
MOST_HELD_AN_HOUR = 300
"""So much may come in an hour from addresses that nobody confirmed: more is a machine's."""

SEND_AGAIN = "If several letters came, open the newest one. If there is none, send it in again."
"""The next step where a link confirms nothing any more."""


@dataclass(frozen=True)
class Wanted:
    """What somebody sends. ``id`` comes with the form; ``email`` is empty where they signed in.
    ``letter``: which one asks a visitor to confirm their address."""

    id: UUID
    kind: Kind
    said: dict[str, Any]
    consent: Consent
    asset_kind: AssetKind | None = None
    about: UUID | None = None
    before: dict[str, Any] | None = None
    note: str = ""
    email: str = ""
    letter: str = CONFIRM


@dataclass(frozen=True)
class Sent:
    """What was kept. ``again``: it was sent before, and is the same one. ``to_confirm``: a mail
    asks for the address to be confirmed."""

    id: UUID
    state: State
    again: bool = False

    @property
    def to_confirm(self) -> bool:
        """Tell whether the sender has to open a link first."""
        return self.state is State.HELD


@asks(Action.CONTRIBUTE)
def send_in(wanted: Wanted) -> Sent:
    """Keep what somebody sends. Raises BadInput for no address, or too much at once."""
    with session.transaction() as connection:
        return keep(connection, wanted, acting_person())


@asks(Action.CONTRIBUTE)
def confirm(token: str) -> Contribution:
    """Confirm the address that a contribution was sent from: from now on stewards see it.

    Opened twice, it is told again. Raises BadInput where the link is altered or too old.
    """
    with session.transaction() as connection:
        return take_confirmation(connection, hashed(token))


@asks(Action.CONTRIBUTE)
def look_at_held(token: str) -> Contribution:
    """Return what a link to confirm is about, and change nothing: mail scanners open links."""
    with session.reading() as connection:
        opened = letters.known(connection, hashed(token), CONFIRM)
        one = contributions.of_id(connection, opened.about) if opened else None
    if one is None:
        raise too_old(HELD_FOR, SEND_AGAIN)
    return one


def of_address(person: Person, email: str) -> tuple[Problem, ...]:
    """Return what is wrong with the address of whoever did not sign in."""
    if person.role is not Role.VISITOR:
        return ()
    try:
        email_address(email)
    except BadInput as error:
        return (Problem("sender", error.sentence, error.next_step),)
    return ()


def keep(connection: Connection, wanted: Wanted, person: Person) -> Sent:
    """Keep what somebody sends, within a journey's own transaction.

    Sent twice as it is, it is one. Gone back to in the browser and sent otherwise, it is something
    else, under another id: never is anything told to be kept that was not.
    """
    known = contributions.of_id(connection, wanted.id)
    if known is not None and _what(known) != _what(wanted):
        wanted = replace(wanted, id=uuid5(wanted.id, repr(_what(wanted))))
        known = contributions.of_id(connection, wanted.id)
    if known is not None:
        return Sent(known.id, known.state, again=True)
    signed_in = person.role is not Role.VISITOR
    consent = wanted.consent
    if consent.on_behalf and not may(person.role, Action.REVIEW):
        raise BadInput("Only a steward may send something in for somebody else.")
    address = "" if signed_in else email_address(wanted.email)
    sender = hashed(address) if address else ""
    _not_too_much(connection, sender, person)
    state = State.WAITING if signed_in else State.HELD
    now = datetime.now(UTC)
    one = Contribution(
        id=wanted.id,
        kind=wanted.kind,
        asset_kind=wanted.asset_kind,
        about=wanted.about,
        said=wanted.said,
        before=wanted.before or {},
        note=wanted.note,
        state=state,
        sent=now,
        confirmed=now if signed_in else None,
        by_account=person.account_id,
        sender=sender,
        consent=consent,
    )
    if not contributions.keep(connection, one, address):
        return Sent(one.id, state, again=True)
    contributions.note_turn(connection, one.id, person.role, "sent")
    deeds.note(connection, person, f"sent in: {one.kind}", "contribution", one.id)
    if state is State.HELD:
        letters.note(connection, wanted.letter, one.id)
    return Sent(one.id, state)


def take_confirmation(connection: Connection, token_hash: str) -> Contribution:
    """Confirm an address, within a journey's own transaction."""
    letters.use(connection, token_hash, CONFIRM)
    opened = letters.known(connection, token_hash, CONFIRM)
    one = contributions.of_id(connection, opened.about, hold=True) if opened else None
    if one is None:
        raise too_old(HELD_FOR, SEND_AGAIN)
    if one.state is not State.HELD:
        return one
    now = datetime.now(UTC)
    contributions.move_on(connection, one.id, one.version, state=State.WAITING.value, confirmed=now)
    contributions.note_turn(connection, one.id, Role.VISITOR, "confirmed")
    return replace(one, state=State.WAITING, confirmed=now, version=one.version + 1)


def _what(one: Contribution | Wanted) -> tuple[object, ...]:
    """Return by what two that were sent are told apart."""
    return one.kind.value, one.about, sorted(one.said.items()), one.note


def _not_too_much(connection: Connection, sender: str, person: Person) -> None:
    """Raise where one sender sends more than anybody could look at, or all whose address nobody
    confirmed. Whoever signed in is held up by nobody else."""
    if may(person.role, Action.REVIEW):
        return
    account = person.account_id
    most = MOST_A_DAY_SIGNED_IN if account else MOST_A_DAY
    contributions.one_at_a_time(connection, str(account or sender))
    lately = contributions.sent_lately(connection, A_DAY, sender=sender, account_id=account)
    if lately >= most:
        raise BadInput(
            "You sent in so much today that it has to be looked at first.",
            "Send the rest tomorrow." if account else "Send the rest tomorrow, or sign in.",
        )
    if account is None and contributions.held_lately(connection, AN_HOUR) >= MOST_HELD_AN_HOUR:
        raise Failure(
            "So much is being sent in just now that nobody could look at it.",
            "Nothing was kept. Try again in an hour, or sign in.",
        )
