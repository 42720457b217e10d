"""Plain pages for everybody: no script, one request, the same for whoever asks.

Their style stands in the page, and no typeface is fetched, so that text is there at once on a slow
phone. What they show is remembered for a minute: see ``remembered``.
"""

import base64
import hashlib
import logging
import time
from collections.abc import Callable
from functools import lru_cache, wraps
from html import escape
from pathlib import Path

from asset_map.app import addresses, care, frame, parts, statements, wording
from asset_map.app import plain_wording as words
from asset_map.domain.errors import AssetMapError, BadInput, Failure
from asset_map.domain.logged import for_log
from asset_map.domain.needs import Need
from asset_map.domain.people import VISITOR
from asset_map.journeys.acting import acting
from asset_map.journeys.list_needs import list_needs
from asset_map.journeys.load_demo import demo_kinds
from asset_map.journeys.see_loads import Credit, credit_sources
from asset_map.web.refusals import status_of
from asset_map.web.remembered import Made, Remembered

log = logging.getLogger(__name__)

LOOK = Path(__file__).parent.parent / "app" / "look" / "public.css"
FRAME_REMEMBERED_SECONDS = 30

pages = Remembered()
"""What plain pages, their files and drawings answer with."""

Make = Callable[[], Made]


def page(
    title: str,
    body: str,
    *,
    lead: str = "",
    above: str = "",
    at: str = "",
    headed: bool = False,
    css: str = "",
    tab: str = "",
    urgent: str = "",
) -> Made:
    """Return a page. ``body`` is HTML that was made here; ``headed``: its heading stands in it.

    ``at`` is the address it is best known by. ``tab``: what browsers list it by, where that must
    not tell what the title does. ``urgent``: who helps at once, where it stands at the top and not
    at the foot.
    """
    head = "" if headed else _heading(title, lead, above)
    return _page(tab or title, head + body, at=at, css=css, urgent=urgent)


def refused(
    error: AssetMapError,
    title: str = "",
    sentence: str = "",
    more: str = "",
    *,
    offers: bool = True,
) -> Made:
    """Return a page that says why there is none, and what to do; never remembered.

    ``sentence`` is said in place of what an error says to whoever types commands; ``more`` is HTML
    that was made here. ``offers``: links to what may have been meant, and the way to look for it.
    """
    if isinstance(error, Failure):
        log.error("A plain page could not be answered: %s", for_log(error))
        said = parts.notice(wording.DOWN_TITLE, wording.DOWN_TEXT, css="am-problem")
    else:
        said = parts.notice(sentence or error.sentence, _next(error), css="am-problem")
    way_on = f"<p>{parts.link(addresses.FIND, words.TO_FIND)}</p>"
    offered = _choices(error) + way_on if offers else ""
    title = title or words.NOT_DONE
    return _page(title, _heading(title) + said + more + offered, status_of(error), kept=False)


def plainly(make: Make, title: str = "", sentence: str = "") -> Make:
    """Let what makes a page answer its errors with a page, ask as a visitor, and link to plain
    pages."""

    @wraps(make)
    def made() -> Made:
        with acting(lambda: VISITOR), addresses.plainly():
            try:
                return make()
            except AssetMapError as error:
                return refused(error, title, sentence)

    return made


def needs() -> tuple[Need, ...]:
    """Return what a resident may look for; remembered, for every page names some."""
    return _needs(int(time.monotonic() / FRAME_REMEMBERED_SECONDS))


@lru_cache(maxsize=1)
def _needs(_moment: int) -> tuple[Need, ...]:
    return list_needs()


def _next(error: AssetMapError) -> str:
    # What is said to whoever types commands helps nobody here.
    is_command = "asset-map" in error.next_step or not error.next_step
    return words.NEXT if is_command else error.next_step


def _choices(error: AssetMapError) -> str:
    listed = getattr(error, "choices", ()) if isinstance(error, BadInput) else ()
    if not listed:
        return ""
    links = (parts.link(addresses.near(choice.words), choice.label) for choice in listed)
    return parts.para(words.PERHAPS) + parts.bullets(links)


def _heading(title: str, lead: str = "", above: str = "") -> str:
    return (
        (parts.para(above, "am-above") if above else "")
        + parts.heading(title, 1, "content")
        + (parts.para(lead, "am-lead") if lead else "")
    )


def _page(
    title: str,
    body: str,
    status: int = 200,
    *,
    at: str = "",
    css: str = "",
    urgent: str = "",
    kept: bool = True,
) -> Made:
    around = _around(int(time.monotonic() / FRAME_REMEMBERED_SECONDS))
    canonical = f'<link rel="canonical" href="{escape(at)}">\n' if at else ""
    robots = '<meta name="robots" content="noindex, nofollow">\n' if around.hidden else ""
    html = f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)} – {escape(wording.PRODUCT)}</title>
<meta name="description" content="{escape(words.DESCRIPTION)}">
{robots}{canonical}<link rel="icon" type="image/svg+xml" href="/look/icon.svg">
<style>{_style()}</style>
</head>
<body{f' class="{css}"' if css else ""}>
<a class="am-skip" href="#content">{escape(words.SKIP)}</a>
{around.head}{urgent}
<main>
{body}
</main>
{"" if urgent else around.urgent}{around.foot}
</body>
</html>
"""
    headers = {"Content-Security-Policy": _policy()}
    if around.hidden:
        headers["X-Robots-Tag"] = "noindex, nofollow"
    return Made(html.encode("utf-8", "replace"), status=status, headers=headers, kept=kept)


class _Around:
    """What stands around every page; where nobody knows whether it is the demonstration, search
    engines are kept out."""

    def __init__(self) -> None:
        try:
            kinds, self.hidden = demo_kinds(), False
            credits = credit_sources()
        except AssetMapError:
            kinds, self.hidden, credits = [], True, ()
        self.hidden = self.hidden or bool(kinds)
        self.head = _head() + (frame.banner(kinds) if kinds else "")
        with addresses.plainly():
            self.urgent = care.urgent(addresses.near(need="food"))
        self.foot = _foot(credits)


@lru_cache(maxsize=1)
def _around(_moment: int) -> _Around:
    with acting(lambda: VISITOR):
        return _Around()


def _head() -> str:
    ways = (
        parts.link(addresses.FIND, words.FIND_NAV),
        parts.link("/near", words.FULL_NAV),
    )
    return (
        f'<header class="am-head">{parts.link(addresses.FRONT, wording.PRODUCT, "am-brand")}'
        f'<nav aria-label="{escape(words.NAVIGATION)}">{parts.bullets(ways, "am-nav")}</nav>'
        "</header>"
    )


def _foot(credits: tuple[Credit, ...]) -> str:
    said = parts.bullets(map(_credit, credits)) if credits else parts.para(wording.FOOT_NONE)
    sources = parts.details(wording.FOOT_SOURCES, said)
    return f'<footer class="am-foot">{sources}{statements.links()}</footer>'


def _credit(credit: Credit) -> str:
    address = addresses.safe(credit.licence_url)
    licence = parts.link(address, credit.licence) if address else escape(credit.licence)
    publisher = f" ({escape(credit.publisher)})" if credit.publisher else ""
    return f"{escape(credit.title)}{publisher}: {licence}. {escape(credit.attribution)}"


@lru_cache(maxsize=1)
def _style() -> str:
    return LOOK.read_text(encoding="utf-8").partition("*/")[2].strip()


@lru_cache(maxsize=1)
def _policy() -> str:
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return "; ".join(
        [
            "default-src 'none'",
            f"style-src 'sha256-{digest}'",
            "img-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ]
    )
