"""Anybody: says that something ended, or will, when and why; whoever keeps it closes it at once.

Nothing is deleted: what is closed is told as closed, with its history, and may be opened again
(``open_again``).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

import pandas as pd

from asset_map.db import contributed, session
from asset_map.domain.contributions import Consent, Kind, Problem
from asset_map.domain.rights import Action
from asset_map.journeys import send_in, take_in
from asset_map.journeys.acting import acting_person, asks
from asset_map.journeys.change_asset import NOTHING, OWN, WHY, Outcome, look_at, take
from asset_map.journeys.send_in import Wanted
from asset_map.journeys.typed_of import typed_of
from etl.privacy import without_private

__all__ = ["SAID", "Closing", "Reason", "close", "take"]

LONGEST = 300
DAY = "valid_to"


class Reason(StrEnum):
    """Why something closes."""

    ENDED = "ended"
    MOVED = "moved"
    MERGED = "merged"
    NO_MONEY = "no_money"
    BUILDING_LOST = "building_lost"
    OTHER = "other"


SAID = {
    Reason.ENDED: "It came to an end",
    Reason.MOVED: "It moved",
    Reason.MERGED: "It merged with another",
    Reason.NO_MONEY: "There was no money",
    Reason.BUILDING_LOST: "It lost its building",
    Reason.OTHER: "Another reason",
}
"""Reasons in the words that everybody reads."""


@dataclass(frozen=True)
class Closing:
    """What somebody says of an end. ``when``: a day, a month or a year as it was typed; ``words``:
    more on why, for everybody to read. ``id`` comes with the form."""

    id: UUID
    asset_id: str
    when: str
    why: str
    words: str
    consent: Consent
    email: str = ""


@asks(Action.CONTRIBUTE)
def close(closing: Closing) -> Outcome:
    """Keep what somebody says of an end; said by whoever keeps it, it is on the map at once."""
    person = acting_person()
    known = look_at(closing.asset_id)
    asset = known.asset
    said = {DAY: closing.when.strip(), WHY: _why(closing)}
    with session.transaction() as connection:
        content = contributed.said_now(connection, asset.id)
        typed = typed_of(asset.kind, content)
        now = {DAY: typed[DAY], WHY: str(content.get(WHY) or "")}
        read = take_in.read_typed(connection, asset.kind, typed | said, contact_is_own=True)
        problems = (*_of_the_day(closing, read.problems), *_of_the_reason(closing))
        if problems:
            return Outcome(problems=problems)
        # However a day is written, it is the same one.
        if typed_of(asset.kind, read.content)[DAY] == now[DAY] and said[WHY] == now[WHY]:
            return NOTHING
        sent = send_in.keep(
            connection,
            Wanted(
                id=closing.id,
                kind=Kind.CLOSE,
                said=said,
                consent=closing.consent,
                asset_kind=asset.kind,
                about=asset.id,
                before=now,
                email=closing.email,
            ),
            person,
        )
    return Outcome.of(sent, OWN if known.keeps else None)


def _of_the_day(closing: Closing, found: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return what is wrong with the day, also where only its beginning does not fit it."""
    if not closing.when.strip():
        return (Problem(DAY, "Say when it closes.", "A day, a month or a year."),)
    wrong = (one for one in found if one.field in (DAY, "valid_from"))
    return tuple(Problem(DAY, one.sentence, one.next_step) for one in wrong)


def _of_the_reason(closing: Closing) -> tuple[Problem, ...]:
    found = []
    if closing.why not in [*Reason]:
        found.append(Problem("why", "Say why it closes.", "Choose one."))
    elif closing.why == Reason.OTHER and not closing.words.strip():
        found.append(Problem("words", "Say what the reason is.", "A few words are enough."))
    if len(closing.words) > LONGEST:
        found.append(Problem("words", f"This is too long: at most {LONGEST} signs fit."))
    return tuple(found)


def _why(closing: Closing) -> str:
    """Return why, as everybody reads it; what may lead to a private person is left out."""
    more = " ".join(closing.words.split())
    more = str(without_private(pd.Series([more], dtype="str")).iloc[0])
    said = SAID.get(Reason(closing.why), "") if closing.why in [*Reason] else ""
    if not said or closing.why == Reason.OTHER:
        return more
    return f"{said}: {more}" if more else said
