"""An officer: what closing one thing would change, for whom, and what hangs on it.

Nothing is written: a what-if is data, never a change to the assets.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from asset_map.analysis.access import Change, change, nearest_m
from asset_map.analysis.assumptions import (
    DETOUR_FACTOR,
    DISTANCE_METHOD,
    NOBODY_TOLD_US,
    NOT_SEEN,
)
from asset_map.db import areas, assets, demand, reference, session
from asset_map.db.demand import Demand
from asset_map.db.standards import read_standards
from asset_map.db.supply import Supply, read_supply
from asset_map.domain.assets import IN_WORDS, Asset, LinkedAsset, SaidBy
from asset_map.domain.errors import BadInput
from asset_map.domain.needs import Need, Standard
from asset_map.domain.numbers import about, before_and_after, counted, metres_shown
from asset_map.domain.places import Area, AreaKind
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks
from asset_map.journeys.see_asset import find_asset
from asset_map.settings import get_settings

Walks = tuple[np.ndarray, np.ndarray]
"""Walking metres from each demand point to the nearest place, before and after."""

HANGS = "What hangs on it is listed below; if that ends too, more people lose than is counted here."


@dataclass(frozen=True)
class NeedChange:
    """What closing changes for one need.

    ``confirmed`` counts only places confirmed within 12 months; ``beyond``, people across the
    border.
    """

    need: Need
    standard: Standard
    standard_m: float
    own: Change
    confirmed: Change
    beyond: Change
    by_area: tuple[tuple[Area, Change], ...]


@dataclass(frozen=True)
class ClosureResult:
    """What closing one asset would change on a day."""

    asset: Asset
    at: date
    needs: tuple[NeedChange, ...]
    links: tuple[LinkedAsset, ...]
    people_source: str | None
    people_as_of: str | None
    people_demo: bool
    detour_factor: float
    distance_method: str
    note: str

    def sentences(self) -> list[str]:
        """Return in words what the closure would change."""
        lines = [f"Closing {self.asset.name}, as at {self.at:%-d %B %Y}:"]
        for found in self.needs:
            lines += _in_words(found)
        if not self.needs:
            lines.append("  No need is met by it that we know of, so nobody leaves reach of one.")
        lines += [f"  {_hangs(self.asset, link)}" for link in self.links]
        people = f"{self.people_source or 'no figures loaded'}; {self.people_as_of or 'no date'}"
        if any(not link.outward for link in self.links):
            lines.insert(1, f"  {HANGS}")
        return [
            *lines,
            f"People living within reach, not users. {people}.",
            f"Confirmed: within 12 months. {NOBODY_TOLD_US}",
            self.note,
        ]


@asks(Action.WEIGH_CLOSURE)
def weigh_closure(
    asset_id: str,
    *,
    at: date | None = None,
    standard_m: float | None = None,
    straight_line: bool = False,
    area_kind: AreaKind = AreaKind.WARD,
) -> ClosureResult:
    """Return what closing an asset would change, as things stand on the day ``at``.

    ``standard_m`` overrides the standard of every need, metres; ``straight_line`` counts
    metres as the crow flies. Raises BadInput for an asset that is closed on that day.
    """
    at = at or date.today()
    detour = 1.0 if straight_line else DETOUR_FACTOR
    authority = get_settings().authority
    with session.reading() as connection:
        asset = find_asset(connection, asset_id)
        _refuse_not_there(asset, at)
        wanted = areas.listed(connection, area_kind, authority)
        people = demand.read(connection, authority, [area.id for area in wanted])
        supply = read_supply(connection, at)
        needs = reference.needs(connection)
        standards = read_standards(connection)
        links = assets.linked(connection, asset.id, at)
        rested = areas.people_in_authority(connection, authority)
    gone = (supply.asset_id == asset.id) | (supply.venue_id == asset.id)
    lost = set(supply.need_id[gone])
    changes = [
        _change_of(need, standards[need.id], standard_m, detour, wanted, people, supply, gone)
        for need in needs
        if need.id in lost
    ]
    return ClosureResult(
        asset=asset,
        at=at,
        needs=tuple(changes),
        links=tuple(links),
        people_source=rested.source,
        people_as_of=rested.as_of,
        people_demo=rested.demo,
        detour_factor=detour,
        distance_method="straight line" if straight_line else DISTANCE_METHOD,
        note="Straight lines: every walk is longer than this." if straight_line else NOT_SEEN,
    )


def _change_of(
    need: Need,
    standard: Standard,
    standard_m: float | None,
    detour: float,
    wanted: list[Area],
    people: Demand,
    supply: Supply,
    gone: np.ndarray,
) -> NeedChange:
    metres = standard.metres if standard_m is None else standard_m
    meets = supply.need_id == need.id

    def walks(records: np.ndarray) -> Walks:
        return (
            nearest_m(people.xy, supply.xy[records], detour),
            nearest_m(people.xy, supply.xy[records & ~gone], detour),
        )

    def among(some: np.ndarray, walks: Walks) -> Change:
        before, after = walks
        return change(before[some], after[some], people.people[some], metres)

    all_records, lately = walks(meets), walks(meets & supply.confirmed)
    by_area = [(area, among(people.members[area.id], all_records)) for area in wanted]
    return NeedChange(
        need=need,
        standard=standard,
        standard_m=metres,
        own=among(people.own, all_records),
        confirmed=among(people.own, lately),
        beyond=among(~people.own, all_records),
        by_area=tuple((area, found) for area, found in by_area if found.points_leaving),
    )


def _in_words(found: NeedChange) -> list[str]:
    own, metres = found.own, f"{found.standard_m:,.0f} m"
    lines = [
        f"  {found.need.label}: {about(own.people_leaving)} people "
        f"({counted(own.points_leaving, 'postcode')}) would no longer live within {metres}; "
        f"{before_and_after(own.before.people_within, own.after.people_within)}. "
        f"By records confirmed lately alone: {about(found.confirmed.people_leaving)}."
    ]
    if own.extra_median_m is not None and own.extra_p90_m is not None:
        lines.append(
            f"    For those it is the nearest for, the next is {metres_shown(own.extra_median_m)} "
            f"farther (median), {metres_shown(own.extra_p90_m)} for the farthest tenth."
        )
    if own.people_without_any:
        lines.append(f"    {about(own.people_without_any)} people would have none that we know of.")
    if found.beyond.points_leaving:
        beyond = counted(found.beyond.points_leaving, "postcode")
        lines.append(
            f"    Across the border: {beyond} more, if nothing there meets the need that we "
            f"have not been told of."
        )
    lines += [
        f"    {area.name}: {about(there.people_leaving)} people "
        f"({counted(there.points_leaving, 'postcode')})"
        for area, there in found.by_area
    ]
    return lines


def _hangs(asset: Asset, link: LinkedAsset) -> str:
    one, other = (asset.name, link.name) if link.outward else (link.name, asset.name)
    said = "" if link.said_by is SaidBy.BOTH else " (said by one side only)"
    detail = f", {link.detail}" if link.detail else ""
    return f"{one} {IN_WORDS[link.link_type]} {other}{detail}{said}."


def _refuse_not_there(asset: Asset, at: date) -> None:
    if asset.closed(at):
        raise BadInput(
            f"{asset.name} was closed already on {at:%-d %B %Y} (since {asset.valid_to}).",
            "Ask for a day before that with --as-at.",
        )
    if asset.valid_from is not None and asset.valid_from > at:
        raise BadInput(f"{asset.name} was not there yet on {at:%-d %B %Y}.")
