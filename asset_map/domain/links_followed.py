"""What hangs on what, and what is told when something ends and its links are followed."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from asset_map.domain.assets import AssetKind, LinkType, SaidBy

POST = "post"
"""The type of a group that is one post: a role, never a name."""


@dataclass(frozen=True)
class End:
    """An asset at one end of a link. ``post``: a group that is one post."""

    id: UUID
    kind: AssetKind
    name: str
    post: bool = False


class Hold(StrEnum):
    """In which way an asset hangs on others; those of one hold stand in for each other."""

    PLACE = "place"
    PROVIDER = "provider"
    FUNDER = "funder"
    STAFF = "staff"
    SUPPORT = "support"


HOLDS = {
    LinkType.MEETS_AT: Hold.PLACE,
    LinkType.DELIVERED_AT: Hold.PLACE,
    LinkType.PROVIDED_BY: Hold.PROVIDER,
    LinkType.MANAGED_BY: Hold.PROVIDER,
    LinkType.FUNDED_BY: Hold.FUNDER,
    LinkType.STAFFED_BY: Hold.STAFF,
    LinkType.SUPPORTS: Hold.SUPPORT,
}
"""What each type of link is to the asset that hangs on it."""


@dataclass(frozen=True)
class Link:
    """A link from one asset to another, with what its sources say together."""

    from_end: End
    type: LinkType
    to_end: End
    detail: str = ""
    said_by: SaidBy = SaidBy.BOTH

    @property
    def hold(self) -> Hold:
        """Return what it is to the asset that hangs on it."""
        return HOLDS[self.type]

    @property
    def hangs(self) -> End:
        """Return the end that hangs on the other: what is supported hangs on who supports it."""
        return self.to_end if self.type is LinkType.SUPPORTS else self.from_end

    @property
    def on(self) -> End:
        """Return the end that the other one hangs on."""
        return self.from_end if self.type is LinkType.SUPPORTS else self.to_end

    @property
    def by_both(self) -> bool:
        """Tell whether both sides state it."""
        return self.said_by is SaidBy.BOTH

    @property
    def teller(self) -> End | None:
        """Return the one side that states it; None where both do."""
        return {SaidBy.FROM: self.from_end, SaidBy.TO: self.to_end}.get(self.said_by)


class Effect(StrEnum):
    """What becomes of an asset that hangs on something that ends."""

    STOPS = "stops"
    STRAINED = "strained"


@dataclass(frozen=True)
class Step:
    """What becomes of one asset, and by which links.

    ``lost``: all its links of one hold where it stops, else the one that it loses; the first is the
    one to name. ``left``: its other links of that hold. ``sure``: it does not rest on what one side
    says. ``away``: how many links from what was closed, 1 for what hangs on it directly.
    """

    asset: End
    effect: Effect
    lost: tuple[Link, ...]
    left: tuple[Link, ...]
    sure: bool
    away: int

    @property
    def because(self) -> Link:
        """Return the link to name as the reason."""
        return self.lost[0]


@dataclass(frozen=True)
class KnockOn:
    """All that follows. What was closed is among what ``surely`` and ``perhaps`` ends.

    ``surely`` is a part of ``perhaps``, which takes what one side says for true.
    """

    steps: tuple[Step, ...]
    surely: frozenset[UUID]
    perhaps: frozenset[UUID]

    def count(self, effect: Effect) -> int:
        """Return how many assets surely stop, or surely lose something and go on."""
        return len({step.asset.id for step in self.steps if step.sure and step.effect is effect})

    @property
    def by_one_side(self) -> int:
        """Return of how many assets more is lost if what one side says is so."""
        return len({step.asset.id for step in self.steps if not step.sure})
