"""Who is in reach of a need: measures of each demand point, in two passes over what is near it.

The first pass finds the nearest places, counts the providers in reach, and adds up who calls on
each of them; the second one shares out what each has to give. Nothing is rounded.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from asset_map.analysis.arrays import Floats
from asset_map.analysis.assumptions import CATCHMENT_M, DECAY, DETOUR_FACTOR
from asset_map.analysis.pairs import (
    NO_PAIRS,
    TOLERANCE_M,
    Near,
    Pairs,
    Places,
    Walked,
    near,
    nearest_two,
    refuse_degrees,
)
from asset_map.analysis.passes import Zones, first_pass, second_pass
from asset_map.domain.errors import BadInput

POINTS_AT_ONCE = 65_536
"""Points of one piece of work. Sums are made piece by piece, so that they are the same whatever
the number of cores; below one piece a second core would cost more than it gains."""

UNKNOWN_CALLERS = 0.05
"""Of the points that call on a provider so many may have no figure of people: that is how wrong
the people of a ward may be anyway. With more, nobody knows how many call on it."""


@dataclass(frozen=True)
class Providers:
    """What meets one need: places (m), and the providers (k) that are at them.

    ``provider`` (m,): the number of each place's provider; one with several places counts once for
    a person. ``confirmed`` (k,): confirmed lately. ``capacity`` (k,): people it has room for in a
    week, NaN where not known. ``remote``: of each demand point the providers that come to it by
    phone, online or to the home, whatever the distance.
    """

    xy: Floats
    provider: Places
    confirmed: NDArray[np.bool_]
    capacity: Floats
    remote: Pairs = NO_PAIRS

    @classmethod
    def of(
        cls,
        xy: Floats,
        *,
        provider: NDArray[np.int32] | None = None,
        confirmed: NDArray[np.bool_] | None = None,
        capacity: Floats | None = None,
        remote: Pairs = NO_PAIRS,
    ) -> "Providers":
        """Return places (m, 2) as providers: each its own, nothing confirmed, capacity unknown."""
        number = np.arange(len(xy), dtype=np.int32) if provider is None else provider
        count = int(max(number.max(initial=-1), remote.place.max(initial=-1))) + 1
        return cls(
            np.asarray(xy, dtype=np.float64).reshape(-1, 2),
            number,
            np.zeros(count, bool) if confirmed is None else confirmed,
            np.full(count, np.nan) if capacity is None else capacity,
            remote,
        )

    def digest(self) -> bytes:
        """Return what is the same only for the same providers."""
        arrays = (self.xy, self.provider, self.confirmed, self.capacity)
        whole = blake2b(digest_size=16)
        for array in (*arrays, self.remote.start, self.remote.place):
            whole.update(f"{array.shape}".encode())
            whole.update(np.ascontiguousarray(array).data)
        return whole.digest()


@dataclass(frozen=True)
class Question:
    """How far is near enough (walking metres, one way), and what else is to be worked out.

    ``weekly_rate``: visits a week by each person, None where not known. ``scores``: also work out
    2SFCA and E2SFCA scores, within ``catchment_m`` and with the weights of ``decay`` (up to so many
    metres, so much); each provider then gives what ``capacity`` says, or 1 where none is known.
    """

    standard_m: float
    detour: float = DETOUR_FACTOR
    weekly_rate: float | None = None
    scores: bool = False
    catchment_m: float = CATCHMENT_M
    decay: tuple[tuple[float, float], ...] = DECAY
    beyond: bool = True
    farthest_m: float = 0.0

    @property
    def radius_m(self) -> float:
        """Return how far has to be looked for providers to be counted, walking metres."""
        wanted = [self.standard_m, self.farthest_m]
        if self.scores:
            wanted += [self.catchment_m, self.decay[-1][0]]
        return max(wanted)


@dataclass(frozen=True)
class Reach:
    """Measures of n demand points. Walks are metres one way, infinite where there is none.

    ``nearest_m``, ``second_m``: to the nearest place, and to the nearest one of another provider;
    ``whose``: the number of the nearest one's provider, -1 where there is none; ``confirmed_m``: to
    the nearest confirmed one, within the radius that was looked in. ``within``: providers in reach,
    those that come by phone, online or to the home included; ``sole``: the number of the only one
    of them, else -1. ``served``: the share of people for whom those in reach
    have room, NaN where that is not known. ``load`` (k,): visits a week that each provider is
    called on for, NaN where that is not known. The scores (n,) are 0 where they were not asked for.
    """

    nearest_m: Floats
    second_m: Floats
    whose: NDArray[np.int32]
    confirmed_m: Floats
    within: NDArray[np.int32]
    sole: NDArray[np.int32]
    served: Floats
    load: Floats
    score_2sfca: Floats
    score_e2sfca: Floats

    def of(self, points: NDArray[np.bool_]) -> "Reach":
        """Return the same of some points alone; what providers are called on for stays."""
        some = {name: value[points] for name, value in vars(self).items() if name != "load"}
        return Reach(**some, load=self.load)


def measure(
    demand_xy: Floats,
    people: Floats,
    providers: Providers,
    question: Question,
    *,
    walked: Walked | None = None,
) -> Reach:
    """Measure who is in reach. ``demand_xy`` (n, 2), ``people`` (n,), NaN where not known.

    ``walked``: the walks along streets within ``question.radius_m``, where streets are loaded.
    Raises BadInput for positions in degrees and for distances that cannot be.
    """
    refuse_degrees(demand_xy)
    _refuse_impossible(question)
    x, y = np.ascontiguousarray(demand_xy.T, dtype=np.float64).reshape(2, -1)
    look = near(
        *(providers.xy, question.radius_m, question.detour, providers.provider),
        measured=walked.pairs if walked else NO_PAIRS,
        remote=providers.remote,
    )
    callers = np.nan_to_num(people, nan=0.0)
    zones, several, sure = _zones(question), _several(providers), providers.confirmed

    seen = _in_pieces(
        len(x), lambda lo, hi: first_pass(lo, hi, x, y, callers, look, zones, several, sure)
    )
    nearest, second, confirmed = (np.sqrt(_joined(seen, part)) for part in range(3))
    within, sole, whose = (_joined(seen, part) for part in range(3, 6))
    load, called_on, weighted = (sum(piece[part] for piece in seen) for part in range(6, 9))
    load = np.where(_called_on_by_unknown(people, seen, question, len(sure)), np.nan, load)
    each = _each(providers, question, load, called_on, weighted)
    weight = zones.weight
    shared = _in_turn(seen, lambda of: second_pass(of[9], of[10], of[11], each, weight))
    served, plain, decayed = (_joined(shared, part) for part in range(3))
    if question.beyond:
        _look_beyond(x, y, look, providers, (nearest, second, whose), walked)
    return Reach(
        nearest_m=nearest,
        second_m=second,
        whose=whose,
        confirmed_m=confirmed,
        within=within,
        sole=sole,
        served=served,
        load=load * (question.weekly_rate or 0),
        score_2sfca=plain,
        score_e2sfca=decayed,
    )


def _refuse_impossible(question: Question) -> None:
    if not question.standard_m > 0 or not np.isfinite(question.standard_m):
        raise BadInput(
            f"A standard of {question.standard_m:g} m means nobody.", "Give metres above zero."
        )
    if question.weekly_rate is not None and not question.weekly_rate >= 0:
        raise BadInput(f"Nobody visits {question.weekly_rate:g} times a week.")


def _zones(question: Question) -> Zones:
    """Return the distances of a question; without scores no place is near enough for them."""
    bands = question.decay if question.scores else ()
    return Zones(
        (question.standard_m + TOLERANCE_M) ** 2,
        (question.catchment_m + TOLERANCE_M) ** 2 if question.scores else -1.0,
        np.array([(metres + TOLERANCE_M) ** 2 for metres, _ in bands]),
        np.array([weight for _, weight in bands] + [0.0]),
    )


def _several(providers: Providers) -> NDArray[np.bool_]:
    """Return which providers are at several places; nothing at all where none is."""
    places = np.bincount(providers.provider, minlength=len(providers.capacity))
    return places > 1 if (places > 1).any() else np.empty(0, bool)


def _called_on_by_unknown(
    people: Floats, seen: list[tuple], question: Question, count: int
) -> NDArray[np.bool_]:
    """Tell which providers are called on from too many points of which nobody knows the people."""
    unknown, every = np.zeros(count), np.zeros(count)
    if question.weekly_rate is None or not np.isnan(people).any():
        return unknown > 0
    first = 0
    for *_, start, owner, how_near in seen:
        points = np.repeat(np.arange(first, first + len(start) - 1), np.diff(start))
        in_reach = (how_near & 1).astype(bool)
        here, whose = points[in_reach], owner[in_reach]
        every += np.bincount(whose, minlength=count)
        unknown += np.bincount(whose, weights=np.isnan(people[here]), minlength=count)
        first += len(start) - 1
    return unknown > UNKNOWN_CALLERS * every


def _each(
    providers: Providers, question: Question, load: Floats, called_on: Floats, weighted: Floats
) -> Floats:
    """Return (k, 4) what each provider gives: to each caller, to each weighted one, the share of
    its visitors that it has room for, and whether that is not known."""
    gives = np.where(np.isnan(providers.capacity), 1.0, providers.capacity)
    visits = load * (np.nan if question.weekly_rate is None else question.weekly_rate)
    with np.errstate(divide="ignore", invalid="ignore"):
        room = np.where(visits == 0, 1.0, np.minimum(providers.capacity / visits, 1.0))
        given = [np.where(called > 0, gives / called, 0.0) for called in (called_on, weighted)]
    unknown = np.isnan(room) | np.isnan(providers.capacity)
    return np.column_stack([*given, np.where(unknown, 0.0, room), unknown])


def _joined(pieces: list[tuple], part: int) -> NDArray:
    joined: NDArray = np.concatenate([piece[part] for piece in pieces])
    return joined


def _in_pieces(count: int, work: Callable[[int, int], tuple]) -> list[tuple]:
    pieces = [(lo, min(lo + POINTS_AT_ONCE, count)) for lo in range(0, count, POINTS_AT_ONCE)]
    return _in_turn(pieces or [(0, 0)], lambda piece: work(*piece))


def _in_turn(pieces: list[tuple], work: Callable[[tuple], tuple]) -> list[tuple]:
    """Do the pieces of a work, several at once where there are several; in order."""
    if len(pieces) == 1:
        return [work(pieces[0])]
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return list(threads.map(work, pieces))


def _look_beyond(
    x: Floats,
    y: Floats,
    look: Near,
    providers: Providers,
    found: tuple[Floats, Floats, Places],
    walked: Walked | None,
) -> None:
    """Fill in walks that are longer than the radius: along streets where that is known, else as
    straight lines times the detour."""
    nearest, second, whose = found
    several = len(np.unique(providers.provider)) > 1
    lacking = np.flatnonzero(np.isinf(second) if several else np.isinf(nearest))

    def work(lo: int, hi: int) -> tuple:
        some = lacking[lo:hi]
        return nearest_two(x[some], y[some], look, several)

    far = _in_pieces(len(lacking), work)
    # Along streets a place within the radius in a straight line may be beyond it on foot.
    least = look.radius * look.detour if len(look.start) else 0.0
    whose[lacking] = np.where(whose[lacking] < 0, _joined(far, 2), whose[lacking])
    for held, part in ((nearest, 0), (second, 1)):
        # What was found within the radius stays as it is, to the last bit.
        now, beyond = held[lacking], np.maximum(_joined(far, part), least)
        held[lacking] = np.where(np.isinf(now), beyond, now)
    if walked:
        beyond = lacking[nearest[lacking] >= least]
        known = beyond[np.isfinite(walked.nearest_m[beyond])]
        nearest[known] = np.maximum(walked.nearest_m[known], least)
        second[known] = np.maximum(second[known], nearest[known])
