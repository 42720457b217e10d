"""Which entries are the same thing, told twice: the pairs, and what they add up to.

Entries come as a frame, one row each: ``id`` (text), ``source``, ``kind``, ``demo`` (bool),
``name_key`` (folded), ``postcode`` and ``address`` (empty where none), ``easting`` and ``northing``
(EPSG:27700, metres; missing where none), ``exact`` (bool: the point is of the thing itself, not of
its postcode), ``weak`` (bool: masked, or only where post goes), ``identifiers`` (scheme to value),
``fresh`` (bool: to be compared with all others). A verdict on a pair depends on the two alone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import pandas as pd

from asset_map.analysis.candidates import Things
from asset_map.analysis.likeness import taken_apart
from asset_map.analysis.verdicts import FARTHEST_M, Entry, Verdict, conflict, judged

__all__ = ["FARTHEST_M", "Edge", "Verdict", "conflict", "joined", "twins"]

COLUMNS = ["a", "b", "verdict", "score", "reason"]

NOT_ONE = (Verdict.DIFFERENT, Verdict.OPEN)
"""What is held of two that the rules do not bring together."""

Edge = tuple[str, str, Verdict, float]
"""Two entries, what is held of them, and how strongly."""


def twins(things: pd.DataFrame) -> pd.DataFrame:
    """Return pairs that are sure or likely: ``a`` < ``b``, verdict, score 0 to 1, reason."""
    ready = Things.of(things)
    entry, ids = _entries(ready), ready.frame["id"].tolist()
    verdicts = ((ids[i], ids[j], judged(entry(i), entry(j))) for i, j in ready.pairs().tolist())
    found = [(*sorted((a, b)), *verdict) for a, b, verdict in verdicts if verdict is not None]
    order = ["score", "a", "b"]
    told = pd.DataFrame(found, columns=COLUMNS)
    return told.sort_values(order, ascending=[False, True, True], ignore_index=True)


def joined(
    rank: Mapping[str, tuple[Any, ...]],
    edges: Iterable[Edge],
    doubted: Callable[[str, str], bool],
) -> dict[str, str]:
    """Return for each entry the one that stands for all that are the same thing.

    ``rank``: which entry stands for the others: the one that sorts first. ``edges``: what is held
    of pairs, a person's word before the rules, then the stronger. What a person told apart, or
    left open, does not come together by the rules; nor do two that are ``doubted``, by way of a
    third.
    """
    edges = sorted(edges, key=_strength)
    linked = {frozenset(edge[:2]) for edge in edges if edge[2] not in NOT_ONE}
    told_apart = {frozenset(edge[:2]) for edge in edges} - linked
    together, by_rule = _Groups(rank), _Groups(rank)
    for a, b, verdict, _ in edges:
        if verdict is Verdict.SAME:
            together.join(a, b)
        elif (
            verdict is Verdict.SURE
            and not any(pair in told_apart for pair in together.across(a, b))
            and not any(
                pair not in linked and doubted(*sorted(pair)) for pair in by_rule.across(a, b)
            )
        ):
            together.join(a, b)
            by_rule.join(a, b)
    return {entry: min(together.of[entry], key=rank.__getitem__) for entry in rank}


class _Groups:
    """Entries in groups, at first each in one of its own."""

    def __init__(self, entries: Iterable[str]) -> None:
        self.of = {entry: {entry} for entry in entries}

    def across(self, a: str, b: str) -> Iterator[frozenset[str]]:
        """Yield the pairs that joining the groups of two entries would bring together."""
        if self.of[a] is not self.of[b]:
            yield from (frozenset((one, other)) for one in self.of[a] for other in self.of[b])

    def join(self, a: str, b: str) -> None:
        """Make one group of the groups of two entries."""
        whole = self.of[a] | self.of[b]
        self.of |= dict.fromkeys(whole, whole)


def _strength(edge: Edge) -> tuple[bool, float, str, str]:
    a, b, verdict, score = edge
    return verdict is not Verdict.SAME, -score, a, b


def _entries(ready: Things) -> Callable[[int], Entry]:
    columns = [ready.frame[name].tolist() for name in _JUDGED_BY]

    @cache
    def entry(row: int) -> Entry:
        said = {name: column[row] for name, column in zip(_JUDGED_BY, columns, strict=True)}
        return Entry(name=taken_apart(said["name_key"]), **said)

    return entry


_JUDGED_BY = (
    *("source", "kind", "name_key", "postcode", "easting", "northing"),
    *("exact", "weak", "address", "identifiers"),
)
