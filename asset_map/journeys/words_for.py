"""Words that several results are told with: how many people, what is near."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asset_map.domain.numbers import about, counted
from asset_map.journeys.gaps_in_words import NEAR

if TYPE_CHECKING:
    from asset_map.domain.needs import Need


def who(people: float | None, points: int) -> str:
    """Return how many people in words; by postcodes where no figure is known."""
    if not points:
        return "nobody"
    if people is None:
        return f"{counted(points, 'postcode')} (how many people is not known)"
    if people < 0.5:
        return f"hardly anybody ({counted(points, 'postcode')})"
    return f"{about(people)} {'person' if about(people) == 'about 1' else 'people'}"


def so_many(people: float | None, points: int) -> str:
    """Return how many people, where it was said before that they are people."""
    return who(people, points) if people is None or people < 1.5 else about(people)


def near(need: Need) -> str:
    """Return what people live near that meets a need: the end of "within 800 m of"."""
    return NEAR.get(need.id, need.label.lower())
