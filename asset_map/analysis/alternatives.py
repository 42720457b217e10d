"""Ranks where what is displaced could go.

What is not known never counts, for or against: a place is ranked by what is known not to fit, then
by what is known to fit, then by the walk.
"""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

import numpy as np

from asset_map.analysis.arrays import Floats
from asset_map.analysis.pairs import TOLERANCE_M
from asset_map.domain.alternatives import (
    Aspect,
    Displaced,
    Finding,
    Fit,
    Room,
    VenueOption,
    Wish,
)
from asset_map.domain.assets import AssetKind
from asset_map.domain.hours import covered, in_words, sessions_in_words, spans
from asset_map.domain.links_followed import Effect, Hold, KnockOn, Step
from asset_map.domain.numbers import metres_shown

BEYOND = 3
"""How many of the nearest beyond are told where nothing is within reach."""

MOVED = frozenset({AssetKind.GROUP, AssetKind.SERVICE})
"""What can go on somewhere else."""


def losing_their_place(found: KnockOn) -> list[Step]:
    """Return the groups and services that lose a place, once each, as their steps come: sure first.

    One that loses several places without ending has its losses in one step.
    """
    steps: dict[UUID, Step] = {}
    for step in found.steps:
        if step.asset.kind not in MOVED or step.because.hold is not Hold.PLACE:
            continue
        held = steps.get(step.asset.id)
        if held is None:
            steps[step.asset.id] = step
        elif held.effect is step.effect is Effect.STRAINED and held.sure == step.sure:
            steps[step.asset.id] = Step(
                step.asset, step.effect, (*held.lost, *step.lost), held.left, held.sure, held.away
            )
    return list(steps.values())


def displaced(
    step: Step,
    wish: Wish,
    leaves: Room | None,
    rooms: Sequence[Room],
    walks: Floats,
    within_m: float,
    limit: int,
) -> Displaced:
    """Return something that loses its place with its options, best first.

    ``leaves``: the place that it leaves, None where nothing is known of it; ``walks`` (m,): from
    there to each of ``rooms``, metres, infinite where nobody walks so far.
    """
    taken = {link.on.id for link in (*step.lost, *step.left)}
    open_to_it = [
        (room, float(walks[row]))
        for row in np.argsort(walks, kind="stable").tolist()
        for room in [rooms[row]]
        if np.isfinite(walks[row]) and room.id not in taken and room.exact
    ]
    return Displaced(
        asset=step.asset,
        effect=step.effect,
        sure=step.sure,
        leaves=tuple({link.on.id: link.on for link in step.lost}.values()),
        still_at=tuple({link.on.id: link.on for link in step.left}.values()),
        wish=wish,
        within_m=within_m,
        options=tuple(_best(open_to_it, wish, leaves, within_m, limit)),
    )


def _best(
    rooms: list[tuple[Room, float]], wish: Wish, leaves: Room | None, within_m: float, limit: int
) -> list[VenueOption]:
    """Return the best of some rooms within reach; they come with their walks, nearest first.

    Where none of them is known to suit by its kind, the nearest beyond that is follows; where none
    is within reach at all, the nearest beyond.
    """

    def options(some: Iterable[tuple[Room, float]]) -> list[VenueOption]:
        return [_option(room, away_m, wish, leaves, within_m) for room, away_m in some]

    reached = [one for one in rooms if _near(one[1], within_m)]
    beyond = rooms[len(reached) :]
    if not reached:
        return options(beyond[:BEYOND])
    near = sorted(options(reached), key=_rank)
    if any(_suits(room, leaves) for room, _ in reached):
        return near[:limit]
    more = next((one for one in beyond if _suits(one[0], leaves)), None)
    return near[: limit - 1] + options([more] if more else [])


def _near(away_m: float, within_m: float) -> bool:
    return away_m <= within_m + TOLERANCE_M


def _suits(room: Room, leaves: Room | None) -> bool:
    return _kind(room, leaves).fit is Fit.FITS


def _rank(option: VenueOption) -> tuple[object, ...]:
    unfit, fit = len(option.of(Fit.DOES_NOT)), len(option.of(Fit.FITS))
    return unfit, -fit, option.away_m, option.name, str(option.asset_id)


def _option(
    room: Room, away_m: float, wish: Wish, leaves: Room | None, within_m: float
) -> VenueOption:
    near = _near(away_m, within_m)
    return VenueOption(
        asset_id=room.id,
        name=room.name,
        away_m=away_m,
        within=near,
        findings=(
            _distance(away_m, near, within_m, leaves),
            _kind(room, leaves),
            _step_free(room, leaves),
            _size(room, wish, leaves),
            _hours(room, wish),
            Finding(Aspect.COST, Fit.ASK, "what it costs"),
        ),
        last_confirmed=room.last_confirmed,
    )


