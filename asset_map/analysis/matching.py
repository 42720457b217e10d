"""Which entries are the same thing, told twice: the pairs, and what they add up to.

Entries come as a frame, one row each: ``id`` (text), ``source``, ``kind``, ``demo`` (bool),
``name_key`` (folded), ``postcode`` and ``address`` (empty where none), ``easting`` and ``northing``
(EPSG:27700, metres; missing where none), ``exact`` (bool: the point is of the thing itself, not of
its postcode), ``weak`` (bool: masked, or only where post goes), ``identifiers`` (scheme to value),
``fresh`` (bool: to be compared with all others). A verdict on a pair depends on the two alone.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

import pandas as pd

from asset_map.analysis.candidates import Things
from asset_map.analysis.likeness import taken_apart
from asset_map.analysis.verdicts import FARTHEST_M, Entry, Verdict, conflict, judged

__all__ = ["FARTHEST_M", "Edge", "Verdict", "conflict", "joined", "twins"]

COLUMNS = ["a", "b", "verdict", "score", "reason"]

Edge = tuple[str, str, Verdict, float]
"""Two entries, what is held of them, and how strongly."""


def twins(things: pd.DataFrame) -> pd.DataFrame:
    """Return pairs that are sure or likely: ``a`` < ``b``, verdict, score 0 to 1, reason."""
    things = things.sort_values("id", ignore_index=True)
    spelt = {key: taken_apart(key) for key in things["name_key"].unique()}
    ready = Things(things, [spelt[key] for key in things["name_key"]])
    entry, ids = _entries(ready), things["id"].tolist()
    verdicts = ((i, j, judged(entry(i), entry(j))) for i, j in ready.pairs().tolist())
    found = [(ids[i], ids[j], *verdict) for i, j, verdict in verdicts if verdict is not None]
    order = ["score", "a", "b"]
    told = pd.DataFrame(found, columns=COLUMNS)
    return told.sort_values(order, ascending=[False, True, True], ignore_index=True)


def joined(
    rank: Mapping[str, tuple[Any, ...]],
    edges: Iterable[Edge],
    apart: Callable[[str, str], bool],
) -> dict[str, str]:
    """Return for each entry the one that stands for all that are the same thing.

    ``rank``: which entry stands for the others: the one that sorts first. ``apart``: tells of two
    entries, which no edge says to be the same, whether they may not be joined by way of others.
    Of edges that cannot all hold, a person's come first, then the stronger.
    """
    edges = sorted(edges, key=_strength)
    linked = {frozenset(edge[:2]) for edge in edges}
    members = {entry: {entry} for entry in rank}
    for a, b, verdict, _ in edges:
        here, there = members[a], members[b]
        pairs = ((one, other) for one in here for other in there)
        barred = any(frozenset(pair) not in linked and apart(*pair) for pair in pairs)
        if here is there or (barred and verdict is not Verdict.SAME):
            continue
        here |= there
        for entry in there:
            members[entry] = here
    return {entry: min(group, key=rank.__getitem__) for entry, group in members.items()}


def _strength(edge: Edge) -> tuple[bool, float, str, str]:
    a, b, verdict, score = edge
    return verdict is not Verdict.SAME, -score, a, b


def _entries(ready: Things) -> Callable[[int], Entry]:
    columns = [ready.frame[name].tolist() for name in _JUDGED_BY]

    @cache
    def entry(row: int) -> Entry:
        said = {name: column[row] for name, column in zip(_JUDGED_BY, columns, strict=True)}
        return Entry(name=ready.names[row], **said)

    return entry


_JUDGED_BY = (
    *("source", "kind", "name_key", "postcode", "easting", "northing"),
    *("exact", "weak", "address", "identifiers"),
)
