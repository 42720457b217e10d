"""Which needs no one visit meets together: nowhere, or at one place but on different days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from uuid import UUID

PlaceKey = str


@dataclass(frozen=True)
class Offer:
    """What meets a need at a place, ``metres`` on foot from where somebody is, one way.

    ``days``: those on which it is on, of the days that are looked at; None where nobody told us.
    """

    need: str
    place: PlaceKey
    metres: float
    days: frozenset[date] | None
    asset: UUID


@dataclass(frozen=True)
class Apart:
    """Needs of which no visit meets two; ``places`` meet all of them, but on different days."""

    needs: tuple[str, ...]
    places: tuple[PlaceKey, ...] = ()


Pair = tuple[str, str]


def apart(offers: Iterable[Offer], needs: Sequence[str]) -> tuple[Apart, ...]:
    """Return the needs of which no visit meets two, in groups: each pair of them once at least."""
    met: dict[PlaceKey, dict[str, set[date] | None]] = {}
    for offer in offers:
        here = met.setdefault(offer.place, {})
        before = here.get(offer.need, set())
        known = offer.days is not None and before is not None
        here[offer.need] = {*(before or ()), *(offer.days or ())} if known else None
    pairs = [pair for pair in combinations(needs, 2) if not any(_at_once(pair, met))]
    at_places = {pair: tuple(_places(pair, met)) for pair in pairs}
    other_days: dict[tuple[str, ...], list[PlaceKey]] = {}
    for place in sorted({place for places in at_places.values() for place in places}):
        for group in _groups([pair for pair in pairs if place in at_places[pair]], needs):
            other_days.setdefault(group, []).append(place)
    found = [Apart(group, tuple(places)) for group, places in other_days.items()]
    found += [Apart(group) for group in _groups([p for p in pairs if not at_places[p]], needs)]
    return tuple(sorted(found, key=lambda one: [needs.index(need) for need in one.needs]))


def _places(pair: Pair, met: dict[PlaceKey, dict[str, set[date] | None]]) -> Iterable[PlaceKey]:
    return sorted(place for place, here in met.items() if pair[0] in here and pair[1] in here)


def _at_once(pair: Pair, met: dict[PlaceKey, dict[str, set[date] | None]]) -> Iterable[bool]:
    """Yield for each place that meets both, whether it does so on one day, as far as we know."""
    for place in _places(pair, met):
        one, other = (met[place][need] for need in pair)
        yield one is None or other is None or bool(one & other)


def _groups(pairs: list[Pair], needs: Sequence[str]) -> Iterable[tuple[str, ...]]:
    """Yield groups of which every two are among some pairs, until each pair was in one."""
    apart_from = set(pairs)
    left = dict.fromkeys(pairs)
    while left:
        group: set[str] = set(next(iter(left)))
        for need in needs:
            if need not in group and all(
                pair in apart_from for pair in _with_each(need, group, needs)
            ):
                group.add(need)
        ordered = tuple(need for need in needs if need in group)
        for pair in combinations(ordered, 2):
            left.pop(pair, None)
        yield ordered


def _with_each(need: str, group: set[str], needs: Sequence[str]) -> Iterable[Pair]:
    for other in group:
        first, second = sorted((need, other), key=needs.index)
        yield first, second
