"""A ward or neighbourhood on a plain page: strengths first, then who lives there, then gaps.

Most of it is what the page with a map says, in the same words.
"""

from collections.abc import Iterable
from html import escape

from asset_map.app import addresses, area, area_list, find_form, find_wording, parts, qr, wording
from asset_map.app import area_wording as area_words
from asset_map.app import plain_wording as words
from asset_map.app.area_list import Chosen
from asset_map.journeys.describe_area import AreaPicture
from asset_map.journeys.gap import Gap
from asset_map.journeys.hits import Hit
from asset_map.journeys.see_around import Around
from asset_map.journeys.see_gaps import Gaps
from asset_map.journeys.see_strengths import Strengths

ALL_BY_KIND = Chosen(need="", by="kind")

GAPS_TOLD = 6
"""So many gaps are told at once; the others are behind one press."""


def html(
    picture: AreaPicture, around: Around, strong: Strengths, gaps: Gaps | None, at: str
) -> str:
    """Return the page of an area, whose plain address is ``at``."""
    return "".join(
        [
            f"<p>{parts.link(f'{at}/list', words.AREA_LIST)}</p>",
            area.top(picture, around),
            area.here(picture, strong),
            area.needs(picture, gaps),
            parts.heading(area_words.GAPS, anchor="gaps"),
            _gaps(gaps),
            parts.heading(area_words.LIST, anchor="list"),
            area_list.html(picture, ALL_BY_KIND),
            area_list.over(around, picture.at),
            area_list.wider(around, picture.at),
            find_form.short(),
            _kept(picture, at),
        ]
    )


def in_order(hits: Iterable[Hit]) -> list[Hit]:
    """Return what an area has in the order in which the page lists it."""
    order = {kind: place for place, kind in enumerate(wording.KIND_ORDER)}
    return sorted(hits, key=lambda hit: (order[hit.asset.kind], not hit.area_known))


def _gaps(gaps: Gaps | None) -> str:
    if gaps is None:
        return parts.para(words.AREA_GAPS_UNKNOWN)
    rows = sorted(gaps.rows, key=_share)
    wide = [gap for gap in rows if _share(gap) < 0.5]
    first = wide[:GAPS_TOLD]
    others = [gap for gap in rows if gap not in first]
    said = _sentences(first) if first else parts.para(words.AREA_GAPS_NONE)
    if others:
        said += parts.details(words.AREA_GAPS_MORE, _sentences(others))
    note = " ".join([gaps.unknown, wording.PEOPLE_NOT_USERS, gaps.note])
    whole = f"<p>{parts.link(addresses.gaps(gaps.rows[0].area.code), area_words.TO_GAPS)}</p>"
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


def _kept(picture: AreaPicture, at: str) -> str:
    files = [
        parts.link(f"{at}{ending}", words.AREA_SAVE.format(how=how))
        for ending, how in find_wording.SAVED.items()
    ]
    with_map = addresses.with_query("/area", code=picture.area.code)
    files.append(
        f"{parts.link(with_map, words.ON_THE_MAP)} <small>{escape(words.ON_THE_MAP_NOTE)}</small>"
    )
    return (
        f'<section class="am-unprinted">{parts.heading(area_words.TAKE, anchor="take")}'
        f"{qr.piece(at)}{parts.bullets(files)}</section>"
    )
