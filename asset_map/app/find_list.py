"""The list of what was found, as HTML: the first few at once, the rest where asked for.

On paper is what was open on screen; what was not, is counted there. Sources are named once.
"""

from collections.abc import Iterator
from datetime import datetime
from html import escape

from asset_map.app import find_bands, find_card, parts, wording
from asset_map.app import find_wording as words
from asset_map.app.find_bands import Band, Laid
from asset_map.journeys.hits import Hit

FIRST_SHOWN = 20
"""So many can be looked through, and fit on one page of A4."""

ROOMY = 12
"""So many fit on one page in larger print."""


def pieces(laid: Laid, labels: parts.Needs, now: datetime, level: int = 3) -> Iterator[str]:
    """Yield the list band by band; ``level`` is that of its headings."""

    def listed(*bands: Band) -> str:
        return "".join(_band(band, labels, now, level) for band in bands)

    def apart(title: str, hits: tuple[Hit, ...], more: tuple[Hit, ...], note: str = "") -> str:
        if not hits and not more:
            return ""
        folded = find_card.cards(more, labels, now, level + 1) if more else ""
        return listed(Band(title, hits, note)) + _folded(len(more), folded)

    first, rest = find_bands.first(laid, FIRST_SHOWN)
    yield from map(listed, first.within)
    yield _folded(sum(len(band.hits) for band in rest.within), listed(*rest.within))
    yield from map(listed, first.beyond)
    yield apart(words.COMING, first.coming, rest.coming)
    yield apart(words.OFFERED, first.offered, rest.offered, words.OFFERED_NOTE)
    if laid.hits:
        yield _sources(laid, small=len(first.hits) > ROOMY)


def _sources(laid: Laid, *, small: bool) -> str:
    named = "; ".join(dict.fromkeys(hit.asset.provenance.source for hit in laid.hits))
    css = "am-on-paper am-small-print" if small else "am-on-paper"
    return parts.para(f"{wording.SOURCE}: {named}.", css)


def _band(band: Band, labels: parts.Needs, now: datetime, level: int) -> str:
    title = f'<h{level} class="am-band">{escape(band.title)}</h{level}>'
    note = parts.para(band.note, "am-meta") if band.note else ""
    cards = find_card.cards(band.hits, labels, now, level + 1) if band.hits else ""
    return title + note + cards


def _folded(count: int, html: str) -> str:
    """Return what opens where asked for; nothing where nothing is left."""
    if not count:
        return ""
    unprinted = parts.para(words.UNPRINTED.format(count=count), "am-on-paper")
    more = escape(wording.SHOW_MORE.format(count=count))
    return f'{unprinted}<details class="am-found-rest"><summary>{more}</summary>{html}</details>'
