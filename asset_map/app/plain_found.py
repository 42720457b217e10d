"""What was found near a place, as a plain list: the same things in the same order as on the page
with a map."""

from datetime import datetime
from html import escape

from asset_map.app import find_bands, find_list, find_results, find_said, parts, wording
from asset_map.app import find_wording as find
from asset_map.app import plain_wording as words
from asset_map.app.find_asked import NEAR, FindAsked
from asset_map.app.find_bands import Laid
from asset_map.domain.opening import uk_time
from asset_map.journeys.find_near import Near


def laid_out(near: Near, asked: FindAsked, labels: dict[str, str], at: datetime) -> Laid:
    """Return what was found as it is laid out, on this page and on the other."""
    far = find_said.far_words(asked.far_m) if asked.far_m else ""
    return find_bands.laid(near, labels, far, uk_time(at).date())


def html(
    near: Near, asked: FindAsked, labels: dict[str, str], at: datetime, visits: str = ""
) -> str:
    """Return the list, with what stands above and below it; ``visits``: several needs at once."""
    laid = laid_out(near, asked, labels, at)
    return "".join(
        [
            _active(asked, labels),
            find_results.taken(near),
            _counted(near, asked, laid),
            visits,
            *find_list.pieces(laid, labels, uk_time(at), level=2),
            parts.para(find_said.perhaps(near, asked)) if near.perhaps else "",
            parts.para(near.note, "am-meta"),
            parts.para(find.PRINTED.format(day=wording.day(uk_time(at).date())), "am-meta"),
        ]
    )


def kept(asked: FindAsked) -> str:
    """Return the ways to keep the list: files, and the page with a map."""
    files = [
        parts.link(asked.address(f"{NEAR}{ending}"), words.SAVE_AS.format(how=how))
        for ending, how in find.SAVED.items()
    ]
    note = f"<small>{escape(words.ON_THE_MAP_NOTE)}</small>"
    with_map = f"{parts.link(asked.address(), words.ON_THE_MAP)} {note}"
    return (
        f'<section class="am-unprinted">{parts.heading(words.SAVE)}'
        f"{parts.bullets([*files, with_map])}</section>"
    )


def _active(asked: FindAsked, labels: dict[str, str]) -> str:
    said = find_said.active(asked, labels, {})
    return parts.para(find.ACTIVE.format(all="; ".join(said))) if said else ""


def _counted(near: Near, asked: FindAsked, laid: Laid) -> str:
    said = find_results.found_words(asked, near, laid)
    if laid.within or laid.coming:
        return f'<p class="am-status" role="status">{escape(said)}</p>'
    return parts.notice(said, find.NOT_NONE)
