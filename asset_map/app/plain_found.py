"""What was found near a place, as a plain list: the same things in the same order as on the map."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

from asset_map.app import addresses, find_ask, parts, wording
from asset_map.app import find_wording as find
from asset_map.app import plain_wording as words
from asset_map.app.find_asked import FindAsked
from asset_map.journeys.find_near import Hit, Near


def html(near: Near, asked: FindAsked, labels: Mapping[str, str]) -> str:
    """Return the list, with what stands above and below it."""
    placed = [hit for hit in near.hits if hit.walking_m is not None]
    coming = [hit for hit in near.hits if hit.walking_m is None]
    return "".join(
        [
            _active(asked, labels),
            _taken(near),
            _status(near, len(placed), len(coming)),
            _unmet(near, labels),
            _cards(placed, labels),
            _coming(coming, labels),
            parts.para(near.note, "am-meta"),
            _perhaps(near),
            parts.para(find.PRINTED.format(day=wording.day(date.today())), "am-meta"),
        ]
    )


def kept(asked: FindAsked) -> str:
    """Return the ways to keep the list: files, and the page with a map."""
    files = [
        parts.link(asked.address(path), words.SAVE_AS.format(how=how))
        for path, how in find.DOWNLOADS.items()
    ]
    with_map = f"{parts.link(asked.address(), words.ON_THE_MAP)} {_small(words.ON_THE_MAP_NOTE)}"
    return (
        f'<section class="am-unprinted">{parts.heading(words.SAVE)}'
        f"{parts.bullets([*files, with_map])}</section>"
    )


def _active(asked: FindAsked, labels: Mapping[str, str]) -> str:
    said = find_ask.active(asked, labels, {})
    return parts.para(find.ACTIVE.format(all="; ".join(said))) if said else ""


def _taken(near: Near) -> str:
    return "".join(
        parts.para(find.TAKEN_WORD.format(typed=one.typed, taken=", ".join(one.taken)))
        for one in near.understood
    )


def _status(near: Near, placed: int, coming: int) -> str:
    within = _within(near)
    if near.nothing_within or not placed:
        said = (
            find.NONE_WITHIN.format(within=within, place=near.place.label)
            if within
            else find.NONE_NEAR.format(place=near.place.label)
        )
        beyond = parts.heading(find.BEYOND) if placed else ""
        return parts.notice(said, find.NOT_NONE) + beyond
    said = (find.FOUND_ONLY if near.more else find.FOUND).format(
        places=wording.places(placed), within=within
    )
    more = f" {find.FOUND_COMING.format(count=coming)}" if coming else ""
    return f'<p class="am-status" role="status">{escape(said + more)}</p>'


def _unmet(near: Near, labels: Mapping[str, str]) -> str:
    if near.nothing_within:
        return ""
    return "".join(
        parts.para(find.UNMET.format(need=labels.get(need, need), within=_within(near)) + ".")
        for need in near.unmet
    )


def _cards(hits: Sequence[Hit], labels: Mapping[str, str]) -> str:
    return parts.cards(hits, labels, date.today()) if hits else ""


def _coming(hits: Sequence[Hit], labels: Mapping[str, str]) -> str:
    return parts.heading(find.COMING) + _cards(hits, labels) if hits else ""


def _perhaps(near: Near) -> str:
    if not near.perhaps:
        return ""
    said = find.PERHAPS_ONE if near.perhaps == 1 else find.PERHAPS
    return parts.para(said.format(count=near.perhaps, within=_within(near)))


def _within(near: Near) -> str:
    if near.within_m is None:
        return ""
    return find.WITHIN.format(far=find_ask.far_words(near.within_m))


def _small(text: str) -> str:
    return f"<small>{escape(text)}</small>"


def areas(name: str, code: str) -> str:
    """Return the way to the page of an area that was typed."""
    return f"<p>{parts.link(addresses.plain_area(code), find.WHOLE_AREA.format(area=name))}</p>"
