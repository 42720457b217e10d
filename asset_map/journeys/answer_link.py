"""The other side of a link: confirms or denies it, by a letter or on its page; either side ends it.

What is denied is taken back, and those who said so are told.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection

from asset_map.db import (
    contributed,
    contributions,
    deeds,
    derive,
    keepers,
    letters,
    loads,
    people,
    session,
    told_links,
)
from asset_map.db.told_links import Told
from asset_map.domain.assets import LinkType, SaidBy
from asset_map.domain.contributions import Contribution
from asset_map.domain.errors import BadInput, NotFound
from asset_map.domain.people import VISITOR, Role
from asset_map.domain.rights import Action
from asset_map.domain.tokens import hashed
from asset_map.journeys import letter_words as words
from asset_map.journeys import take_in
from asset_map.journeys.acting import acting_person, asks
from asset_map.journeys.see_links import line_of, sentence
from asset_map.journeys.state_link import ends_of

OTHER_SIDE = "the other side"
SIGN_IN_INSTEAD = "Sign in, and answer on the page of what you keep."
"""The next step where a letter answers nothing any more."""


@dataclass(frozen=True)
class Opened:
    """A link as whoever opens a letter about it sees it. ``answered``: it needs no answer now."""

    sentence: str
    asset_id: UUID
    said_by: SaidBy
    answered: bool
    ended: bool


@asks(Action.ADD_OWN)
def end_link(asset_id: str, link_id: str) -> None:
    """End a link that people stated: either side's keeper, with one click."""
    with session.transaction() as connection:
        told = _of_mine(connection, asset_id, link_id, confirm=False)
        _end(connection, told)
        deeds.note(connection, acting_person(), "link ended", "asset", told.from_id)


@asks(Action.ADD_OWN)
def confirm_link(asset_id: str, link_id: str) -> None:
    """Confirm a link for the side that has not said so: its keeper, or a steward for those who
    cannot."""
    with session.transaction() as connection:
        told = _of_mine(connection, asset_id, link_id, confirm=True)
        _confirm(connection, told)
        deeds.note(connection, acting_person(), "link confirmed", "asset", told.silent)


@asks(Action.CONTRIBUTE)
def open_link(token: str) -> Opened:
    """Return the link that a letter asks about, and change nothing: mail scanners open links."""
    with session.reading() as connection:
        return _opened(*_of_letter(connection, token))


@asks(Action.CONTRIBUTE)
def answer_link(token: str, *, right: bool) -> Opened:
    """Confirm a link by a letter, or deny it, without signing in. The first answer counts."""
    with session.transaction() as connection:
        if not right:  # First, as everywhere: else two wait for each other.
            loads.wait_for_lock(connection, take_in.WAIT_SECONDS)
        told, one, side = _of_letter(connection, token)
        if letters.use(connection, hashed(token), words.LINK) is None or told.withdrawn:
            return _opened(told, one, side)
        if not right:
            _deny(connection, told, one)
        elif side == told.silent:
            _confirm(connection, told)
        done = "accepted" if right else "declined"
        contributions.note_turn(connection, one.id, OTHER_SIDE, done)
        deeds.note(connection, VISITOR, f"link {done} by mail", "asset", side)
        return _opened(*_of_letter(connection, token))


def _confirm(connection: Connection, told: Told) -> None:
    told_links.says(connection, told.id, SaidBy.BOTH)


def _deny(connection: Connection, told: Told, one: Contribution) -> None:
    """Take a link back, and tell those who said so, those who deny it, and the stewards."""
    _end(connection, told)
    listed = [*keepers.keepers_of(connection, told.from_id)]
    listed += keepers.keepers_of(connection, told.to_id)
    listed += [one.id for one in people.accounts(connection) if one.role is Role.STEWARD]
    for account in dict.fromkeys(listed):
        if account != one.by_account:
            letters.note(connection, words.LINK_DENIED, one.id, account)
    letters.note(connection, words.LINK_DENIED, one.id)


def _end(connection: Connection, told: Told) -> None:
    loads.wait_for_lock(connection, take_in.WAIT_SECONDS)
    contributed.unlink(connection, told.id)
    derive.refresh_places(connection)


def _of_letter(connection: Connection, token: str) -> tuple[Told, Contribution, UUID]:
    """Return the link that a letter is about, what it was sent as, and the side that is asked."""
    opened = letters.known(connection, hashed(token), words.LINK)
    one = contributions.of_id(connection, opened.about) if opened else None
    told = _told(connection, one) if one else None
    if opened is None or one is None or told is None:
        raise words.too_old(words.LINK_LIVES, SIGN_IN_INSTEAD)
    asked = [told.silent, told.to_id, told.from_id]
    side = next(
        (id for id in asked if id and keepers.keeps(connection, opened.account_id, id)), None
    )
    if side is None:  # They keep it no more: it is nobody's to answer by this letter.
        raise words.too_old(words.LINK_LIVES, SIGN_IN_INSTEAD)
    return told, one, side


def _told(connection: Connection, one: Contribution) -> Told | None:
    try:
        ends = ends_of(connection, one)
    except BadInput:
        return None
    link_id = take_in.link_id_of(ends[0], LinkType(one.said["link_type"]), ends[1])
    return told_links.of_id(connection, link_id)


def _opened(told: Told, _one: Contribution, side: UUID) -> Opened:
    ended = told.withdrawn is not None
    return Opened(sentence(told), side, told.said_by, ended or told.silent is None, ended)


def _of_mine(connection: Connection, asset_id: str, link_id: str, *, confirm: bool) -> Told:
    """Return a link that whoever asks may end, or confirm. Raises NotFound for all others."""
    try:
        told = told_links.of_id(connection, UUID(link_id))
        ends = {told.from_id, told.to_id} if told else set()
        person = acting_person()
        kept = keepers.kept_by(connection, person.account_id)
        line = line_of(told, person, kept) if told and UUID(asset_id) in ends else None
    except ValueError:
        line = None
    allowed = line and (line.may_confirm if confirm else line.may_end)
    if line is None or not allowed or line.told.withdrawn:
        raise NotFound("There is no such link that you may change.", "It may have ended.")
    return line.told
