"""The words of the box for a place: they speak of streets only where there are any."""

import time
from functools import lru_cache

from asset_map.app import find_wording as words
from asset_map.app import wording
from asset_map.domain.errors import AssetMapError, BadInput
from asset_map.journeys.know_streets import know_streets
from asset_map.journeys.named_places import NEXT
from asset_map.settings import get_settings

STREETS_REMEMBERED_SECONDS = 60
_COMMAND = "asset-map"


def label() -> str:
    """Return what the box is called: what can be typed there."""
    return words.PLACE_OR_STREET if _streets() else words.PLACE


def nothing_typed() -> str:
    """Ask for a place where none was typed."""
    return words.TYPE_PLACE_OR_STREET if _streets() else words.TYPE_PLACE


def next_step(error: BadInput) -> str:
    """Return what to do where a place was not taken, without what only a terminal can."""
    if _COMMAND in error.next_step or not error.next_step:
        return wording.UNKNOWN_PLACE_NEXT
    return words.PLACE_NEXT if error.next_step == NEXT and not _streets() else error.next_step


def _streets() -> bool:
    moment = int(time.monotonic() / STREETS_REMEMBERED_SECONDS)
    try:
        return _known(moment, get_settings().database_url)
    except AssetMapError:
        return False  # What is wrong is said by what the page asks next.


@lru_cache(maxsize=1)
def _known(_moment: int, _database: str | None) -> bool:
    return know_streets()
