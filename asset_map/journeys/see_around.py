"""Anybody: what an area lies in and holds, and what is of use to it from just over its boundary."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from asset_map.analysis.assumptions import (
    DETOUR_FACTOR,
    NOT_SEEN,
    WALKING_KMH,
    metres_a_minute,
    minutes_on_foot,
)
from asset_map.db import assets, in_area, session
from asset_map.db.in_area import Over, Related
from asset_map.db.near import Found
from asset_map.domain.days import uk_today
from asset_map.domain.places import CLEAR_SHARE, Area, AreaKind
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks
from asset_map.journeys.hits import Hit, hits_of, with_times
from asset_map.journeys.resolve_place import resolve_area

__all__ = ["Around", "NearBy", "Related", "WiderHit", "see_around"]

MINUTES_OVER = 10.0
"""So far over the boundary is looked, minutes on foot from it."""

MOST_OVER = 40

KINDS = (AreaKind.NEIGHBOURHOOD, AreaKind.WARD, AreaKind.AUTHORITY)
"""People's own neighbourhoods stand beside wards."""


@dataclass(frozen=True)
class NearBy:
    """What stands just over the boundary of an area.

    ``walking_m`` and ``minutes``: from the boundary, not from anybody's door. ``venue``: where it
    is found there, by name. ``ward`` and ``authority``: where that is, by name; None where no
    boundaries of there are loaded.
    """

    hit: Hit
    venue: str | None
    walking_m: float
    minutes: float
    ward_code: str | None
    ward: str | None
    authority_code: str | None
    authority: str | None


@dataclass(frozen=True)
class WiderHit:
    """What covers a larger area with this one in it; ``partly``: one of which a part lies in it."""

    hit: Hit
    partly: bool


@dataclass(frozen=True)
class Around:
    """What is around an area.

    ``lies_in``: larger areas that it lies in, wholly or in part; ``holds``: smaller ones lying in
    it; ``beside``: those of its own kind beside it. ``over``: what is just over the boundary,
    nearest to it first, and ``over_in_all`` how much that is. ``wider``: what covers larger areas.
    """

    area: Area
    lies_in: tuple[Related, ...]
    holds: tuple[Related, ...]
    beside: tuple[Related, ...]
    over: tuple[NearBy, ...]
    over_in_all: int
    wider: tuple[WiderHit, ...]
    minutes: float = MINUTES_OVER
    note: str = NOT_SEEN


@asks(Action.BROWSE)
def see_around(words: str, at: date | None = None, need: str | None = None) -> Around:
    """Return what is around an area, by its name or code: all of it, or what meets a need."""
    at = at or uk_today()
    far_m = MINUTES_OVER * metres_a_minute(WALKING_KMH) / DETOUR_FACTOR
    with session.reading() as connection:
        area = resolve_area(connection, words)
        held = [item.asset_id for item in in_area.held(connection, area.id, at)]
        over, in_all = in_area.just_over(
            connection, area.id, at, held, far_m=far_m, limit=MOST_OVER, need=need
        )
        told = [*held, *(one.found.asset_id for one in over)]
        wider = in_area.wider(connection, area.id, at, told)
        found = [*(one.found for one in over), *(one.found for one in wider)]
        hits = _hits(connection, found, at)
        wider = [one for one in wider if need in (None, *hits[one.found.asset_id].asset.needs)]
        related = in_area.related(connection, area.id, list(KINDS))
    nested = [one for one in related if max(one.of_other, one.of_asked) >= 1 - CLEAR_SHARE]
    return Around(
        area=area,
        lies_in=tuple(one for one in nested if _is_larger(one)),
        holds=tuple(one for one in nested if not _is_larger(one)),
        beside=tuple(one for one in related if one not in nested),
        over=tuple(_near_by(one, hits[one.found.asset_id]) for one in over),
        over_in_all=in_all,
        wider=tuple(WiderHit(hits[one.found.asset_id], one.partly) for one in wider),
    )


def _is_larger(other: Related) -> bool:
    """Tell whether another area is larger: what both share is a smaller part of it."""
    return other.of_other < other.of_asked


def _hits(connection: Connection, found: list[Found], at: date) -> dict[UUID, Hit]:
    known = assets.by_ids(connection, [item.asset_id for item in found])
    hits = with_times(connection, hits_of(connection, found, known), at)
    return {hit.asset.id: hit for hit in hits}


def _near_by(one: Over, hit: Hit) -> NearBy:
    walking_m = one.straight_m * DETOUR_FACTOR
    minutes = minutes_on_foot(walking_m)
    return NearBy(
        hit,
        one.found.venue_name,
        walking_m,
        minutes,
        one.ward_code,
        one.ward,
        one.authority_code,
        one.authority,
    )
