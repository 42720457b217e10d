"""What a closure changes for one need: alone, with what stops because of it, by one side's word."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from asset_map.analysis.access import Change, Mask, Metres, change, nearest_m
from asset_map.domain.demand import Demand
from asset_map.domain.links_followed import Hold, KnockOn, Link
from asset_map.domain.needs import Need, Standard
from asset_map.domain.places import Area
from asset_map.domain.supply import Supply

ByArea = tuple[tuple[Area, Change], ...]


@dataclass(frozen=True)
class NeedChange:
    """What closing changes for one need, for the people of the authority.

    ``own``: the closed thing alone, and what is found at it; ``with_knock_on``: and what surely
    stops because of it; ``with_one_sided``: and what stops if what one side says is so. ``agreed``:
    ``with_knock_on`` without what is found at the closed thing by the word of one side. Of ``own``,
    ``confirmed`` counts only places confirmed within 12 months, ``beyond`` people across the
    border, ``by_area`` the areas that lose.
    """

    need: Need
    standard: Standard
    standard_m: float
    own: Change
    confirmed: Change
    beyond: Change
    by_area: ByArea
    with_knock_on: Change
    with_one_sided: Change
    agreed: Change
    by_area_with_knock_on: ByArea

    @property
    def alone(self) -> bool:
        """Tell whether anybody leaves reach by the closure alone."""
        return self.own.points_leaving > 0

    @property
    def told(self) -> Change:
        """Return what to tell first: the closure alone, else what stops because of it."""
        return self.own if self.alone else self.with_knock_on


@dataclass(frozen=True)
class Gone:
    """Which rows of the supply end (m,), named as in NeedChange."""

    own: Mask
    with_knock_on: Mask
    with_one_sided: Mask
    agreed: Mask


def gone(supply: Supply, closed: UUID, links: Iterable[Link], found: KnockOn) -> Gone:
    """Tell which rows of the supply end: their asset does, or the venue that they are at.

    Who meets at a venue that stops by the knock-on is surely gone from it only where both say that
    they meet there; at the closed thing itself all that is found there counts, as everywhere else.
    """
    placed = {
        (link.from_end.id, link.to_end.id)
        for link in links
        if link.hold is Hold.PLACE and link.by_both
    }
    rows = zip(supply.asset_id, supply.venue_id, strict=True)
    by_both = np.fromiter((row in placed for row in rows), np.bool_, len(supply.asset_id))
    surely, perhaps = found.surely, found.perhaps
    own = _ended(supply, {closed})
    agreed = _among(supply.asset_id, surely) | (_among(supply.venue_id, surely) & by_both)
    return Gone(own, own | agreed, _ended(supply, perhaps), agreed)


class Weighing:
    """People, supply, and what is gone of it: asked need by need what that changes."""

    def __init__(
        self, people: Demand, supply: Supply, gone: Gone, detour: float, areas: list[Area]
    ) -> None:
        self._people, self._supply, self._gone = people, supply, gone
        self._detour, self._areas = detour, areas
        self._walks: dict[bytes, Metres] = {}

    def needs_lost(self) -> set[str]:
        """Return the needs of which a place may be gone."""
        return set(self._supply.need_id[self._gone.with_one_sided])

    def of(self, need: Need, standard: Standard, asked_m: float | None) -> NeedChange:
        """Return what is changed for one need; ``asked_m`` overrides its standard, metres."""
        standard_m = standard.metres if asked_m is None else asked_m
        meets = self._supply.need_id == need.id
        lately = meets & self._supply.confirmed
        gone, own = self._gone, self._people.own

        def among(some: Mask | NDArray[np.int64], gone: Mask, places: Mask = meets) -> Change:
            before, after = self._walk(places), self._walk(places & ~gone)
            return change(before[some], after[some], self._people.people[some], standard_m)

        def by_area(gone: Mask) -> ByArea:
            members = self._people.members
            found = ((area, among(members[area.id], gone)) for area in self._areas)
            return tuple((area, there) for area, there in found if there.points_leaving)

        return NeedChange(
            need=need,
            standard=standard,
            standard_m=standard_m,
            own=among(own, gone.own),
            confirmed=among(own, gone.own, lately),
            beyond=among(~own, gone.own),
            by_area=by_area(gone.own),
            with_knock_on=among(own, gone.with_knock_on),
            with_one_sided=among(own, gone.with_one_sided),
            agreed=among(own, gone.agreed),
            by_area_with_knock_on=by_area(gone.with_knock_on),
        )

    def _walk(self, rows: Mask) -> Metres:
        """Return the walk to the nearest of these rows; the same rows are measured once."""
        key = rows.tobytes()
        if key not in self._walks:
            self._walks[key] = nearest_m(self._people.xy, self._supply.xy[rows], self._detour)
        return self._walks[key]


def _ended(supply: Supply, ended: Collection[UUID]) -> Mask:
    return _among(supply.asset_id, ended) | _among(supply.venue_id, ended)


def _among(ids: NDArray[np.object_], some: Collection[UUID]) -> Mask:
    return np.fromiter((one in some for one in ids), np.bool_, len(ids))
