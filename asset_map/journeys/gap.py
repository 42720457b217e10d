"""A gap: how far one need is met in one area, and what is known of it."""

from dataclasses import dataclass

from asset_map.analysis.by_area import AreaReach, GroupReach
from asset_map.analysis.edges import Edge
from asset_map.analysis.groups import Group
from asset_map.domain.needs import Need, Standard
from asset_map.domain.places import Area
from asset_map.domain.reach import Evidence, Narrowing
from asset_map.journeys.gaps_in_words import gap_in_words


@dataclass(frozen=True)
class Sensitivity:
    """How many people would be within another distance than the standard."""

    name: str
    metres: float
    people: float | None
    share: float | None


@dataclass(frozen=True)
class GroupGap:
    """How many of a group of people live within the standard."""

    group: Group
    reach: GroupReach


@dataclass(frozen=True)
class Gap:
    """How far one need is met in one area. ``reach`` is None where nothing is known that meets it,
    in the authority or within anybody's reach: nobody can tell then who is out of reach.

    ``across``: what is known across the border, in words; empty where nobody lives near it.
    ``most_deprived``, ``least_deprived``: people of the fifths of England; None where no deciles
    are loaded or nothing is known that meets the need.
    """

    area: Area
    need: Need
    standard: Standard
    points: int
    people: float | None
    reach: AreaReach | None
    sensitivity: tuple[Sensitivity, ...]
    groups: tuple[GroupGap, ...]
    most_deprived: GroupReach | None
    least_deprived: GroupReach | None
    edge: Edge
    across: str
    narrowing: Narrowing

    @property
    def sentence(self) -> str:
        """Return in words how many people are in reach."""
        return gap_in_words(self)


@dataclass(frozen=True)
class NeedKnown:
    """A need, how near is near enough for it, and what is known of what meets it."""

    need: Need
    standard: Standard
    evidence: Evidence
