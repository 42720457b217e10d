"""An officer: what closing one thing would change, for whom, and what it takes along.

Nothing is written: a what-if is data, never a change to the assets.
"""

from dataclasses import dataclass
from datetime import date

from asset_map.analysis.assumptions import DETOUR_FACTOR, DISTANCE_METHOD, NOT_SEEN
from asset_map.analysis.knock_on import Web, knock_on
from asset_map.db import areas, assets, demand, reference, session
from asset_map.db.links_read import read_links
from asset_map.db.standards import read_standards
from asset_map.db.supply import read_supply
from asset_map.domain.assets import Asset, LinkedAsset
from asset_map.domain.errors import BadInput
from asset_map.domain.links_followed import KnockOn, is_post
from asset_map.domain.places import AreaKind
from asset_map.domain.rights import Action
from asset_map.journeys import closure_in_words
from asset_map.journeys.acting import asks
from asset_map.journeys.closure_by_need import NeedChange, Weighing, gone
from asset_map.journeys.see_asset import find_asset
from asset_map.settings import get_settings


@dataclass(frozen=True)
class ClosureResult:
    """What closing one asset would change on a day.

    ``links``: what it hangs on, and what hangs on it; ``knock_on``: what follows. ``post``: it is
    the post of somebody, who held these links.
    """

    asset: Asset
    at: date
    needs: tuple[NeedChange, ...]
    links: tuple[LinkedAsset, ...]
    knock_on: KnockOn
    post: bool
    people_source: str | None
    people_as_of: str | None
    people_demo: bool
    detour_factor: float
    distance_method: str
    note: str

    def sentences(self) -> list[str]:
        """Return in words what the closure would change."""
        return closure_in_words.sentences(self)


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
        linked = assets.linked(connection, asset.id, at)
        links = read_links(connection, at)
        rested = areas.people_in_authority(connection, authority)
    followed = knock_on(Web(links), {asset.id})
    weighing = Weighing(people, supply, gone(supply, asset.id, links, followed), detour, wanted)
    lost = weighing.needs_lost()
    return ClosureResult(
        asset=asset,
        at=at,
        needs=tuple(
            weighing.of(need, standards[need.id], standard_m) for need in needs if need.id in lost
        ),
        links=tuple(linked),
        knock_on=followed,
        post=is_post(asset.id, links),
        people_source=rested.source,
        people_as_of=rested.as_of,
        people_demo=rested.demo,
        detour_factor=detour,
        distance_method="straight line" if straight_line else DISTANCE_METHOD,
        note="Straight lines: every walk is longer than this." if straight_line else NOT_SEEN,
    )


def _refuse_not_there(asset: Asset, at: date) -> None:
    if asset.closed(at):
        raise BadInput(
            f"{asset.name} was closed already on {at:%-d %B %Y} (since {asset.valid_to}).",
            "Ask for a day before that with --as-at.",
        )
    if asset.valid_from is not None and asset.valid_from > at:
        raise BadInput(f"{asset.name} was not there yet on {at:%-d %B %Y}.")