def _distance(away_m: float, near: bool, within_m: float, leaves: Room | None) -> Finding:
    middle = "" if leaves is None or leaves.exact else ", counted from the middle of its ward"
    walk = f"about {metres_shown(away_m)} on foot{middle}"
    if near:
        return Finding(Aspect.DISTANCE, Fit.FITS, walk)
    return Finding(Aspect.DISTANCE, Fit.DOES_NOT, f"{walk}, farther than {within_m:,.0f} m")


def _kind(room: Room, leaves: Room | None) -> Finding:
    if room.for_meeting:
        return Finding(Aspect.KIND, Fit.FITS, "known as a place to meet")
    same = leaves is not None and room.type and room.type.casefold() == leaves.type.casefold()
    if same:
        return Finding(Aspect.KIND, Fit.FITS, f"a {room.type} like the one that ends")
    what = f"whether such a place ({room.type}) suits" if room.type else "what kind of place it is"
    return Finding(Aspect.KIND, Fit.ASK, what)


def _step_free(room: Room, leaves: Room | None) -> Finding:
    now = None if leaves is None else leaves.step_free
    if room.step_free:
        return Finding(Aspect.STEP_FREE, Fit.FITS, "step-free")
    if room.step_free is None:
        return Finding(Aspect.STEP_FREE, Fit.ASK, "whether it is step-free")
    if now:
        return Finding(Aspect.STEP_FREE, Fit.DOES_NOT, "not step-free, while the one that ends is")
    if now is None:
        return Finding(Aspect.STEP_FREE, Fit.ASK, "whether it may have steps, which it has")
    return Finding(Aspect.STEP_FREE, Fit.FITS, "not step-free, nor is the one that ends")


def _size(room: Room, wish: Wish, leaves: Room | None) -> Finding:
    """By how many come at a time, where that is known; else by the size of the place that ends."""
    if room.size_people is None:
        return Finding(Aspect.SIZE, Fit.ASK, "how many people it holds")
    holds = f"room for {room.size_people:,}"
    if wish.capacity is not None:
        times = max(len(wish.sessions), 1)
        at_once = -(-wish.capacity // times)
        if room.size_people >= at_once:
            return Finding(Aspect.SIZE, Fit.FITS, f"{holds}, it needs {at_once:,}")
        if wish.sessions:
            return Finding(Aspect.SIZE, Fit.DOES_NOT, f"{holds}, but it needs {at_once:,}")
        asked = f"whether {holds} is enough, with {wish.capacity:,} in a week"
        return Finding(Aspect.SIZE, Fit.ASK, asked)
    was = None if leaves is None else leaves.size_people
    if was is None:
        return Finding(Aspect.SIZE, Fit.ASK, f"whether {holds} is enough")
    if room.size_people >= was:
        return Finding(Aspect.SIZE, Fit.FITS, f"{holds}, no fewer than now")
    return Finding(Aspect.SIZE, Fit.ASK, f"whether {holds} is enough, where it is {was:,} now")


def _hours(room: Room, wish: Wish) -> Finding:
    needs = f"it needs {sessions_in_words(wish.sessions)}" if wish.sessions else ""
    free = spans(room.hours_free)
    if not room.hours_free or free is None:
        hours = f" (“{room.hours_free}”)" if room.hours_free else ""
        return Finding(
            Aspect.HOURS, Fit.ASK, f"its free hours{hours}" + (f" ({needs})" if needs else "")
        )
    open_at = f"free {in_words(room.hours_free)}"
    if not wish.sessions:
        when = f" (“{wish.said}”)" if wish.said else ""
        return Finding(Aspect.HOURS, Fit.ASK, f"whether it is {open_at} when needed{when}")
    fits = [covered(free, one) for one in wish.sessions]
    if all(fits):
        return Finding(Aspect.HOURS, Fit.FITS, f"{open_at}, {needs}: yes")
    some = f"for {sum(fits)} of {len(fits)} times" if any(fits) else "no"
    return Finding(Aspect.HOURS, Fit.DOES_NOT, f"{open_at}, {needs}: {some}")


def reach_of(needs: Iterable[str], metres: Mapping[str, float], usual_m: float) -> float:
    """Return how far away something could be and still be near for those who come, metres: by the
    longest standard of its needs, else the usual one."""
    return max((metres[need] for need in needs if need in metres), default=usual_m)
