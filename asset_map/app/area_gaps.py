"""One area and one need in depth: in words, by group of people, by deprivation."""

from collections.abc import Iterable
from html import escape
from itertools import groupby
from math import isclose

from asset_map.app import parts, wording
from asset_map.app.asked import Asked
from asset_map.domain import population
from asset_map.domain.numbers import about
from asset_map.journeys.gap import Gap, GroupGap
from asset_map.journeys.see_gaps import Gaps

KINDS = {kind.id: kind.label for kind in population.KINDS}


def top(gap: Gap, asked: Asked) -> str:
    """Return who is in reach of one need, in words; of the widest gap where none was chosen."""
    title = wording.GAPS_ONE_NEED if asked.need else wording.GAPS_WIDEST
    only = wording.narrowed(asked.narrowing)
    return (
        parts.heading(title.format(need=gap.need.label))
        + sentence(gap)
        + (parts.para(only, "am-status") if only else "")
        + f'<p><a href="#more">{escape(wording.GAPS_TO_MORE)}</a></p>'
    )


def sentence(gap: Gap) -> str:
    """Return who is in reach, in large letters."""
    return f'<p class="am-sentence" role="status">{escape(gap.sentence)}</p>'


def in_depth(gaps: Gaps) -> str:
    """Return what else there is to know of the one need of the one area."""
    gap = gaps.rows[0]
    title = parts.heading(wording.GAPS_MORE_ON.format(need=gap.need.label), anchor="more")
    if gap.reach is None:
        return title
    return title + _fifths(gap) + _groups(gap, gaps.missing_groups) + _hangs_on(gap) + _edge(gap)


def help_title(asked: Asked) -> str:
    """Return what stands above the ideas, which are for the question before it was narrowed."""
    any_way = parts.para(wording.GAPS_HELP_ANY, "am-meta") if asked.narrowing else ""
    return parts.heading(wording.GAPS_HELP, 3) + any_way


def _fifths(gap: Gap) -> str:
    title = parts.heading(wording.GAPS_FIFTHS, 3)
    if gap.most_deprived is None or gap.least_deprived is None:
        return title + parts.para(wording.GAPS_NO_FIFTHS)
    fifths = {
        wording.GAPS_MOST_DEPRIVED: gap.most_deprived,
        wording.GAPS_LEAST_DEPRIVED: gap.least_deprived,
    }
    rows = [
        [
            escape(name),
            escape(about(fifth.count) if fifth.count else wording.GAPS_NOBODY_THERE),
            _within(fifth.count, fifth.within),
        ]
        for name, fifth in fifths.items()
    ]
    columns = [wording.GAPS_FIFTH, wording.GAPS_GROUP_HERE, _within_standard(gap)]
    return title + parts.table(wording.GAPS_FIFTHS_OF, columns, rows)


def _groups(gap: Gap, missing: Iterable[str]) -> str:
    tables = "".join(
        _group_table(gap, list(found))
        for _, found in groupby(gap.groups, lambda one: one.group.kind)
    )
    lead = parts.para(wording.GAPS_GROUPS_LEAD, "am-meta") if tables else ""
    absent = ", ".join(missing)
    none = parts.para(wording.GAPS_GROUPS_MISSING.format(groups=absent)) if absent else ""
    return parts.heading(wording.GAPS_GROUPS, 3) + lead + tables + none


def _group_table(gap: Gap, found: list[GroupGap]) -> str:
    group = found[0].group
    kind = KINDS.get(group.kind, group.kind)
    rows = [
        [
            escape(one.group.label),
            escape(about(one.reach.count)),
            _within(one.reach.count, one.reach.within),
        ]
        for one in found
    ]
    columns = [wording.GAPS_GROUP, wording.GAPS_UNITS[group.unit], _within_standard(gap)]
    source = wording.GAPS_GROUP_SOURCE.format(source=group.source, as_of=group.as_of)
    table = parts.table(wording.GAPS_GROUPS_OF.format(kind=kind), columns, rows)
    return parts.details(kind, table + parts.para(source, "am-meta"))


def _hangs_on(gap: Gap) -> str:
    if gap.reach is None or gap.people is None:
        return ""
    now = (wording.GAPS_STANDARD_NOW, gap.standard.metres, gap.reach.people_within)
    others = [
        (other.name, other.metres, other.people)
        for other in gap.sensitivity
        if not isclose(other.metres, gap.standard.metres)  # Else the standard would stand twice.
    ]
    rows = [
        [
            escape(name[0].upper() + name[1:]),
            escape(wording.metres(metres)),
            _within(gap.people, people),
        ]
        for name, metres, people in [now, *others]
    ]
    columns = [wording.GAPS_IF, wording.GAPS_OTHER, wording.GAPS_OTHER_WITHIN]
    table = parts.table(wording.GAPS_HANGS_ON_OF, columns, rows)
    return parts.heading(wording.GAPS_HANGS_ON, 3) + table


def _edge(gap: Gap) -> str:
    said = gap.across or wording.GAPS_EDGE_NONE
    return parts.heading(wording.GAPS_EDGE, 3) + parts.para(said)


def _within_standard(gap: Gap) -> str:
    return wording.GAPS_WITHIN_M.format(metres=wording.metres(gap.standard.metres))


def _within(count: float | None, near: float | None) -> str:
    if not count or near is None:
        return escape(wording.GAPS_NO_SHARE)
    share = near / count
    return (
        f"<b>{escape(wording.share(share))}</b> {parts.bar(share)}"
        f"<small>{escape(wording.of_people(near, count))}</small>"
    )
