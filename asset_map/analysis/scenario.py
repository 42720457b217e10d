"""What there is after some changes, in three ways of believing the links.

The changes are applied as sets, so their order does not matter: what ends, ends; what is handed
over goes on, whoever else would close it; shares that are taken from one asset multiply.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from asset_map.analysis.arrays import Mask
from asset_map.analysis.changed_supply import Changes, changed, opened_id
from asset_map.analysis.knock_on import Web, knock_on
from asset_map.analysis.situation import World
from asset_map.domain.assets import AssetKind, LinkType, SaidBy
from asset_map.domain.links_followed import End, Hold, KnockOn, Link
from asset_map.domain.proposals import ENDS, Change, ChangeKind
from asset_map.domain.things import Thing

MEETS = {AssetKind.SERVICE: LinkType.DELIVERED_AT}
KEPT_BY = {AssetKind.SERVICE: LinkType.PROVIDED_BY}
"""By which link a service hangs on its venue, and on who keeps it; others meet, and are managed."""

REPLACED = {ChangeKind.MOVE: Hold.PLACE, ChangeKind.HAND_OVER: Hold.PROVIDER}
"""Links that a change puts others in the place of: what is moved leaves its places, what is handed
over those that kept it."""

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
    """Return what there is after changes, which were checked before: each names what is there.

    What has closed already and is among the changes (``weigh.past_closures``) is gone with all that
    was found at it, and nothing follows from that: what stopped because of it has closed too.
    Raises BadInput where changes contradict each other, or lead to a place that stays hidden.
    """
    made = Changes.of(changes, things)
    ended, past = _ended(made)
    replaced = set(_held(world, made, REPLACED))
    lost = frozenset(_held(world, made, ENDED))
    kept = (link for link in world.links if link not in replaced and not _touches(link, past))
    links = (*kept, *_added(made))
    followed = knock_on(Web(links), ended, lost)
    now = replace(world, links=links)
    by_both, stated = (changed(now, made, both=both) for both in (True, False))
    return After(
        alone=_without(by_both, ended, past, both=True),
        headline=_without(by_both, followed.surely, past, both=True),
        one_sided=_without(stated, followed.perhaps, past, both=False),
        knock_on=followed,
        ended=ended,
        lost=lost,
    )


def _ended(changes: Changes) -> tuple[frozenset[UUID], frozenset[UUID]]:
    """Return what the changes end, and what of it has closed already."""
    kept = {one.asset_id for one in changes.made if one.kind is ChangeKind.HAND_OVER}
    ended = frozenset(
        one.asset_id
        for one in changes.made
        if one.kind in ENDS and one.asset_id is not None and one.asset_id not in kept
    )
    there = {one for one in ended if one in changes.things}
    return ended, frozenset(one for one in there if changes.things[one].closed is not None)


def _touches(link: Link, some: Collection[UUID]) -> bool:
    return link.from_end.id in some or link.to_end.id in some


def _held(world: World, changes: Changes, holds: Mapping[ChangeKind, Hold]) -> Iterable[Link]:
    """Return the links of what is changed that are of the hold that its kind of change is about;
    of a funder alone, where one is named."""
    for change in changes.made:
        funder = change.other_id if change.kind is ChangeKind.END_FUNDING else None
        yield from (
            link
            for link in world.links
            if link.hangs.id == change.asset_id
            and link.hold is holds.get(change.kind)
            and funder in (None, link.on.id)
        )


def _added(changes: Changes) -> Iterable[Link]:
    """Return the links that changes make, once each."""
    things = changes.things
    found: dict[Link, None] = {}
    for change in changes.made:
        if change.other_id is None or change.kind not in {ChangeKind.OPEN, *REPLACED}:
            continue
        if change.kind is ChangeKind.OPEN:
            what = End(opened_id(change), AssetKind.SERVICE, change.name)
            kind = LinkType.DELIVERED_AT
        else:
            thing = things[change.asset_id]  # type: ignore[index]  # Only what opens has none.
            what, moves = _end(thing), change.kind is ChangeKind.MOVE
            kind = (
                MEETS.get(thing.kind, LinkType.MEETS_AT)
                if moves
                else KEPT_BY.get(thing.kind, LinkType.MANAGED_BY)
            )
        link = Link(what, kind, _end(things[change.other_id]), "as proposed", SaidBy.BOTH)
        found[link] = None
    return found


def _end(thing: Thing) -> End:
    return End(thing.id, thing.kind, thing.name, thing.post)


def _without(world: World, ended: Collection[UUID], past: Collection[UUID], *, both: bool) -> World:
    """Return the world without what ended, and without what is found at a venue that did.

    ``both``: only where both sides say that it is found there; at what closed in the past nothing
    is found any more, whoever said so.
    """
    supply = world.supply
    at_ended = _among(supply.venue_id, ended)
    if both:
        at_ended &= world.placed_by_both | _among(supply.venue_id, past)
    gone = _among(supply.asset_id, ended) | at_ended
    return replace(
        world,
        supply=supply.where(~gone),
        remote=tuple(service for service in world.remote if service.asset_id not in ended),
    )


def _among(ids: NDArray[np.object_], some: Collection[UUID]) -> Mask:
    return np.fromiter((one in some for one in ids), np.bool_, len(ids))
