"""What proposals would change, in words: five plain sentences, then need by need, then together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asset_map.domain.assets import IN_WORDS, SaidBy, confirmed_since
from asset_map.domain.numbers import about, before_and_after, counted, metres_shown
from asset_map.domain.places import AreaKind
from asset_map.journeys.changes_in_words import proposal_in_words
from asset_map.journeys.gaps_in_words import NEAR
from asset_map.journeys.knock_on_in_words import what_follows

if TYPE_CHECKING:  # The results bring numpy with them; who only puts words together need not wait.
    from collections.abc import Callable, Sequence

    from asset_map.analysis.difference import Difference
    from asset_map.analysis.impact import NeedImpact, Together
    from asset_map.analysis.weigh import Impact
    from asset_map.domain.links_followed import Link
    from asset_map.domain.needs import Need
    from asset_map.domain.places import Area

NOTHING_CHANGES = (
    "Nobody who lives within reach of what meets a need would leave it, as far as we know."
)
SAME_PEOPLE = "the same people may count for several needs"
EVIDENCE = "This is evidence, not a decision"
LINKS_HELD = "The post held these links:"
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


def need_in_words(found: NeedImpact) -> str:
    """Return what changes for one need, most important first."""
    return " ".join(need_lines(found))


def together_in_words(one: Together, impact: Impact) -> str:  # noqa: ARG001
    """Return what sets of changes do to a need together, beside each alone."""
    near, label = f"{one.standard_m:,.0f} m", one.need.label
    if not one.all_points:
        return f"{label}: nobody would leave reach, by any of them or by all."
    every = who(one.all, one.all_points)
    each = " and ".join(
        who(people, points) for people, points in zip(one.each, one.each_points, strict=True)
    )
    if not one.only_together_points:
        return f"{label}: {each} by each alone, {every} by all at once: nobody more."
    extra = who(one.only_together, one.only_together_points)
    most = max(people or 0 for people in one.each)
    small = "each is small alone; " if (one.only_together or 0) > most else ""
    where = _where(one.by_area, one.only_together_points)
    return (
        f"{label}: {small}together {extra}{where} would have nothing of this within {near} "
        f"who lose it by none of them alone ({each} by each alone, {every} by all at once)."
    )


def who(people: float | None, points: int) -> str:
    """Return how many people in words; by postcodes where no figure is known."""
    if not points:
        return "nobody"
    if people is None:
        return f"{counted(points, 'postcode')} (how many people is not known)"
    if people < 0.5:
        return f"hardly anybody ({counted(points, 'postcode')})"
    return f"{about(people)} {'person' if about(people) == 'about 1' else 'people'}"


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
    things = impact.situation.things
    at = f", as things stand on {impact.situation.at:%-d %B %Y}"
    if len(impact.proposals) == 1:
        [one] = impact.proposals
        since = impact.situation.closed_since
        if since is not None:
            gone = counted(len(one.changes), "thing")
            return f"Counted is what closed after {since:%-d %B %Y}{at}: {gone}."
        by = f" by {one.directorate}" if one.directorate else ""
        return f"Proposed{by}{at}: {proposal_in_words(one, things)}."
    told = [
        f"{one.title} ({one.directorate or counted(len(one.changes), 'change')})"
        for one in impact.proposals
    ]
    return f"{len(told)} sets of changes are counted together{at}: {'; '.join(told)}."


def _leaving(impact: Impact) -> str:
    hit = _most_first(impact, lambda now: _size(now.people_leaving, now.points_leaving))
    gains = _gaining(impact)
    if not hit:
        return f"{NOTHING_CHANGES}{gains}"
    first, *rest = hit[:FEW]
    told = [
        f"{who(first.headline.people_leaving, first.headline.points_leaving)} living within reach "
        f"({first.standard_m:,.0f} m on foot) of {_near(first.need)} would leave it",
        *(_leave_too(one, first.standard_m) for one in rest),
    ]
    more = len(hit) - len(told)
    told += [f"fewer of {counted(more, 'more need')}"] if more else []
    several = f"; {SAME_PEOPLE}" if len(hit) > 1 else ""
    return _sentence(f"{_listed(told)}{several}{_farther(first)}") + (
        _extra_together(impact) + gains
    )


def _leave_too(found: NeedImpact, standard_m: float) -> str:
    now = found.headline
    near = "" if found.standard_m == standard_m else f" ({found.standard_m:,.0f} m)"
    return f"{who(now.people_leaving, now.points_leaving)} of {_near(found.need)}{near}"


def _farther(found: NeedImpact) -> str:
    extra = found.headline.extra_median_m
    if extra is None:
        return ""
    return (
        f"; where {_near(found.need)} is then farther away, it is {metres_shown(extra)} farther "
        f"for half of the people"
    )


def _extra_together(impact: Impact) -> str:
    found = max(impact.together, key=lambda one: one.only_together_points, default=None)
    if found is None or not found.only_together_points:
        return ""
    extra = who(found.only_together, found.only_together_points)
    return f" Of these, {extra} leave reach of {_near(found.need)} only because of all together."


def _gaining(impact: Impact) -> str:
    gain = _most_first(impact, lambda now: _size(now.people_gaining, now.points_gaining))
    if not gain:
        return ""
    told = [
        f"{who(one.headline.people_gaining, one.headline.points_gaining)} of {_near(one.need)}"
        for one in gain[:FEW]
    ]
    return f" Into reach would come {_listed(told)}."


def _only_one(impact: Impact) -> str:
    sole = _most_first(impact, lambda now: now.people_sole)
    none = _most_first(impact, lambda now: now.people_without_cover)
    if not sole and not none:
        return "We know of nobody for whom it is the only one in reach."
    told = []
    if sole:
        of = [f"{who(one.headline.people_sole, 1)} ({one.need.label})" for one in sole[:FEW]]
        told.append(f"it is the only one in reach that we know of for {_listed(of)}")
    if none:
        of = [
            f"{who(one.headline.people_without_cover, 1)} ({one.need.label})" for one in none[:FEW]
        ]
        told.append(
            f"we know of none at all, at any distance, that would be left for {_listed(of)}"
        )
    else:
        told.append("everybody would have another one left somewhere, if farther away")
    return _sentence("; ".join(told))


def _follows(impact: Impact) -> str:
    return what_follows(impact.after.knock_on)


def _rests(impact: Impact) -> str:
    meets, lately = known(impact)
    now = impact.situation
    invented = ", invented for demonstration" if now.people_demo else ""
    people = f"{now.people_source or 'no figures loaded'}, {now.people_as_of or 'no date'}"
    return (
        f"{EVIDENCE}: it rests on {counted(meets, 'asset')} that we know of, {lately:,} of them "
        f"confirmed within 12 months, and on people living there ({people}{invented})."
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


def need_lines(found: NeedImpact) -> list[str]:
    """Return what changes for one need, a line each, the first of them with its name."""
    now, metres = found.headline, f"{found.standard_m:,.0f} m on foot"
    if not now.changes:
        lines = [f"{found.need.label} ({metres}): nobody would leave reach."]
    else:
        lines = [
            f"{found.need.label} ({metres}): {who(now.people_leaving, now.points_leaving)} would "
            f"leave reach; {before_and_after(now.people_before, now.people_after)}."
        ]
    lines += _how_far(now)
    if now.people_without_cover:
        lines.append(f"{about(now.people_without_cover)} would have none left that we know of.")
    if now.points_gaining:
        lines.append(f"{who(now.people_gaining, now.points_gaining)} would come into reach.")
    lines += _beside(found)
    if found.beyond.points_leaving:
        beyond = counted(found.beyond.points_leaving, "postcode")
        lines.append(
            f"Across the border: {beyond} more, if nothing there meets the need that we have not "
            "been told of."
        )
    return [line[0].upper() + line[1:] for line in lines]


def _how_far(now: Difference) -> list[str]:
    if now.extra_median_m is None or now.extra_p90_m is None or now.extra_longest_m is None:
        return []
    return [
        f"Where the nearest is then another one, it is {metres_shown(now.extra_median_m)} farther "
        f"(median), {metres_shown(now.extra_p90_m)} for the farthest tenth, "
        f"{metres_shown(now.extra_longest_m)} at most."
    ]


def _beside(found: NeedImpact) -> list[str]:
    """Tell the figures beside the headline, where they are other figures."""
    now = found.headline
    sets = (
        (found.alone, "By this alone, without what stops because of it"),
        (found.one_sided, "If what one side alone says is so"),
        (found.confirmed, "By records confirmed lately alone"),
    )
    return [
        f"{said}: {who(one.people_leaving, one.points_leaving)}."
        for one, said in sets
        if one.points_leaving != now.points_leaving
    ]


def _where(by_area: Sequence[tuple[Area, float | None, int]], points: int) -> str:
    """Name the areas where it is so: the estate that holds all of them, else wards."""
    whole = [
        area.name
        for area, _, here in by_area
        if area.kind is AreaKind.NEIGHBOURHOOD and here == points
    ]
    wards = sorted(
        (row for row in by_area if row[0].kind is AreaKind.WARD), key=lambda row: -(row[1] or 0)
    )
    names = whole[:1] or [area.name for area, _, _ in wards[:FEW]]
    return f" in {_listed(names)}" if names else ""


def _most_first(impact: Impact, figure: Callable[[Difference], float | None]) -> list[NeedImpact]:
    """Return the needs for which a figure of the headline is something, the highest first."""
    found = [(figure(one.headline) or 0.0, one) for one in impact.needs]
    return [one for size, one in sorted(found, key=lambda row: -row[0]) if size > 0]


def _sentence(said: str) -> str:
    return f"{said[:1].upper()}{said[1:]}."


def _size(people: float | None, points: int) -> float:
    """Return what to order by: people, where they are known, else postcodes."""
    return float(points) if people is None or not people else people


def _near(need: Need) -> str:
    return NEAR.get(need.id, need.label.lower())


def _listed(said: Sequence[str]) -> str:
    """Return some parts of a sentence with commas, and "and" before the last."""
    return " and ".join([*([", ".join(said[:-1])] if len(said) > 1 else []), *said[-1:]])
