"""What meets needs once assets are moved, reduced and opened, before anything ends.

It is the same in whatever order the changes come: what is moved stands where its venue stands in
the end, and shares that are taken from one asset multiply.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from asset_map.analysis.arrays import Mask
from asset_map.analysis.situation import World
from asset_map.domain.assets import AssetKind, stable_id
from asset_map.domain.errors import BadInput
from asset_map.domain.proposals import Change, ChangeKind
from asset_map.domain.supply import RemoteService, Supply
from asset_map.domain.things import Thing

Place = tuple[float, float]


@dataclass(frozen=True)
class Changes:
    """Changes in one order, however they came. ``moves``: by what is moved. ``things``: by id."""

    made: tuple[Change, ...]
    moves: Mapping[UUID, Change]
    things: Mapping[UUID, Thing]

    @classmethod
    def of(cls, changes: Iterable[Change], things: Mapping[UUID, Thing]) -> "Changes":
        """Put changes in order. Raises BadInput where two move one asset to different places."""
        made = tuple(sorted(changes, key=repr))
        moves: dict[UUID, Change] = {}
        for change in made:
            if change.kind is ChangeKind.MOVE and change.asset_id is not None:
                other = moves.setdefault(change.asset_id, change)
                if (other.other_id, other.xy) != (change.other_id, change.xy):
                    raise BadInput(
                        f"Two changes move {things[change.asset_id].name} to different places.",
                        "Keep one of them.",
                    )
        return cls(made, moves, things)

    def where(self, change: Change) -> Place:
        """Return where a change leads to in the end, grid metres."""
        passed: set[UUID | None] = {change.asset_id}
        while change.other_id in self.moves and change.other_id not in passed:
            passed.add(change.other_id)
            change = self.moves[change.other_id]  # type: ignore[index]  # None is in no mapping.
        xy = change.xy if change.other_id is None else self.things[change.other_id].xy
        if xy is None:
            to = self.things[change.other_id].name if change.other_id else change.postcode
            raise BadInput(
                f"Where {to or 'that'} is may not be shown, or is not known, so nobody can tell "
                "who would be in reach there.",
                "Give a postcode.",
            )
        return xy


def opened_id(change: Change) -> UUID:
    """Return the id of what a change opens: the same for the same words and place."""
    return stable_id("opened", change.name, change.postcode, str(change.other_id or ""))


def changed(world: World, changes: Changes, *, both: bool) -> World:
    """Return a world with what is moved, reduced and opened; its links are those of afterwards.

    ``both``: a venue takes along only what both sides say is found at it.
    """
    supply, remote = world.supply, world.remote
    for moved_id, change in changes.moves.items():
        if changes.things[moved_id].kind is not AssetKind.VENUE:
            supply = _moved(supply, change, changes)
    for change in changes.made:
        if change.kind is ChangeKind.OPEN:
            supply = supply.beside(_opened(change, changes.where(change)))
    supply = _with_venues(replace(world, supply=supply), changes, both)
    for change in changes.made:
        if change.kind is ChangeKind.REDUCE:
            supply, remote = _reduced(supply, remote, change)
    return replace(world, supply=supply, remote=remote)


def _moved(supply: Supply, change: Change, changes: Changes) -> Supply:
    """Return the supply with an asset, which is no venue, at one place instead of all its own."""
    own = np.flatnonzero(supply.asset_id == change.asset_id)
    _refuse_hidden(supply, own, change, changes)
    if not len(own):
        return supply.beside(_found_first(change, changes))
    _, first = np.unique(supply.need_id[own].astype(str), return_index=True)
    moved = supply.where(own[first])
    count = len(moved)
    moved = replace(
        moved,
        venue_id=np.full(count, change.other_id, dtype=object),
        xy=_times(changes.where(change), count),
        exact=np.ones(count, dtype=np.bool_),
    )
    return supply.where(supply.asset_id != change.asset_id).beside(moved)


def _with_venues(world: World, changes: Changes, both: bool) -> Supply:
    """Return the supply with venues at other places: each takes along what is found at it."""
    supply = world.supply
    xy, found_there = supply.xy.copy(), np.ones(len(supply), np.bool_)
    if both:
        found_there = world.placed_by_both
    for moved_id, change in changes.moves.items():
        if changes.things[moved_id].kind is not AssetKind.VENUE:
            continue
        here = (supply.asset_id == moved_id) | ((supply.venue_id == moved_id) & found_there)
        _refuse_hidden(supply, np.flatnonzero(here), change, changes)
        xy[here] = changes.where(change)
    return replace(supply, xy=xy)


def _refuse_hidden(
    supply: Supply, rows: NDArray[np.int64], change: Change, changes: Changes
) -> None:
    thing = changes.things[change.asset_id]  # type: ignore[index]  # Only what opens has none.
    if thing.masked or not supply.exact[rows].all():
        raise BadInput(
            f"Where {thing.name} is stays hidden, so a move of it cannot be worked out: it would "
            "show the new place.",
            "Leave this change out.",
        )


def _opened(change: Change, xy: Place) -> Supply:
    """Return the rows of what opens."""
    return _new(change, opened_id(change), change.needs, xy)


def _found_first(change: Change, changes: Changes) -> Supply:
    """Return the rows of what had no known place before, or only comes to people: its first."""
    thing = changes.things[change.asset_id]  # type: ignore[index]  # Only what opens has none.
    return _new(change, thing.id, thing.needs, changes.where(change))


def _new(change: Change, asset_id: UUID, needs: tuple[str, ...], xy: Place) -> Supply:
    """Return rows at a place where nobody can have confirmed anything yet."""
    count = len(needs)
    return Supply(
        asset_id=np.full(count, asset_id, dtype=object),
        venue_id=np.full(count, change.other_id, dtype=object),
        need_id=np.array(needs, dtype=object),
        confirmed=np.zeros(count, dtype=np.bool_),
        xy=_times(xy, count),
        capacity=np.full(count, np.nan if change.capacity is None else change.capacity),
        exact=np.ones(count, dtype=np.bool_),
    )


def _reduced(
    supply: Supply, remote: tuple[RemoteService, ...], change: Change
) -> tuple[Supply, tuple[RemoteService, ...]]:
    """Take a share of its room from an asset, where that is known."""
    left = 1 - (change.share or 0)
    here: Mask = supply.asset_id == change.asset_id
    fewer = replace(supply, capacity=np.where(here, supply.capacity * left, supply.capacity))
    return fewer, tuple(
        replace(service, capacity=service.capacity * left)
        if service.asset_id == change.asset_id and service.capacity is not None
        else service
        for service in remote
    )


def _times(xy: Place, count: int) -> NDArray[np.float64]:
    return np.tile(np.asarray(xy, dtype=np.float64), (count, 1))
