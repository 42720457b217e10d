"""Anybody: what a place has, and who works with whom there."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from asset_map.db import assets, disclosure, in_area, reference, session, strengths
from asset_map.db.strengths import Offered, Tie
from asset_map.domain.assets import IN_WORDS, Asset, AssetKind, LinkType, SaidBy
from asset_map.domain.days import uk_today
from asset_map.domain.needs import Need
from asset_map.domain.numbers import counted, together, together_shown
from asset_map.domain.places import Area, AreaKind
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks
from asset_map.journeys.resolve_place import resolve_area

MOST = 5
"""How many are told of the most connected, and in words of shared places and who runs several."""

NAMED = 3
"""How many things are named that a group runs; the others are counted."""

LINKS_TOLD = 12
"""How many links are told in words; data has all of them."""

USES_A_PLACE = (LinkType.MEETS_AT, LinkType.DELIVERED_AT)
IS_RUN_BY = (LinkType.PROVIDED_BY, LinkType.MANAGED_BY)


@dataclass(frozen=True)
class Named:
    """An asset by name."""

    id: UUID
    name: str
    kind: AssetKind


@dataclass(frozen=True)
class Hub:
    """An asset with several others that hang on it; ``others`` by name."""

    asset: Named
    others: tuple[Named, ...]


@dataclass(frozen=True)
class WorksWith:
    """A link between two assets: ``one`` (its type in words) ``other``.

    ``both_here``: both are of the area; else one of them is.
    """

    one: Named
    link_type: LinkType
    other: Named
    detail: str
    said_by: SaidBy
    both_here: bool

    def sentence(self) -> str:
        """Return it in words, with who says so."""
        detail = f", {self.detail}" if self.detail else ""
        said = "both sides say so" if self.said_by is SaidBy.BOTH else "said by one side only"
        return f"{self.one.name} {IN_WORDS[self.link_type]} {self.other.name}{detail} ({said})."


@dataclass(frozen=True)
class SkillOffered:
    """How many real people of the area offer a skill; ``people`` is None where one offer of it is
    hidden."""

    skill: str
    people: int | None
    people_shown: str


@dataclass(frozen=True)
class Strengths:
    """What a place has on a day, by what we know.

    ``needs``: how many assets meet each, most first; ``connected``: who has links with most others;
    ``shared``: places that several use; ``running``: groups that run several things.
    """

    area: Area
    at: date
    assets: int
    confirmed: int
    by_kind: dict[AssetKind, int]
    needs: tuple[tuple[Need, int], ...]
    connected: tuple[Hub, ...]
    shared: tuple[Hub, ...]
    running: tuple[Hub, ...]
    works_with: tuple[WorksWith, ...]
    skills: tuple[SkillOffered, ...]

    @property
    def share_confirmed(self) -> float | None:
        """Return the share confirmed within 12 months; None where nothing is known."""
        return self.confirmed / self.assets if self.assets else None

    def sentences(self) -> list[str]:
        """Return it in words."""
        if not self.assets:
            return [f"We know of nothing in {self.area.name} yet."]
        kinds = ", ".join(
            counted(count, kind.value.replace("_", " "))
            for kind, count in self.by_kind.items()
            if count
        )
        lines = [
            f"{self.area.name} has {counted(self.assets, 'asset')} that we know of: {kinds}. "
            f"{self.confirmed:,} of them were confirmed within 12 months.",
            *[f"{need.label}: {counted(count, 'asset')}." for need, count in self.needs],
            *map(shared_in_words, self.shared[:MOST]),
            *map(running_in_words, self.running[:MOST]),
            *[f"{hub.asset.name} works with {len(hub.others)} others." for hub in self.connected],
            *[f"Volunteers for {offer.skill}: {offer.people_shown}." for offer in self.skills],
            *[link.sentence() for link in self.works_with[:LINKS_TOLD]],
        ]
        more = len(self.works_with) - LINKS_TOLD
        return [*lines, f"And {counted(more, 'link')} more."] if more > 0 else lines

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data with stable keys."""
        return {
            "area_code": self.area.code,
            "area_name": self.area.name,
            "as_at": self.at.isoformat(),
            "assets": self.assets,
            "assets_confirmed": self.confirmed,
            "share_confirmed": self.share_confirmed,
            "by_kind": {kind.value: count for kind, count in self.by_kind.items()},
            "by_need": {need.id: count for need, count in self.needs},
            "connected": [_of_hub(hub) for hub in self.connected],
            "shared_places": [_of_hub(hub) for hub in self.shared],
            "running_several": [_of_hub(hub) for hub in self.running],
            "works_with": [_of_link(link) for link in self.works_with],
            "skills": [vars(offer) for offer in self.skills],
        }


def shared_in_words(hub: Hub) -> str:
    """Return ``3 groups and services meet at the Hall.``"""
    kinds = {other.kind for other in hub.others}
    both = AssetKind.GROUP in kinds and AssetKind.SERVICE in kinds
    who = "groups and services" if both else f"{hub.others[0].kind.value}s"
    return f"{len(hub.others)} {who} meet at {hub.asset.name}."


def running_in_words(hub: Hub) -> str:
    """Return ``The Trust runs 5 things: the Hall, the Lunch, the Choir and 2 more.``"""
    names = [other.name for other in hub.others]
    *most, last = names if len(names) <= NAMED else [*names[:NAMED], f"{len(names) - NAMED} more"]
    return f"{hub.asset.name} runs {len(names)} things: {', '.join(most)} and {last}."


