"""The fewest visits that meet all of some needs, exactly.

A visit is to one place on one day, there and back. It meets what is on there that day; what nobody
told us the days of goes with any day, and one has to ask first. Few needs are looked for at once:
the best way for each set of needs that are still to be met is worked out from the best ways for
smaller sets, so nothing is guessed, whatever the number of places.

Walks are compared in whole metres, each there and back: days may differ, so that nobody is taken
to go on from one place to the next.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from asset_map.analysis.apart import Apart, Offer, PlaceKey, apart
from asset_map.domain.visits import Why

MOST_NEEDS = 10
"""More needs at once are refused: the work doubles with each."""

MOST_AS_GOOD = 20
"""Ways that are as good are counted up to this."""


@dataclass(frozen=True)
class Visit:
    """A place, the days that it may be visited on (none: nobody told us), and what that meets.

    ``ask``: those of the needs of which nobody told us the days.
    """

    place: PlaceKey
    metres: int
    days: tuple[date, ...]
    needs: tuple[str, ...]
    ask: tuple[str, ...]


@dataclass(frozen=True)
class Way:
    """Visits that meet all needs that can be met, in the order in which they can be made."""

    why: Why
    visits: tuple[Visit, ...]

    @property
    def walk_m(self) -> int:
        """Return how far one walks in all, there and back, metres."""
        return sum(2 * visit.metres for visit in self.visits)

    @property
    def done_by(self) -> date | None:
        """Return the day by which all is met; None where the day of a visit is not known."""
        firsts = [visit.days[0] for visit in self.visits if visit.days]
        return max(firsts) if firsts and len(firsts) == len(self.visits) else None


@dataclass(frozen=True)
class Visits:
    """The ways to meet some needs: the one with the fewest visits first, then others that are
    better in something. ``as_good``: how many ways have as few visits and as short a walk as the
    first, itself included, up to ``MOST_AS_GOOD``. ``unmet``: needs that nothing meets."""

    ways: tuple[Way, ...]
    as_good: int
    apart: tuple[Apart, ...]
    unmet: tuple[str, ...]


@dataclass(frozen=True)
class _Choice:
    """A visit that may be made. ``meets`` and ``asks`` are sets of needs, a bit for each."""

    place: PlaceKey
    metres: int
    day: date | None
    meets: int
    asks: int

    @property
    def order(self) -> tuple[int, date, PlaceKey]:
        return (self.asks.bit_count(), self.day or date.max, self.place)


Cost = tuple[int, int, int, tuple[tuple[date, PlaceKey], ...]]
"""Two figures to be small, the first before the second; needs to ask for; which visits."""


def fewest_visits(offers: Iterable[Offer], needs: Sequence[str]) -> Visits:
    """Return the fewest visits that meet all needs that anything meets, and of those the shortest
    walk in all; then the one with the fewest needs to ask for, the soonest, and the first by place.

    Raises ValueError for more than ``MOST_NEEDS`` needs.
    """
    needs = tuple(dict.fromkeys(needs))
    if len(needs) > MOST_NEEDS:
        raise ValueError(f"Visits are worked out for at most {MOST_NEEDS} needs at once.")
    bits = {need: 1 << at for at, need in enumerate(needs)}
    known = [offer for offer in offers if offer.need in bits and offer.days != frozenset()]
    choices = _choices(known, bits)
    wanted = _union(choices)
    fewest = _best(choices, wanted, Why.FEWEST)
    ways = _different(
        [
            (Why.FEWEST, fewest),
            (Why.LEAST_WALKING, _best(choices, wanted, Why.LEAST_WALKING)),
            (Why.SOONEST, _soonest(known, bits, wanted)),
        ]
    )
    return Visits(
        ways=tuple(Way(why, _visits(made, known, bits)) for why, made in ways if made),
        as_good=_as_good(choices, wanted),
        apart=apart(known, [need for need in needs if bits[need] & wanted]),
        unmet=tuple(need for need in needs if not bits[need] & wanted),
    )


def _choices(offers: Collection[Offer], bits: dict[str, int]) -> list[_Choice]:
    """Return the visits that may be made: each place on each of its days, and on a day that nobody
    told us. On a day, with and without what one has to ask for."""
    metres: dict[PlaceKey, int] = {}
    on: dict[PlaceKey, dict[date, int]] = {}
    asked: dict[PlaceKey, int] = {}
    for offer in offers:
        bit, walk = bits[offer.need], round(offer.metres)
        metres[offer.place] = min(walk, metres.get(offer.place, walk))
        if offer.days is None:
            asked[offer.place] = asked.get(offer.place, 0) | bit
        for day in offer.days or ():
            days = on.setdefault(offer.place, {})
            days[day] = days.get(day, 0) | bit
    found = [_Choice(place, metres[place], None, ask, ask) for place, ask in asked.items()]
    for place, days in on.items():
        for day, meets in days.items():
            found.append(_Choice(place, metres[place], day, meets, 0))
            if more := asked.get(place, 0) & ~meets:
                found.append(_Choice(place, metres[place], day, meets | more, more))
    return found


def _best(choices: Iterable[_Choice], wanted: int, why: Why) -> tuple[_Choice, ...]:
    """Return the best visits that together meet all that is wanted; empty where none are."""
    least_walking = why is Why.LEAST_WALKING
    best: dict[int, _Choice] = {}
    for choice in sorted(choices, key=lambda one: (one.metres, one.order)):
        best.setdefault(choice.meets, choice)  # Of those that meet the same, one is the best.
    able = sorted(best.values(), key=lambda one: (one.metres, one.order))

    def added(choice: _Choice, cost: Cost) -> Cost:
        first, second = (2 * choice.metres, 1) if least_walking else (1, 2 * choice.metres)
        named = sorted([*cost[3], (choice.day or date.max, choice.place)])
        return (
            *(cost[0] + first, cost[1] + second, cost[2] + choice.asks.bit_count()),
            tuple(named),
        )

    @lru_cache(None)
    def way(left: int) -> tuple[Cost, tuple[_Choice, ...]] | None:
        if not left:
            return (0, 0, 0, ()), ()
        next_need = left & -left
        found: tuple[Cost, tuple[_Choice, ...]] | None = None
        for choice in able:
            rest = way(left & ~choice.meets) if choice.meets & next_need else None
            if rest is not None:
                cost = added(choice, rest[0])
                if found is None or cost < found[0]:
                    found = cost, (choice, *rest[1])
        return found

    made = way(wanted)
    return made[1] if made else ()


def _soonest(offers: Collection[Offer], bits: dict[str, int], wanted: int) -> tuple[_Choice, ...]:
    """Return the visits by which all is met the soonest: of those the fewest, the shortest walk.

    Where the days of anything that meets a need are known, only these count for it.
    """
    dated = {offer.need for offer in offers if offer.days}
    sure = [offer for offer in offers if offer.days or offer.need not in dated]
    choices = _choices(sure, bits)
    for last in sorted({choice.day for choice in choices if choice.day}):
        able = [choice for choice in choices if choice.day is None or choice.day <= last]
        if _union(able) == wanted:
            return _best(able, wanted, Why.FEWEST)
    return ()


def _different(
    found: list[tuple[Why, tuple[_Choice, ...]]],
) -> list[tuple[Why, tuple[_Choice, ...]]]:
    """Leave out what is no better in anything than what stands before it."""
    kept: list[tuple[Why, tuple[_Choice, ...]]] = []
    for why, made in found:
        if not any(_as_well(why, made, other) for _, other in kept):
            kept.append((why, made))
    return kept


def _as_well(why: Why, made: tuple[_Choice, ...], other: tuple[_Choice, ...]) -> bool:
    if why is Why.LEAST_WALKING:
        return _walk(other) <= _walk(made)
    return _last(other) <= _last(made)


def _walk(made: Iterable[_Choice]) -> int:
    return sum(2 * choice.metres for choice in made)


def _last(made: Iterable[_Choice]) -> date:
    return max((choice.day or date.max for choice in made), default=date.min)


def _visits(
    made: Iterable[_Choice], offers: Collection[Offer], bits: dict[str, int]
) -> tuple[Visit, ...]:
    visits = [_visit(choice, offers, bits) for choice in made]
    return tuple(
        sorted(visits, key=lambda one: (one.days[:1] or (date.max,), one.metres, one.place))
    )


def _visit(choice: _Choice, offers: Collection[Offer], bits: dict[str, int]) -> Visit:
    """Return a visit, with all that it meets on its day, and all the days on which it does so."""
    here = [offer for offer in offers if offer.place == choice.place]
    asked = {offer.need for offer in here if offer.days is None}
    on: dict[date, set[str]] = {}
    for offer in here:
        for day in offer.days or ():
            on.setdefault(day, set()).add(offer.need)
    sure = on.get(choice.day, set()) if choice.day else set()
    meant = sure | {need for need in asked if not choice.day or bits[need] & choice.asks}
    days = sorted(day for day in on if choice.day and sure <= on[day] and day >= choice.day)
    return Visit(
        choice.place,
        choice.metres,
        tuple(days),
        tuple(need for need in bits if need in meant),
        tuple(need for need in bits if need in meant - sure),
    )


_Sets = tuple[tuple[int, int], frozenset[tuple[PlaceKey, ...]]]
"""How many visits and how long a walk at the least, and the sets of places that do with that."""


def _as_good(choices: Iterable[_Choice], wanted: int) -> int:
    """Count the sets of places that meet all in as few visits with as short a walk."""
    able = {(one.place, one.meets): one for one in choices}.values()

    @lru_cache(None)
    def sets(left: int) -> _Sets | None:
        if not left:
            return (0, 0), frozenset({()})
        least: tuple[int, int] | None = None
        found: set[tuple[PlaceKey, ...]] = set()
        for one in able:
            rest = sets(left & ~one.meets) if one.meets & left & -left else None
            if rest is None:
                continue
            cost = (rest[0][0] + 1, rest[0][1] + 2 * one.metres)
            if least is None or cost < least:
                least, found = cost, set()
            if cost == least and len(found) < MOST_AS_GOOD:
                found |= {tuple(sorted([one.place, *places])) for places in rest[1]}
        return None if least is None else (least, frozenset(found))

    made = sets(wanted)
    return min(len(made[1]), MOST_AS_GOOD) if wanted and made else 0


def _union(choices: Iterable[_Choice]) -> int:
    found = 0
    for choice in choices:
        found |= choice.meets
    return found
