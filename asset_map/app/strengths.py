"""What a place has, and who works with whom there, as HTML."""

from collections.abc import Callable, Iterable, Sequence
from html import escape

from asset_map.app import addresses, parts, strengths_wording, wording
from asset_map.domain.assets import SaidBy
from asset_map.journeys.see_strengths import Hub, Named, Strengths, WorksWith

NEEDS_TOLD = 8
HUBS_TOLD = 5
MOST_TOLD = 2
THINGS_NAMED = 6
LINKS_TOLD = 8
LINKS_AT_MOST = 200
"""How many links are written out at most: a phone has to show them. Data has all of them."""


def html(strengths: Strengths, level: int = 3, *, figures: bool = True) -> str:
    """Return the strengths of a place, their headings from a level on."""
    if not strengths.assets:
        return parts.para(strengths_wording.NONE.format(area=strengths.area.name))
    return (
        '<section class="am-strengths">'
        + (parts.figures(_figures(strengths)) if figures else "")
        + _needs(strengths, level)
        + _hubs(strengths_wording.SHARED, strengths.shared, _shared, level)
        + _hubs(strengths_wording.CONNECTED, strengths.connected, _connected, level)
        + _hubs(strengths_wording.RUNNING, strengths.running, _running, level)
        + _skills(strengths, level)
        + _links(strengths.works_with, level)
        + "</section>"
    )


def most(strengths: Strengths) -> str:
    """Return what holds a place together, in a few lines: who is most connected, what is shared."""
    said = [
        *map(_shared, strengths.shared[:MOST_TOLD]),
        *map(_connected, strengths.connected[:MOST_TOLD]),
        *map(_running, strengths.running[:1]),
    ]
    return parts.bullets(said) if said else ""


def _figures(strengths: Strengths) -> list[tuple[str, str, str]]:
    share = wording.share(strengths.share_confirmed)
    return [
        (f"{strengths.assets:,}", wording.ON_THE_MAP, parts.by_kind(strengths.by_kind)),
        (f"{strengths.confirmed:,}", wording.CONFIRMED_LATELY, share),
    ]


def _needs(strengths: Strengths, level: int) -> str:
    if not strengths.needs:
        return ""
    labels = (
        strengths_wording.NEED.format(need=need.label, count=f"{count:,}")
        for need, count in strengths.needs[:NEEDS_TOLD]
    )
    return parts.heading(strengths_wording.NEEDS, level) + parts.tags(labels)


def _hubs(title: str, hubs: Sequence[Hub], said: Callable[[Hub], str], level: int) -> str:
    if not hubs:
        return ""
    return parts.heading(title, level) + parts.bullets(map(said, hubs[:HUBS_TOLD]))


def _shared(hub: Hub) -> str:
    kinds = {other.kind for other in hub.others}
    users = (
        wording.kinds(len(hub.others), *kinds)
        if len(kinds) == 1
        else strengths_wording.USERS.format(count=f"{len(hub.others):,}")
    )
    return _put(strengths_wording.SHARED_BY, users=escape(users), place=_link(hub.asset))


def _connected(hub: Hub) -> str:
    count = f"{len(hub.others):,}"
    return _put(strengths_wording.OTHERS, name=_link(hub.asset), count=count)


def _running(hub: Hub) -> str:
    named = list(map(_link, hub.others[:THINGS_NAMED]))
    more = len(hub.others) - THINGS_NAMED
    named += [escape(strengths_wording.THINGS_MORE.format(count=more))] if more > 0 else []
    things = ", ".join(named)
    return _put(strengths_wording.RUNS, name=_link(hub.asset), things=things)


def _skills(strengths: Strengths, level: int) -> str:
    if not strengths.skills:
        return ""
    said = (
        strengths_wording.SKILL.format(skill=offer.skill, people=offer.people_shown)
        for offer in strengths.skills
    )
    items = parts.bullets((escape(line) for line in said), "am-list")
    return parts.heading(strengths_wording.SKILLS, level) + items


def _links(found: Sequence[WorksWith], level: int) -> str:
    title = parts.heading(strengths_wording.LINKS, level)
    if not found:
        return title + parts.para(strengths_wording.LINKS_NONE)
    first, others = found[:LINKS_TOLD], found[LINKS_TOLD:LINKS_AT_MOST]
    more = ""
    if others:
        summary = strengths_wording.LINKS_MORE.format(count=f"{len(others):,}")
        beyond = len(found) - LINKS_AT_MOST
        left = strengths_wording.BEYOND_MORE.format(count=f"{beyond:,}") if beyond > 0 else ""
        more = parts.details(summary, _sentences(others) + (parts.para(left) if left else ""))
    return title + _sentences(first) + more


def _sentences(found: Iterable[WorksWith]) -> str:
    return parts.bullets(map(_sentence, found))


def _sentence(link: WorksWith) -> str:
    one, other = _link(link.one), _link(link.other)
    notes = [link.detail] if link.detail else []
    notes.append(strengths_wording.BOTH_SIDES if link.said_by is SaidBy.BOTH else wording.ONE_SIDE)
    return _put(strengths_wording.TIES[link.link_type], one=one, other=other) + (
        f" <small>({escape('; '.join(notes))})</small>"
    )


def _link(asset: Named) -> str:
    return parts.link(addresses.asset(asset.id), asset.name)


def _put(words: str, **html: str) -> str:
    """Put pieces of HTML that were made here into a sentence of ours, which is plain text."""
    return escape(words, quote=False).format(**html)
