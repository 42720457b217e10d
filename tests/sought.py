"""Searches as tests write them: what is asked for in a line."""

from datetime import date

from asset_map.domain.seeking import Sought
from asset_map.journeys.find_near import Near
from asset_map.journeys.find_near import find_near as _find_near

TODAY = date(2026, 11, 22)


def find_near(
    where: str,
    *,
    need: str = "",
    within_m: float | None = None,
    at: date | None = None,
    limit: int = 50,
    **asked,
) -> Near:
    """Return what is near; ``asked`` is what ``Sought`` takes, ``need`` is one need."""
    sought = Sought(**asked | ({"needs": (need,)} if need else {}))
    return _find_near(where, sought, within_m=within_m, at=at, limit=limit)
