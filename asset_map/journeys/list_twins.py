"""Stewards: pairs of entries that may be the same thing, the most alike first."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from asset_map.db import decisions, session
from asset_map.db.decisions import Held
from asset_map.domain.numbers import counted
from asset_map.domain.rights import Action
from asset_map.domain.twins import Which
from asset_map.journeys.acting import asks

Pair = Held
"""A pair of entries, and what is held of it."""

_IN_WORDS = {
    Which.OPEN: "may be the same thing and wait for a decision",
    Which.JOINED: "are shown as one",
    Which.BY_RULE: "were joined by a load, and are shown as one",
    Which.DECIDED: "were decided by a person",
}


@dataclass(frozen=True)
class Twins:
    """Pairs of entries, the most alike first, and how many there are in all."""

    which: Which
    pairs: tuple[Held, ...]
    count: int

    def sentences(self) -> list[str]:
        """Return the pairs in words, each with the ids to decide by."""
        if not self.count:
            return [f"No pairs {_IN_WORDS[self.which]}."]
        lines = [f"{counted(self.count, 'pair')} {_IN_WORDS[self.which]}."]
        for pair in self.pairs:
            lines += [
                f"{pair.name_a} ({pair.source_a}) and {pair.name_b} ({pair.source_b}): "
                f"{pair.reason}{_decided(pair)}.",
                f"  {pair.record_a} {pair.record_b}",
            ]
        if self.count > len(self.pairs):
            lines.append(f"{self.count - len(self.pairs):,} more: ask for them with --limit.")
        return [
            *lines,
            "Decide with: asset-map twins same ID ID, or: asset-map twins different ID ID",
        ]

    def as_json(self) -> dict[str, Any]:
        """Return the pairs as ``--format json`` prints them."""
        return {
            "which": self.which.value,
            "count": self.count,
            "pairs": [_as_json(pair) for pair in self.pairs],
        }


@asks(Action.DECIDE_TWINS)
def list_twins(which: Which = Which.OPEN, limit: int = 50) -> Twins:
    """Return pairs of entries that may be, or are held to be, the same thing."""
    with session.reading() as connection:
        pairs = decisions.listed(connection, which, limit)
        return Twins(which, tuple(pairs), decisions.count(connection, which))


def _decided(pair: Held) -> str:
    if pair.decided is None:
        return ""
    held = {"same": "the same", "different": "two things", "open": "left open"}[pair.verdict]
    return f"; decided on {pair.decided:%-d %B %Y} by {pair.decided_by}: {held}"


def _as_json(pair: Held) -> dict[str, Any]:
    return {
        "kind": pair.kind,
        "verdict": pair.verdict,
        "score": round(pair.score, 3),
        "reason": pair.reason,
        "distance_m": None if pair.metres is None else round(pair.metres),
        "shown_as_one": pair.joined,
        "decided": None if pair.decided is None else pair.decided.isoformat(),
        "decided_by": pair.decided_by or None,
        "a": _side(pair.record_a, pair.asset_a, pair.name_a, pair.source_a),
        "b": _side(pair.record_b, pair.asset_b, pair.name_b, pair.source_b),
    }


def _side(record: UUID, asset: UUID, name: str, source: str) -> dict[str, str]:
    return {"id": str(record), "asset": str(asset), "name": name, "source": source}
