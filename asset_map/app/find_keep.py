"""What can be taken along from the find page: a print, a link that tells all, files."""

from datetime import datetime
from html import escape

import streamlit as st

from asset_map.app import find_browser, frame, parts, wording
from asset_map.app import find_wording as words
from asset_map.app.find_asked import NEAR, FindAsked
from asset_map.settings import get_settings


def take_along(asked: FindAsked) -> None:
    """Offer to print, to share and to download what is shown."""
    with st.container(key="find-keep"), st.expander(words.KEEP, key="find-keep-open"):
        find_browser.print_button()
        links = (
            parts.link(asked.address(f"{NEAR}{ending}"), name)
            for ending, name in words.SAVED.items()
        )
        parts.draw(
            parts.heading(words.DOWNLOAD, 3)
            + parts.bullets(links, "am-plain am-downloads")
            + parts.heading(words.SHARE, 3)
            + parts.para(words.SHARE_TELLS)
        )
        st.button(words.SHARE_GO, key="find-share", on_click=_share, args=(asked,))
        if st.session_state.get("find-shared") == asked:
            find_browser.copied(get_settings().reached_at + asked.shared_address())


def _share(asked: FindAsked) -> None:
    st.session_state["find-shared"] = asked


def print_head(place: str, active: list[str], found: str, at: datetime) -> str:
    """Return what stands above the list on paper alone: place, what was asked for, how many were
    found, the date."""
    asked = parts.para("; ".join(active)) if active else ""
    day = words.PRINTED.format(day=wording.day(at.date()))
    demo = parts.para(frame.demo_mark()) if frame.demo_mark() else ""
    return (
        f'<div class="am-print-head"><p class="am-print-title">'
        f"{escape(words.PRINT_TITLE.format(place=place))}</p>{asked}{parts.para(found)}{parts.para(day)}{demo}</div>"
    )
