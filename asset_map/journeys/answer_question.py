"""Whoever sent something in: answers what was asked, changes what was typed, or takes it back.

The link is in the mail with the question. It works once, and shows nothing to anybody else.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from asset_map.db import contributions, letters, session
from asset_map.domain.contributions import Contribution, Kind, Problem, State
from asset_map.domain.rights import Action
from asset_map.domain.tokens import hashed
from asset_map.journeys import take_in
from asset_map.journeys.acting import acting_person, asks
from asset_map.journeys.deciding import MOST_WORDS, note
from asset_map.journeys.letter_words import ANSWER, ANSWER_LIVES, too_old
from etl.contributed import fields_of


@dataclass(frozen=True)
class Question:
    """What was asked about which contribution. ``open``: an answer is still waited for."""

    one: Contribution
    words: str
    open: bool


@dataclass(frozen=True)
class Reply:
    """What somebody answers. ``typed``: fields that they typed anew; ``contact_own``: the contact
    that was typed is the group's own, None where that was not asked."""

    words: str = ""
    typed: Mapping[str, str] | None = None
    contact_own: bool | None = None


@asks(Action.CONTRIBUTE)
def look_at_question(token: str) -> Question:
    """Return what a link to answer is about, and change nothing: mail scanners open links."""
    with session.reading() as connection:
        one, fresh = _opened(connection, token)
        asked = [turn for turn in contributions.turns(connection, one.id) if turn.what == "asked"]
    words = asked[-1].words if asked else ""
    return Question(one, words, fresh and one.state is State.ASKED)


@asks(Action.CONTRIBUTE)
def answer(token: str, reply: Reply) -> tuple[Problem, ...]:
    """Keep an answer, so that it waits for a steward again; return what is wrong with it, if
    anything is. Pressed twice, it is one answer."""
    with session.transaction() as connection:
        one, fresh = _opened(connection, token, hold=True)
        if not fresh or one.state is not State.ASKED:
            return ()
        said = dict(one.said) | _typed(one, reply)
        own = one.consent.contact if reply.contact_own is None else reply.contact_own
        problems = _problems(connection, one, said, reply, own=own)
        if problems:
            return problems
        letters.use(connection, hashed(token), ANSWER)
        contributions.move_on(
            connection,
            one.id,
            one.version,
            state=State.WAITING.value,
            said=said,
            contact_public=own,
        )
        note(connection, one, "answered", _words(reply))
    return ()


@asks(Action.CONTRIBUTE)
def take_back(token: str) -> None:
    """Take back what was sent in, as long as nobody decided."""
    with session.transaction() as connection:
        one, fresh = _opened(connection, token, hold=True)
        if not fresh or one.state is not State.ASKED:
            return
        letters.use(connection, hashed(token), ANSWER)
        contributions.move_on(
            connection,
            one.id,
            one.version,
            state=State.TAKEN_BACK.value,
            decided=connection.execute(select(func.now())).scalar_one(),
            decided_by=acting_person().role.value,
        )
        note(connection, one, "taken back")


def _opened(connection: Connection, token: str, *, hold: bool = False) -> tuple[Contribution, bool]:
    """Return what a link is about, and whether it still works. Raises BadInput for no link."""
    token_hash = hashed(token)
    opened = letters.known(connection, token_hash, ANSWER)
    one = contributions.of_id(connection, opened.about, hold=hold) if opened else None
    if one is None:
        raise too_old(ANSWER_LIVES, "What you sent still waits; a steward may ask again.")
    # Held, it is looked at again: whoever pressed twice waited for the first to be done.
    fresh = letters.opened(connection, token_hash, ANSWER) is not None
    return one, fresh


def _typed(one: Contribution, reply: Reply) -> dict[str, str]:
    """Return the fields that were typed anew, of those that may be."""
    if reply.typed is None:
        return {}
    fields = set(one.said) if one.kind is Kind.CHANGE else _fields(one)
    typed = {
        name: text.replace("\0", "").strip() for name, text in reply.typed.items() if name in fields
    }
    return {name: text for name, text in typed.items() if text != one.said.get(name, "")}


def _words(reply: Reply) -> str:
    return reply.words.replace("\0", "").strip()


def _fields(one: Contribution) -> set[str]:
    return set(fields_of(one.asset_kind)) if one.kind is Kind.ADD and one.asset_kind else set()


def _problems(
    connection: Connection,
    one: Contribution,
    said: Mapping[str, str],
    reply: Reply,
    *,
    own: bool,
) -> tuple[Problem, ...]:
    words = _words(reply)
    if len(words) > MOST_WORDS:
        return (Problem("words", f"That is too long: at most {MOST_WORDS:,} characters."),)
    if not words and dict(said) == dict(one.said):
        return (Problem("words", "Answer the question, or change what you sent."),)
    if one.kind is Kind.ADD and one.asset_kind is not None:
        return take_in.read_typed(connection, one.asset_kind, said, contact_is_own=own).problems
    return ()
