"""Stewards: what was loaded, source by source, and what was not taken as it came."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asset_map.db import loads, session
from asset_map.domain.errors import NotFound
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks

MOST_LOADS = 10
MOST_REASONS = 30
MOST_EXAMPLES = 20


@dataclass(frozen=True)
class Credit:
    """A source whose data is loaded, and what its licence asks us to say. Public."""

    title: str
    publisher: str
    licence: str
    licence_url: str
    attribution: str
    demo: bool


@dataclass(frozen=True)
class Loaded:
    """One load: when it was done, of which files, for whom and how far, and what it counted."""

    finished: datetime
    seconds: float
    authority: str
    extent: str
    files: list[dict[str, Any]]
    counts: dict[str, int]


@dataclass(frozen=True)
class Reason:
    """Why values or rows were not taken as they came, and how many times.

    ``examples`` are the first of them: file, line and value. For stewards only: a value may be of a
    column declared personal.
    """

    sets_aside: bool
    column: str
    problem: str
    remedy: str
    mender: str
    issues: int
    examples: list[dict[str, Any]]


@dataclass(frozen=True)
class SourceLoads:
    """A source and its loads, the last first, at most MOST_LOADS of ``loads_in_all``.

    ``reasons`` are of the last load, at most MOST_REASONS of ``reasons_in_all``.
    """

    source_id: str
    title: str
    publisher: str
    loads: list[Loaded]
    loads_in_all: int
    reasons: list[Reason]
    reasons_in_all: int


@asks(Action.SEE_LOADS)
def see_loads() -> list[tuple[str, str, Loaded]]:
    """Return the id, the title and the last load of each source, newest first."""
    with session.reading() as connection:
        found = loads.latest(connection)
    return [(load["source_id"], load["title"], _loaded(load)) for load in found]


@asks(Action.SEE_LOADS)
def see_source_loads(source_id: str) -> SourceLoads:
    """Return the loads of one source. Raises NotFound where it has none.

    For stewards only: an issue may carry a value of a column declared personal.
    """
    with session.reading() as connection:
        last = loads.latest_of(connection, source_id)
        if last is None:
            raise NotFound(f"Nothing of a source {source_id!r} is loaded.")
        former = loads.history(connection, source_id, MOST_LOADS)
        reasons = loads.reasons(connection, last["id"], MOST_REASONS, MOST_EXAMPLES)
    return SourceLoads(
        source_id=source_id,
        title=last["title"],
        publisher=last["publisher"],
        loads=[_loaded(load) for load in former],
        loads_in_all=former[0]["total"],
        reasons=[_reason(reason) for reason in reasons],
        reasons_in_all=reasons[0]["total"] if reasons else 0,
    )


@asks(Action.BROWSE)
def credit_sources() -> tuple[Credit, ...]:
    """Return the sources of all that is loaded, by title."""
    with session.reading() as connection:
        found = loads.latest(connection)
    credits = (
        Credit(**{name: load[name] or "" for name in _SAID}, demo=load["demo"]) for load in found
    )
    return tuple(sorted(credits, key=lambda credit: credit.title))


_SAID = ("title", "publisher", "licence", "licence_url", "attribution")


def _loaded(load: dict[str, Any]) -> Loaded:
    fields = ("finished", "seconds", "authority", "extent", "files", "counts")
    return Loaded(**{name: load[name] for name in fields})


def _reason(found: dict[str, Any]) -> Reason:
    return Reason(
        found["row_set_aside"],
        found["column_name"],
        found["problem"],
        found["remedy"],
        found["mender"],
        found["issues"],
        found["examples"],
    )
