"""An officer or a community: what is there already that could meet a need, and whom to ask.

Nothing is written, and nobody is asked: these are ideas from what is on record.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import numpy as np
from sqlalchemy import Connection

from asset_map.analysis.access import nearest_m
from asset_map.analysis.arrays import or_none
from asset_map.analysis.assumptions import (
    CATCHMENT_M,
    DETOUR_FACTOR,
    DISTANCE_METHOD,
    NOT_SEEN,
    STREETS_METHOD,
    STREETS_NOT_SEEN,
)
from asset_map.analysis.leverage import Without, gains, nearest_walk, without
from asset_map.db import areas, leverage, reference, session
from asset_map.db.leverage import Box, Doer, Host, Offer
from asset_map.db.standards import read_standards
from asset_map.db.supply import read_remote, read_supply
from asset_map.domain.assets import confirmed_since
from asset_map.domain.days import uk_today
from asset_map.domain.demand import Demand
from asset_map.domain.errors import BadInput, NotFound
from asset_map.domain.ideas import GroupIdea, Ideas, VenueIdea, VolunteersIdea
from asset_map.domain.needs import Need, Standard
from asset_map.domain.numbers import real_people
from asset_map.domain.places import Area, name_key
from asset_map.domain.rights import Action
from asset_map.journeys import ideas_in_words
from asset_map.journeys.acting import asks
from asset_map.journeys.ground import Ground, ground
from asset_map.journeys.ideas_in_words import RankedDoer, RankedHost
from asset_map.journeys.resolve_place import resolve_area

AROUND_M = 5_000
"""How far around those who are without anything is looked for, metres: loads keep as much around
an authority unless told otherwise."""

BEYOND = 3
"""How many of the nearest beyond are told where nothing is within reach."""

Found = tuple[tuple[VenueIdea, ...], tuple[GroupIdea, ...], tuple[VolunteersIdea, ...]]


@dataclass(frozen=True)
class _Gap:
    """One need in one area on a day: who is without, and where everybody lives.

    ``remote``: for which demand points something comes by phone, online or to their home.
    """

    area: Area
    need: Need
    standard: Standard
    at: date
    stand: Ground
    here: np.ndarray
    now_m: np.ndarray
    known_places: int
    lacking: Without
    remote: np.ndarray

    @property
    def on_streets(self) -> bool:
        """Tell whether walks are measured along streets."""
        return self.stand.network is not None

    @property
    def demand(self) -> Demand:
        """Return the demand points of the whole map."""
        return self.stand.demand

    def people(self, among: np.ndarray) -> float | None:
        """Return how many people live at some demand points; None where nothing is known."""
        people = self.demand.people
        known = bool((~np.isnan(people[self.here])).any())
        return float(np.nansum(people[among])) if known else None


@asks(Action.BROWSE)
def meet_gap(need: str, area: str, *, at: date | None = None, limit: int = 5) -> Ideas:
    """Return what could meet a need in an area, at most ``limit`` of each kind.

    ``area``: its name or code. Raises NotFound for an unknown need or area, and where nobody is
    known to live in the area.
    """
    if limit < 1:
        raise BadInput("At least one idea of each kind has to be asked for.")
    with session.reading() as connection:
        gap = _gap(connection, need, resolve_area(connection, area), at or uk_today())
        rested = areas.people_in(connection, gap.area.id)
        venues, groups, volunteers = _ideas(connection, gap, limit)
    return Ideas(
        area=gap.area,
        need=gap.need,
        standard=gap.standard,
        at=gap.at,
        people=gap.people(gap.here),
        people_without=gap.lacking.people,
        people_remote=gap.people(gap.lacking.mask & gap.remote),
        postcodes=int(gap.here.sum()),
        postcodes_without=gap.lacking.points,
        known_places=gap.known_places,
        venues=venues,
        groups=groups,
        volunteers=volunteers,
        together=ideas_in_words.together(venues, groups, volunteers),
        people_source=rested.source,
        people_as_of=rested.as_of,
        people_demo=rested.demo,
        distance_method=STREETS_METHOD if gap.on_streets else DISTANCE_METHOD,
        detour_factor=DETOUR_FACTOR,
        note=STREETS_NOT_SEEN if gap.on_streets else NOT_SEEN,
    )


def _gap(connection: Connection, need_id: str, area: Area, at: date) -> _Gap:
    needs = {need.id: need for need in reference.needs(connection)}
    if need_id not in needs:
        raise NotFound(f"No need is called {need_id!r}.", f"The needs are: {', '.join(needs)}.")
    standard = read_standards(connection)[need_id]
    remote = [found for found in read_remote(connection, at) if found.need_id == need_id]
    covered = {area_id for found in remote for area_id in found.area_ids}
    stand = ground(connection)
    people = stand.demand
    here = _members(connection, stand, {area.id})
    if not here.any():
        raise NotFound(
            f"No live postcode is known in {area.name}, so nobody can be counted there.",
            "Load postcodes first: asset-map etl sources",
        )
    supply = read_supply(connection, at)
    meets = supply.need_id == need_id
    now_m = _walks_now(stand, supply.xy[meets], standard.metres)
    return _Gap(
        area=area,
        need=needs[need_id],
        standard=standard,
        at=at,
        stand=stand,
        here=here,
        now_m=now_m,
        known_places=len(set(supply.asset_id[meets])),
        lacking=without(people.xy, people.people, here, now_m, standard.metres),
        remote=_members(connection, stand, covered),
    )


def _members(connection: Connection, stand: Ground, area_ids: set[UUID]) -> np.ndarray:
    """Tell which demand points lie in any of some areas."""
    mask = np.zeros(len(stand.demand.xy), dtype=np.bool_)
    if area_ids:
        mask[stand.membership(connection, tuple(sorted(area_ids))).indices] = True
    return mask


def _walks_now(stand: Ground, places_xy: np.ndarray, within_m: float) -> np.ndarray:
    """Return the walk to the nearest place; infinite beyond ``within_m`` where no street leads."""
    walked = stand.walked(places_xy, within_m, DETOUR_FACTOR) if len(places_xy) else None
    if walked is None:
        return nearest_m(stand.demand.xy, places_xy, DETOUR_FACTOR)
    return np.minimum(nearest_walk(walked.pairs), walked.nearest_m)


def _ideas(connection: Connection, gap: _Gap, limit: int) -> Found:
    middle = gap.lacking.middle
    if middle is None:
        return (), (), ()
    need, area_id, at = gap.need.id, gap.area.id, gap.at
    box = _around(gap.demand.xy[gap.lacking.mask])
    why = leverage.fitting_skills(need)
    types = leverage.types_that_meet(connection, need, at)
    hosts = _ranked_hosts(gap, leverage.hosts(connection, box, at), types)[:limit]
    doers = _ranked_doers(gap, leverage.doers(connection, need, area_id, middle, box, at))[:limit]
    offers = _ranked_offers(leverage.offers(connection, set(why), area_id, at))[:limit]
    shown = [found.host.id for found in hosts] + [found.doer.id for found in doers]
    keepers = leverage.keepers(connection, shown + [offer.id for offer in offers], at)
    metres, any_known = gap.standard.metres, gap.known_places > 0
    return (
        tuple(
            ideas_in_words.venue_idea(
                found, metres, any_known=any_known, keeper=keepers[found.host.id]
            )
            for found in hosts
        ),
        tuple(ideas_in_words.group_idea(found, keepers[found.doer.id]) for found in doers),
        tuple(
            ideas_in_words.volunteers_idea(offer, why[name_key(offer.skill)], keepers[offer.id])
            for offer in offers
        ),
    )


def _around(xy: np.ndarray) -> Box:
    west, south = xy.min(axis=0) - AROUND_M
    east, north = xy.max(axis=0) + AROUND_M
    return float(west), float(south), float(east), float(north)


def _ranked_hosts(gap: _Gap, found: list[Host], types: set[str]) -> list[RankedHost]:
    """Those that help anybody, best first; where none does, the nearest beyond."""
    people, metres = gap.demand.people, gap.standard.metres
    xy = np.array([(host.x, host.y) for host in found], dtype=np.float64).reshape(-1, 2)
    walked = gap.stand.walked(xy, metres, DETOUR_FACTOR)
    walks = walked.pairs if walked and gap.on_streets else None
    gained = gains(gap.demand.xy, people, gap.here, gap.now_m, xy, metres, DETOUR_FACTOR, walks)
    ranked = [
        RankedHost(
            host,
            or_none(gained.people[row]),
            or_none(gained.anywhere[row]),
            int(gained.points[row]),
            float(gained.away_m[row]),
            host.venue_type in types,
        )
        for row, host in enumerate(found)
    ]
    within = [host for host in ranked if host.within]
    if not within:
        return sorted(ranked, key=lambda host: (host.away_m, host.host.name))[:BEYOND]
    since = confirmed_since(gap.at)
    return sorted(within, key=lambda host: _host_rank(host, since))


def _host_rank(found: RankedHost, since: date) -> tuple:
    """Known free hours first, then what is known to suit, then whom it helps, then the rest."""
    host = found.host
    steps = {True: 0, None: 1, False: 2}[host.step_free]
    lately = host.last_confirmed is not None and host.last_confirmed >= since
    rest = (steps, -(host.size_people or 0), not lately, host.name, host.id)
    return (not host.hours_free, not found.fits, -found.gain, *rest)


def _ranked_doers(gap: _Gap, found: list[Doer]) -> list[RankedDoer]:
    """Those near, nearest first, then those that cover the area; where none is, those beyond."""
    placed = [doer for doer in found if doer.x is not None]
    xy = np.array([(doer.x, doer.y) for doer in placed], dtype=np.float64).reshape(-1, 2)
    to_middle = nearest_m(xy, np.array([gap.lacking.middle]), DETOUR_FACTOR)
    # In a large area somebody without may live next door, while the middle is far away.
    to_nearest = nearest_m(xy, gap.demand.xy[gap.lacking.mask], DETOUR_FACTOR)
    near = np.minimum(to_middle, to_nearest) <= CATCHMENT_M
    ranked = [
        RankedDoer(placed[row], float(to_middle[row]), bool(near[row]))
        for row in np.argsort(to_middle, kind="stable")
    ]
    covering = [RankedDoer(doer, None, True) for doer in found if doer.x is None]
    close = [doer for doer in ranked if doer.near] + covering
    return close or ranked[:BEYOND]


def _ranked_offers(found: list[Offer]) -> list[Offer]:
    """Put those of the area itself first. Numbers that are hidden decide nothing."""
    return sorted(
        found,
        key=lambda offer: (not offer.here, -(real_people(offer.people) or 0), offer.name, offer.id),
    )
