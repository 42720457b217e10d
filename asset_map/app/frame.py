"""What stands around every page: banner, heading, the one place where errors end, foot."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from asset_map.app import (
    add_wording,
    addresses,
    ask,
    gaps_wording,
    parts,
    statements,
    ways,
    who,
    wording,
)
from asset_map.domain.errors import AssetMapError, BadInput, Failure, NotAllowed
from asset_map.domain.logged import for_log
from asset_map.domain.people import Person
from asset_map.domain.rights import Action
from asset_map.journeys.acting import acting
from asset_map.journeys.see_loads import Credit

log = logging.getLogger(__name__)

_COMMAND = "asset-map"

_headed: ContextVar[bool] = ContextVar("headed", default=False)
"""Whether the page that is being drawn has its heading."""


_before: ContextVar[DeltaGenerator | None] = ContextVar("before", default=None)
"""What comes first on the page that is being drawn, right after the skip link."""


@contextmanager
def page(
    title: str, next_step: str = "", instead: Callable[[], None] | None = None
) -> Iterator[None]:
    """Frame a page. Where somebody asked for what is not there, ``next_step`` is said in place of a
    command, and ``instead`` is drawn. One that ends before it has a heading has its title as that.
    """
    name(title)
    _headed.set(False)
    _before.set(st.container(key="before"))
    parts.draw(navigation(title, who.person()))
    parts.draw(banner(_demo_kinds()))
    with acting(who.looked_up):
        try:
            yield
        except AssetMapError as error:
            if not _headed.get():
                parts.draw(_heading(title))
            parts.draw(_plainly(error, next_step))
            if instead is not None and isinstance(error, BadInput):
                instead()
    parts.draw(_foot())


def before_all(html: str) -> None:
    """Draw what comes before the head of a page, whenever it is known that it has to."""
    before = _before.get()
    if before is not None:
        before.html(html)


def title(text: str, lead: str = "", above: str = "") -> None:
    """Draw the heading of a page, where the skip link leads to."""
    _headed.set(True)
    parts.draw(_heading(text, lead, above))


def _heading(text: str, lead: str = "", above: str = "") -> str:
    return (
        f'<div class="am-title">{parts.para(above, "am-above") if above else ""}'
        f"{parts.heading(text, 1, 'content')}{parts.para(lead, 'am-lead') if lead else ''}</div>"
    )


def navigation(here: str, visiting: Person) -> str:
    """Return the product's name, the ways to the pages that open for a visit, and in or out."""
    everybodys = {
        wording.NEAR_TITLE: (addresses.near(), wording.NEAR_NAV),
        gaps_wording.TITLE: (addresses.GAPS, gaps_wording.NAV),
        wording.CUT_TITLE: (addresses.cut(), wording.CUT_NAV),
        add_wording.TITLE: (addresses.ADD, add_wording.NAV),
    }
    return (
        f'<header class="am-head">{parts.link(addresses.FRONT, wording.PRODUCT, "am-brand")}'
        f"{ways.navigation(everybodys, visiting, here)}"
        f"{who.at_the_door(visiting)}</header>"
    )


def name(text: str) -> None:
    """Name the browser's tab after what the page shows."""
    st.set_page_config(page_title=f"{text} – {wording.PRODUCT}")


def demo_mark() -> str:
    """Return the words that a picture of the map carries while it shows demonstration data."""
    kinds = _demo_kinds()
    if not kinds:
        return ""
    return wording.DEMO_ON_MAP if "asset" in kinds else wording.DEMO_PARTS_ON_MAP


def banner(kinds: list[str]) -> str:
    """Return the banner that says what is not real, and where real help is."""
    if not kinds:
        return f'<p class="am-urgent">{escape(wording.URGENT)}</p>'
    if "asset" in kinds:
        said = (wording.DEMO_TITLE, wording.DEMO_TEXT)
    else:
        named = ", ".join(wording.DEMO_KINDS.get(kind, kind) for kind in kinds)
        said = (wording.DEMO_PARTS, wording.DEMO_PARTS_TEXT.format(kinds=named))
    return (
        f'<aside class="am-demo-banner" aria-label="{escape(said[0])}">'
        f"<strong>{escape(said[0])}.</strong> {escape(said[1])}</aside>"
    )


def _demo_kinds() -> list[str]:
    """Return what is demonstration; where no database answers, nothing of it is shown either."""
    try:
        return ask.demo_kinds()
    except AssetMapError:
        return []


def _plainly(error: AssetMapError, next_step: str) -> str:
    log.info("Shown to a person: %s", for_log(error))
    if isinstance(error, Failure) and not who.may(Action.SEE_LOADS):
        return parts.notice(wording.DOWN_TITLE, wording.DOWN_TEXT, css="am-problem")
    if isinstance(error, NotAllowed):
        return parts.notice(error.sentence, error.next_step, css="am-problem")
    is_command = _COMMAND in error.next_step or not error.next_step
    step = next_step if is_command and isinstance(error, BadInput) else error.next_step
    return parts.notice(error.sentence, step, css="am-problem")


def _foot() -> str:
    try:
        credits = ask.credit_sources()
    except AssetMapError:
        said = parts.para(wording.FOOT_UNKNOWN)
    else:
        said = parts.bullets(_credit(credit) for credit in credits) if credits else ""
        said = said or parts.para(wording.FOOT_NONE)
    return (
        f'<footer class="am-foot">{parts.details(wording.FOOT_SOURCES, said)}'
        f"{parts.para(wording.URGENT)}{statements.links()}</footer>"
    )


def _credit(credit: Credit) -> str:
    address = addresses.safe(credit.licence_url)
    licence = parts.link(address, credit.licence) if address else escape(credit.licence)
    publisher = f" ({escape(credit.publisher)})" if credit.publisher else ""
    return f"{escape(credit.title)}{publisher}: {licence}. {escape(credit.attribution)}"
