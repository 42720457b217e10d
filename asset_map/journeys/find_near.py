"""A resident, or anybody: what is near here, nearest first, and why each thing is shown."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from math import isfinite
from uuid import UUID

from sqlalchemy import Connection

from asset_map.analysis.assumptions import DETOUR_FACTOR, NOT_SEEN
from asset_map.db import assets, coming, near, reference, session, told, words_typed
from asset_map.db.grid import to_degrees
from asset_map.db.near import Found, Search
from asset_map.domain.days import uk_today
from asset_map.domain.errors import BadInput, NotFound
from asset_map.domain.places import Place
from asset_map.domain.rights import Action
from asset_map.domain.seeking import Sought, Times, Understood
from asset_map.journeys.acting import asks
from asset_map.journeys.hits import Hit, hits_at, points_of
from asset_map.journeys.resolve_place import resolve_place

BEYOND = 3
"""How many of the nearest beyond are told where nothing is within."""

PERHAPS_WITHIN_M = 1_600 / DETOUR_FACTOR
"""How far around is counted what may fit, where no distance is asked for: 20 minutes' walk."""

ANYTHING = Sought()


@dataclass(frozen=True)
class Near:
    """What is near a place; ``note`` says what the distances do not see.

    ``more``: whether there is more within than was asked for. ``unmet``: needs that nothing within
    meets, of which the nearest beyond are among the hits. ``understood``: words that were taken for
    others. ``perhaps``: how many within (else within 20 minutes) may fit, but nobody told us their
    times, cost, access or language. ``limit``: so many were looked for, for each need.
    """

    place: Place
    latitude: float
    longitude: float
    hits: tuple[Hit, ...]
    within_m: float | None
    nothing_within: bool
    more: bool
    unmet: tuple[str, ...] = ()
    understood: tuple[Understood, ...] = ()
    perhaps: int = 0
    note: str = NOT_SEEN
    limit: int = 0

    def sentences(self) -> list[str]:
        """Return in words what was found."""
        placed = sum(hit.straight_m is not None for hit in self.hits)
        anywhere = sum(not hit.area_known for hit in self.hits)
        covering = len(self.hits) - placed - anywhere
        lines = [f"Taken as {self.place.taken_for}."] if self.place.taken_for else []
        lines.append(self._nearest(placed))
        if covering:
            lines.append(f"{covering} {'covers' if covering == 1 else 'cover'} the area around it.")
        if anywhere:
            come = "comes" if anywhere == 1 else "come"
            lines.append(
                f"{anywhere} {come} by phone, online or to homes: we are not told for which area."
            )
        return lines

    def _nearest(self, count: int) -> str:
        place = self.place.label
        if self.nothing_within:
            beyond = "The nearest beyond:" if count else "Nor of any beyond."
            return f"We know of none within {self.within_m:g} m of {place}. {beyond}"
        if not count:
            return f"We know of none near {place}."
        order = ", nearest first" if count > 1 else ""
        more = " There are more: ask with a higher --limit." if self.more else ""
        return f"{count} found near {place}{order}.{more}"


