"""What stands around the list of an area's page, as HTML: where it lies, what it has and lacks."""

from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import groupby

from asset_map.app import (
    addresses,
    find_wording,
    gaps,
    gaps_wording,
    parts,
    qr,
    strengths,
    strengths_wording,
    wording,
)
from asset_map.app import area_wording as words
from asset_map.app import plain_wording as plain_words
from asset_map.app.gaps_asked import Asked
from asset_map.domain import population
from asset_map.domain.numbers import about
from asset_map.domain.places import Area, AreaKind
from asset_map.journeys.describe_area import AreaPicture
from asset_map.journeys.gap import Gap, GroupGap
from asset_map.journeys.see_around import Around, Related
from asset_map.journeys.see_gaps import Gaps
from asset_map.journeys.see_strengths import Strengths

GAPS_TOLD = 5
HOLDS_TOLD = 40
GROUP_KINDS = {kind.id: kind.label for kind in population.KINDS}


def top(picture: AreaPicture, around: Around) -> str:
    """Return where an area lies, what lies in it, and the ways to the parts of its page."""
    facts = [(words.LIES_IN, _named(around.lies_in, lambda one: one.of_asked))]
    for kind, name in words.HOLDS.items():
        held = [one for one in around.holds if one.kind is kind]
        facts.append((name, _named(held[:HOLDS_TOLD], lambda one: one.of_other)))
    facts.append((words.BESIDE, _named(around.beside)))
    listed = parts.facts((name, fact) for name, fact in facts if fact)
    return (listed if around.lies_in or around.holds or around.beside else "") + (
        _namesakes(picture) + _on_page()
    )


def _named(found: Iterable[Related], share: Callable[[Related], float] | None = None) -> str:
    said = []
    for one in found:
        link = parts.link(addresses.area(one.code), one.name)
        part = words.part_of(share(one)) if share else ""
        whole = part in ("", words.ALL_OF_IT)
        said.append(link if whole else f"{link} ({escape(part)})")
    return ", ".join(said)


def _namesakes(picture: AreaPicture) -> str:
    return "".join(
        f"<p>{escape(words.NAMESAKE.format(name=other.name, kind=_kind(other)))} "
        f"{parts.link(addresses.area(other.code), words.NAMESAKE_LINK)}</p>"
        for other in picture.namesakes
        if other.code != picture.area.code
    )


def _kind(area: Area) -> str:
    return f"{wording.AREA_KINDS[area.kind].lower()}, {area.vintage}"


def _on_page() -> str:
    ways = {
        "here": words.HERE,
        "list": words.LIST,
        "over": words.OVER,
        "needs": words.NEEDS,
        "gaps": words.GAPS,
        "take": words.TAKE,
    }
    links = (f'<a href="#{anchor}">{escape(name)}</a>' for anchor, name in ways.items())
    return (
        f'<nav class="am-on-page" aria-label="{escape(words.ON_PAGE)}">'
        f"{parts.bullets(links, 'am-plain')}</nav>"
    )


def here(picture: AreaPicture, found: Strengths) -> str:
    """Return the strengths of an area: what is here, and what holds it together."""
    title = parts.heading(words.HERE, anchor="here")
    if not found.assets:
        return title + parts.para(strengths_wording.NONE.format(area=picture.area.name))
    share = wording.share(found.share_confirmed)
    figures = [
        (f"{found.assets:,}", wording.ON_THE_MAP, parts.by_kind(found.by_kind)),
        (f"{found.confirmed:,}", wording.CONFIRMED_LATELY, f"{share}. {wording.HOLDS_NOTE}"),
    ]
    most = strengths.most(found)
    return (
        title
        + parts.figures(figures)
        + (parts.heading(words.MOST, 3) + most if most else "")
        + parts.details(words.IN_FULL, strengths.html(found, 4, figures=False))
    )


