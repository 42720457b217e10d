"""An officer, before anything is proposed: what must not be lost, and why.

For each need the assets whose closing alone would take most people out of reach. The rest is not
ranked: the list says what is critical, and proposes nothing.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np
from sqlalchemy import Connection

from asset_map.analysis.assumptions import DETOUR_FACTOR, DISTANCE_METHOD, STREETS_METHOD
from asset_map.analysis.closures import every_closure
from asset_map.analysis.meeting import Meeting, meeting
from asset_map.analysis.reach import Question
from asset_map.analysis.situation import World
from asset_map.db import reference, session, standards
from asset_map.db.critical import Standing, standings
from asset_map.db.links_read import read_links
from asset_map.db.supply import read_remote, read_supply
from asset_map.domain.assets import AssetKind, confirmed_since
from asset_map.domain.errors import NotFound
from asset_map.domain.needs import Need, Standard
from asset_map.domain.numbers import about, counted, metres_shown
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks
from asset_map.journeys.ground import Ground, ground
from asset_map.journeys.what_meets import covered_by

MOST = 10
"""So many assets of a need are listed, if so many are critical."""


@dataclass(frozen=True)
class Critical:
    """An asset that people depend on for a need: what its closing alone would do.

    People are those of the authority. ``extra_median_m``, ``extra_p90_m``: the longer walk of those
    it is the nearest for, None where nobody would have one.
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
            said.append(f"{counted(self.asset.hanging, 'other thing')} hang on it")
        return said


@dataclass(frozen=True)
class Ranking:
    """What must not be lost, need by need, as things stand on a day."""

    rows: tuple[Critical, ...]
    at: date
    distance_method: str
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
        return [
            f"As things stand on {self.at:%-d %B %Y}, each closed alone. People living within "
            "reach, not users: on foot within the standard, or by phone, online or at home.",
            "What is not listed is not ranked: that says nothing for closing it. Places that "
            "nobody has told us about are not seen.",
        ]


@asks(Action.WEIGH_CLOSURE)
def rank_closures(need: str | None = None, *, at: date | None = None, limit: int = MOST) -> Ranking:
    """Return what must not be lost, of one need or of all, most people first."""
    at = at or date.today()
    with session.reading() as connection:
        asked = _asked(connection, need)
        near_enough = standards.read_standards(connection)
        stand = ground(connection)
        rows = [
            row
            for one in asked
            for row in _of_need(connection, stand, one, near_enough[one.id], at, limit)
        ]
    method = DISTANCE_METHOD if stand.network is None else STREETS_METHOD
    return Ranking(tuple(rows), at, method)


def _asked(connection: Connection, need: str | None) -> list[Need]:
    needs = reference.needs(connection)
    if need is not None and need not in {one.id for one in needs}:
        known = ", ".join(one.id for one in needs)
        raise NotFound(f"No need is called {need!r}.", f"The needs are: {known}.")
    return [one for one in needs if need in (None, one.id)]


@dataclass(frozen=True)
class _Loss:
    """What one asset's closing alone would do, before anybody knows its name."""

    asset_id: UUID
    people: float
    points: int
    without_any: float
    extra_median_m: float
    extra_p90_m: float


def _of_need(
    connection: Connection, stand: Ground, need: Need, standard: Standard, at: date, limit: int
) -> list[Critical]:
    losses = _losses(connection, stand, need, standard, at)
    felt = [loss for loss in losses if loss.points or loss.without_any]
    felt.sort(key=lambda loss: (-loss.people, -loss.points, str(loss.asset_id)))
    known = standings(connection, [loss.asset_id for loss in felt[:limit]], at)
    return [
        Critical(
            need=need,
            standard=standard,
            rank=rank,
            asset=known[loss.asset_id],
            people_leaving=loss.people,
            points_leaving=loss.points,
            people_without_any=loss.without_any,
            extra_median_m=_told(loss.extra_median_m),
            extra_p90_m=_told(loss.extra_p90_m),
            too_little_known=_too_little_known(known[loss.asset_id], at),
        )
        for rank, loss in enumerate(felt[:limit], 1)
    ]


def _losses(
    connection: Connection, stand: Ground, need: Need, standard: Standard, at: date
) -> list[_Loss]:
    """Return what each asset's closing would do: a venue ends all that both sides say happens
    there, and whatever else ends at all of its own places."""
    supply, remote = read_supply(connection, at), read_remote(connection, at)
    world = World(supply, tuple(remote), tuple(read_links(connection, at)))
    covered, points = covered_by(connection, stand, remote), len(stand.demand.people)
    by_both = world.placed_by_both
    venues = set(supply.venue_id[by_both & (supply.need_id == need.id)])
    found = []
    for with_venue in (None, by_both):
        meets = meeting(need.id, supply, remote, covered, points, with_venue=with_venue)
        found += [
            loss
            for loss in _every(stand, standard, meets)
            if (loss.asset_id in venues) == (with_venue is not None)
        ]
    return found


def _every(stand: Ground, standard: Standard, meets: Meeting) -> list[_Loss]:
    question = Question(standard.metres)
    own, people = stand.demand.own, stand.demand.people
    reach = stand.reach(meets.providers, question)
    done = every_closure(reach.of(own), people[own], len(meets.assets))
    columns = (
        done.people_leaving,
        done.points_leaving,
        done.people_without_any,
        done.extra_median_m,
        done.extra_p90_m,
    )
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return [_Loss(asset_id, *row) for asset_id, row in zip(meets.assets, rows, strict=True)]


def _told(value: float) -> float | None:
    return None if np.isnan(value) else value


def _too_little_known(asset: Standing, at: date) -> tuple[str, ...]:
    """Return what would have to be known before anybody could weigh it well."""
    said = []
    if not asset.links:
        said.append("no links are known")
    if asset.kind is AssetKind.SERVICE and asset.capacity is None:
        said.append("nobody told for how many it has room")
    if asset.last_confirmed is None or asset.last_confirmed < confirmed_since(at):
        said.append("not confirmed within 12 months")
    return tuple(said)
