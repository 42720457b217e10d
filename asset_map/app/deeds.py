"""What somebody asked a page to do: it is noted when a button is pressed, and done by the page.

So its errors end where all others do, or are told beside what was pressed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from asset_map.domain.errors import BadInput

_WISH = "deeds-wish"
_TOLD = "deeds-told"

Deeds = Mapping[str, Callable[..., str]]
"""What can be done on a page, by a name; each returns the sentence that tells of it."""


@dataclass(frozen=True)
class Done:
    """What was done, or what was wrong with it; ``where`` on the page it was asked for."""

    where: str = ""
    sentence: str = ""
    problem: str = ""

    def told(self, where: str) -> str:
        """Return the line for a place of the page: empty, unless it was asked for there."""
        if self.where != where or not (self.sentence or self.problem):
            return '<p class="am-status am-said" role="status"></p>'
        if self.problem:
            return f'<p class="am-notice am-problem" role="status">{escape(self.problem)}</p>'
        return f'<p class="am-status am-said" role="status">{escape(self.sentence)}</p>'


def wish(deed: str, where: str, *about: Any) -> None:
    """Note what was asked for."""
    st.session_state[_WISH] = (deed, where, about)


def tell(where: str, sentence: str) -> None:
    """Leave a sentence for the page that comes next."""
    st.session_state[_TOLD] = Done(where, sentence)


def do(deeds: Deeds) -> Done:
    """Do what was asked for, if anything."""
    left: Done | None = st.session_state.pop(_TOLD, None)
    if _WISH not in st.session_state:
        return left or Done()
    deed, where, about = st.session_state.pop(_WISH)
    if deed not in deeds:
        return Done()
    try:
        sentence = deeds[deed](*about)
    except BadInput as error:
        return Done(where, problem=str(error))
    return Done(where, sentence)


def button(label: str, deed: str, where: str, *about: Any, key: str) -> None:
    """Draw a button that asks for something."""
    st.button(label, key=key, on_click=wish, args=(deed, where, *about))


def send(label: str, deed: str, where: str, *about: Any) -> None:
    """Draw the button of a form that asks for something."""
    st.form_submit_button(label, on_click=wish, args=(deed, where, *about))


def box(label: str, key: str, *, begin: str = "", longest: int = 200) -> str:
    """Draw a line to type in, which keeps what was typed; return that."""
    st.session_state.setdefault(key, begin)
    return st.text_input(label, key=key, max_chars=longest, autocomplete="off") or ""


def area(label: str, key: str, *, begin: str = "", longest: int = 4000) -> str:
    """Draw several lines to type in, which keep what was typed; return that."""
    st.session_state.setdefault(key, begin)
    return st.text_area(label, key=key, max_chars=longest, height=120) or ""


def typed(key: str) -> str:
    """Return what was typed in a box."""
    return str(st.session_state.get(key) or "").strip()


def clear(*keys: str) -> None:
    """Empty boxes, once what was typed in them is kept."""
    for key in keys:
        st.session_state.pop(key, None)
