"""A steward: says that two entries are the same thing, or two, or takes that back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from asset_map.analysis.matching import Verdict
from asset_map.db import contributed, decisions, deeds, derive, merged, records, session, twins
from asset_map.db.decisions import Told
from asset_map.domain.errors import BadInput, NotFound
from asset_map.domain.rights import Action
from asset_map.journeys.acting import acting_person, asks
from asset_map.settings import get_settings
from etl.load import lock
from etl.twins import hold, regroup

STEWARD = "steward"
LIST = "They are listed by: asset-map twins list"


class NotTold(BadInput):
    """One of two is withdrawn: joined, it could not be taken apart again."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Nobody tells of {name} any more: it is not on the map.",
            "Join the two once a list or a person tells of it again.",
        )


@dataclass(frozen=True)
class Decided:
    """Two entries by name, and whether they are shown as one now."""

    a: str
    b: str
    shown_as_one: bool
    undone: bool = False

    def sentence(self) -> str:
        """Tell how the two are shown now."""
        begin = "The decision is undone. " if self.undone else ""
        shown = "are now shown as one" if self.shown_as_one else "are now shown as two"
        return f"{begin}{self.a} and {self.b} {shown}."

    def foreseen(self) -> str:
        """Tell how the two would be shown."""
        shown = "shown as one" if self.shown_as_one else "shown as two"
        return f"Nothing was changed. Undone, {self.a} and {self.b} would be {shown}."

    def as_json(self) -> dict[str, Any]:
        """Return it as ``--format json`` prints it."""
        return {"a": self.a, "b": self.b, "shown_as_one": self.shown_as_one, "undone": self.undone}


@asks(Action.DECIDE_TWINS)
def say_same(a: str, b: str, by: str = STEWARD) -> Decided:
    """Show two entries (ids of records or assets) as one, whatever later loads hold of them."""
    with _changing() as connection:
        return _settled(connection, *join(connection, a, b, by))


@asks(Action.DECIDE_TWINS)
def say_different(a: str, b: str, by: str = STEWARD) -> Decided:
    """Show two entries (ids of records or assets) as two, whatever later loads hold of them."""
    with _changing() as connection:
        one, other = _pair(connection, a, b)
        _drop_choice(connection, one, other)
        return _part(connection, one, other, Verdict.DIFFERENT, by)


@asks(Action.DECIDE_TWINS)
def leave_open(a: str, b: str, by: str = STEWARD) -> Decided:
    """Show two entries as two until a person decides, also where a load would join them."""
    with _changing() as connection:
        one, other = _pair(connection, a, b)
        _forget(connection, one, other)  # So that it is told why a load holds them to be the same.
        return _part(connection, one, other, Verdict.OPEN, by)


@asks(Action.DECIDE_TWINS)
def undo(a: str, b: str) -> Decided:
    """Take back what was said of two entries, and hold of them what a load would."""
    with _changing() as connection:
        return _undone(connection, a, b)


@asks(Action.DECIDE_TWINS)
def foresee_undo(a: str, b: str) -> Decided:
    """Return what ``undo`` would come to. Nothing is changed."""
    with _changing(keep=False) as connection:
        return _undone(connection, a, b)


def join(connection: Connection, a: str, b: str, by: str) -> tuple[Told, Told]:
    """Map two entries to one asset, within a journey's own transaction: that is still to be derived
    from them. Return their records."""
    one, other = _pair(connection, a, b)
    for gone in (told for told in (one, other) if not told.in_force):
        raise NotTold(gone.name)
    _decide(connection, one, other, Verdict.SAME, by)
    against = decisions.against(connection)
    if against:
        raise BadInput(
            f"That would make {against[0]} and {against[1]} one too, which were said to be two.",
            "Undo that first with: asset-map twins undo ID ID",
        )
    return one, other


def take_apart(connection: Connection, a: str, b: str, by: str) -> Decided:
    """Show two entries as two, whatever joined them, within a journey's own transaction, and drop
    which values a person chose between them."""
    one, other = _pair(connection, a, b)
    if _forget(connection, one, other) and not _as_one(connection, one, other):
        return _settled(connection, one, other, undone=True)
    # So much alike that a load joins them by itself: they are two only where a person says so.
    return _part(connection, one, other, Verdict.DIFFERENT, by)


def _undone(connection: Connection, a: str, b: str) -> Decided:
    one, other = _pair(connection, a, b)
    if not _forget(connection, one, other):
        raise BadInput("Nobody has decided on these two.", LIST + " --which decided")
    return _settled(connection, one, other, undone=True)


def _part(connection: Connection, one: Told, other: Told, verdict: Verdict, by: str) -> Decided:
    _decide(connection, one, other, verdict, by)
    if _as_one(connection, one, other):
        raise BadInput(
            f"{one.name} and {other.name} are also one by way of what was said of others.",
            "Take that back first: what was decided is listed.",
        )
    return _settled(connection, one, other)


def _forget(connection: Connection, one: Told, other: Told) -> bool:
    """Hold of two what a load would; tell whether anybody had decided on them."""
    _drop_choice(connection, one, other)
    if not decisions.undo(connection, (one.id, other.id)):
        return False
    _note(connection, one, other, "twins undone")
    twins.note(connection, [one.id, other.id])
    hold(connection)  # They are as they were: so is what is held of them and others.
    regroup(connection)
    return True


def _drop_choice(connection: Connection, one: Told, other: Told) -> None:
    """Take back which values a person chose between two, if any."""
    chosen = merged.choice_of(connection, (one.id, other.id))
    if chosen is not None:
        load_id = contributed.begin(connection, get_settings().authority)
        merged.take_back(connection, load_id, chosen)


@contextmanager
def _changing(*, keep: bool = True) -> Iterator[Connection]:
    with session.transaction(keep=keep) as connection:
        lock(connection)
        records.begin(connection)
        yield connection


def _decide(connection: Connection, one: Told, other: Told, verdict: Verdict, by: str) -> None:
    decisions.decide(connection, (one.id, other.id), verdict, by)
    _note(connection, one, other, f"twins {verdict}")
    twins.note(connection, [one.id, other.id])
    regroup(connection)


def _note(connection: Connection, one: Told, other: Told, what: str) -> None:
    deeds.note(connection, acting_person(), what, "record", one.id, {"other": str(other.id)})


def _as_one(connection: Connection, one: Told, other: Told) -> bool:
    return decisions.share_an_asset(connection, (one.id, other.id))


def _settled(connection: Connection, one: Told, other: Told, *, undone: bool = False) -> Decided:
    derive.refresh_assets(connection)
    derive.refresh_places(connection)
    return Decided(one.name, other.name, _as_one(connection, one, other), undone)


def _pair(connection: Connection, a: str, b: str) -> tuple[Told, Told]:
    """Return the records of two ids, the smaller first; raise BadInput where they are no pair."""
    one, other = sorted((_told(connection, a), _told(connection, b)), key=lambda found: found.id)
    if one.id == other.id:
        raise BadInput("These are two ids of one entry.", LIST)
    if one.kind != other.kind:
        raise BadInput(f"One is a {one.kind}, the other a {other.kind}: they are two things.")
    if one.demo != other.demo:
        raise BadInput("One of them belongs to the demonstration, which is kept apart.")
    return one, other


def _told(connection: Connection, text: str) -> Told:
    try:
        id = UUID(text)
    except ValueError:
        raise BadInput(f"{text!r} is not the id of an entry.", LIST) from None
    found = decisions.told(connection, id)
    if found is None:
        raise NotFound(f"No entry has the id {id}.", LIST)
    return found