def needs(picture: AreaPicture, found: Gaps | None, looked_for: str = "") -> str:
    """Return who lives in an area, and what people look for there (HTML, where that is known)."""
    people = picture.people
    said = [parts.heading(words.NEEDS, anchor="needs"), parts.heading(words.PEOPLE, 3)]
    if people.people is None:
        said.append(parts.para(wording.NO_PEOPLE if people.postcodes else words.NOBODY_KNOWS))
    else:
        shown = wording.people(people.people)
        sentence = words.PEOPLE_OF.format(
            people=shown[0].upper() + shown[1:], place=picture.area.name
        )
        source = words.PEOPLE_MODELLED.format(source=people.source, as_of=people.as_of)
        said += [parts.para(sentence), parts.para(source, "am-meta")]
    if found is not None:
        said.append(_groups(found))
    return "".join([*said, looked_for])


def _groups(found: Gaps) -> str:
    told = next((gap for gap in found.rows if gap.groups), None)
    fifth = next((gap.most_deprived for gap in found.rows if gap.most_deprived), None)
    said = ""
    if fifth is not None and fifth.count:
        shown = wording.people(fifth.count)
        said += parts.para(words.DEPRIVED.format(people=shown[0].upper() + shown[1:]))
    if told is not None:
        tables = "".join(
            _table(list(some)) for _, some in groupby(told.groups, lambda one: one.group.kind)
        )
        said += parts.details(words.GROUPS, tables)
    missing = ", ".join(found.missing_groups)
    return said + (parts.para(words.MISSING.format(groups=missing), "am-meta") if missing else "")


def _table(found: Sequence[GroupGap]) -> str:
    group = found[0].group
    kind = GROUP_KINDS.get(group.kind, group.kind)
    rows = [[escape(one.group.label), escape(about(one.reach.count))] for one in found]
    source = gaps_wording.GROUP_SOURCE.format(source=group.source, as_of=group.as_of)
    table = parts.table(gaps_wording.GROUPS_OF.format(kind=kind), list(words.GROUP_COLUMNS), rows)
    return table + parts.para(source, "am-meta")


def lacks(picture: AreaPicture, found: Gaps | None) -> str:
    """Return the needs that fewest people of an area have within a walk, and the way to all."""
    area = picture.area
    title = parts.heading(words.GAPS, anchor="gaps")
    if found is None:
        return title + parts.para(words.GAPS_CANNOT)
    told = [gap for gap in gaps.fewest_first(found.rows) if gap.reach is not None]
    rows = [
        [gaps.need_link(gap, Asked(area=area.code)), gaps.within(gap)] for gap in told[:GAPS_TOLD]
    ]
    table = parts.table(
        words.GAPS_OF.format(place=area.name), [words.GAPS_NEED, words.GAPS_WITHIN], rows
    )
    way = words.GAPS_ALL.format(place=area.name)
    return (
        title
        + (parts.para(words.GAPS_LEAD) + table if rows else "")
        + _none_known([gap for gap in found.rows if gap.reach is None])
        + f"<p>{parts.link(addresses.gaps(area.code), way, 'am-button')}</p>"
        + parts.para(f"{found.note} {wording.PEOPLE_NOT_USERS}", "am-meta")
    )


def _none_known(none: Sequence[Gap]) -> str:
    if not none:
        return ""
    said = words.GAPS_NONE_KNOWN.format(needs="; ".join(gap.need.label for gap in none))
    return parts.para(f"{said} {wording.NOT_NONE}")


def take(area: Area) -> str:
    """Return the ways to take an area's page along: on paper, by a code, as files."""
    plain = addresses.plain_area(area.code)
    sheet = parts.link(addresses.plain_area(area.code, "/list"), words.PRINT, "am-button")
    files = [
        parts.link(f"{plain}{ending}", plain_words.AREA_SAVE.format(how=how))
        for ending, how in find_wording.SAVED.items()
    ]
    return (
        parts.heading(words.TAKE, anchor="take")
        + f"<p>{sheet}</p>"
        + qr.piece(plain)
        + parts.bullets([parts.link(plain, words.PLAIN), *files])
    )


def all_of(areas: Iterable[Area]) -> str:
    """Return the areas to choose from, each kind under its heading."""
    listed = list(areas)
    whole = [area for area in listed if area.kind is AreaKind.AUTHORITY]
    links = (parts.link(addresses.area(area.code), area.name) for area in whole)
    return parts.areas(listed) + (
        parts.heading(wording.AREA_KINDS[AreaKind.AUTHORITY], 3) + parts.bullets(links, "am-areas")
        if whole
        else ""
    )
