"""What somebody is shown as found: an asset, how far it is, and why it is shown."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from asset_map.analysis.assumptions import DETOUR_FACTOR, minutes_on_foot
from asset_map.db import opening
from asset_map.db.grid import to_degrees
from asset_map.db.near import Found
from asset_map.domain.assets import Asset, Session
from asset_map.domain.numbers import metres_shown, walk_shown
from asset_map.domain.offers import IN_WORDS, Way
from asset_map.domain.places import Point


@dataclass(frozen=True)
class Hit:
    """An asset with why it is shown. ``walking_m`` is None for one that covers the area.

    ``area_known``: false for one that comes to people, while nobody says in which area.
    ``needs_met``: those of the needs that were sought. ``sessions``: its weekly times, or
    ``hours_text`` where only words are known; both empty where nobody told us. ``venue_id``: where
    it is, if that is a venue of its own. ``exact``: false where its place is not shown. ``ways``:
    those in which it comes to people, also beside its place. ``cost``: as they say it, empty where
    they do not. ``step_free``: of its place; None where nobody told us.
    """

    asset: Asset
    straight_m: float | None
    walking_m: float | None
    minutes: float | None
    reason: str
    latitude: float | None
    longitude: float | None
    area_known: bool = True
    needs_met: tuple[str, ...] = ()
    sessions: tuple[Session, ...] = ()
    hours_text: str = ""
    venue_id: UUID | None = None
    exact: bool = True
    ways: tuple[Way, ...] = ()
    cost: str = ""
    step_free: bool | None = None


def hits_of(
    connection: Connection, found: list[Found], known: dict[UUID, Asset]
) -> tuple[Hit, ...]:
    """Join what was found with the assets, their reasons and their positions in degrees."""
    return hits_at(found, known, to_degrees(connection, points_of(found, known)))


def points_of(found: list[Found], known: dict[UUID, Asset]) -> list[Point]:
    """Return where those are that have a place."""
    points = (known[item.asset_id].point for item in found)
    return [point for point in points if point is not None]


def hits_at(
    found: list[Found], known: dict[UUID, Asset], degrees: Iterable[tuple[float, float]]
) -> tuple[Hit, ...]:
    """Join as ``hits_of`` does, where the positions of ``points_of`` are known in degrees."""
    degrees = iter(degrees)
    hits = []
    for item in found:
        asset = known[item.asset_id]
        latitude, longitude = next(degrees) if asset.point is not None else (None, None)
        hits.append(_hit(asset, item, latitude, longitude))
    return tuple(hits)


def with_times(connection: Connection, hits: Iterable[Hit], at: date) -> tuple[Hit, ...]:
    """Return hits with their weekly times in force on a day, or the words that are known."""
    hits = tuple(hits)
    opened = opening.times_of(connection, [hit.asset.id for hit in hits], at)
    return tuple(
        replace(hit, sessions=opened[hit.asset.id].sessions, hours_text=opened[hit.asset.id].words)
        for hit in hits
    )


def _hit(asset: Asset, item: Found, latitude: float | None, longitude: float | None) -> Hit:
    ways = tuple(way for way in Way if way in item.ways)
    if item.straight_m is None and (item.covers or ways):
        known = bool(item.covers)
        return Hit(asset, None, None, None, _comes(item), None, None, known, ways=ways)
    if item.straight_m is None:
        return Hit(asset, None, None, None, _there(item), latitude, longitude)
    walking = item.straight_m * DETOUR_FACTOR
    minutes = minutes_on_foot(walking)
    reason = f"{walk_shown(minutes)}, about {metres_shown(walking)}"
    if not item.exact:  # Nobody should set out for the middle of a ward.
        reason = f"exact place not shown; the middle of its ward is {reason} away"
    if item.venue_name:
        reason += f", at {item.venue_name}"
    return Hit(
        *(asset, item.straight_m, walking, minutes, reason, latitude, longitude),
        venue_id=item.venue_id,
        exact=item.exact,
        ways=ways,
    )


def _comes(item: Found) -> str:
    ways = [IN_WORDS[way] for way in Way if way in item.ways]
    where = f"covers {item.covers}" if item.covers else "we are not told for which area"
    return ", ".join([*ways, where])


def _there(item: Found) -> str:
    if not item.exact:
        return "here (exact place not shown)"
    return f"at {item.venue_name}" if item.venue_name else "here"