@asks(Action.BROWSE)
def find_near(
    where: str,
    sought: Sought = ANYTHING,
    *,
    within_m: float | None = None,
    at: date | None = None,
    limit: int = 50,
) -> Near:
    """Return what is near a postcode, a position or a named area. ``within_m`` is walking metres.

    Each need that is sought is looked for by itself, up to ``limit``, so that one which is met at
    every corner hides no other. Where nothing is within, the nearest beyond is returned, and
    ``nothing_within`` says so.
    """
    if within_m is not None and not (within_m > 0 and isfinite(within_m)):
        raise BadInput("The distance has to be more than 0 metres, and finite.")
    at = at or uk_today()
    with session.reading() as connection:
        if sought.needs:
            check_needs(sought.needs, [known.id for known in reference.needs(connection)])
        place = resolve_place(connection, where)
        typed = _typed(connection, sought.words)
        search = Search(
            point=place.point,
            at=at,
            within_m=None if within_m is None else within_m / DETOUR_FACTOR,
            kind=sought.kind,
            words=typed.query,
            about=typed.about,
            times=_marks(sought, at),
            days=sought.dates(at),
            free=sought.free,
            step_free=sought.step_free,
            language=sought.language,
            limit=limit,
        )
        each = [_looked_for(connection, search, need) for need in sought.needs or (None,)]
        around_m = search.within_m or PERHAPS_WITHIN_M
        perhaps = near.perhaps(connection, search, around_m, sought.needs)
        found = _joined(each)
        known = assets.by_ids(connection, [item.asset_id for item in found])
        at_venues = {item.asset_id: item.venue_id or item.asset_id for item in found}
        said = told.of_each(connection, at_venues, at)
        points = [place.point, *points_of(found, known)]
        (latitude, longitude), *degrees = to_degrees(connection, points)
    return Near(
        place,
        latitude,
        longitude,
        tuple(
            _in_full(hit, said[hit.asset.id], sought.needs)
            for hit in hits_at(found, known, degrees)
        ),
        within_m,
        nothing_within=all(one.nothing_within for one in each),
        more=any(one.more for one in each),
        unmet=tuple(one.need for one in each if one.need and one.nothing_within),
        understood=typed.understood,
        perhaps=perhaps,
        limit=limit,
    )


def _in_full(hit: Hit, said: told.Told, needs: tuple[str, ...]) -> Hit:
    return replace(
        hit,
        needs_met=tuple(need for need in needs if need in hit.asset.needs),
        sessions=said.sessions,
        hours_text=said.hours_text,
        cost=said.cost,
        step_free=said.step_free,
    )


@dataclass(frozen=True)
class _Each:
    """What was found for one need, or for none in particular."""

    need: str | None
    found: list[Found]
    nothing_within: bool
    more: bool


def _looked_for(connection: Connection, search: Search, need: str | None) -> _Each:
    search = replace(search, need=need)
    asked = replace(search, limit=search.limit + 1)
    found = near.nearest(connection, asked)
    more, found = len(found) > search.limit, found[: search.limit]
    nothing_within = search.within_m is not None and not found
    if nothing_within:
        found = near.nearest(connection, replace(search, within_m=None, limit=BEYOND))
    comes = coming.covering(connection, asked, besides=[item.asset_id for item in found])
    found = [replace(item, ways=comes.also.get(item.asset_id, item.ways)) for item in found]
    more |= len(comes.alone) > search.limit
    others = [*comes.alone[: search.limit], *coming.of_unknown_area(connection, search)]
    placed = {item.asset_id for item in found}
    found += [item for item in others if item.asset_id not in placed]
    return _Each(need, found, nothing_within, more)


def _joined(each: list[_Each]) -> list[Found]:
    """Return what was found for each need in one list, nearest first."""
    found: dict[UUID, Found] = {}
    for item in (item for one in each for item in one.found):
        before = found.setdefault(item.asset_id, item)
        if before.straight_m is None and item.straight_m is not None:
            found[item.asset_id] = item
    # Sorting keeps the order of those that have no distance.
    return sorted(found.values(), key=lambda item: (item.straight_m is None, item.straight_m or 0))


def _typed(connection: Connection, said: str) -> words_typed.Typed:
    """Return what typed words are looked up by. Raises BadInput where none says anything."""
    if not said.strip():
        return words_typed.Typed()
    typed = words_typed.looked_up_by(connection, said)
    if not typed.words:
        raise BadInput("There is no word to look for.", "Give at least one letter or number.")
    if not typed.query:
        raise BadInput("These words stand in every text.", "Give one that says more.")
    return typed


def check_needs(needs: Iterable[str], known: list[str]) -> None:
    """Refuse a need that is none. Raises NotFound."""
    for need in needs:
        if need not in known:
            raise NotFound(f"No need is called {need!r}.", f"The needs are: {', '.join(known)}.")


def _marks(sought: Sought, at: date) -> tuple[str, ...]:
    """Return the times that are sought as a search takes them.

    What began yesterday and goes on after midnight is on today as well; on a day of the week is
    what begins on it.
    """
    days = [day.lower() for day in sought.days(at)]
    if sought.times in (Times.TODAY, Times.SOON):
        days.append(f"into:{days[0]}")
    return tuple(days or filter(None, [sought.times]))
