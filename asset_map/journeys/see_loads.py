"""Stewards: the last load of each source, what it counted and what was not taken as it came."""

from dataclasses import dataclass
from typing import Any

from asset_map.db import loads, session


@dataclass(frozen=True)
class Credit:
    """A source whose data is loaded, and what its licence asks us to say. Public."""

    title: str
    publisher: str
    licence: str
    licence_url: str
    attribution: str
    demo: bool


def see_loads() -> list[dict[str, Any]]:
    """Return the last load of each source, newest first, each with its ``issues``.

    For stewards only: an issue may carry a value of a column declared personal.
    """
    with session.reading() as connection:
        found = loads.latest(connection)
        return [load | {"issues": loads.issues_of(connection, load["id"])} for load in found]


def credit_sources() -> tuple[Credit, ...]:
    """Return the sources of all that is loaded, by title."""
    with session.reading() as connection:
        found = loads.latest(connection)
    credits = (
        Credit(**{name: load[name] or "" for name in _SAID}, demo=load["demo"]) for load in found
    )
    return tuple(sorted(credits, key=lambda credit: credit.title))


_SAID = ("title", "publisher", "licence", "licence_url", "attribution")
