"""How far it is on foot to an asset, from where somebody is: asked here, or looked around before.

Where that is stands in no address: it is kept for the visit alone (``web/kept_search``).
"""

from html import escape

import streamlit as st

from asset_map.app import ask, find_search, parts
from asset_map.app import asset_wording as words
from asset_map.domain.assets import AssetKind
from asset_map.domain.errors import BadInput
from asset_map.journeys.see_asset import AssetPicture
from asset_map.journeys.see_walk import Walk
from asset_map.web import kept_search
from asset_map.web.kept_search import KeptSearch

FIELD = "asset-from"


def draw(picture: AssetPicture) -> None:
    """Draw how far it is, and the question where from; nothing of what is at no place, nor of
    skills, to which nobody goes."""
    if picture.asset.kind is AssetKind.SKILL_OFFER:
        return
    if picture.asset.correspondence or (picture.exact and picture.asset.point is None):
        return
    parts.draw(parts.heading(words.FOOT, anchor="on-foot"))
    if not picture.exact:
        parts.draw(_hidden(picture))
        return
    place = kept_search.last_place(find_search.visit_token())
    if place:
        parts.draw(_answer(picture, place))
    _asked(again=bool(place))


def _answer(picture: AssetPicture, place: str) -> str:
    try:
        found = ask.see_walk(str(picture.asset.id), place)
    except BadInput as error:
        return parts.notice(error.sentence, error.next_step, css="am-problem")
    return html(found)


def html(found: Walk) -> str:
    """Return how far it is, and how that was measured."""
    if found.metres is None or found.minutes is None:
        return ""
    said = words.from_place(found.place, found.venue, found.minutes, found.metres)
    how = words.HOW_STREETS if found.along_streets else words.HOW_LINE
    return f'<p class="am-walk" role="status">{escape(said)}</p>' + parts.para(
        f"{how} {found.note}", "am-meta"
    )


def _hidden(picture: AssetPicture) -> str:
    ward = next((one.name for one in picture.areas), "")
    said = words.NO_WALK.format(ward=ward) if ward else words.NO_WALK_ANYWHERE
    return parts.para(f"{said} {words.FIRST_ASK}")


def _asked(*, again: bool) -> None:
    with st.form("on-foot", border=False, clear_on_submit=True), st.container(key="on-foot-form"):
        st.text_input(
            words.FOOT_AGAIN if again else words.FOOT_LABEL,
            key=FIELD,
            max_chars=80,
            autocomplete="postal-code",
        )
        st.form_submit_button(words.FOOT_GO, on_click=_given)
    parts.draw(parts.para(words.FOOT_HINT, "am-meta"))


def _given() -> None:
    typed = str(st.session_state[FIELD]).strip()
    if typed:
        kept_search.keep(find_search.visit_token(), KeptSearch(place=typed))
