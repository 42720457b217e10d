"""What people may say of two things on the map, and the link that each sentence states."""

from dataclasses import dataclass

from asset_map.domain.assets import AssetKind, LinkType

GROUP, VENUE, SERVICE = AssetKind.GROUP, AssetKind.VENUE, AssetKind.SERVICE


@dataclass(frozen=True)
class Way:
    """A sentence of one thing (``one``) about another (``other``). ``outward``: the link leads from
    the one to the other; else the other way round."""

    id: str
    one: AssetKind
    other: AssetKind
    type: LinkType
    outward: bool


WAYS = {
    way.id: way
    for way in (
        Way("meets", GROUP, VENUE, LinkType.MEETS_AT, outward=True),
        Way("works-with", GROUP, GROUP, LinkType.SUPPORTS, outward=True),
        Way("runs-place", GROUP, VENUE, LinkType.MANAGED_BY, outward=False),
        Way("runs-service", GROUP, SERVICE, LinkType.PROVIDED_BY, outward=False),
        Way("delivered", SERVICE, VENUE, LinkType.DELIVERED_AT, outward=True),
        Way("run-by", SERVICE, GROUP, LinkType.PROVIDED_BY, outward=True),
        Way("managed-by", VENUE, GROUP, LinkType.MANAGED_BY, outward=True),
        Way("meets-here", VENUE, GROUP, LinkType.MEETS_AT, outward=False),
        Way("delivered-here", VENUE, SERVICE, LinkType.DELIVERED_AT, outward=False),
    )
}


def ways_of(kind: AssetKind) -> tuple[Way, ...]:
    """Return what may be said of a kind of thing."""
    return tuple(way for way in WAYS.values() if way.one is kind)
