"""Anybody: how far it is on foot to an asset, from where somebody is."""

from dataclasses import dataclass
from datetime import date
from math import hypot, isfinite

import numpy as np
from sqlalchemy import Connection

from asset_map.analysis.assumptions import (
    DETOUR_FACTOR,
    NOT_SEEN,
    STREETS_NOT_SEEN,
    minutes_on_foot,
)
from asset_map.analysis.streets import StreetNetwork, nearest_along
from asset_map.db import one_asset, places_of, session, streets
from asset_map.db.places_of import Spot
from asset_map.domain.days import uk_today
from asset_map.domain.places import Place, Point
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks
from asset_map.journeys.resolve_place import resolve_place
from asset_map.journeys.see_asset import find_asset

MOST_SPOTS = 4
"""So many of its places are measured, those nearest by the straight line."""

LONGEST_M = 5_000.0
"""A longer walk is told by the straight line: nobody wants its streets, metres."""

MARGIN_M = 1_000.0
"""A walk may lead that far out of the box that its two ends make, metres."""


@dataclass(frozen=True)
class Walk:
    """How far it is on foot from a place to an asset, one way.

    ``metres`` is None where that is told to nobody, since it stands nowhere exactly, or where it is
    at no place. ``hidden``: the former; ``ward``: where it is then, by name. ``along_streets``: so
    it was measured, else as the straight line x 1.3. ``venue``: the nearest that it is found at.
    """

    place: str
    metres: float | None = None
    along_streets: bool = False
    venue: str | None = None
    hidden: bool = False
    ward: str | None = None

    @property
    def minutes(self) -> float | None:
        """Return how long it takes."""
        return None if self.metres is None else minutes_on_foot(self.metres)

    @property
    def note(self) -> str:
        """Return what the figure does not see."""
        return STREETS_NOT_SEEN if self.along_streets else NOT_SEEN


@asks(Action.BROWSE)
def see_walk(asset_id: str, where: str, at: date | None = None) -> Walk:
    """Return how far it is to an asset from a postcode, a position or the middle of an area."""
    at = at or uk_today()
    with session.reading() as connection:
        asset = find_asset(connection, asset_id)
        place = resolve_place(connection, where)
        told = one_asset.told(connection, asset, at)
        if not told.exact:
            ward = next((area.name for area in told.areas), None)
            return Walk(place.label, hidden=True, ward=ward)
        spots = places_of.spots(connection, asset.id, place.point, at, MOST_SPOTS)
        if not spots:
            return Walk(place.label)
        return min((_walk(connection, place, spot) for spot in spots), key=_metres)


def _metres(walk: Walk) -> float:
    return walk.metres or 0.0


def _walk(connection: Connection, place: Place, spot: Spot) -> Walk:
    straight_m = hypot(
        place.point.easting - spot.point.easting, place.point.northing - spot.point.northing
    )
    along_m = _along(connection, place.point, spot.point) if straight_m <= LONGEST_M else None
    if along_m is None:
        return Walk(place.label, straight_m * DETOUR_FACTOR, venue=spot.venue)
    # Two that step on at one spot are still as far apart as they are.
    return Walk(place.label, max(along_m, straight_m), along_streets=True, venue=spot.venue)


def _along(connection: Connection, here: Point, there: Point) -> float | None:
    """Return the walk along streets; None where none are loaded here, or none joins the two."""
    xy = np.array([[here.easting, here.northing], [there.easting, there.northing]])
    (west, south), (east, north) = xy.min(axis=0) - MARGIN_M, xy.max(axis=0) + MARGIN_M
    lines = streets.read_between(connection, (west, south, east, north))
    if not len(lines):
        return None
    network = StreetNetwork.of(lines)
    if not network.reached_from(xy).all():
        return None
    [metres] = nearest_along(network, xy[:1], xy[1:], DETOUR_FACTOR)
    return float(metres) if isfinite(metres) else None
