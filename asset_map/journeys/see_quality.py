"""Stewards: how complete and how fresh what is held is, by field and by source."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from asset_map.db import quality, session
from asset_map.domain.assets import AssetKind, confirmed_since
from asset_map.domain.days import uk_today
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks

FIELDS = ("postcode", "position", "needs", "hours", "contact", "description")
"""What an asset may have, in the order in which it is told."""

FRESHNESS = ("within_12_months", "older", "never")
"""When assets were last confirmed."""

MOST_WITHDRAWN = 100


@dataclass(frozen=True)
class Quality:
    """How many assets of a source have what; ``source`` is None where all sources are meant.

    ``fields``, ``confirmed`` and ``located_by`` are counts of assets.
    """

    source: str | None
    title: str | None
    assets: int
    fields: dict[str, int]
    confirmed: dict[str, int]
    located_by: dict[str, int]

    def share(self, count: int) -> float | None:
        """Return a count as a share of the assets; None where there are none."""
        return round(count / self.assets, 4) if self.assets else None

    def shares(self) -> list[float | None]:
        """Return the shares of the fields, then of when assets were last confirmed."""
        return [self.share(count) for count in (*self.fields.values(), *self.confirmed.values())]


@dataclass(frozen=True)
class Withdrawn:
    """Something that its source does not tell of any more, and since when."""

    id: UUID
    name: str
    kind: AssetKind
    source: str
    since: date


@asks(Action.SEE_LOADS)
def see_quality(today: date | None = None) -> list[Quality]:
    """Return the quality of all that is held first, then source by source."""
    today = today or uk_today()
    with session.reading() as connection:
        found = list(quality.held(connection, confirmed_since(today), today))
    return [_quality(counts) for counts in found]


@asks(Action.SEE_LOADS)
def list_withdrawn(source_id: str | None = None) -> tuple[list[Withdrawn], int]:
    """Return what is withdrawn, the last first, at most MOST_WITHDRAWN; and how many there are."""
    with session.reading() as connection:
        found = quality.withdrawn(connection, source_id, MOST_WITHDRAWN)
    listed = [
        Withdrawn(row["id"], row["name"], AssetKind(row["kind"]), row["source"], row["withdrawn"])
        for row in found
    ]
    return listed, found[0]["total"] if found else 0


def _quality(counts: dict[str, Any]) -> Quality:
    return Quality(
        counts["source_id"],
        counts["title"],
        counts["assets"],
        {name: counts[name] for name in FIELDS},
        {name: counts[name] for name in FRESHNESS},
        counts["located_by"],
    )
