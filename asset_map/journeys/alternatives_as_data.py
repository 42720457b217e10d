"""Where what is displaced could go, as plain data: for JSON, files and tables."""

from typing import Any

from asset_map.domain.alternatives import (
    Alternatives,
    Displaced,
    Finding,
    Fit,
    NearestLeft,
    VenueOption,
)
from asset_map.domain.assets import Session


def of_alternatives(found: Alternatives) -> dict[str, Any]:
    """Return all of it. Distances are walking metres, one way; people are not rounded."""
    return {
        "displaced": [_of_displaced(one) for one in found.displaced],
        "for_people": [_of_nearest(one) for one in found.for_people],
        "note": found.note,
    }


def _of_displaced(one: Displaced) -> dict[str, Any]:
    return {
        "asset_id": str(one.asset.id),
        "name": one.asset.name,
        "kind": one.asset.kind.value,
        "effect": one.effect.value,
        "sure": one.sure,
        "leaves": [{"asset_id": str(end.id), "name": end.name} for end in one.leaves],
        "still_at": [{"asset_id": str(end.id), "name": end.name} for end in one.still_at],
        "needs": list(one.wish.needs),
        "times": [_of_session(session) for session in one.wish.sessions],
        "weekly_capacity": one.wish.capacity,
        "within_m": one.within_m,
        "any_within": one.any_near,
        "sentence": one.sentence,
        "options": [of_option(option) for option in one.options],
    }


def of_option(option: VenueOption) -> dict[str, Any]:
    """Return one place to go, with what fits, what does not, and what is not known."""
    return {
        "asset_id": str(option.asset_id),
        "name": option.name,
        "away_m": option.away_m,
        "within": option.within,
        "reason": option.reason,
        "fits": _by_aspect(option.of(Fit.FITS)),
        "does_not_fit": _by_aspect(option.of(Fit.DOES_NOT)),
        "not_known": _by_aspect(option.of(Fit.ASK)),
        "last_confirmed": option.last_confirmed.isoformat() if option.last_confirmed else None,
    }


def _by_aspect(found: tuple[Finding, ...]) -> dict[str, str]:
    return {one.aspect.value: one.words for one in found}


def _of_session(session: Session) -> str:
    return f"{session.byday} {session.opens_at}-{session.closes_at}"


def _of_nearest(one: NearestLeft) -> dict[str, Any]:
    return {
        "need": one.need.id,
        "standard_m": one.standard_m,
        "people_leaving_reach": one.people,
        "points_leaving_reach": one.points,
        "points_without_any": one.points_without,
        "walk_median_m": one.walk_median_m,
        "walk_longest_m": one.walk_longest_m,
        "extra_median_m": one.extra_median_m,
        "extra_longest_m": one.extra_longest_m,
        "sentence": one.sentence,
        "nearest": [
            {
                "asset_id": None if near.asset_id is None else str(near.asset_id),
                "name": near.name,
                "people": near.people,
                "points": near.points,
                "walk_median_m": near.walk_median_m,
                "exact": near.exact,
                "confirmed": near.confirmed,
                "capacity": near.capacity,
            }
            for near in one.nearest
        ],
    }
