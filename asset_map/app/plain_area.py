"""A ward or neighbourhood on a plain page: strengths first, then who lives there, then gaps."""

from collections.abc import Iterable, Sequence
from html import escape

from asset_map.app import addresses, find_form, parts, qr, strengths, wording
from asset_map.app import plain_wording as words
from asset_map.domain.numbers import about
from asset_map.domain.places import Area
from asset_map.journeys.describe_area import AreaPicture
from asset_map.journeys.find_near import Hit
from asset_map.journeys.gap import Gap
from asset_map.journeys.see_gaps import Gaps
from asset_map.journeys.see_strengths import Strengths

FIRST_SHOWN = 25
"""So many of a kind are shown at once; the others are behind one press."""


def html(picture: AreaPicture, strong: Strengths, gaps: Gaps | None, at: str) -> str:
    """Return the page of an area, whose plain address is ``at``."""
    return "".join(
        [
            f"<p>{parts.link(f'{at}/list', words.AREA_LIST)}</p>",
            parts.heading(words.AREA_STRENGTHS.format(area=picture.area.name)),
            strengths.html(strong),
            _people(picture),
            parts.heading(words.AREA_GAPS),
            _gaps(gaps),
            _by_kind(picture.hits),
            find_form.short(),
            _namesakes(picture),
            _kept(picture, at),
        ]
    )


def above(picture: AreaPicture) -> str:
    """Return what kind of area it is, and of when its boundaries are."""
    kind = wording.AREA_KINDS[picture.area.kind]
    rough = f" {wording.APPROXIMATE}" if picture.area.approximate else ""
    return wording.BOUNDARIES.format(kind=kind, year=picture.area.vintage) + rough


def in_order(hits: Iterable[Hit]) -> list[Hit]:
    """Return what an area has in the order in which the page lists it."""
    order = {kind: place for place, kind in enumerate(wording.KIND_ORDER)}
    return sorted(hits, key=lambda hit: order[hit.asset.kind])


def _people(picture: AreaPicture) -> str:
    people = picture.people
    if people.people is None:
        said = parts.para(wording.NO_PEOPLE)
    else:
        note = wording.PEOPLE_MODELLED.format(source=people.source, as_of=people.as_of)
        number = about(people.people)
        said = parts.figures([(number, wording.PEOPLE_LIVE_HERE, note)])
    return parts.heading(words.AREA_NEEDS) + said


def _gaps(gaps: Gaps | None) -> str:
    if gaps is None:
        return parts.para(words.AREA_GAPS_UNKNOWN)
    rows = sorted(gaps.rows, key=_share)
    wide = [gap for gap in rows if _share(gap) < 0.5]
    others = [gap for gap in rows if _share(gap) >= 0.5]
    said = _sentences(wide) if wide else parts.para(words.AREA_GAPS_NONE)
    if others:
        said += parts.details(words.AREA_GAPS_MORE, _sentences(others))
    note = " ".join([gaps.unknown, wording.PEOPLE_NOT_USERS, gaps.note])
    whole = f"<p>{parts.link(addresses.gaps(gaps.rows[0].area.code), wording.TO_GAPS)}</p>"
    return said + parts.para(note, "am-meta") + whole


def _share(gap: Gap) -> float:
    """Return the share of people in reach; what nobody can tell comes last."""
    if gap.reach is None or not gap.people or gap.reach.people_within is None:
        return 2.0
    return gap.reach.people_within / gap.people


def _sentences(gaps: Iterable[Gap]) -> str:
    return parts.bullets(
        f"<strong>{escape(gap.need.label)}</strong>: {escape(gap.sentence)}" for gap in gaps
    )


def _by_kind(hits: Sequence[Hit]) -> str:
    if not hits:
        return parts.heading(words.AREA_ALL) + parts.notice(words.AREA_NOTHING, wording.NOT_NONE)
    said = parts.heading(words.AREA_ALL)
    for kind in wording.KIND_ORDER:
        some = [hit for hit in hits if hit.asset.kind == kind]
        if some:
            name = wording.KINDS_MANY[kind]
            title = words.AREA_KIND.format(kinds=name[0].upper() + name[1:], count=f"{len(some):,}")
            said += parts.heading(title, 3) + _listed(some)
    return said


def _listed(hits: Sequence[Hit]) -> str:
    first = parts.bullets(map(_line, hits[:FIRST_SHOWN]))
    rest = hits[FIRST_SHOWN:]
    if not rest:
        return first
    more = wording.SHOW_MORE.format(count=len(rest))
    return first + parts.details(more, parts.bullets(map(_line, rest)))


def _line(hit: Hit) -> str:
    asset = hit.asset
    said = [parts.link(addresses.asset(asset.id), asset.name), escape(hit.reason)]
    return ", ".join(said)


def _namesakes(picture: AreaPicture) -> str:
    return "".join(
        f"<p>{escape(wording.NAMESAKE.format(name=other.name, kind=_kind(other)))} "
        f"{parts.link(addresses.plain_area(other.code), wording.NAMESAKE_LINK)}</p>"
        for other in picture.namesakes
        if other.code != picture.area.code
    )


def _kind(area: Area) -> str:
    return f"{wording.AREA_KINDS[area.kind].lower()}, {area.vintage}"


def _kept(picture: AreaPicture, at: str) -> str:
    files = [
        parts.link(f"{at}{ending}", words.AREA_SAVE.format(how=how))
        for ending, how in words.AREA_SAVES.items()
    ]
    with_map = addresses.with_query("/area", code=picture.area.code)
    files.append(
        f"{parts.link(with_map, words.ON_THE_MAP)} <small>{escape(words.ON_THE_MAP_NOTE)}</small>"
    )
    return (
        f'<section class="am-unprinted">{parts.heading(words.CARRY)}{qr.piece(at)}'
        f"{parts.bullets(files)}</section>"
    )
