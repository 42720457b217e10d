"""A proposal as a TOML file: what ``read_proposal_file`` reads, with names beside the ids."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from asset_map.db import session
from asset_map.db.things import read_things
from asset_map.domain.days import uk_today
from asset_map.domain.proposals import Change, ChangeKind, Proposal, UserCount
from asset_map.domain.rights import Action
from asset_map.domain.things import Thing
from asset_map.journeys.acting import acting_person, asks
from asset_map.journeys.see_proposal import found_by, handed_to
from asset_map.journeys.toml_proposal import FACTS

PLACE = {ChangeKind.MOVE: "to", ChangeKind.OPEN: "at"}
OTHER = PLACE | {ChangeKind.HAND_OVER: "to", ChangeKind.END_FUNDING: "by"}
"""The key of a change of each kind that names another asset."""


@asks(Action.BROWSE)
def see_as_toml(proposal_id: UUID | str) -> str:
    """Return a proposal that opens to whoever asks as the text of a file.

    Its user counts are exact for its author alone; for others those of few people are left out.
    """
    with session.reading() as connection:
        person = acting_person()
        found = handed_to(person, found_by(connection, proposal_id, person))
        return as_toml(found, read_things(connection, uk_today()))


def as_toml(proposal: Proposal, things: Mapping[UUID, Thing] | None = None) -> str:
    """Return a proposal as the text of a file; the names of ``things`` stand beside their ids.

    Its state, its author and who may read it are not in the file.
    """
    tables = [
        [*_facts(proposal)],
        *(["[[change]]", *_change(one, things or {})] for one in proposal.changes),
        *(["[[users]]", *_count(one, things or {})] for one in proposal.user_counts),
    ]
    return "\n\n".join("\n".join(lines) for lines in tables) + "\n"


def _facts(proposal: Proposal) -> Iterator[str]:
    for key, (called, _) in FACTS.items():
        value = getattr(proposal, called)
        if value not in (None, ""):
            yield f"{key} = {_value(value)}"


def _change(change: Change, things: Mapping[UUID, Thing]) -> Iterator[str]:
    if change.kind is ChangeKind.OPEN:
        yield f"open = {_value(change.name)}"
    elif change.asset_id is not None:
        yield _named(change.kind.value, change.asset_id, things)
    if change.other_id is not None:
        yield _named(OTHER[change.kind], change.other_id, things)
    elif change.postcode:
        key = "postcode" if change.kind is ChangeKind.MOVE else PLACE[change.kind]
        yield f"{key} = {_value(change.postcode)}"
    for key, value in (
        ("share", change.share),
        ("until", change.until),
        ("needs", change.needs),
        ("capacity", change.capacity),
        ("condition", change.condition),
        ("from", change.from_day),
    ):
        if value not in (None, "", ()):
            yield f"{key} = {_value(value)}"


def _count(count: UserCount, things: Mapping[UUID, Thing]) -> Iterator[str]:
    yield _named("asset", count.asset_id, things)
    for key in ("count", "period", "source", "as_of"):
        yield f"{key} = {_value(getattr(count, key))}"


def _named(key: str, asset_id: UUID, things: Mapping[UUID, Thing]) -> str:
    thing = things.get(asset_id)
    # A comment ends with its line, and may hold no sign that steers.
    name = "".join(sign if sign.isprintable() else " " for sign in thing.name) if thing else ""
    return f'{key} = "{asset_id}"' + (f"  # {name}" if name else "")


def _value(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else repr(value)
    if isinstance(value, tuple):
        return f"[{', '.join(map(_value, value))}]"
    # What JSON makes of a text is a text in TOML too, but for one sign.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
