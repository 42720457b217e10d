"""The list of an area's page as HTML: all it holds, in groups, and what is around it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from asset_map.app import addresses, parts, wording
from asset_map.app import area_wording as words
from asset_map.domain import hours
from asset_map.domain.numbers import walk_shown
from asset_map.domain.places import Area
from asset_map.journeys.describe_area import AreaPicture
from asset_map.journeys.hits import Hit
from asset_map.journeys.see_around import Around, NearBy

ALL_MOST = 400
"""So many entries are written out: a phone has to show them. Of more, each group is cut."""

GROUP_MOST = 10
NEED_MOST = 100
"""Of each group so many, where the list is cut: where all needs stand, and where one does."""

OPEN_MOST = 25
"""A list that is no longer than this stands open."""

FIRST_SHOWN = 8
"""Of what is around so many stand open."""


@dataclass(frozen=True)
class Chosen:
    """Which need is shown ("" for all), and whether things are grouped by need or by kind."""

    need: str
    by: str


def html(picture: AreaPicture, chosen: Chosen, smaller: Iterable[Area] = ()) -> str:
    """Return the list of what an area holds, in groups that open. ``smaller``: the areas to choose
    from where it is cut."""
    hits = shown(picture, chosen)
    labels = {need.id: need.label for need in picture.needs}
    place, need = picture.area.name, labels.get(chosen.need, "")
    if not hits:
        return parts.notice(wording.NOTHING_IN.format(place=place), wording.NOT_NONE)
    said = (words.STATUS_NEED if need else words.STATUS).format(
        need=need, entries=wording.entries(len(hits)), place=place
    )
    cut = len(hits) > ALL_MOST
    most = (NEED_MOST if chosen.need else GROUP_MOST) if cut else len(hits)
    groups = _by_need(hits, labels) if _is_by_need(chosen) else _by_kind(hits)
    stands_open = len(hits) <= OPEN_MOST or len(groups) == 1
    return (
        parts.status(said)
        + (_cut(most, smaller) if cut else "")
        + "".join(
            _group(name, found, picture.at, most, is_open=stands_open)
            for name, found in groups.items()
        )
        + (parts.para(words.EACH_NEED, "am-meta") if _is_by_need(chosen) else "")
        + (_missing(picture, labels) if not need else "")
    )


def shown(picture: AreaPicture, chosen: Chosen) -> tuple[Hit, ...]:
    """Return what is shown of an area: all it holds, or what meets one need."""
    if not chosen.need:
        return picture.hits
    return tuple(hit for hit in picture.hits if chosen.need in hit.asset.needs)


def _is_by_need(chosen: Chosen) -> bool:
    return chosen.by == "need" and not chosen.need


def _by_need(hits: Sequence[Hit], labels: Mapping[str, str]) -> dict[str, list[Hit]]:
    groups = {
        label: [hit for hit in hits if need in hit.asset.needs] for need, label in labels.items()
    }
    groups[words.NO_NEED] = [hit for hit in hits if not hit.asset.needs]
    return {name: found for name, found in groups.items() if found}


def _by_kind(hits: Sequence[Hit]) -> dict[str, list[Hit]]:
    names = {kind: wording.KINDS_MANY[kind] for kind in wording.KIND_ORDER}
    groups = {
        name[0].upper() + name[1:]: [hit for hit in hits if hit.asset.kind is kind]
        for kind, name in names.items()
    }
    return {name: found for name, found in groups.items() if found}


def _group(name: str, hits: Sequence[Hit], today: date, most: int, *, is_open: bool) -> str:
    """Return a group: services first, what has no place here last."""
    order = {kind: place for place, kind in enumerate(wording.KIND_ORDER)}
    listed = sorted(hits, key=lambda hit: (not hit.area_known, order[hit.asset.kind]))
    rows = _rows(listed[:most], today)
    if len(hits) > most:
        rows += parts.para(words.CUT.format(count=f"{len(hits) - most:,}"), "am-meta")
    summary = escape(words.GROUP.format(name=name, count=f"{len(hits):,}"))
    opened = " open" if is_open else ""
    return f'<details class="am-group"{opened}><summary>{summary}</summary>{rows}</details>'


def _cut(most: int, smaller: Iterable[Area]) -> str:
    areas = parts.areas(smaller)
    return parts.notice(
        words.CUT_ALL.format(most=most), "", parts.details(words.SMALLER, areas) if areas else ""
    )


def _missing(picture: AreaPicture, labels: Mapping[str, str]) -> str:
    met = picture.with_need
    missing = [label for need, label in labels.items() if not met.get(need)]
    return parts.para(words.NO_NEED_HERE.format(needs="; ".join(missing))) if missing else ""


# --- Rows -----------------------------------------------------------------------------------------


def _rows(hits: Iterable[Hit], today: date) -> str:
    return parts.bullets((row(hit, today, hit.reason) for hit in hits), "am-rows")


def row(hit: Hit, today: date, reason: str) -> str:
    """Return an entry in short: its name, what it is, where, when, and how fresh that is."""
    asset = hit.asset
    when = hours.sessions_in_words(hit.sessions) or hours.in_words(hit.hours_text)
    said = [reason if reason != words.JUST_HERE else "", when]
    more = " · ".join(escape(part) for part in said if part)
    return (
        f"{parts.link(addresses.asset(asset.id), asset.name)}"
        f'<span class="am-row"><span class="am-kind am-{asset.kind.value}">'
        f"{escape(wording.KINDS[asset.kind])}</span> {more}</span>"
        f"<small>{escape(parts.freshness(asset, today, advise=False))}</small>"
    )


# --- Around ---------------------------------------------------------------------------------------


def over(around: Around, today: date) -> str:
    """Return what is just over the boundary, each with the ward that it is in."""
    title = parts.heading(words.OVER, anchor="over")
    minutes = f"{around.minutes:g}"
    if not around.over:
        return title + parts.para(words.OVER_NONE.format(minutes=minutes))
    lead = words.OVER_LEAD.format(minutes=minutes, place=around.area.name)
    rows = [row(one.hit, today, _where(one, around)) for one in around.over]
    beyond = around.over_in_all > len(around.over)
    cut = words.OVER_MORE.format(shown=len(around.over), count=f"{around.over_in_all:,}")
    return (
        title
        + parts.para(lead, "am-meta")
        + _first(rows)
        + (parts.para(cut, "am-meta") if beyond else "")
        + parts.para(around.note, "am-meta")
    )


def _where(one: NearBy, around: Around) -> str:
    own = around.area.authority_code
    ward = one.ward or words.OVER_UNKNOWN
    if one.authority and one.authority_code != own:
        ward = words.OVER_WARD_OF.format(ward=ward, authority=one.authority)
    said = words.OVER_WHERE.format(walk=walk_shown(one.minutes), ward=ward)
    return f"{words.AT.format(venue=one.venue)}; {said}" if one.venue else said


def wider(around: Around, today: date) -> str:
    """Return what covers larger areas that hold this one, or such as lie in it in part."""
    if not around.wider:
        return ""
    rows = [
        row(
            one.hit,
            today,
            words.PARTLY.format(reason=one.hit.reason) if one.partly else one.hit.reason,
        )
        for one in around.wider
    ]
    return parts.heading(words.WIDER) + parts.para(words.WIDER_LEAD, "am-meta") + _first(rows)


def _first(rows: Sequence[str]) -> str:
    """Return the first rows, the others to be opened."""
    first, rest = rows[:FIRST_SHOWN], rows[FIRST_SHOWN:]
    more = wording.SHOW_MORE.format(count=len(rest))
    return parts.bullets(first, "am-rows") + (
        parts.details(more, parts.bullets(rest, "am-rows")) if rest else ""
    )
