"""What people say that everybody will read: cut to plain words, and masked when it is taken in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

import pandas as pd
from sqlalchemy import Connection

from asset_map.db import contributions
from asset_map.domain.assets import AssetKind
from asset_map.domain.contributions import Contribution, Problem
from asset_map.domain.errors import BadInput
from asset_map.journeys import like_typed, proposal_facts
from asset_map.journeys.like_typed import Alike
from asset_map.journeys.send_in import Sent
from etl.privacy import without_private

IN_WORDS = ("title", "words")
"""Fields that hold free words; others hold ids and choices."""


@dataclass(frozen=True)
class Outcome:
    """What became of a form: kept, or everything that is wrong with it, and what a typed name may
    mean where that is not clear, by its field."""

    sent: Sent | None = None
    problems: tuple[Problem, ...] = ()
    meant: Mapping[str, tuple[Alike, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Meant:
    """What a typed name means: ``id``, or what it may mean (``of``), or why it means nothing."""

    id: UUID | None = None
    of: tuple[Alike, ...] = ()
    problem: Problem | None = None


def worded(
    field: str, typed: str, longest: int, missing: str, *, lines: bool = True
) -> tuple[str, tuple[Problem, ...]]:
    """Return what was typed in a field without signs that steer, and what is wrong with it.

    ``missing``: what is said where nothing was typed; "" where that is no harm.
    """
    try:
        said = proposal_facts.words(typed, "text", longest, lines=lines)
    except BadInput as error:
        return typed, (Problem(field, error.sentence, error.next_step),)
    return said, (Problem(field, missing),) if missing and not said else ()


def masked(text: str) -> str:
    """Return a text in which what may lead to a private person is masked."""
    return str(without_private(pd.Series([text], dtype="str"))[0])


def masked_words(connection: Connection, one: Contribution) -> dict[str, str]:
    """Return what was sent with its words masked, and keep no others: what may lead to a private
    person is of no use to anybody once it was looked at."""
    said = {name: masked(text) if name in IN_WORDS else text for name, text in one.said.items()}
    if said != one.said:
        contributions.say_masked(connection, one.id, said)
    return said


def meant(
    connection: Connection, field: str, kind: AssetKind, name: str, chosen: str = ""
) -> Meant:
    """Return which asset of a kind a typed name means. ``chosen``: an id of those offered before.

    Nothing typed means nothing.
    """
    if not name.strip():
        return Meant()
    found = like_typed.meant(connection, kind, name, chosen=chosen)
    if found.id:
        return Meant(found.id, found.found if len(found.found) > 1 else ())
    if found.found:
        return Meant(None, found.found, like_typed.unclear(field, "Choose one."))
    return Meant(None, (), like_typed.unknown(field, kind, "Type its name anew."))
