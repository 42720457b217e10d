"""What closing one asset would change, drawn: what stops with it, each need and ward, its links."""

from collections.abc import Iterable
from html import escape

from asset_map.app import addresses, parts, wording
from asset_map.domain.links_followed import Effect, Step
from asset_map.domain.numbers import metres_shown
from asset_map.journeys.closure_by_need import NeedChange
from asset_map.journeys.knock_on_in_words import after_the_name, in_short
from asset_map.journeys.weigh_closure import ClosureResult


def draw(result: ClosureResult) -> None:
    """Draw the result of a closure that nobody has carried out."""
    asset = result.asset
    name = parts.link(addresses.asset(asset.id), asset.name)
    title = escape(wording.IF_ENDED if result.post else wording.IF_CLOSED).replace("{name}", name)
    at = wording.AS_THINGS_STAND.format(day=wording.day(result.at))
    confirmed = wording.CONFIRMED_RECORD.format(
        confirmed=parts.freshness(asset, result.at, advise=False)
    )
    parts.draw(
        f'<section class="am-closure"><h3 class="am-if">{title}</h3>'
        f"{parts.para(f'{at} {confirmed}', 'am-meta')}"
        f"{_knock_on(result)}{_needs(result)}{_links(result)}{_rests(result)}</section>"
    )


def _knock_on(result: ClosureResult) -> str:
    """Return what stops or loses something: what is sure, and apart what one side says."""
    found = result.knock_on
    title = parts.heading(wording.KNOCK_ON_TITLE, 3)
    short = parts.para(in_short(result.asset.name, found, post=result.post), "am-leave")
    if not found.steps:
        return title + short + parts.para(wording.KNOCK_ON_NONE)
    stops = [step for step in found.steps if step.sure and step.effect is Effect.STOPS]
    strained = [step for step in found.steps if step.sure and step.effect is Effect.STRAINED]
    one_side = [step for step in found.steps if not step.sure]
    return (
        f"{title}{short}{_steps(wording.WOULD_STOP, stops)}"
        f"{_steps(wording.WOULD_LOSE, strained)}{_steps(wording.BY_ONE_SIDE, one_side)}"
        f"{parts.para(wording.KNOCK_ON_NOTE, 'am-meta')}"
    )


def _steps(title: str, steps: Iterable[Step]) -> str:
    found = [
        parts.link(addresses.asset(step.asset.id), step.asset.name) + escape(after_the_name(step))
        for step in steps
    ]
    return parts.heading(title, 4) + parts.bullets(found) if found else ""


def _needs(result: ClosureResult) -> str:
    title = parts.heading(wording.LEAVING_TITLE, 3)
    if not result.needs:
        return title + parts.notice(wording.NO_NEED, wording.NO_NEED_LOST)
    more = parts.para(wording.NOT_TO_ADD) if len(result.needs) > 1 else ""
    return title + more + "".join(_need(change) for change in result.needs)


def _need(change: NeedChange) -> str:
    distance = wording.metres(change.standard_m)
    own = change.own
    if own.points_leaving:
        said = wording.WOULD_LEAVE.format(
            people=wording.people(own.people_leaving), distance=distance
        )
    elif change.with_knock_on.points_leaving:
        said = wording.WOULD_LEAVE_BY_KNOCK_ON.format(
            people=wording.people(change.with_knock_on.people_leaving), distance=distance
        )
    else:
        said = wording.WOULD_LEAVE_NOBODY.format(distance=distance)
    said = said[0].upper() + said[1:]
    return (
        f'<article class="am-need">{parts.heading(change.need.label, 4)}'
        f"{parts.para(said, 'am-leave')}{parts.facts(_facts(change))}{_wards(change)}</article>"
    )


