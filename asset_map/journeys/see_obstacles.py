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
from asset_map.domain.obstacles import LONGEST_ANSWER, Obstacle, Theme
from asset_map.domain.rights import Action
from asset_map.journeys import proposal_facts
from asset_map.journeys.acting import acting_person, asks
from asset_map.journeys.names_now import named_now
from asset_map.journeys.said_in_public import masked

ON_A_PAGE = 50


@dataclass(frozen=True)
class Seen:
    """An obstacle; ``asset_id`` and ``name``: in whose way it is, by what is on the map now."""

    obstacle: Obstacle
    asset_id: UUID | None
    name: str


@dataclass(frozen=True)
class Wish:
    """Which obstacles somebody wants to see: of a directorate (None: of all; "": of which nobody
    knows who), of a theme, on which page. ``one``: the page that has this one, whatever else."""

    directorate: str | None = None
    theme: Theme | None = None
    page: int = 1
    one: UUID | None = None


@dataclass(frozen=True)
class Obstacles:
    """Obstacles by who could remove them, by name; those of which nobody knows come last.

    ``standing``: how many of all are still in the way, by directorate and theme. ``offered``: how
    many there are by directorate, ``themes`` by theme, to choose from. ``found``: how many were
    wished for; ``page``: which of ``pages`` this is.
    """

    by_directorate: Mapping[str, tuple[Seen, ...]]
    standing: Mapping[tuple[str, Theme], int]
    offered: Mapping[str, int]
    themes: Mapping[Theme, int]
    found: int
    page: int
    pages: int


@asks(Action.BROWSE)
def see_obstacles(wish: Wish | None = None) -> Obstacles:
    """Return what gets in groups' way, a page of it."""
    wish = wish or Wish()
    with session.reading() as connection:
        counted = obstacles.counted(connection)
        if wish.one is not None:
            wish = Wish(page=obstacles.before(connection, wish.one) // ON_A_PAGE + 1)
        found = sum(one.all for one in counted if _is_wished(one, wish))
        pages = max(1, -(-found // ON_A_PAGE))
        page = min(max(wish.page, 1), pages)
        listed = obstacles.listed(
            connection,
            wish.directorate,
            wish.theme,
            limit=ON_A_PAGE,
            after=(page - 1) * ON_A_PAGE,
        )
        seen = with_names(connection, listed)
    groups: dict[str, list[Seen]] = {}
    for one in seen:
        groups.setdefault(one.obstacle.directorate, []).append(one)
    offered: Counter[str] = Counter()
    themes: Counter[Theme] = Counter()
    for some in counted:
        offered[some.directorate] += some.all
        themes[some.theme] += some.all
    return Obstacles(
        {name: tuple(some) for name, some in groups.items()},
        {(one.directorate, one.theme): one.standing for one in counted if one.standing},
        dict(offered),
        {theme: themes[theme] for theme in Theme if themes[theme]},
        found,
        page,
        pages,
    )


def _is_wished(counted: obstacles.Counted, wish: Wish) -> bool:
    return wish.directorate in (None, counted.directorate) and wish.theme in (None, counted.theme)


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
