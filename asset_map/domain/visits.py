"""Visits that meet several needs: where, on which days, what is met; and what comes instead."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from asset_map.domain.assets import Asset
from asset_map.domain.needs import Need
from asset_map.domain.opening import Span


class Why(StrEnum):
    """What a way to meet several needs is the best in."""

    FEWEST = "fewest visits"
    LEAST_WALKING = "least walking"
    SOONEST = "soonest"
    IN_PERSON = "all in person"


@dataclass(frozen=True)
class Met:
    """A need that an asset meets on a visit. ``times``: when, on the first day of the visit.

    ``ask``: nobody told us its days, so one has to ask first; ``hours_text`` is what was said.
    """

    need: Need
    asset: Asset
    times: tuple[Span, ...] = ()
    ask: bool = False
    hours_text: str = ""


@dataclass(frozen=True)
class PlannedVisit:
    """A place to go to, one way on foot, the days on which all is met there, and what that is.

    ``exact``: false where the place is not shown, and counted from the middle of its ward.
    """

    place_id: UUID
    place_name: str
    exact: bool
    walking_m: float
    minutes: float
    days: tuple[date, ...]
    meets: tuple[Met, ...]


@dataclass(frozen=True)
class PlannedWay:
    """Visits by which all is met that can be, the soonest first; the walk is there and back."""

    why: Why
    visits: tuple[PlannedVisit, ...]
    walking_m: float
    minutes: float
    done_by: date | None


@dataclass(frozen=True)
class Without:
    """A need that an asset meets without a visit, or may: ``reason`` says in which way.

    ``area_known``: false where nobody says in which area it comes to people.
    """

    need: Need
    asset: Asset
    reason: str
    area_known: bool = True


@dataclass(frozen=True)
class Beyond:
    """A need that no place in reach meets, how far was looked, and the nearest beyond."""

    need: Need
    within_m: float
    nearest: Asset | None
    minutes: float | None
    reason: str = ""


@dataclass(frozen=True)
class NotTogether:
    """Needs of which no visit meets two; places that meet all, on different days, by name."""

    needs: tuple[Need, ...]
    places: tuple[str, ...] = ()
