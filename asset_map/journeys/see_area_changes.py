"""A steward: what became of wards whose boundaries were drawn anew, and what is left to decide.

What states the code of an old ward is carried to the new one where the two are the same place, or
the old one lies in a larger one. Figures are carried only in the first case: of a larger ward they
are not the figures. Where an old ward went to several, nobody guesses: all of them are listed.
"""

from dataclasses import dataclass
from itertools import groupby

from asset_map.db import area_changes, session
from asset_map.db.area_changes import Shares
from asset_map.domain.errors import NotFound
from asset_map.domain.places import CLEAR_SHARE, Change
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks
from asset_map.settings import get_settings

LEAST = 0.01
"""Of an old ward that went to several, shares of area and postcodes below this are not listed."""


@dataclass(frozen=True)
class WardChange:
    """An old ward and a new one that it went to."""

    shares: Shares
    verdict: Change


@asks(Action.BROWSE)
def see_area_changes(*, ambiguous: bool = False) -> list[WardChange]:
    """Return what became of each old ward of the authority; those to be decided only, if asked.

    Raises NotFound where wards of one boundary year only are loaded.
    """
    authority = get_settings().authority
    with session.reading() as connection:
        found = area_changes.listed(connection, authority)
    if not found:
        raise NotFound(
            f"No ward of {authority} is loaded on older boundaries that were drawn anew.",
            "Load its old wards beside the new: asset-map etl run wards --file FILE",
        )
    changes = [
        change
        for _, shares in groupby(found, key=lambda shares: shares.from_code)
        for change in _judged(list(shares))
    ]
    return [c for c in changes if c.verdict is Change.AMBIGUOUS or not ambiguous]


def _judged(shares: list[Shares]) -> list[WardChange]:
    """Return the one change of a ward whose whereabouts are clear, else all of them."""
    for one in shares:
        if _clear(one.of_area, one.of_postcodes):
            back = _clear(one.area_of_new, one.postcodes_of_new)
            return [WardChange(one, Change.SAME if back else Change.PART)]
    return [
        WardChange(one, Change.AMBIGUOUS)
        for one in shares
        if max(one.of_area, one.of_postcodes or 0) >= LEAST
    ]


def _clear(of_area: float, of_postcodes: float | None) -> bool:
    known = of_area if of_postcodes is None else min(of_area, of_postcodes)
    return known >= CLEAR_SHARE
