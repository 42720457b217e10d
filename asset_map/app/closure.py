"""What closing one asset would change, drawn: each need, each ward, and what hangs on it."""

from html import escape

from asset_map.app import addresses, parts, wording
from asset_map.domain.numbers import metres_shown
from asset_map.journeys.weigh_closure import ClosureResult, NeedChange


def draw(result: ClosureResult) -> None:
    """Draw the result of a closure that nobody has carried out."""
    asset = result.asset
    name = parts.link(addresses.asset(asset.id), asset.name)
    title = escape(wording.IF_CLOSED).replace("{name}", name)
    at = wording.AS_THINGS_STAND.format(day=wording.day(result.at))
    confirmed = wording.CONFIRMED_RECORD.format(
        confirmed=parts.freshness(asset, result.at, advise=False)
    )
    needs = "".join(_need(change) for change in result.needs)
    if len(result.needs) > 1:
        needs = parts.para(wording.NOT_TO_ADD) + needs
    parts.draw(
        f'<section class="am-closure"><h3 class="am-if">{title}</h3>'
        f"{parts.para(f'{at} {confirmed}', 'am-meta')}"
        f"{needs or parts.notice(wording.NO_NEED, wording.NO_NEED_LOST)}"
        f"{_hangs(result)}{_rests(result)}</section>"
    )


def _need(change: NeedChange) -> str:
    distance = wording.metres(change.standard_m)
    own = change.own
    if own.points_leaving:
        said = wording.WOULD_LEAVE.format(
            people=wording.people(own.people_leaving), distance=distance
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


def _before_after(change: NeedChange) -> str:
    own = change.own
    before = wording.people(own.before.people_within)
    after = wording.people(own.after.people_within)
    if before == after and own.points_leaving:
        return wording.SAME_ROUNDED.format(before=before)
    return wording.BEFORE_AFTER.format(before=before, after=after)


def _wards(change: NeedChange) -> str:
    if not change.by_area:
        return ""
    rows = sorted(change.by_area, key=lambda row: -(row[1].people_leaving or 0))
    return parts.table(
        wording.BY_WARD,
        [wording.WARD, wording.PEOPLE_LEAVING, wording.POSTCODES],
        (
            [
                parts.link(addresses.near(area.code), area.name),
                escape(wording.people(there.people_leaving)),
                f"{there.points_leaving:,}",
            ]
            for area, there in rows
        ),
    )


def _hangs(result: ClosureResult) -> str:
    title = parts.heading(wording.HANGS_TITLE, 3)
    if not result.links:
        return title + parts.para(wording.HANGS_NONE)
    return title + parts.para(wording.HANGS_NOTE) + parts.links(result.links)


def _rests(result: ClosureResult) -> str:
    people = wording.PEOPLE_FROM.format(
        source=result.people_source or wording.NO_PEOPLE,
        as_of=result.people_as_of or wording.NO_DATE,
    )
    standards = {f"{c.need.label}: {c.standard.source}. {c.standard.note}" for c in result.needs}
    said = [wording.PEOPLE_NOT_USERS, people, result.note, wording.NOT_NONE, *sorted(standards)]
    lines = "".join(parts.para(line) for line in said)
    return f'<div class="am-rests">{parts.heading(wording.RESTS_TITLE, 3)}{lines}</div>'
