"""What proposals would change, in words: the five plain sentences that say it first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asset_map.domain.assets import IN_WORDS, SaidBy, confirmed_since
from asset_map.domain.links_followed import Effect
from asset_map.domain.numbers import counted, metres_shown
from asset_map.domain.proposals import ChangeKind
from asset_map.domain.sentences import listed
from asset_map.journeys.changes_in_words import name_of, proposal_in_words
from asset_map.journeys.knock_on_in_words import what_follows
from asset_map.journeys.words_for import near, so_many, who

if TYPE_CHECKING:  # The results bring numpy with them; who only puts words together need not wait.
    from collections.abc import Callable, Sequence
    from datetime import date
    from uuid import UUID

    from asset_map.analysis.difference import Difference
    from asset_map.analysis.impact import Impact, NeedImpact
    from asset_map.domain.links_followed import Link
    from asset_map.domain.needs import Need
    from asset_map.domain.proposals import Proposal

NOTHING_CHANGES = (
    "Nobody who lives within reach of what meets a need would leave it, as far as we know."
)
SAME_PEOPLE = "The same people may count for several needs"
EVIDENCE = "This is evidence, not a decision"
INVENTED = ", invented for demonstration"
LINKS_HELD = "The post held these links:"
HALF = "For half of those"
FEW = 3
"""So many needs or areas are named in a sentence."""


def first_sentences(impact: Impact) -> tuple[str, ...]:
    """Return the five plain sentences that a page, a paper and a terminal begin with.

    What is proposed; who leaves reach of what; for whom it is the only one; what stops with it; and
    what all this rests on.
    """
    return (
        _proposed(impact),
        _leaving(impact),
        _only_one(impact),
        _follows(impact),
        _rests(impact),
    )


def links_held(impact: Impact) -> tuple[Link, ...]:
    """Return the links of the posts that end: what these people did for others, and with whom."""
    posts = {
        one
        for one in impact.after.ended
        if (thing := impact.situation.things.get(one)) is not None and thing.post
    }
    return tuple(
        link
        for link in impact.situation.world.links
        if link.from_end.id in posts or link.to_end.id in posts
    )


def link_in_words(link: Link) -> str:
    """Return one link as a sentence."""
    said = "" if link.said_by is SaidBy.BOTH else " (said by one side only)"
    detail = f", {link.detail}" if link.detail else ""
    return f"{link.from_end.name} {IN_WORDS[link.type]} {link.to_end.name}{detail}{said}."


def _proposed(impact: Impact) -> str:
    things, since = impact.situation.things, impact.situation.closed_since
    at = f"as things stand on {impact.situation.at:%-d %B %Y}"
    past = [] if since is None else [_past(impact.proposals[-1], since)]
    new = impact.proposals[: len(impact.proposals) - len(past)]
    if len(impact.proposals) == 1 and new:
        by = f" by {new[0].directorate}" if new[0].directorate else ""
        return f"Proposed{by}, {at}: {proposal_in_words(new[0], things)}."
    told = [
        f"{one.title}{f' ({one.directorate})' if one.directorate else ''}, "
        f"{proposal_in_words(one, things, named=1)}"
        for one in new
    ]
    together = "Counted together" if len(impact.proposals) > 1 else "Counted"
    return f"{together}, {at}: {'; '.join([*told, *past])}."


def _past(closures: Proposal, since: date) -> str:
    return f"what closed after {since:%-d %B %Y} ({counted(len(closures.changes), 'thing')})"


def _leaving(impact: Impact) -> str:
    hit = _most_first(impact, lambda now: _size(now.people_leaving, now.points_leaving))
    more = f"{_still_come_to(impact)}{_gaining(impact)}{_less_room(impact)}"
    if not hit:
        return f"{NOTHING_CHANGES}{_longer_walk(impact)}{more}"
    first, *rest = hit[:FEW]
    leaving = who(first.headline.people_leaving, first.headline.points_leaving)
    said = _sentence(
        f"{leaving} would no longer live within reach ({first.standard_m:,.0f} m on foot) of "
        f"{near(first.need)}"
    )
    told = [_leave_too(one, first.standard_m, who if one is rest[0] else so_many) for one in rest]
    others = len(hit) - len(told) - 1
    told += [f"fewer for {counted(others, 'more need')}"] if others else []
    if told:
        said += f" The same goes for {listed(told)}. {SAME_PEOPLE}."
    return f"{said}{_farther(hit)}{_extra_together(impact)}{more}"


def _leave_too(
    found: NeedImpact, standard_m: float, told: Callable[[float | None, int], str]
) -> str:
    now = found.headline
    far = "" if found.standard_m == standard_m else f", {found.standard_m:,.0f} m"
    return f"{told(now.people_leaving, now.points_leaving)} ({near(found.need)}{far})"


def _farther(hit: Sequence[NeedImpact]) -> str:
    """Tell how much the walk grows, of the need that most people leave and have another one of."""
    for found in hit:
        extra = found.headline.extra_median_m
        if extra is not None:
            return f" {HALF} whose walk to {near(found.need)} grows, it grows by {_more(extra)}."
    return ""


def _longer_walk(impact: Impact) -> str:
    """Tell for whom the walk grows, where nobody leaves reach."""
    for found in _most_first(impact, lambda now: now.people_farther):
        now = found.headline
        if now.extra_median_m is not None:
            longer = f"The walk to {near(found.need)} grows for {who(now.people_farther, 1)}"
            return f" {longer}: for half of them by {_more(now.extra_median_m)}."
    return ""


def _more(extra_m: float) -> str:
    return f"{metres_shown(extra_m)} or more"


def _still_come_to(impact: Impact) -> str:
    found = _most_first(impact, lambda now: now.people_still_come_to)
    if not found:
        return ""
    told = _of_needs([(one.need, one.headline.people_still_come_to) for one in found])
    return (
        f" {told[:1].upper()}{told[1:]} would have no place within reach any more, but can still "
        "get help by phone, online or at home."
    )


def _extra_together(impact: Impact) -> str:
    found = max(impact.together, key=lambda one: one.only_together_points, default=None)
    if found is None or not found.only_together_points:
        return ""
    extra = who(found.only_together, found.only_together_points)
    said = f"{extra} leave reach of {near(found.need)} only because of all together"
    return f" {_sentence(said)}"


def _gaining(impact: Impact) -> str:
    gain = _most_first(impact, lambda now: _size(now.people_gaining, now.points_gaining))
    if not gain:
        return ""
    first, *rest = gain[:FEW]
    now = first.headline
    told = [
        f"{who(now.people_gaining, now.points_gaining)} would come into reach of "
        f"{near(first.need)}",
        *(
            f"{so_many(one.headline.people_gaining, one.headline.points_gaining)} of "
            f"{near(one.need)}"
            for one in rest
        ),
    ]
    told += [f"fewer of {counted(len(gain) - FEW, 'more need')}"] if len(gain) > FEW else []
    return f" {_sentence(listed(told))}"


def _less_room(impact: Impact) -> str:
    """Tell what is reduced and goes on: who is in reach of it stays so, and there is less room."""
    now, said = impact.situation, []
    stops = _that_end(impact)
    for change in impact.changes:
        if change.kind is ChangeKind.REDUCE and change.asset_id not in stops:
            rows = now.world.supply.asset_id == change.asset_id
            told = [room for room in now.world.supply.capacity[rows].tolist() if room == room]
            told += [
                service.capacity
                for service in now.world.remote
                if service.asset_id == change.asset_id and service.capacity is not None
            ]
            name, left = name_of(change.asset_id, now.things), 1 - (change.share or 0)
            said.append(
                f" {name} would have room for {max(told) * left:,.0f} people a week, not "
                f"{max(told):,.0f}."
                if told
                else f" For how many people {name} has room is not known."
            )
    return "".join(said[:FEW])


def _that_end(impact: Impact) -> frozenset[UUID]:
    steps = impact.after.knock_on.steps
    surely = {one.asset.id for one in steps if one.sure and one.effect is Effect.STOPS}
    return impact.after.ended | surely


def _only_one(impact: Impact) -> str:
    if any(one.headline.people is None for one in impact.needs):
        return "For how many people it is the only one in reach is not known: no figures of people."
    sole = _most_first(impact, lambda now: now.people_sole)
    none = _most_first(impact, lambda now: now.people_without_cover)
    if not sole and not none:
        return "We know of nobody who loses the only one in reach, or is left without any."
    said = []
    if sole:
        of = [(one.need, one.headline.people_sole) for one in sole]
        said.append(f"{_of_needs(of)} would lose the only one in reach that we know of")
    if none:
        of = [(one.need, one.headline.people_without_cover) for one in none]
        said.append(f"{_of_needs(of)} would have none left at any distance, as far as we know")
    else:
        said.append("nobody would be left with none at all, as far as we know")
    return " ".join(_sentence(one) for one in said)


def _of_needs(found: list[tuple[Need, float | None]]) -> str:
    (first, most), *rest = found[:FEW]
    said = [f"{who(most, 1)} ({near(first)})"]
    said += [f"{so_many(people, 1)} ({near(need)})" for need, people in rest]
    more = len(found) - len(said)
    return listed([*said, *([f"fewer for {counted(more, 'more need')}"] if more else [])])


def _follows(impact: Impact) -> str:
    return what_follows(impact.after.knock_on)


def _rests(impact: Impact) -> str:
    meets, lately = known(impact)
    now = impact.situation
    source = now.people_source or "no figures loaded"
    told = "demonstration" in source.lower() or not now.people_demo
    people = f"{source}, {now.people_as_of or 'no date'}{'' if told else INVENTED}"
    return (
        f"{EVIDENCE}. It rests on {counted(meets, 'thing')} on the map, {lately:,} of them "
        f"confirmed within 12 months, and on figures of who lives where ({people})."
    )


def known(impact: Impact) -> tuple[int, int]:
    """Return how many assets meet the needs that are touched, or, where none is, how many things
    are changed or hang on them; and how many of these were confirmed within 12 months."""
    now = impact.situation
    needs = {found.need.id for found in impact.needs}
    ids = {
        asset_id
        for asset_id, need_id in zip(
            now.world.supply.asset_id, now.world.supply.need_id, strict=True
        )
        if need_id in needs
    } | {service.asset_id for service in now.world.remote if service.need_id in needs}
    if not needs:
        ids = {change.asset_id for change in impact.changes if change.asset_id is not None}
        ids |= {step.asset.id for step in impact.after.knock_on.steps}
    since = confirmed_since(now.at)
    lately = [
        one
        for one in ids
        if (thing := now.things.get(one)) is not None
        and thing.last_confirmed is not None
        and since <= thing.last_confirmed <= now.at
    ]
    return len(ids), len(lately)


def _most_first(impact: Impact, figure: Callable[[Difference], float | None]) -> list[NeedImpact]:
    """Return the needs for which a figure of the headline is something, the highest first."""
    found = [(figure(one.headline) or 0.0, one) for one in impact.needs]
    return [one for size, one in sorted(found, key=lambda row: -row[0]) if size > 0]


def _sentence(said: str) -> str:
    return f"{said[:1].upper()}{said[1:]}."


def _size(people: float | None, points: int) -> float:
    """Return what to order by: people, where they are known, else postcodes."""
    return float(points) if people is None or not people else people
