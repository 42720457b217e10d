"""Proposals together, drawn: each alone beside all at once, and what only shows together."""

from html import escape

from asset_map.app import addresses, impact, impact_groups, impact_need, parts, wording
from asset_map.app import proposal_wording as words
from asset_map.domain.places import AreaKind
from asset_map.domain.proposals import Proposal
from asset_map.journeys.behind_impact import (
    Impact,
    Together,
    postcodes_only_together,
    steps_only_together,
)
from asset_map.journeys.needs_in_words import together_in_words


def most_first(found: Impact) -> list[Together]:
    """Return the needs, those first of which most people leave reach only together."""
    return sorted(
        found.together,
        key=lambda one: (one.only_together_points, one.only_together or 0, one.all or 0),
        reverse=True,
    )


def drawn(found: Impact, level: int = 2) -> str:
    """Return all of it but the map."""
    needs = most_first(found)
    hit = [one for one in needs if one.all_points]
    return (
        _sentences(hit)
        + parts.heading(words.TOGETHER_EACH, level)
        + parts.bullets(_named(one) for one in found.proposals)
        + parts.heading(words.TOGETHER_NEEDS, level)
        + (_needs(found, hit) if hit else "")
        + _areas(found, needs, level)
        + _steps(found, level)
    )


def _sentences(hit: list[Together]) -> str:
    """Return a sentence on each need: those first that lose more only together, the rest opens."""
    if not hit:
        return parts.para(words.TOGETHER_NOBODY)
    more = [one for one in hit if one.only_together_points]
    same = [one for one in hit if not one.only_together_points]
    first = parts.bullets((escape(together_in_words(one)) for one in more), "am-list am-first")
    rest = parts.bullets(escape(together_in_words(one)) for one in same)
    opens = parts.details(words.TOGETHER_SAME.format(count=f"{len(same):,}"), rest)
    return (first if more else parts.para(words.TOGETHER_NONE, "am-leave")) + (
        opens if same else ""
    )


def _named(one: Proposal) -> str:
    said = f" ({escape(one.directorate)})" if one.directorate else ""
    if one.id is None:
        counted = words.changes(len(one.changes))
        return f"{escape(one.title)}: {escape(counted)}"
    return f"{parts.link(addresses.proposal(one.id), one.title)}{said}"


def _needs(found: Impact, needs: list[Together]) -> str:
    columns = [
        words.TOGETHER_NEED,
        *(one.title for one in found.proposals),
        *(words.TOGETHER_ANY, words.TOGETHER_ALL, words.TOGETHER_ONLY),
    ]
    rows = [
        [
            f"{escape(one.need.label)} <small>"
            f"{escape(words.WITHIN.format(distance=wording.metres(one.standard_m)))}</small>",
            *(
                _count(people, points)
                for people, points in zip(one.each, one.each_points, strict=True)
            ),
            escape(wording.count_of_people(one.any_alone)),
            _count(one.all, one.all_points),
            f"<b>{_count(one.only_together, one.only_together_points)}</b>",
        ]
        for one in needs
    ]
    return parts.wide_table(words.TOGETHER_NEEDS_OF, columns, rows)


def _count(people: float | None, points: int) -> str:
    return escape(wording.postcodes(points) if people is None else wording.count_of_people(people))


def _areas(found: Impact, needs: list[Together], level: int) -> str:
    title = parts.heading(words.TOGETHER_AREAS, level)
    hit = [one for one in needs if one.only_together_points]
    if not hit:
        return title + parts.para(words.TOGETHER_NONE)
    return title + "".join(_areas_of(found, one) for one in hit)


def _areas_of(found: Impact, one: Together) -> str:
    rows = [
        [
            f"{impact_groups.area_link(area, one.need.id)} "
            f"<small>{escape(words.TOGETHER_KIND[area.kind.value])}</small>",
            _count(people, points),
            f"{points:,}",
        ]
        for kind in (AreaKind.WARD, AreaKind.NEIGHBOURHOOD)
        for area, people, points in sorted(one.by_area, key=lambda row: -row[2])
        if area.kind is kind
    ]
    codes = postcodes_only_together(found, one)
    count = words.TOGETHER_POSTCODES.format(count=f"{len(codes):,}")
    shown = codes[: impact_need.MOST_POSTCODES]
    rest = len(codes) - len(shown)
    said = ", ".join(shown) + (f" {words.AND_MORE.format(count=f'{rest:,}')}" if rest else "")
    table = parts.table(one.need.label, list(words.TOGETHER_AREAS_COLUMNS), rows)
    return table + parts.details(count, parts.para(said))


def _steps(found: Impact, level: int) -> str:
    only = steps_only_together(found)
    if not only:
        return parts.heading(words.TOGETHER_STOPS, level) + parts.para(words.TOGETHER_STOPS_NONE)
    return impact.steps(words.TOGETHER_STOPS, list(only), level)
