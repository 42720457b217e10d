"""What an impact is made of, and what stands behind its figures: the places and the postcodes."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from asset_map.analysis.difference import Difference
from asset_map.analysis.groups import Group
from asset_map.analysis.impact import Impact, NeedImpact, Together
from asset_map.analysis.pressure import Pressure
from asset_map.analysis.scenario import After
from asset_map.domain.assets import AssetKind
from asset_map.domain.links_followed import End, Step
from asset_map.domain.things import Thing

__all__ = [
    "After",
    "Behind",
    "Difference",
    "Group",
    "Impact",
    "NeedImpact",
    "Pressure",
    "Together",
    "behind",
    "end_of",
    "ended",
    "named",
    "postcodes_only_together",
    "steps_only_together",
]


@dataclass(frozen=True)
class Behind:
    """What stands behind the figures of one need.

    ``gone``: what meets it now and would not then, and ``left`` what still would, by name;
    ``opened``: names of what opens. ``postcodes``: those whose people leave reach.
    """

    gone: tuple[Thing, ...]
    left: tuple[Thing, ...]
    opened: tuple[str, ...]
    postcodes: tuple[str, ...]


def behind(impact: Impact, found: NeedImpact) -> Behind:
    """Return the places and postcodes behind the figures of a need."""
    now = impact.situation
    was = set(now.meeting(found.need.id, now.world).assets)
    left = set(now.meeting(found.need.id, impact.after.headline).assets)
    opened = impact.opened
    leaving = found.at_points.leaving & now.demand.own
    return Behind(
        gone=_things(impact, was - left),
        left=_things(impact, left - opened.keys()),
        opened=tuple(sorted(name for id, name in opened.items() if id in left)),
        postcodes=tuple(now.demand.postcode[leaving].tolist()),
    )


def postcodes_only_together(impact: Impact, found: Together) -> tuple[str, ...]:
    """Return the postcodes whose people leave reach only by all proposals at once."""
    there = found.leaving_only_together
    return tuple(impact.situation.demand.postcode[there].tolist())


def steps_only_together(impact: Impact) -> tuple[Step, ...]:
    """Return what stops, or loses something, by all proposals at once and by none of them alone."""
    alone = {
        (step.asset.id, step.effect, step.sure)
        for one in impact.each
        for step in one.knock_on.steps
    }
    return tuple(
        step
        for step in impact.after.knock_on.steps
        if (step.asset.id, step.effect, step.sure) not in alone
    )


def ended(impact: Impact) -> tuple[End, ...]:
    """Return what the changes themselves end, by name."""
    return tuple(end_of(thing) for thing in _things(impact, impact.after.ended))


def end_of(thing: Thing) -> End:
    """Return an asset as one end of a link."""
    return End(thing.id, thing.kind, thing.name, thing.post)


def named(impact: Impact, asset_id: UUID) -> End:
    """Return an asset of an impact with its name, one that opens only then among them."""
    if asset_id in impact.situation.things:
        return end_of(impact.situation.things[asset_id])
    return End(asset_id, AssetKind.SERVICE, impact.opened.get(asset_id, str(asset_id)))


def _things(impact: Impact, ids: Iterable[UUID]) -> tuple[Thing, ...]:
    things = impact.situation.things
    known = [things[asset_id] for asset_id in ids if asset_id in things]
    return tuple(sorted(known, key=lambda thing: (thing.name.casefold(), str(thing.id))))
