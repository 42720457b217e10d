"""The two compiled passes over demand points: what is in sight of each, and what is shared out.

Walks are compared squared, so that no root has to be taken for each pair.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from asset_map.analysis.arrays import Floats, Whole
from asset_map.analysis.compiled import compiled, compiled_within
from asset_map.analysis.pairs import Near, Places, gather


class Zones(NamedTuple):
    """How near is near: walking metres, squared. ``weight`` is one longer than ``band``: beyond the
    last band a place weighs nothing."""

    standard: float
    catchment: float
    band: Floats
    weight: Floats


@compiled
def _room_for(look: Near) -> int:
    """Return how many places may be near one point, and one more, which is written in vain."""
    most = len(look.x)
    for at in range(len(look.start) - 1):
        most = max(most, look.start[at + 1] - look.start[at])
    return most + 1


@compiled
def _once_each(found: int, several: NDArray[np.bool_], owner: Places, squared: Floats) -> int:
    """Keep each provider in the buffers once, at its nearest place; return how many are left.

    ``several`` (k,): providers with more than one place; empty where there is none such.
    """
    if not len(several):
        return found
    kept = 0
    for at in range(found):
        whose, walk, known = owner[at], squared[at], kept
        if several[whose]:
            for other in range(kept):
                if owner[other] == whose:
                    known, walk = other, min(walk, squared[other])
        owner[known], squared[known] = whose, walk
        kept += known == kept
    return kept


@compiled
def _coming(
    i: int, look: Near, on_foot: int, standard: float, owner: Places, squared: Floats
) -> int:
    """Add the providers that come to point ``i``, unless they are in reach on foot; return how many
    there are then in all."""
    both = on_foot
    if len(look.remote_start):
        for at in range(look.remote_start[i], look.remote_start[i + 1]):
            reached = False
            for other in range(on_foot):
                reached |= owner[other] == look.remote_owner[at] and squared[other] <= standard
            if not reached:
                owner[both], squared[both] = look.remote_owner[at], 0.0
                both += 1
    return both


@compiled
def first_pass(
    lo: int,
    hi: int,
    x: Floats,
    y: Floats,
    people: Floats,
    look: Near,
    zones: Zones,
    several: NDArray[np.bool_],
    confirmed: NDArray[np.bool_],
) -> tuple:
    """Return nearest, second and nearest confirmed (squared), providers in reach, the only one of
    them, the nearest one; visits, callers and weighted callers of each provider; and, to be gone
    through again, what is in sight of each point: where it begins, whose it is, and how near."""
    n, k = hi - lo, len(confirmed)
    nearest, second, lately = np.full(n, np.inf), np.full(n, np.inf), np.full(n, np.inf)
    within, sole = np.zeros(n, np.int32), np.full(n, -1, np.int32)
    whose = np.full(n, -1, np.int32)
    load, called_on, decayed = np.zeros(k), np.zeros(k), np.zeros(k)
    start, seen = np.zeros(n + 1, np.int64), 0
    seen_owner, seen_near = np.empty(8 * n + k, np.int32), np.empty(8 * n + k, np.uint8)
    room = _room_for(look) + k
    owner, squared = np.empty(room, np.int32), np.empty(room)
    for i in range(lo, hi):
        found = gather(i, x[i], y[i], look, owner, squared)
        on_foot = _once_each(found, several, owner, squared)
        both = _coming(i, look, on_foot, zones.standard, owner, squared)
        if seen + both > len(seen_owner):
            seen_owner, seen_near = _grown(seen_owner, both), _grown(seen_near, both)
        best, other, sure, reached, only, first = np.inf, np.inf, np.inf, 0, -1, -1
        for at in range(both):
            walk, one = squared[at], owner[at]
            if at < on_foot:
                other = min(other, max(best, walk))
                first = one if walk < best else first
                best = min(best, walk)
                sure = min(sure, walk if confirmed[one] else np.inf)
            in_reach = walk <= zones.standard
            reached += in_reach
            only = one if in_reach else only
            near = _zone(walk, zones) if at < on_foot else len(zones.band) << 2
            seen_owner[seen + at], seen_near[seen + at] = one, near | in_reach
        each = people[i] / max(reached, 1)
        for at in range(seen, seen + both):
            one, near = seen_owner[at], seen_near[at]
            load[one] += each * (near & 1)
            called_on[one] += people[i] * (near >> 1 & 1)
            decayed[one] += people[i] * zones.weight[near >> 2]
        seen += both
        start[i - lo + 1] = seen
        nearest[i - lo], second[i - lo], lately[i - lo] = best, other, sure
        within[i - lo], sole[i - lo] = reached, only if reached == 1 else -1
        whose[i - lo] = first
    return (
        *(nearest, second, lately, within, sole, whose, load, called_on, decayed),
        *(start, seen_owner[:seen], seen_near[:seen]),
    )


@compiled_within
def _zone(walk: float, zones: Zones) -> int:
    """Return how near a walk is: bit 1, within the catchment; from bit 2, the zone it ends in."""
    zone = 0
    for at in range(len(zones.band)):
        zone += walk > zones.band[at]
    return (walk <= zones.catchment) << 1 | zone << 2


@compiled
def _grown(held: NDArray, more: int) -> NDArray:
    wider = np.empty(2 * len(held) + more, held.dtype)
    wider[: len(held)] = held
    return wider


@compiled
def second_pass(
    start: Whole, owner: Places, near: NDArray[np.uint8], each: Floats, weight: Floats
) -> tuple:
    """Return who is served, and both scores. ``each`` (k, 4): what a provider gives to each caller
    and weighted caller, its room, and whether that is not known."""
    n = len(start) - 1
    served, plain, decayed = np.full(n, np.nan), np.zeros(n), np.zeros(n)
    for i in range(n):
        room, unknown, reached, simple, zoned = 0.0, 0.0, 0, 0.0, 0.0
        for at in range(start[i], start[i + 1]):
            whose, code = owner[at], near[at]
            simple += each[whose, 0] * (code >> 1 & 1)
            zoned += each[whose, 1] * weight[code >> 2]
            room += each[whose, 2] * (code & 1)
            unknown += each[whose, 3] * (code & 1)
            reached += code & 1
        plain[i], decayed[i] = simple, zoned
        if reached and unknown == 0:
            served[i] = room / reached
    return served, plain, decayed
