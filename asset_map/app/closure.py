"""What closing one asset would change, drawn: what stops with it, each need and ward, its links."""

from html import escape

from asset_map.app import addresses, knock_on, parts, wording
from asset_map.domain.numbers import metres_shown
from asset_map.journeys.closure_by_need import NeedChange
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
    follows = knock_on.drawn(asset.name, result.knock_on, post=result.post)
    parts.draw(
        f'<section class="am-closure"><h3 class="am-if">{title}</h3>'
        f"{parts.para(f'{at} {confirmed}', 'am-meta')}"
        f"{follows}{_needs(result)}{_links(result)}{_rests(result)}</section>"
    )


def _needs(result: ClosureResult) -> str:
    title = parts.heading(wording.LEAVING_TITLE, 3)
    if not result.needs:
        return title + parts.notice(wording.NO_NEED, wording.NO_NEED_LOST)
    more = parts.para(wording.NOT_TO_ADD) if len(result.needs) > 1 else ""
    return title + more + "".join(_need(change) for change in result.needs)


def _need(change: NeedChange) -> str:
    return (
        f'<article class="am-need">{parts.heading(change.need.label, 4)}'
        f"{parts.para(_leaving(change), 'am-leave')}{parts.facts(_facts(change))}"
        f"{_wards(change)}</article>"
    )


def _leaving(change: NeedChange) -> str:
    distance = wording.metres(change.standard_m)
    if not change.told.points_leaving:
        return wording.WOULD_LEAVE_NOBODY.format(distance=distance)
    said = wording.WOULD_LEAVE if change.alone else wording.WOULD_LEAVE_BY_KNOCK_ON
    people = wording.people(change.told.people_leaving)
    said = said.format(people=people, distance=distance)
    return said[0].upper() + said[1:]


def _facts(change: NeedChange) -> list[tuple[str, str]]:
    told, beyond = change.told, change.beyond
    found = [
        (wording.WITHIN.format(distance=wording.metres(change.standard_m)), _before_after(change)),
        (wording.POSTCODES_LEAVING, f"{told.points_leaving:,}"),
        *_with_more(change),
    ]
    if change.alone:
        confirmed = wording.people(change.confirmed.people_leaving)
        found.append((wording.LEAVING_CONFIRMED, confirmed))
    if told.extra_median_m is not None and told.extra_p90_m is not None:
        median, farthest = metres_shown(told.extra_median_m), metres_shown(told.extra_p90_m)
        found.append((wording.EXTRA, wording.EXTRA_TEXT.format(median=median, p90=farthest)))
    if told.people_without_any:
        found.append((wording.WITHOUT_ANY, wording.people(told.people_without_any)))
    if beyond.points_leaving:
        said = wording.BEYOND_TEXT.format(postcodes=wording.postcodes(beyond.points_leaving))
        if beyond.people_leaving is not None:
            said = f"{wording.people(beyond.people_leaving)}, {said}"
        found.append((wording.BEYOND, said))
    return [(name, escape(fact)) for name, fact in found]


def _with_more(change: NeedChange) -> list[tuple[str, str]]:
    """Return who leaves reach with what stops too, where that is another figure than before."""
    sets = (
        (wording.LEAVING_KNOCK_ON, change.with_knock_on, change.told),
        (wording.LEAVING_ONE_SIDED, change.with_one_sided, change.with_knock_on),
        (wording.LEAVING_AGREED, change.agreed, change.with_knock_on),
    )
    return [
        (name, wording.people(found.people_leaving))
        for name, found, before in sets
        if found != before
    ]


def _before_after(change: NeedChange) -> str:
    told = change.told
    before = wording.people(told.before.people_within)
    after = wording.people(told.after.people_within)
    if before == after and told.points_leaving:
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
    adds = change.alone and change.by_area != change.by_area_with_knock_on
    more = [wording.PEOPLE_WITH_STOPS, wording.POSTCODES_WITH_STOPS] if adds else []
    rows = [
        [
            parts.link(addresses.near(area.code), area.name),
            *(alone.get(area.id, _cells(0, 0)) if adds else []),
            *_cells(there.people_leaving, there.points_leaving),
        ]
        for area, there in sorted(
            change.by_area_with_knock_on, key=lambda row: -(row[1].people_leaving or 0)
        )
    ]
    columns = [wording.WARD, wording.PEOPLE_LEAVING, wording.POSTCODES, *more]
    return parts.table(wording.BY_WARD, columns, rows)


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
