"""Anybody: what gets in groups' way, by who could remove it. An officer: answers, and says when it
was out of the way."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection

from asset_map.db import deeds, obstacles, session
from asset_map.domain.days import uk_today
from asset_map.domain.errors import BadInput, NotFound
from asset_map.domain.obstacles import LONGEST_ANSWER, NOT_KNOWN, Obstacle, Theme
from asset_map.domain.rights import Action
from asset_map.journeys import proposal_facts
from asset_map.journeys.acting import acting_person, asks
from asset_map.journeys.names_now import named_now
from asset_map.journeys.said_in_public import masked


@dataclass(frozen=True)
class Seen:
    """An obstacle; ``asset_id`` and ``name``: in whose way it is, by what is on the map now."""

    obstacle: Obstacle
    asset_id: UUID | None
    name: str


@dataclass(frozen=True)
class Obstacles:
    """Obstacles by who could remove them, by name; those of which nobody knows come last.

    ``standing``: how many are still in the way, by directorate and theme.
    """

    by_directorate: Mapping[str, tuple[Seen, ...]]
    standing: Mapping[tuple[str, Theme], int]


@asks(Action.BROWSE)
def see_obstacles() -> Obstacles:
    """Return what gets in groups' way."""
    with session.reading() as connection:
        found = with_names(connection, obstacles.listed(connection))
    groups: dict[str, list[Seen]] = {}
    for one in sorted(found, key=lambda one: _order(one.obstacle.directorate)):
        groups.setdefault(one.obstacle.directorate, []).append(one)
    standing = Counter(
        (one.obstacle.directorate, one.obstacle.theme)
        for one in found
        if one.obstacle.removed is None
    )
    return Obstacles({name: tuple(some) for name, some in groups.items()}, dict(standing))


@asks(Action.ANSWER_OBSTACLE)
def answer_obstacle(
    id: UUID, words: str, removed: date | None = None, *, seen: datetime | None = None
) -> None:
    """Keep what the council says to an obstacle, and the day on which it was out of the way.

    ``seen``: when the answer was given that whoever answers saw, None for none. Raises BadInput
    where nothing is said, the day is to come, or somebody else answered meanwhile.
    """
    said = proposal_facts.words(words, "answer", LONGEST_ANSWER, lines=True)
    if not said and removed is None:
        raise BadInput("Nothing was said.", "Write an answer, or the day it was out of the way.")
    if removed is not None and removed > uk_today():
        raise BadInput("That day is still to come.", "Note it once it is so.")
    with session.transaction() as connection:
        if obstacles.of_id(connection, id) is None:
            raise NotFound("There is no such obstacle.", "Look at the list again.")
        if obstacles.answer(connection, id, masked(said), removed, seen=seen) is None:
            raise BadInput(
                "Somebody answered this meanwhile.", "Read it, then change it if you still want."
            )
        detail = {"removed": removed.isoformat() if removed else None}
        deeds.note(connection, acting_person(), "obstacle answered", "obstacle", id, detail)


def with_names(connection: Connection, found: list[Obstacle]) -> list[Seen]:
    """Return obstacles with the names of those in whose way they are, as the map has them now."""
    now = named_now(connection, (one.asset_id for one in found))
    return [
        Seen(one, asset.id if asset else None, asset.name if asset else "")
        for one in found
        for asset in (now.get(one.asset_id),)
    ]


def _order(directorate: str) -> tuple[bool, str]:
    return directorate == NOT_KNOWN, directorate.casefold()
