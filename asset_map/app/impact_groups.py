"""For whom one need changes, drawn: by area, and by every group that figures tell apart."""

from html import escape
from itertools import groupby

from asset_map.app import addresses, parts, wording
from asset_map.app import proposal_wording as words
from asset_map.domain import population
from asset_map.domain.numbers import about
from asset_map.domain.places import Area, AreaKind
from asset_map.journeys.behind_impact import Difference, Group, Impact, NeedImpact

KINDS = {kind.id: kind.label for kind in population.KINDS}
SHOWN_KINDS = (AreaKind.WARD, AreaKind.NEIGHBOURHOOD)


def areas(found: NeedImpact) -> str:
    """Return the areas in which anything changes, each leading to what it has for the need."""
    tables = "".join(_areas_of(found, kind) for kind in SHOWN_KINDS)
    if not tables:
        return ""
    return parts.details(words.AREAS, tables + parts.para(words.AREAS_NOTE, "am-meta"))


def area_link(area: Area, need_id: str) -> str:
    """Return the way to what an area has for a need."""
    return parts.link(addresses.gaps(area=area.code, need=need_id), area.name)


def _areas_of(found: NeedImpact, kind: AreaKind) -> str:
    there = [(area, told) for area, told in found.by_area if area.kind is kind]
    there.sort(key=lambda row: (-(row[1].people_leaving or 0), row[0].name))
    rows = [
        [area_link(area, found.need.id), *(escape(cell) for cell in (*_reach(told), _gain(told)))]
        for area, told in there
    ]
    if not rows:
        return ""
    return parts.table(words.AREAS_OF[kind.value], list(words.AREAS_COLUMNS), rows)


def _reach(told: Difference) -> list[str]:
    return [
        _count(told.people_before, told.points_before),
        _count(told.people_after, told.points_after),
        _count(told.people_leaving, told.points_leaving),
    ]


def _gain(told: Difference) -> str:
    return _count(told.people_gaining, told.points_gaining)


def _count(people: float | None, postcodes: int) -> str:
    return wording.postcodes(postcodes) if people is None else wording.count_of_people(people)


def groups(impact: Impact, found: NeedImpact) -> str:
    """Return every way to tell people apart, each to be opened; what has no data is said so."""
    tables = "".join(
        _table(kind, list(some)) for kind, some in groupby(found.by_group, lambda row: row[0].kind)
    )
    missing = ", ".join(impact.situation.population.missing)
    lines = [words.NO_DATA_LOADED.format(groups=missing)] if missing else []
    none = parts.bullets(
        escape(line) for line in [*lines, words.NO_DATA_EVER, words.NO_DATA_CARERS]
    )
    return parts.details(words.GROUPS, tables + none)


def _table(kind: str, some: list[tuple[Group, Difference]]) -> str:
    rows = [[escape(group.label), *map(escape, _of_group(told))] for group, told in some]
    group = some[0][0]
    note = words.GROUPS_NOTE.format(source=group.source, as_of=group.as_of)
    table = parts.table(KINDS.get(kind, kind), list(words.GROUPS_COLUMNS), rows)
    return table + parts.para(note, "am-meta")


def _of_group(told: Difference) -> list[str]:
    if told.people is None:
        return [words.NO_DATA] * 4
    before = _with_share(told.people_before, told.share_before)
    after = _with_share(told.people_after, told.share_after)
    return [about(told.people), before, after, wording.count_of_people(told.people_leaving)]


def _with_share(people: float | None, share: float | None) -> str:
    said = wording.count_of_people(people)
    return said if share is None else f"{said} ({wording.share(share)})"
