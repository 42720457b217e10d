"""Stewards: what nothing told the needs of, and what can be done about it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from asset_map.db import session
from asset_map.db.classification import Unclassified, unclassified
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks

EXAMPLES = 5

WAYS = (
    "Say it in the source: a list of your own has a column needs (ids of data/lookups/needs.csv).",
    "Or teach the table: add a tag, a category or certain words to "
    "data/lookups/classification.csv, and load the source again.",
    "Or leave it: unclassified is shown as such, and better than a guess.",
)
"""What a steward can do."""


@dataclass(frozen=True)
class UnclassifiedList:
    """What is unclassified, by source and kind; masked or not, names alone are told."""

    parts: tuple[Unclassified, ...]

    @property
    def total(self) -> int:
        """Return how many assets are unclassified."""
        return sum(part.unclassified for part in self.parts)

    def sentences(self) -> list[str]:
        """Return what to do about it, or that there is nothing to do."""
        if not self.total:
            return ["Nothing that is loaded is unclassified."]
        return [f"{self.total:,} are unclassified: no need of theirs is known.", *WAYS]

    def rows(self) -> tuple[Sequence[str], list[Sequence[object]]]:
        """Return headers and rows of a table."""
        return ("source", "kind", "unclassified", "of", "such as"), [
            (
                part.source,
                part.kind,
                part.unclassified,
                part.of,
                "; ".join(name for _, name in part.examples[:EXAMPLES]),
            )
            for part in self.parts
        ]

    def as_json(self) -> dict[str, Any]:
        """Return the list with stable keys."""
        return {
            "unclassified": self.total,
            "parts": [
                asdict(part)
                | {"examples": [{"id": str(id_), "name": name} for id_, name in part.examples]}
                for part in self.parts
            ],
            "ways": list(WAYS),
        }


@asks(Action.SEE_LOADS)
def see_unclassified() -> UnclassifiedList:
    """Return what is unclassified, by source and kind, most of it first."""
    with session.reading() as connection:
        found = unclassified(connection, EXAMPLES)
    return UnclassifiedList(tuple(part for part in found if part.unclassified))
