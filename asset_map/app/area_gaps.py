"""One area and one need in depth: in words, by group of people, by deprivation."""

from collections.abc import Iterable
from html import escape
from itertools import groupby
from math import isclose

from asset_map.app import gaps_wording as words
from asset_map.app import parts, wording
from asset_map.app.gaps_asked import Asked
from asset_map.domain import population
from asset_map.domain.numbers import about
from asset_map.journeys.gap import Gap, GroupGap
from asset_map.journeys.see_gaps import Gaps

KINDS = {kind.id: kind.label for kind in population.KINDS}


def top(gap: Gap, asked: Asked) -> str:
    """Return who is in reach of one need, in words; of the widest gap where none was chosen."""
    title = words.ONE_NEED if asked.need else words.WIDEST
    only = words.narrowed(asked.narrowing)
    return (
        parts.heading(title.format(need=gap.need.label))
        + sentence(gap)
        + (parts.para(only, "am-status") if only else "")
        + f'<p><a href="#more">{escape(words.TO_MORE)}</a></p>'
    )


def sentence(gap: Gap) -> str:
    """Return who is in reach, in large letters."""
    return f'<p class="am-sentence" role="status">{escape(gap.sentence)}</p>'


def in_depth(gaps: Gaps) -> str:
    """Return what else there is to know of the one need of the one area."""
    gap = gaps.rows[0]
    title = parts.heading(words.MORE_ON.format(need=gap.need.label), anchor="more")
    if gap.reach is None:
        return title
    return title + _fifths(gap) + _groups(gap, gaps.missing_groups) + _hangs_on(gap) + _edge(gap)


def help_title(asked: Asked) -> str:
    """Return what stands above the ideas, which are for the question before it was narrowed."""
    any_way = parts.para(words.HELP_ANY, "am-meta") if asked.narrowing else ""
    return parts.heading(words.HELP, 3) + any_way


def _fifths(gap: Gap) -> str:
    title = parts.heading(words.FIFTHS, 3)
    if gap.most_deprived is None or gap.least_deprived is None:
        return title + parts.para(words.NO_FIFTHS)
    fifths = {
        words.MOST_DEPRIVED: gap.most_deprived,
        words.LEAST_DEPRIVED: gap.least_deprived,
    }
    rows = [
        [
            escape(name),
            escape(about(fifth.count) if fifth.count else words.NOBODY_THERE),
            _within(fifth.count, fifth.within),
        ]
        for name, fifth in fifths.items()
    ]
    columns = [words.FIFTH, words.GROUP_HERE, _within_standard(gap)]
    return title + parts.table(words.FIFTHS_OF, columns, rows)


def _groups(gap: Gap, missing: Iterable[str]) -> str:
    tables = "".join(
        _group_table(gap, list(found))
        for _, found in groupby(gap.groups, lambda one: one.group.kind)
    )
    lead = parts.para(words.GROUPS_LEAD, "am-meta") if tables else ""
    absent = ", ".join(missing)
    none = parts.para(words.GROUPS_MISSING.format(groups=absent)) if absent else ""
    return parts.heading(words.GROUPS, 3) + lead + tables + none


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
    columns = [words.GROUP, words.UNITS[group.unit], _within_standard(gap)]
    source = words.GROUP_SOURCE.format(source=group.source, as_of=group.as_of)
    table = parts.table(words.GROUPS_OF.format(kind=kind), columns, rows)
    return parts.details(kind, table + parts.para(source, "am-meta"))


def _hangs_on(gap: Gap) -> str:
    if gap.reach is None or gap.people is None:
        return ""
    now = (words.STANDARD_NOW, gap.standard.metres, gap.reach.people_within)
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
    columns = [words.IF, words.OTHER, words.OTHER_WITHIN]
    table = parts.table(words.HANGS_ON_OF, columns, rows)
    return parts.heading(words.HANGS_ON, 3) + table


def _edge(gap: Gap) -> str:
    said = gap.across or words.EDGE_NONE
    return parts.heading(words.EDGE, 3) + parts.para(said)


def _within_standard(gap: Gap) -> str:
    return words.WITHIN_M.format(metres=wording.metres(gap.standard.metres))


def _within(count: float | None, near: float | None) -> str:
    if not count or near is None:
        return escape(words.NO_SHARE)
    share = near / count
    return (
        f"<b>{escape(wording.share(share))}</b> {parts.bar(share)}"
        f"<small>{escape(wording.of_people(near, count))}</small>"
    )
