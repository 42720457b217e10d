"""Where what a proposal displaces could go, and what is nearest then for those who leave reach.

Reads within the transaction of a journey that weighed proposals; nobody is asked, nothing written.
"""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

import numpy as np
from sqlalchemy import Connection

from asset_map.analysis.alternatives import (
    displaced,
    losing_their_place,
    reach_of,
)
from asset_map.analysis.arrays import Floats
from asset_map.analysis.impact import Impact
from asset_map.analysis.nearest_left import nearest_left
from asset_map.analysis.streets import street_pairs
from asset_map.analysis.weigh import Weighing
from asset_map.db import hosts
from asset_map.domain.alternatives import Alternatives, Displaced, NearestLeft, Room, Wish
from asset_map.domain.links_followed import Step
from asset_map.domain.proposals import ChangeKind
from asset_map.journeys.ground import Ground

LIMIT = 5
"""So many options are told of what is displaced."""

USUAL_M = 800.0
"""How far is looked for what meets no need that is known: the usual standard, metres."""

AROUND = 2.0
"""So many times as far is looked for the nearest beyond."""


def alternatives(
    connection: Connection, stand: Ground, impact: Impact, *, limit: int = LIMIT
) -> Alternatives:
    """Return where what is displaced could go, at most ``limit`` places each, best first, and for
    each need what is nearest then for those who leave reach."""
    steps = losing_their_place(impact.after.knock_on)
    return Alternatives(
        displaced=tuple(_displaced(connection, impact, steps, limit)) if steps else (),
        for_people=tuple(_for_people(stand, impact)),
    )


def _displaced(
    connection: Connection, impact: Impact, steps: list[Step], limit: int
) -> list[Displaced]:
    at = impact.situation.at
    wishes = hosts.wishes(connection, {step.asset.id for step in steps}, at)
    left = hosts.rooms_left(connection, {step.because.on.id for step in steps})
    far = {step.asset.id: _within_m(impact, wishes[step.asset.id]) for step in steps}
    farthest = AROUND * max(far.values())
    from_xy = np.array([room.xy for room in left.values()], dtype=np.float64).reshape(-1, 2)
    rooms = _rooms(connection, impact, from_xy, farthest)
    walks = dict(zip(left, _walks(impact, from_xy, rooms, farthest), strict=True))
    unknown = np.full(len(rooms), np.inf)
    return [
        displaced(
            step,
            replace(wishes[step.asset.id], said=step.because.detail),
            left.get(step.because.on.id),
            rooms,
            walks.get(step.because.on.id, unknown),
            far[step.asset.id],
            limit,
        )
        for step in steps
    ]


def _within_m(impact: Impact, wish: Wish) -> float:
    asked = impact.settings.standard_m
    metres = {need: standard.metres for need, standard in impact.situation.standards.items()}
    return reach_of(wish.needs, metres, USUAL_M) if asked is None else asked


def _rooms(
    connection: Connection, impact: Impact, from_xy: Floats, farthest_m: float
) -> list[Room]:
    """Return the open venues around that go on after the proposals, at the place where they are
    then."""
    if not len(from_xy):
        return []
    west, south = (from_xy.min(axis=0) - farthest_m).tolist()
    east, north = (from_xy.max(axis=0) + farthest_m).tolist()
    found = hosts.open_rooms(connection, (west, south, east, north), impact.situation.at)
    ends = impact.after.ended | impact.after.knock_on.perhaps
    moved = _moved(impact)
    return [replace(room, xy=moved.get(room.id, room.xy)) for room in found if room.id not in ends]


def _moved(impact: Impact) -> dict[UUID, tuple[float, float]]:
    """Return where the proposals move assets to, grid metres."""
    things = impact.situation.things
    found = {}
    for change in impact.changes:
        if change.kind is ChangeKind.MOVE and change.asset_id is not None:
            xy = things[change.other_id].xy if change.other_id is not None else change.xy
            if xy is not None:
                found[change.asset_id] = xy
    return found


def _walks(impact: Impact, from_xy: Floats, rooms: Sequence[Room], farthest_m: float) -> Floats:
    """Return the walks from places (k, 2) to rooms, (k, m) metres: along streets where loaded, else
    straight lines times the detour; infinite where it is farther than ``farthest_m``."""
    network, detour = impact.situation.network, impact.settings.detour
    to_xy = np.array([room.xy for room in rooms], dtype=np.float64).reshape(-1, 2)
    if network is None or detour == 1:
        apart = from_xy[:, None, :] - to_xy[None, :, :]
        straight: Floats = np.hypot(apart[..., 0], apart[..., 1]) * detour
        return np.where(straight <= farthest_m, straight, np.inf)
    walks = np.full((len(from_xy), len(to_xy)), np.inf)
    pairs, _ = street_pairs(network, from_xy, to_xy, farthest_m, detour)
    row = np.repeat(np.arange(len(from_xy)), np.diff(pairs.start))
    walks[row, pairs.place] = pairs.metres
    return walks


def _for_people(stand: Ground, impact: Impact) -> list[NearestLeft]:
    situation = impact.situation
    weighing = Weighing(situation, impact.settings, stand.reach)
    hidden = {thing.id for thing in situation.things.values() if thing.masked}
    names = {thing.id: thing.name for thing in situation.things.values()}
    names |= impact.opened
    return [
        nearest_left(weighing, found.need, leaving, impact.after.headline, hidden, names)
        for found in impact.needs
        for leaving in [found.at_points.leaving & situation.demand.own]
        if leaving.any()
    ]
