"""The fewest visits, in words: what page and terminal say alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asset_map.analysis.assumptions import minutes_on_foot
from asset_map.domain.hours import in_words as hours_in_words
from asset_map.domain.numbers import metres_shown, walk_shown
from asset_map.domain.offers import IN_WORDS
from asset_map.domain.opening import clock_in_words, day_in_words, span_in_words
from asset_map.domain.sentences import listed
from asset_map.domain.visits import Why

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from uuid import UUID

    from asset_map.domain.needs import Need
    from asset_map.domain.visits import Beyond, Met, NotTogether, PlannedVisit, PlannedWay, Without
    from asset_map.journeys.hits import Hit
    from asset_map.journeys.plan_visits import VisitPlan

TOO_MANY = "Choose at most 10 needs to see them in the fewest visits."
ASK_FIRST = "ask first: nobody told us the times"
NOT_SHOWN = "exact place not shown, counted from the middle of its ward"
OTHER_WAYS = {
    Why.LEAST_WALKING: "Least walking",
    Why.SOONEST: "Soonest",
    Why.IN_PERSON: "All in person",
}
ITSELF = "the place itself"
NEAREST = "The nearest beyond:"
NAMED = 3
"""So many places or assets are named in a sentence."""


def sentences(plan: VisitPlan) -> list[str]:
    """Return a plan in words, most important first."""
    if plan.too_many:
        return [TOO_MANY]
    lines = [summary(plan)]
    if plan.ways and plan.ways[0].why is Why.FEWEST:
        lines += visits(plan.ways[0], plan.at)
        lines += as_good(plan)
    lines += [without(one) for one in by_need(plan.coming)]
    lines += [beyond(one) for one in plan.beyond]
    lines += [perhaps(one) for one in by_need(plan.perhaps)]
    lines += [covering(one) for one in by_need(not_met(plan))]
    lines += [apart(one) for one in plan.apart]
    lines += [other_way(way, plan.at) for way in plan.ways if way.why in OTHER_WAYS]
    lines += [looked_at(plan.looked_at)] if plan.looked_at else []
    return lines


def summary(plan: VisitPlan) -> str:
    """Say in how many visits all is met that can be."""
    first = next((way for way in plan.ways if way.why is Why.FEWEST), None)
    missing = [one.need for one in plan.beyond]
    if first is None:
        if not missing:
            return "Everything that you chose comes to you: no visit is needed."
        rest = "; the rest comes to you" if plan.coming else ""
        return f"No visit in reach meets {of_needs(missing, last='or')}{rest}."
    also = ", with what comes to you" if plan.coming else ""
    taken = f"in {counted_visits(first)}{also}: {walk(first)}."
    if not missing:
        return f"Everything that you chose {taken}"
    met = len(plan.needs) - len(missing)
    return f"{met} of the {len(plan.needs)} needs {taken} Not in reach: {of_needs(missing)}."


def counted_visits(way: PlannedWay) -> str:
    """Count visits: ``one visit``, ``2 visits``."""
    count = len(way.visits)
    return "one visit" if count == 1 else f"{count} visits"


def walk(way: PlannedWay) -> str:
    """Say how long one walks in all."""
    said = walk_shown(way.minutes)
    if len(way.visits) == 1:
        return f"{said} there and back"
    return f"{said} in all, there and back each time"


def visits(way: PlannedWay, at: datetime) -> list[str]:
    """Say each visit in a line, numbered where there are several."""
    several = len(way.visits) > 1
    return [
        f"{f'{number}. ' if several else ''}{_visit(one, at)}"
        for number, one in enumerate(way.visits, 1)
    ]


def _visit(one: PlannedVisit, at: datetime) -> str:
    others = also_on(one, at)
    said = [f"{one.place_name}, {how_far(one)}", *meets(one, at)]
    return ". ".join(said) + "." + (f" {others}" if others else "")


def meets(one: PlannedVisit, at: datetime) -> list[str]:
    """Say what a visit meets, asset by asset: ``Food; Company: Lunch, tomorrow 12:00 to 14:00``."""
    return [
        f"{'; '.join(met.need.label for met in some)}: {who(one, some[0])}, {when(some[0], at)}"
        for some in by_asset(one)
    ]


def who(one: PlannedVisit, met: Met) -> str:
    """Name what meets a need on a visit."""
    return ITSELF if met.asset.id == one.place_id else met.asset.name


def by_asset(one: PlannedVisit) -> list[list[Met]]:
    """Return the needs that a visit meets, asset by asset."""
    grouped: dict[UUID, list[Met]] = {}
    for met in one.meets:
        grouped.setdefault(met.asset.id, []).append(met)
    return list(grouped.values())


def also_on(one: PlannedVisit, at: datetime) -> str:
    """Say on which other days a visit can be made, with the same on; empty where on none."""
    others = [upper(day_in_words(day, at)) for day in one.days[1:]]
    return f"Or {listed(others).replace(' and ', ' or ')}." if others else ""


def how_far(one: PlannedVisit) -> str:
    """Say how long the walk to a visit is, one way."""
    said = walk_shown(one.minutes)
    return said if one.exact else f"{said}; {NOT_SHOWN}"


def when(met: Met, at: datetime | None = None) -> str:
    """Say when something is on, on the day of a visit; without ``at``, that day is not named."""
    if met.times and at is None:
        return listed([clock_in_words(span) for span in met.times])
    if met.times and at is not None:
        return listed([span_in_words(span, at) for span in met.times])
    if met.hours_text:
        return f"times as told: {hours_in_words(met.hours_text)}; ask first"
    return ASK_FIRST


def as_good(plan: VisitPlan) -> list[str]:
    """Say how many other ways are as good as the first; nothing where there is none."""
    others = plan.as_good - 1
    if others < 1:
        return []
    if others == 1:
        return ["One other choice of places has as few visits and as short a walk."]
    return [f"{others} other choices of places have as few visits and as short a walk."]


def other_way(way: PlannedWay, at: datetime) -> str:
    """Say another way in one sentence."""
    said = [
        f"{_named(one)}{f' {day_in_words(one.days[0], at)}' if one.days else ''} for "
        f"{of_needs(dict.fromkeys(met.need for met in one.meets))}"
        for one in way.visits
    ]
    return f"{other_head(way, at)}: {'; '.join(said)}."


def other_head(way: PlannedWay, at: datetime) -> str:
    """Say in what another way is the best, and what it takes."""
    soonest = way.why is Why.SOONEST and way.done_by
    by = f", all by {day_in_words(way.done_by, at)}" if soonest and way.done_by else ""
    return f"{OTHER_WAYS[way.why]}: {counted_visits(way)}, {walk(way)}{by}"


def without(found: Sequence[Without]) -> str:
    """Say what comes to people for one need."""
    return f"{_label(found)} comes to you: {_several(found)}."


def perhaps(found: Sequence[Without]) -> str:
    """Say what may come to people for one need, while nobody says where."""
    return f"{_label(found)} may come to you: {_several(found)}."


def covering(found: Sequence[Without]) -> str:
    """Say what is for this area for one need, while nobody told us where it happens."""
    return f"{_label(found)}, ask where it happens: {_several(found)}."


def beyond(one: Beyond) -> str:
    """Say that no place in reach meets a need, and what is the nearest beyond."""
    if one.nearest is None:
        return not_in_reach(one)
    return f"{not_in_reach(one)} {NEAREST} {one.nearest.name}, {one.reason}."


def not_in_reach(one: Beyond) -> str:
    """Say that no place in reach meets a need; where none beyond does, that too."""
    said = f"We know of no place within {_reach(one.within_m)} for {of_needs([one.need])}"
    if one.nearest is None:
        return f"{said}, nor of any beyond. That does not mean there is none."
    return f"{said}."


def apart(one: NotTogether) -> str:
    """Say that needs cannot be met together."""
    if one.places:
        has = "has" if len(one.places) == 1 else "have"
        return f"{_names(one.places)} {has} {of_needs(one.needs)}, but on different days."
    if len(one.needs) == 2:
        return f"No one place in reach meets {of_needs(one.needs)} together."
    return f"No one place in reach meets two of these: {of_needs(one.needs)}."


def looked_at(count: int) -> str:
    """Say that not all that is in reach was looked at."""
    return f"Only the nearest {count} for each need were looked at."


def comes(hit: Hit) -> str:
    """Say how something comes to people, or what it covers."""
    if hit.straight_m is None:
        return hit.reason
    return listed([IN_WORDS[way] for way in hit.ways])


def of_needs(needs: Iterable[Need], last: str = "and") -> str:
    """Name needs in a sentence: ``food and under-fives``; in quotation marks where they hold an
    "and" of their own."""
    *most, end = [_inside(need) for need in needs]
    return f"{', '.join(most)} {last} {end}" if most else end


def not_met(plan: VisitPlan) -> list[Without]:
    """Return what covers the area for needs that neither a visit meets nor anything that comes."""
    beyond = {one.need.id for one in plan.beyond}
    return [one for one in plan.covering if one.need.id in beyond]


def by_need(found: Iterable[Without]) -> list[list[Without]]:
    """Return what meets a need without a visit, need by need."""
    grouped: dict[str, list[Without]] = {}
    for one in found:
        grouped.setdefault(one.need.id, []).append(one)
    return list(grouped.values())


def upper(said: str) -> str:
    """Return words with a capital where they begin."""
    return said[:1].upper() + said[1:]


def _reach(metres: float) -> str:
    """Say how far is in reach: in minutes, as all the rest, unless it was asked for in metres."""
    minutes = minutes_on_foot(metres)
    return walk_shown(minutes) if (minutes + 1e-6) % 1 < 2e-6 else metres_shown(metres)


def _named(one: PlannedVisit) -> str:
    return one.place_name if one.exact else f"{one.place_name} (exact place not shown)"


def _inside(need: Need) -> str:
    label = need.label[:1].lower() + need.label[1:]
    return f"“{label}”" if " and " in label else label


def _label(found: Sequence[Without]) -> str:
    return found[0].need.label


def _several(found: Sequence[Without]) -> str:
    said = [f"{one.asset.name} ({one.reason})" for one in found[:NAMED]]
    more = len(found) - NAMED
    return ", ".join(said) + (f" and {more} more" if more > 0 else "")


def _names(names: Sequence[str]) -> str:
    more = len(names) - NAMED
    return listed([*names[:NAMED], *([f"{more} more"] if more > 0 else [])])
