"""What somebody can offer, asked: what they can do, when, and where they are."""

import re
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from asset_map.app import (
    find_ask,
    find_asked,
    find_browser,
    find_place,
    find_search,
    offer_asked,
    widgets,
)
from asset_map.app import find_wording as find
from asset_map.app import offer_wording as words
from asset_map.app.offer_asked import OfferAsked
from asset_map.domain.errors import BadInput
from asset_map.domain.offering import FreeTime

_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~:$&])")
"""Signs that Markdown, which labels are read as, takes for more than themselves."""


def form(asked: OfferAsked, skills: Sequence[str]) -> None:
    """Ask what, when, where and how far. Each choice is one address."""
    with st.container(key="offer-ask"):
        listed = list(dict.fromkeys((*skills, *asked.skills)))
        widgets.follow("offer-skills", list(asked.skills))
        st.pills(
            words.SKILLS,
            listed,
            selection_mode="multi",
            format_func=label,
            key="offer-skills",
            on_change=_skills_chosen,
        )
        widgets.follow("offer-times", list(asked.times))
        st.pills(
            words.TIMES,
            list(FreeTime),
            selection_mode="multi",
            format_func=words.TIMES_WORDS.__getitem__,
            key="offer-times",
            on_change=_times_chosen,
        )
        find_ask.how_far("offer-far", asked.far_m, lambda far_m: _change(far_m=far_m))
        _where(asked)


def instead(error: BadInput) -> None:
    """Say why a place was not taken, and offer those that may be meant."""
    find_ask.choices(error, _located)


def label(said: str) -> str:
    """Return what somebody wrote so that a label shows it as it is, with a capital."""
    return _MARKS.sub(r"\\\1", said[:1].upper() + said[1:])


def _where(asked: OfferAsked) -> None:
    widgets.follow("offer-place", asked.where.place)
    with st.container(key="offer-where"):
        with (
            st.form("offer-form", border=False),
            st.container(horizontal=True, vertical_alignment="bottom"),
        ):
            st.text_input(
                find_place.label(),
                key="offer-place",
                max_chars=find_asked.LONGEST_TEXT,
                autocomplete="postal-code",
            )
            st.form_submit_button(find.GO, type="primary", on_click=_place_given)
        find_browser.locate(_located, "offer-locate")


def _skills_chosen() -> None:
    _change(skills=tuple(st.session_state["offer-skills"] or ()))


def _times_chosen() -> None:
    _change(times=tuple(st.session_state["offer-times"] or ()))


def _place_given() -> None:
    _located(st.session_state["offer-place"].strip())


def _located(position: str) -> None:
    find_search.led()
    asked = offer_asked.now()
    offer_asked.go(replace(asked, where=replace(asked.where, place=position)))


def _change(**changes: object) -> None:
    offer_asked.go(replace(offer_asked.now(), **changes))  # type: ignore[arg-type]
