"""What a place has: groups, venues, services, skill offers, and the links among them."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID, uuid5

from asset_map.domain.breaks import Break
from asset_map.domain.places import LocatedBy, Point

# The namespace of every id that is made from a key. It never changes.
NAMESPACE = UUID("7a4f1d5e-3c0b-5f0e-9b59-6a1d0f7c2e11")


class AssetKind(StrEnum):
    """The four kinds of asset."""

    GROUP = "group"
    VENUE = "venue"
    SERVICE = "service"
    SKILL_OFFER = "skill_offer"


class LinkType(StrEnum):
    """How one asset hangs on another, read from the first to the second."""

    MEETS_AT = "meets_at"
    DELIVERED_AT = "delivered_at"
    PROVIDED_BY = "provided_by"
    MANAGED_BY = "managed_by"
    FUNDED_BY = "funded_by"
    SUPPORTS = "supports"
    STAFFED_BY = "staffed_by"


IN_WORDS = {
    LinkType.MEETS_AT: "meets at",
    LinkType.DELIVERED_AT: "is delivered at",
    LinkType.PROVIDED_BY: "is provided by",
    LinkType.MANAGED_BY: "is managed by",
    LinkType.FUNDED_BY: "is funded by",
    LinkType.SUPPORTS: "supports",
    LinkType.STAFFED_BY: "is staffed by",
}
"""A link from one asset to another as a part of a sentence."""


class SaidBy(StrEnum):
    """Which side of a link states it."""

    FROM = "from"
    TO = "to"
    BOTH = "both"


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


def confirmed_since(today: date) -> date:
    """Return the first day from which a confirmation is late enough to count on ``today``."""
    return today - timedelta(days=365)


@dataclass(frozen=True)
class Provenance:
    """Where a statement comes from and how fresh it is."""

    source: str
    licence: str
    attribution: str
    retrieved: date | None
    last_confirmed: date | None
    confirmed_by: str | None
    demo: bool

    def confirmed_within_a_year(self, today: date) -> bool:
        """Tell whether somebody confirmed it in the 12 months before ``today``."""
        since = confirmed_since(today)
        return self.last_confirmed is not None and since <= self.last_confirmed <= today


@dataclass(frozen=True)
class Asset:
    """What every asset has, whatever its kind. ``point`` is None where it only covers areas.

    ``withdrawn``: the day its last source stopped telling of it. ``correspondence``: its address is
    only where post goes; nothing is known to happen there. ``away``: the break that it takes, took
    or will take.
    """

    id: UUID
    kind: AssetKind
    name: str
    description: str
    needs: tuple[str, ...]
    located_by: LocatedBy
    point: Point | None
    masked: bool
    correspondence: bool
    covers: tuple[str, ...]
    valid_from: date | None
    valid_from_precision: Precision | None
    valid_to: date | None
    valid_to_precision: Precision | None
    withdrawn: date | None
    provenance: Provenance
    away: Break | None = None

    def closed(self, at: date) -> bool:
        """Tell whether it has ended on the day ``at``: the end day itself counts as closed."""
        return self.valid_to is not None and self.valid_to <= at


@dataclass(frozen=True)
class LinkedAsset:
    """One end of a link, as seen from the other."""

    id: UUID
    kind: AssetKind
    name: str
    link_type: LinkType
    outward: bool
    detail: str
    said_by: SaidBy
    closed: bool


@dataclass(frozen=True)
class Session:
    """A weekly time, local (Europe/London); ``byday`` as in Open Referral (MO, TU ...)."""

    byday: str
    opens_at: str
    closes_at: str


def stable_id(*parts: str) -> UUID:
    """Return the id (UUIDv5) that the same parts always give."""
    return uuid5(NAMESPACE, "\x1f".join(parts))