@asks(Action.BROWSE)
def see_strengths(area: str, at: date | None = None) -> Strengths:
    """Return what an area has, by its name or code, and who works with whom there."""
    at = at or uk_today()
    with session.reading() as connection:
        found = resolve_area(connection, area)
        ids = [item.asset_id for item in in_area.held(connection, found.id, at)]
        known = assets.by_ids(connection, ids)
        needs = reference.needs(connection)
        ties = strengths.ties(connection, ids, at)
        offered = strengths.skills_offered(connection, _fixed(connection, found, ids, at))
    here = frozenset(known)
    return Strengths(
        area=found,
        at=at,
        assets=len(known),
        confirmed=sum(a.provenance.confirmed_within_a_year(at) for a in known.values()),
        by_kind={kind: sum(a.kind == kind for a in known.values()) for kind in AssetKind},
        needs=_met_most(needs, known.values()),
        connected=_connected(ties, here),
        shared=_several([_turned(tie) for tie in ties if tie.link_type in USES_A_PLACE], here),
        running=_several([_turned(tie) for tie in ties if _is_run(tie)], here),
        works_with=_works_with(ties, here),
        skills=tuple(_skill(offer) for offer in offered),
    )


def _fixed(connection: Connection, area: Area, ids: list[UUID], at: date) -> list[UUID]:
    """Return what may be counted in an area of real people: small ones only by what covers them.
    What is rare is in the figures of the authority alone.

    Where volunteers are based is told by ward. Drawn areas may be as small as anybody likes, and
    two of them laid over each other would tell what neither may.
    """
    if area.kind is AreaKind.AUTHORITY:
        return [*ids, *disclosure.withheld(connection, area.code, at)]
    if area.kind is AreaKind.WARD:
        return ids
    covering = in_area.covering(connection, area.id)
    return [asset_id for asset_id in ids if asset_id in covering]


_Pair = tuple[Named, Named]
"""An asset, and another one that hangs on it."""


def _met_most(needs: list[Need], known: Iterable[Asset]) -> tuple[tuple[Need, int], ...]:
    counts = Counter(need for asset in known for need in asset.needs)
    met = [(need, counts[need.id]) for need in needs if counts[need.id]]
    return tuple(sorted(met, key=lambda found: -found[1]))


def _connected(ties: list[Tie], here: frozenset[UUID]) -> tuple[Hub, ...]:
    both_ways = [pair for tie in ties for pair in (_turned(tie), _turned(tie)[::-1])]
    return _several(both_ways, here)[:MOST]


def _several(pairs: Iterable[_Pair], here: frozenset[UUID]) -> tuple[Hub, ...]:
    """Return the assets of the area that several others hang on, most first."""
    hanging: dict[Named, dict[Named, None]] = defaultdict(dict)
    for asset, other in pairs:
        if asset.id in here:
            hanging[asset][other] = None
    hubs = [
        Hub(asset, tuple(sorted(others, key=lambda other: other.name)))
        for asset, others in hanging.items()
        if len(others) > 1
    ]
    return tuple(sorted(hubs, key=lambda hub: (-len(hub.others), hub.asset.name, hub.asset.id)))


def _works_with(ties: list[Tie], here: frozenset[UUID]) -> tuple[WorksWith, ...]:
    links = [
        WorksWith(
            one=_turned(tie)[1],
            link_type=tie.link_type,
            other=_turned(tie)[0],
            detail=tie.detail,
            said_by=tie.said_by,
            both_here=tie.from_id in here and tie.to_id in here,
        )
        for tie in ties
    ]
    ends = Counter(end for link in links for end in (link.one.id, link.other.id))
    return tuple(sorted(links, key=lambda link: _link_rank(link, ends)))


def _link_rank(link: WorksWith, ends: Counter[UUID]) -> tuple:
    """Links within the area first, those of the most connected, and what volunteers offer last."""
    most = max((ends[link.one.id], link.one.name), (ends[link.other.id], link.other.name))
    offers = link.one.kind is AssetKind.SKILL_OFFER
    return (not link.both_here, offers, -most[0], most[1], link.other.name, link.one.name)


def _is_run(tie: Tie) -> bool:
    """Volunteers through a group are its people, and nothing that it runs."""
    return tie.link_type in IS_RUN_BY and tie.from_kind is not AssetKind.SKILL_OFFER


def _turned(tie: Tie) -> _Pair:
    return (
        Named(tie.to_id, tie.to_name, tie.to_kind),
        Named(tie.from_id, tie.from_name, tie.from_kind),
    )


def _skill(offer: Offered) -> SkillOffered:
    return SkillOffered(offer.skill, together(offer.people), together_shown(offer.people))


def _of_hub(hub: Hub) -> dict[str, Any]:
    return {
        **_of_named(hub.asset),
        "count": len(hub.others),
        "others": [_of_named(other) for other in hub.others],
    }


def _of_named(asset: Named) -> dict[str, Any]:
    return {"id": str(asset.id), "name": asset.name, "kind": asset.kind.value}


def _of_link(link: WorksWith) -> dict[str, Any]:
    return {
        "from": _of_named(link.one),
        "link": link.link_type.value,
        "to": _of_named(link.other),
        "detail": link.detail,
        "said_by": link.said_by.value,
        "both_here": link.both_here,
    }