def _facts(change: NeedChange) -> list[tuple[str, str]]:
    own, beyond = change.own, change.beyond
    found = [
        (wording.WITHIN.format(distance=wording.metres(change.standard_m)), _before_after(change)),
        (wording.POSTCODES_LEAVING, f"{own.points_leaving:,}"),
        *_with_more(change),
        (wording.LEAVING_CONFIRMED, wording.people(change.confirmed.people_leaving)),
    ]
    if own.extra_median_m is not None and own.extra_p90_m is not None:
        median, farthest = metres_shown(own.extra_median_m), metres_shown(own.extra_p90_m)
        found.append((wording.EXTRA, wording.EXTRA_TEXT.format(median=median, p90=farthest)))
    if own.people_without_any:
        found.append((wording.WITHOUT_ANY, wording.people(own.people_without_any)))
    if beyond.points_leaving:
        said = wording.BEYOND_TEXT.format(postcodes=wording.postcodes(beyond.points_leaving))
        if beyond.people_leaving is not None:
            said = f"{wording.people(beyond.people_leaving)}, {said}"
        found.append((wording.BEYOND, said))
    return [(name, escape(fact)) for name, fact in found]


def _with_more(change: NeedChange) -> list[tuple[str, str]]:
    """Return who leaves reach with what stops too, where that is another figure than before."""
    sets = (
        (wording.LEAVING_KNOCK_ON, change.with_knock_on, change.own),
        (wording.LEAVING_ONE_SIDED, change.with_one_sided, change.with_knock_on),
        (wording.LEAVING_AGREED, change.agreed, change.with_knock_on),
    )
    return [
        (name, wording.people(found.people_leaving))
        for name, found, before in sets
        if found != before
    ]


def _before_after(change: NeedChange) -> str:
    own = change.own
    before = wording.people(own.before.people_within)
    after = wording.people(own.after.people_within)
    if before == after and own.points_leaving:
        return wording.SAME_ROUNDED.format(before=before)
    return wording.BEFORE_AFTER.format(before=before, after=after)


def _wards(change: NeedChange) -> str:
    """Return the wards that lose; with what stops too beside that, where it adds to it."""
    if not change.by_area_with_knock_on:
        return ""
    alone = {
        area.id: _cells(there.people_leaving, there.points_leaving)
        for area, there in change.by_area
    }
    rows = [
        (
            parts.link(addresses.near(area.code), area.name),
            alone.get(area.id) or _cells(0, 0),
            _cells(there.people_leaving, there.points_leaving),
        )
        for area, there in sorted(
            change.by_area_with_knock_on, key=lambda row: -(row[1].people_leaving or 0)
        )
    ]
    adds = change.by_area != change.by_area_with_knock_on
    more = [wording.PEOPLE_WITH_STOPS, wording.POSTCODES_WITH_STOPS] if adds else []
    return parts.table(
        wording.BY_WARD,
        [wording.WARD, wording.PEOPLE_LEAVING, wording.POSTCODES, *more],
        ([name, *own, *(with_stops if adds else [])] for name, own, with_stops in rows),
    )


def _cells(people: float | None, postcodes: int) -> list[str]:
    return [escape(wording.people(people)), f"{postcodes:,}"]


def _links(result: ClosureResult) -> str:
    title = parts.heading(wording.POST_HELD if result.post else wording.HANGS_TITLE, 3)
    if not result.links:
        return title + parts.para(wording.HANGS_NONE)
    return title + parts.links(result.links)


def _rests(result: ClosureResult) -> str:
    people = wording.PEOPLE_FROM.format(
        source=result.people_source or wording.NO_PEOPLE,
        as_of=result.people_as_of or wording.NO_DATE,
    )
    standards = {f"{c.need.label}: {c.standard.source}. {c.standard.note}" for c in result.needs}
    said = [wording.PEOPLE_NOT_USERS, people, result.note, wording.NOT_NONE, *sorted(standards)]
    lines = "".join(parts.para(line) for line in said)
    return f'<div class="am-rests">{parts.heading(wording.RESTS_TITLE, 3)}{lines}</div>'
