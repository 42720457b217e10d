"""A resident with several needs: the fewest visits that meet all, and what comes instead."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from asset_map.analysis.apart import Offer
from asset_map.analysis.assumptions import DETOUR_FACTOR, NOT_SEEN, minutes_on_foot
from asset_map.analysis.visits import MOST_NEEDS, Visit, Visits, Way, fewest_visits
from asset_map.db import reference, session
from asset_map.db.places_of import PlaceOf, places_within
from asset_map.db.standards import read_standards
from asset_map.domain.needs import Need
from asset_map.domain.numbers import metres_shown
from asset_map.domain.opening import Span, coming, uk_time
from asset_map.domain.opening import sought as is_sought
from asset_map.domain.places import Place
from asset_map.domain.rights import Action
from asset_map.domain.seeking import Sought
from asset_map.domain.visits import (
    Beyond,
    Met,
    NotTogether,
    PlannedVisit,
    PlannedWay,
    Why,
    Without,
)
from asset_map.journeys import visits_in_words
from asset_map.journeys.acting import asks
from asset_map.journeys.find_near import Near, find_near
from asset_map.journeys.hits import Hit

LOOKED_AT = 500
"""So many of the nearest are looked at for each need, where more than were found are in reach."""


@dataclass(frozen=True)
class VisitPlan:
    """All of several needs in the fewest visits, from a moment on, UK time.

    ``ways``: the one with the fewest visits first. ``as_good``: how many have as few visits and as
    short a walk as it, itself included. ``coming``: meets a need without a visit. ``perhaps``: may
    do so where nothing is sure to: nobody says in which area it comes to people. ``covering``: is
    for this area, and nobody told us where it happens. ``too_many``: more needs were chosen than
    are worked out. ``looked_at``: so many of the nearest were looked at for each need, where that
    is not all.
    """

    place: Place
    at: datetime
    needs: tuple[Need, ...]
    ways: tuple[PlannedWay, ...] = ()
    as_good: int = 0
    coming: tuple[Without, ...] = ()
    perhaps: tuple[Without, ...] = ()
    covering: tuple[Without, ...] = ()
    beyond: tuple[Beyond, ...] = ()
    apart: tuple[NotTogether, ...] = ()
    too_many: bool = False
    looked_at: int | None = None
    note: str = NOT_SEEN

    def sentences(self) -> list[str]:
        """Return the plan in words, most important first."""
        return visits_in_words.sentences(self)


@asks(Action.BROWSE)
def plan_visits(
    where: str,
    sought: Sought,
    *,
    within_m: float | None = None,
    at: datetime | None = None,
    found: Near | None = None,
) -> VisitPlan:
    """Return the fewest visits that meet all needs that are sought, around a place.

    In reach is what is within ``within_m`` on foot, else within the standard of each need.
    ``found``: what was found there for the same that is sought, within the same distance; it is
    looked for anew only where more is in reach than was found.
    """
    now = uk_time(at or datetime.now(UTC))
    found = found or find_near(where, sought, within_m=within_m, at=now.date())
    with session.reading() as connection:
        labels = {need.id: need for need in reference.needs(connection)}
        standards = read_standards(connection)
    chosen = tuple(labels[need] for need in dict.fromkeys(sought.needs))
    if len(chosen) > MOST_NEEDS:
        return VisitPlan(found.place, now, chosen, too_many=True)
    reach = {need.id: within_m or standards[need.id].metres for need in chosen}
    if _more_in_reach(found, reach):
        found = find_near(where, sought, within_m=within_m, at=now.date(), limit=LOOKED_AT)
    looking = _Looking(found, sought, now, chosen, reach)
    return _plan(looking, _places(looking))


@dataclass(frozen=True)
class _Looking:
    """What was found, what is sought of it, from when on, and how far is in reach for each need."""

    found: Near
    sought: Sought
    at: datetime
    needs: tuple[Need, ...]
    reach: Mapping[str, float]

    @property
    def hits(self) -> dict[UUID, Hit]:
        """Return what was found by the id of the asset."""
        return {hit.asset.id: hit for hit in self.found.hits}

    def spans(self, hit: Hit) -> tuple[Span, ...]:
        """Return the times that are sought and not over yet."""
        asset = hit.asset
        spans = coming(
            hit.sessions,
            self.at,
            valid_from=asset.valid_from,
            valid_to=asset.valid_to,
            away=asset.away,
        )
        times = self.sought.times
        return tuple(span for span in spans if not times or is_sought(times, span, self.at))

    def days(self, hit: Hit) -> frozenset[date] | None:
        """Return the days on which something is on; None where nobody told us."""
        if not hit.sessions:
            return None
        return frozenset(self.day(span) for span in self.spans(hit))

    def day(self, span: Span) -> date:
        """Return the day on which one goes there: today where it goes on since yesterday."""
        return max(span.day, self.at.date())


def _more_in_reach(found: Near, reach: Mapping[str, float]) -> bool:
    """Tell whether more may be in reach for a need than was found, or come to people: as many as
    were looked for are there, and none of them is beyond."""
    return found.more and any(_cut(found, need, metres) for need, metres in reach.items())


def _cut(found: Near, need: str, metres: float) -> bool:
    hits = [hit for hit in found.hits if need in hit.needs_met]
    walks = [hit.walking_m for hit in hits if hit.walking_m is not None]
    in_reach = sum(walk <= metres for walk in walks)
    return max(in_reach, len(hits) - len(walks)) >= found.limit


def _places(looking: _Looking) -> list[PlaceOf]:
    """Return each place in reach of each asset that was found."""
    ids = [hit.asset.id for hit in looking.found.hits if hit.straight_m is not None]
    if not ids or not looking.reach:
        return []
    farthest = max(looking.reach.values()) / DETOUR_FACTOR
    with session.reading() as connection:
        return places_within(
            connection,
            ids,
            looking.found.place.point,
            farthest,
            looking.at.date(),
            step_free=looking.sought.step_free,
        )


def _plan(looking: _Looking, places: list[PlaceOf]) -> VisitPlan:
    needs = looking.needs
    offers = _offers(looking, places)
    comes = [one for one in _without(looking) if one[0].ways and one[1].area_known]
    to_come = {one.need.id for _, one in comes}
    visits = fewest_visits(offers, [need.id for need in needs if need.id not in to_come])
    ways = [_way(looking, places, offers, way.why, way) for way in visits.ways]
    ways += _in_person(looking, places, offers, to_come, ways)
    return VisitPlan(
        looking.found.place,
        looking.at,
        needs,
        ways=tuple(ways),
        as_good=visits.as_good,
        coming=tuple(one for _, one in comes),
        perhaps=tuple(
            one for _, one in _without(looking) if not one.area_known and one.need.id not in to_come
        ),
        covering=tuple(one for hit, one in _without(looking) if one.area_known and not hit.ways),
        beyond=tuple(_beyond(looking, need) for need in needs if need.id in visits.unmet),
        apart=tuple(_apart(looking, places, visits)),
        looked_at=LOOKED_AT if _more_in_reach(looking.found, looking.reach) else None,
    )


def _offers(looking: _Looking, places: list[PlaceOf]) -> list[Offer]:
    """Return what meets each need in reach.

    Where the days are known on which a place meets a need, what else meets it there on days that
    nobody told us is left out: most often that is the group which does it on those very days.
    """
    hits = looking.hits
    days = {place.asset_id: looking.days(hits[place.asset_id]) for place in places}
    found = [
        Offer(need, str(place.place_id), walking, days[place.asset_id], place.asset_id)
        for place in places
        for need in hits[place.asset_id].needs_met
        if (walking := place.straight_m * DETOUR_FACTOR) <= looking.reach.get(need, 0)
    ]
    dated = {(offer.place, offer.need) for offer in found if offer.days is not None}
    return [one for one in found if one.days is not None or (one.place, one.need) not in dated]


def _without(looking: _Looking) -> Iterable[tuple[Hit, Without]]:
    """Yield what meets a need without a visit, or has no place that we know of."""
    for need in looking.needs:
        for hit in looking.found.hits:
            if need.id in hit.needs_met and (hit.straight_m is None or hit.ways):
                yield hit, Without(need, hit.asset, visits_in_words.comes(hit), hit.area_known)


def _in_person(
    looking: _Looking,
    places: list[PlaceOf],
    offers: list[Offer],
    to_come: set[str],
    ways: list[PlannedWay],
) -> list[PlannedWay]:
    """Return the fewest visits for whoever wants nothing to come, where these are other visits."""
    offered = {offer.need for offer in offers}
    met = {one.need.id for way in ways[:1] for visit in way.visits for one in visit.meets}
    if not (to_come & offered) - met:
        return []
    best = fewest_visits(offers, [need.id for need in looking.needs]).ways[:1]
    return [_way(looking, places, offers, Why.IN_PERSON, way) for way in best]


def _way(
    looking: _Looking, places: list[PlaceOf], offers: list[Offer], why: Why, way: Way
) -> PlannedWay:
    by_id = {str(place.place_id): place for place in places}
    visits = tuple(_visit(looking, by_id[one.place], offers, one) for one in way.visits)
    walk = float(way.walk_m)
    return PlannedWay(why, visits, walk, minutes_on_foot(walk), way.done_by)


def _visit(looking: _Looking, place: PlaceOf, offers: list[Offer], visit: Visit) -> PlannedVisit:
    """Return a visit with all that it meets, also of what comes to people anyway."""
    hits = looking.hits
    meets = [
        (offer, _met(looking, need, hits[offer.asset], visit))
        for need in looking.needs
        for offer in offers
        if offer.place == visit.place and offer.need == need.id and _is_met(offer, visit)
    ]
    needs_on = [
        {day for offer, _ in meets if offer.need == need for day in offer.days or visit.days}
        for need in {offer.need for offer, _ in meets}
    ]
    return PlannedVisit(
        place.place_id,
        place.name,
        place.exact,
        walking_m=float(visit.metres),
        minutes=minutes_on_foot(visit.metres),
        days=tuple(day for day in visit.days if all(day in on for on in needs_on)),
        meets=tuple(met for _, met in meets),
    )


def _is_met(offer: Offer, visit: Visit) -> bool:
    """Tell whether this is on when the place is visited, or one asks for it."""
    if offer.days is None:
        return offer.need in visit.ask or offer.need not in visit.needs
    return bool(visit.days) and visit.days[0] in offer.days


def _met(looking: _Looking, need: Need, hit: Hit, visit: Visit) -> Met:
    times = [span for span in looking.spans(hit) if looking.day(span) in visit.days[:1]]
    return Met(need, hit.asset, tuple(times), ask=not hit.sessions, hours_text=hit.hours_text)


def _beyond(looking: _Looking, need: Need) -> Beyond:
    """Return what is the nearest for a need that no place in reach meets."""
    reach = looking.reach[need.id]
    beyond = (
        hit
        for hit in looking.found.hits
        if need.id in hit.needs_met and hit.walking_m is not None and hit.walking_m > reach
    )
    nearest = next(beyond, None)
    if nearest is None:
        return Beyond(need, reach, None, None)
    # A plan is told in minutes alone.
    reason = nearest.reason.replace(f", about {metres_shown(nearest.walking_m or 0)}", "")
    return Beyond(need, reach, nearest.asset, nearest.minutes, reason)


def _apart(looking: _Looking, places: list[PlaceOf], visits: Visits) -> Iterable[NotTogether]:
    needs = {need.id: need for need in looking.needs}
    names = {str(place.place_id): place.name for place in places}
    for one in visits.apart:
        yield NotTogether(
            tuple(needs[need] for need in one.needs), tuple(names[at] for at in one.places)
        )
