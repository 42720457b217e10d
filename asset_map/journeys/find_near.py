"""A resident, or anybody: what is near here, nearest first, and why each thing is shown."""

from dataclasses import dataclass, replace
from datetime import date
from math import isfinite
from uuid import UUID

from sqlalchemy import Connection

from asset_map.analysis.assumptions import DETOUR_FACTOR, NOT_SEEN, minutes_on_foot
from asset_map.db import assets, near, reference, session
from asset_map.db.grid import to_degrees
from asset_map.db.near import Found, Search
from asset_map.domain.assets import Asset, AssetKind
from asset_map.domain.errors import BadInput, NotFound
from asset_map.domain.numbers import metres_shown
from asset_map.domain.offers import IN_WORDS, Way
from asset_map.domain.places import Place, name_key
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks
from asset_map.journeys.resolve_place import resolve_place

BEYOND = 3
"""How many of the nearest beyond are told where nothing is within."""


@dataclass(frozen=True)
class Hit:
    """An asset with why it is shown. ``walking_m`` is None for one that covers the area.

    ``area_known``: false for one that comes to people, while nobody says in which area.
    """

    asset: Asset
    straight_m: float | None
    walking_m: float | None
    minutes: float | None
    reason: str
    latitude: float | None
    longitude: float | None
    area_known: bool = True


@dataclass(frozen=True)
class Near:
    """What is near a place; ``note`` says what the distances do not see.

    ``more``: whether there is more within than was asked for.
    """

    place: Place
    latitude: float
    longitude: float
    hits: tuple[Hit, ...]
    within_m: float | None
    nothing_within: bool
    more: bool
    note: str = NOT_SEEN

    def sentences(self) -> list[str]:
        """Return in words what was found."""
        placed = sum(hit.straight_m is not None for hit in self.hits)
        anywhere = sum(not hit.area_known for hit in self.hits)
        covering = len(self.hits) - placed - anywhere
        lines = [self._nearest(placed)]
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
    *,
    within_m: float | None = None,
    need: str | None = None,
    kind: AssetKind | None = None,
    words: str | None = None,
    at: date | None = None,
    limit: int = 50,
) -> Near:
    """Return what is near a postcode, a position or a named area. ``within_m`` is walking metres.

    ``words``: each of them has to be in the name or the description. Where nothing is within, the
    nearest beyond is returned, and ``nothing_within`` says so.
    """
    if within_m is not None and not (within_m > 0 and isfinite(within_m)):
        raise BadInput("The distance has to be more than 0 metres, and finite.")
    sought = _words(words)
    with session.reading() as connection:
        _check_need(need, [known.id for known in reference.needs(connection)])
        place = resolve_place(connection, where)
        search = Search(
            point=place.point,
            at=at or date.today(),
            within_m=None if within_m is None else within_m / DETOUR_FACTOR,
            need=need,
            kind=kind,
            words=sought,
            limit=limit,
        )
        found = near.nearest(connection, replace(search, limit=limit + 1))
        more, found = len(found) > limit, found[:limit]
        nothing_within = within_m is not None and not found
        if nothing_within:
            found = near.nearest(connection, replace(search, within_m=None, limit=BEYOND))
        placed = {item.asset_id for item in found}
        covering = [*near.covering(connection, search), *near.coming(connection, search)]
        found += [item for item in covering if item.asset_id not in placed]
        known = assets.by_ids(connection, [item.asset_id for item in found])
        hits = hits_of(connection, found, known)
        [(latitude, longitude)] = to_degrees(connection, [place.point])
    return Near(place, latitude, longitude, hits, within_m, nothing_within, more)


def hits_of(
    connection: Connection, found: list[Found], known: dict[UUID, Asset]
) -> tuple[Hit, ...]:
    """Join what was found with the assets, their reasons and their positions in degrees."""
    placed = [known[item.asset_id].point for item in found]
    degrees = iter(to_degrees(connection, [point for point in placed if point is not None]))
    hits = []
    for item, point in zip(found, placed, strict=True):
        latitude, longitude = next(degrees) if point is not None else (None, None)
        hits.append(_hit(known[item.asset_id], item, latitude, longitude))
    return tuple(hits)


def _hit(asset: Asset, item: Found, latitude: float | None, longitude: float | None) -> Hit:
    if item.covers or item.ways:
        return Hit(asset, None, None, None, _comes(item), None, None, bool(item.covers))
    if item.straight_m is None:
        return Hit(asset, None, None, None, _there(item), latitude, longitude)
    walking = item.straight_m * DETOUR_FACTOR
    minutes = minutes_on_foot(walking)
    reason = f"{_minutes_shown(minutes)}, about {metres_shown(walking)}"
    if item.venue_name:
        reason += f", at {item.venue_name}"
    if not item.exact:
        reason += " (exact place not shown: counted from the middle of its ward)"
    return Hit(asset, item.straight_m, walking, minutes, reason, latitude, longitude)


def _comes(item: Found) -> str:
    ways = [IN_WORDS[way] for way in Way if way in item.ways]
    where = f"covers {item.covers}" if item.covers else "we are not told for which area"
    return ", ".join([*ways, where])


def _there(item: Found) -> str:
    if not item.exact:
        return "here (exact place not shown)"
    return f"at {item.venue_name}" if item.venue_name else "here"


def _minutes_shown(minutes: float) -> str:
    if minutes < 1:
        return "under a minute's walk"
    return "1 minute's walk" if round(minutes) == 1 else f"{round(minutes)} minutes' walk"


def _words(text: str | None) -> tuple[str, ...]:
    """Return the words to look for, folded as names are."""
    if text is None:
        return ()
    words = tuple(filter(None, map(name_key, text.split())))
    if not words:
        raise BadInput("There is no word to look for.", "Give at least one letter or number.")
    return words


def _check_need(need: str | None, known: list[str]) -> None:
    if need is not None and need not in known:
        raise NotFound(f"No need is called {need!r}.", f"The needs are: {', '.join(known)}.")
