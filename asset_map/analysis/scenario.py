"""What there is after some changes, in three ways of believing the links.

The changes are applied as sets, so their order does not matter: what ends, ends; what is handed
over goes on, whoever else would close it; shares that are taken from one asset multiply.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from asset_map.analysis.access import Mask
from asset_map.analysis.knock_on import Web, knock_on
from asset_map.analysis.situation import World
from asset_map.domain.assets import AssetKind, LinkType, SaidBy, stable_id
from asset_map.domain.links_followed import End, Hold, KnockOn, Link
from asset_map.domain.proposals import ENDS, Change, ChangeKind
from asset_map.domain.supply import Supply
from asset_map.domain.things import Thing

MEETS = {AssetKind.SERVICE: LinkType.DELIVERED_AT}
KEPT_BY = {AssetKind.SERVICE: LinkType.PROVIDED_BY}
"""By which link a service hangs on its venue, and on who keeps it; others meet, and are managed."""

REPLACED = {ChangeKind.MOVE: Hold.PLACE, ChangeKind.HAND_OVER: Hold.PROVIDER}
"""Links that a change puts others in the place of."""

ENDED = {ChangeKind.END_FUNDING: Hold.FUNDER}
"""Links that a change ends."""


@dataclass(frozen=True)
class After:
    """What there is after some changes.

    ``alone``: what is changed itself, with what both sides say is found at it. ``headline``: and
    what surely stops because of it. ``one_sided``: and what stops if what one side says is so.
    ``knock_on``: what follows, step by step; ``lost``: the links that the changes end themselves.
    """

    alone: World
    headline: World
    one_sided: World
    knock_on: KnockOn
    ended: frozenset[UUID]
    lost: frozenset[Link]


def after(world: World, changes: Iterable[Change], things: Mapping[UUID, Thing]) -> After:
    """Return what there is after changes, which were checked before: each names what is there."""
    made = list(changes)
    kept = {change.asset_id for change in made if change.kind is ChangeKind.HAND_OVER}
    ended = frozenset(
        change.asset_id for change in made if change.kind in ENDS and change.asset_id is not None
    ) - frozenset(kept)
    replaced = set(
        _held(world, made, {ChangeKind.MOVE: Hold.PLACE, ChangeKind.HAND_OVER: Hold.PROVIDER})
    )
    lost = frozenset(_held(world, made, {ChangeKind.END_FUNDING: Hold.FUNDER}))
    links = (*(link for link in world.links if link not in replaced), *_added(made, things))
    followed = knock_on(Web(links), ended, lost)
    changed = _changed(world, made, things)
    return After(
        alone=_without(changed, ended, links, both=True),
        headline=_without(changed, followed.surely, links, both=True),
        one_sided=_without(changed, followed.perhaps, links, both=False),
        knock_on=followed,
        ended=ended,
        lost=lost,
    )


def opened_id(change: Change) -> UUID:
    """Return the id of what a change opens: the same for the same words and place."""
    return stable_id("opened", change.name, change.postcode, str(change.other_id or ""))


def _held(world: World, changes: list[Change], holds: Mapping[ChangeKind, Hold]) -> Iterable[Link]:
    """Return the links of one hold, by the kind of change, of what is changed: what is moved leaves
    its places, what is handed over those that kept it, and funding ends."""
    for change in changes:
        funder = change.other_id if change.kind is ChangeKind.END_FUNDING else None
        yield from (
            link
            for link in world.links
            if link.hangs.id == change.asset_id
            and link.hold is holds.get(change.kind)
            and funder in (None, link.on.id)
        )


def _added(changes: list[Change], things: Mapping[UUID, Thing]) -> Iterable[Link]:
    """Return the links that changes make."""
    for change in changes:
        if change.other_id is None or change.kind is ChangeKind.END_FUNDING:
            continue
        if change.kind is ChangeKind.OPEN:
            what = End(opened_id(change), AssetKind.SERVICE, change.name)
            kind = LinkType.DELIVERED_AT
        else:
            thing = things[change.asset_id]  # type: ignore[index]  # Only what opens has none.
            what = _end(thing)
            moves = change.kind is ChangeKind.MOVE
            kind = (
                MEETS.get(thing.kind, LinkType.MEETS_AT)
                if moves
                else KEPT_BY.get(thing.kind, LinkType.MANAGED_BY)
            )
        yield Link(what, kind, _end(things[change.other_id]), "as proposed", SaidBy.BOTH)


def _end(thing: Thing) -> End:
    return End(thing.id, thing.kind, thing.name, thing.post)


def _changed(world: World, changes: list[Change], things: Mapping[UUID, Thing]) -> World:
    """Return the world with what is moved, reduced and opened, before anything ends."""
    supply, remote = world.supply, world.remote
    for change in changes:
        if change.kind is ChangeKind.MOVE:
            supply = _moved(supply, change, things)
        elif change.kind is ChangeKind.REDUCE:
            left = 1 - (change.share or 0)
            here = supply.asset_id == change.asset_id
            supply = replace(
                supply, capacity=np.where(here, supply.capacity * left, supply.capacity)
            )
            remote = tuple(
                replace(service, capacity=service.capacity * left)
                if service.asset_id == change.asset_id and service.capacity is not None
                else service
                for service in remote
            )
        elif change.kind is ChangeKind.OPEN:
            supply = supply.beside(_opened(change, things))
    return replace(world, supply=supply, remote=remote)


def _moved(supply: Supply, change: Change, things: Mapping[UUID, Thing]) -> Supply:
    """Return the supply with an asset at another place: a venue takes along what is found there."""
    xy = _where(change, things)
    if things[change.asset_id].kind is AssetKind.VENUE:  # type: ignore[index]
        here = (supply.asset_id == change.asset_id) | (supply.venue_id == change.asset_id)
        return replace(supply, xy=np.where(here[:, None], xy, supply.xy))
    own = np.flatnonzero(supply.asset_id == change.asset_id)
    _, first = np.unique(supply.need_id[own].astype(str), return_index=True)
    moved = supply.where(own[first])
    count = len(moved)
    moved = replace(
        moved,
        venue_id=np.full(count, change.other_id, dtype=object),
        xy=np.tile(np.asarray(xy, dtype=np.float64), (count, 1)),
        exact=np.ones(count, dtype=np.bool_),
    )
    return supply.where(supply.asset_id != change.asset_id).beside(moved)


def _opened(change: Change, things: Mapping[UUID, Thing]) -> Supply:
    """Return the rows of what opens. Nobody can have confirmed it yet."""
    count = len(change.needs)
    return Supply(
        asset_id=np.full(count, opened_id(change), dtype=object),
        venue_id=np.full(count, change.other_id, dtype=object),
        need_id=np.array(change.needs, dtype=object),
        confirmed=np.zeros(count, dtype=np.bool_),
        xy=np.tile(np.asarray(_where(change, things), dtype=np.float64), (count, 1)),
        capacity=np.full(count, np.nan if change.capacity is None else change.capacity),
        exact=np.ones(count, dtype=np.bool_),
    )


def _where(change: Change, things: Mapping[UUID, Thing]) -> tuple[float, float]:
    """Return where a change leads to, grid metres. Raises ValueError where nobody looked it up."""
    xy = things[change.other_id].xy if change.other_id is not None else change.xy
    if xy is None:
        raise ValueError(f"Nobody looked up where {change.kind} leads to.")
    return xy


def _without(
    world: World, ended: Collection[UUID], links: tuple[Link, ...], *, both: bool
) -> World:
    """Return the world without what ended, and without what is found at a venue that did.

    ``both``: only where both sides say that it is found there.
    """
    now = replace(world, links=links)
    supply = now.supply
    at_ended = _among(supply.venue_id, ended)
    if both:
        at_ended &= now.placed_by_both
    gone = _among(supply.asset_id, ended) | at_ended
    return World(
        supply.where(~gone),
        tuple(service for service in now.remote if service.asset_id not in ended),
        links,
    )


def _among(ids: NDArray[np.object_], some: Collection[UUID]) -> Mask:
    return np.fromiter((one in some for one in ids), np.bool_, len(ids))
