"""The story of the demonstration: some neighbourhoods today, and after proposals and an answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from asset_map.domain.links_followed import KnockOn
from asset_map.domain.needs import Need
from asset_map.domain.places import Area
from asset_map.domain.proposals import Proposal


@dataclass(frozen=True)
class Count:
    """People living in a place, for one need in one scene; None where no figure is known.

    ``in_reach``: those within the standard of what meets the need, or come to by phone, online or
    at home; ``leaving`` and ``gaining``: those in reach today and not in the scene, and the other
    way round.
    """

    people: float | None
    in_reach: float | None
    leaving: float | None
    gaining: float | None

    @property
    def share(self) -> float | None:
        """Return the share of the people in reach, 0 to 1."""
        if not self.people or self.in_reach is None:
            return None
        return self.in_reach / self.people


@dataclass(frozen=True)
class Meets:
    """Something near that meets the need today. ``ends``: not in the scene any more, or elsewhere.

    ``asset_id`` is None, and the name says no more than that, where it has to stay hidden.
    """

    asset_id: UUID | None
    name: str
    ends: bool


@dataclass(frozen=True)
class NeedInScene:
    """One need in one scene: ``here`` in all the places of the story, ``by_place`` in each."""

    need: Need
    standard_m: float
    here: Count
    by_place: tuple[tuple[Area, Count], ...]
    meets: tuple[Meets, ...]


@dataclass(frozen=True)
class Scene:
    """How things stand after some proposals, none of them today.

    ``needs``: the same needs in the same order in every scene; ``knock_on``: what follows.
    """

    proposals: tuple[Proposal, ...]
    needs: tuple[NeedInScene, ...]
    knock_on: KnockOn

    def of(self, need_id: str) -> NeedInScene:
        """Return one need."""
        return next(found for found in self.needs if found.need.id == need_id)


@dataclass(frozen=True)
class Story:
    """Four scenes: today, each proposal alone, all of them, and all with the community's answer.

    ``places``: the neighbourhoods where anything changes. ``only_together``: by need, the people
    there who leave reach by all proposals at once and by none alone. ``told_first``: the needs to
    look at first. ``changes``: of each proposal, the answer last, its changes in words.
    """

    at: date
    places: tuple[Area, ...]
    today: Scene
    alone: tuple[Scene, ...]
    together: Scene
    answered: Scene | None
    only_together: Mapping[str, float | None]
    told_first: tuple[Need, ...]
    changes: tuple[tuple[Proposal, tuple[str, ...]], ...]
    people_source: str | None
    people_as_of: str | None
    note: str
