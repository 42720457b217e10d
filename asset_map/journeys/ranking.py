"""What must not be lost, as it is told: in words and as data. See ``rank_closures.py``."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from asset_map.analysis.assumptions import DETOUR_FACTOR
from asset_map.db.critical import Keeper, Standing
from asset_map.domain.needs import Need, Standard
from asset_map.domain.numbers import about, counted, metres_shown

OF_THE_COUNCIL = re.compile(r"\bcouncil\b(?!lor)|\bdirectorate\b|\bdepartment\b", re.IGNORECASE)
"""What the type of a group is called where it is a part of a council, such as "council team"."""

NOT_THE_COUNCIL = re.compile(r"\b(?:parish|town|community|youth|students?)\b", re.IGNORECASE)
"""What such a type also says where it is another body that is called a council."""


def is_directorate(keeper: Keeper) -> bool:
    """Tell whether a keeper is a part of a council, by what its source calls its type."""
    return bool(OF_THE_COUNCIL.search(keeper.type)) and not NOT_THE_COUNCIL.search(keeper.type)


@dataclass(frozen=True)
class Critical:
    """An asset that people depend on for a need: what its closing alone would do.

    ``rank``: among all assets of the need. People are those of the authority. ``extra_median_m``,
    ``extra_p90_m``: the longer walk of those it is the nearest for, None where nobody would have
    one. ``too_little_known``: what would have to be known before anybody could weigh it well.
    """

    need: Need
    standard: Standard
    rank: int
    asset: Standing
    people_leaving: float
    points_leaving: int
    people_without_any: float
    extra_median_m: float | None
    extra_p90_m: float | None
    too_little_known: tuple[str, ...]

    @property
    def reasons(self) -> list[str]:
        """Return why it must not be lost, in words."""
        said = [f"the only one in reach for {about(self.people_leaving)} people"]
        if self.people_without_any:
            said.append(f"the only one at all that we know of for {about(self.people_without_any)}")
        if self.extra_median_m is not None:
            said.append(
                "half of those it is the nearest for would walk at least "
                f"{metres_shown(self.extra_median_m)} farther"
            )
        if self.asset.hanging:
            hang = "hangs" if self.asset.hanging == 1 else "hang"
            said.append(f"{counted(self.asset.hanging, 'other thing')} {hang} on it")
        return said


@dataclass(frozen=True)
class Kept:
    """What one keeper looks after that people depend on.

    ``assets``, ``too_little_known``: how many, and of how many too little is known; ``needs``: for
    how many needs; ``most``: the one that takes most people out of reach. ``directorate``: it is a
    part of the council.
    """

    keeper: Keeper
    directorate: bool
    assets: int
    too_little_known: int
    needs: int
    most: Critical


@dataclass(frozen=True)
class Ranking:
    """What must not be lost, need by need, as things stand on a day.

    ``keeper``: whose assets alone are listed, None for all; ``kept``: who looks after what people
    depend on, of all that are ranked, parts of the council first.
    """

    rows: tuple[Critical, ...]
    at: date
    distance_method: str
    kept: tuple[Kept, ...] = ()
    keeper: Keeper | None = None
    detour_factor: float = DETOUR_FACTOR

    def as_json(self) -> list[dict[str, Any]]:
        """Return one row for each need and asset; each row can stand alone."""
        return [self._row(row) for row in self.rows]

    def _row(self, row: Critical) -> dict[str, Any]:
        confirmed = row.asset.last_confirmed
        return {
            "need": row.need.id,
            "rank": row.rank,
            "id": str(row.asset.id),
            "kind": row.asset.kind.value,
            "name": row.asset.name,
            "kept_by": row.asset.keeper or None,
            "directorates": [one.name for one in row.asset.keepers if is_directorate(one)],
            "people_leaving_reach": row.people_leaving,
            "postcodes_leaving_reach": row.points_leaving,
            "people_without_any": row.people_without_any,
            "extra_m": {"median": row.extra_median_m, "p90": row.extra_p90_m},
            "hanging_on_it": row.asset.hanging,
            "reasons": row.reasons,
            "too_little_known": list(row.too_little_known),
            "last_confirmed": confirmed.isoformat() if confirmed else None,
            "demo": row.asset.demo,
            "standard_m": row.standard.metres,
            "as_at": self.at.isoformat(),
            "distance_method": self.distance_method,
            "detour_factor": self.detour_factor,
        }

    def sentences(self) -> list[str]:
        """Return in words what the list is, and what it is not."""
        whose = [] if self.keeper is None else [f"Only what {self.keeper.name} looks after."]
        return [
            *whose,
            f"As things stand on {self.at:%-d %B %Y}, each closed alone. People living within "
            "reach, not users: on foot within the standard, or by phone, online or at home.",
            "What is not listed is not ranked: that says nothing for closing it. Places that "
            "nobody has told us about are not seen.",
        ]


def by_keeper(rows: Iterable[Critical]) -> tuple[Kept, ...]:
    """Return who looks after what people depend on, parts of the council first."""
    of: dict[Keeper, list[Critical]] = defaultdict(list)
    for row in rows:
        for keeper in row.asset.keepers:
            of[keeper].append(row)
    found = [
        Kept(
            keeper=keeper,
            directorate=is_directorate(keeper),
            assets=len({row.asset.id for row in kept}),
            too_little_known=len({row.asset.id for row in kept if row.too_little_known}),
            needs=len({row.need.id for row in kept}),
            most=max(kept, key=lambda row: (row.people_leaving, row.points_leaving, -row.rank)),
        )
        for keeper, kept in of.items()
    ]
    return tuple(
        sorted(
            found,
            key=lambda one: (not one.directorate, -one.most.people_leaving, one.keeper.name),
        )
    )
