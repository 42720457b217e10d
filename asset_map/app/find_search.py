"""The search of this visit: what the address and the visit say it is, and changing it.

Whatever is chosen goes into the address, but for what is nobody else's business: that is kept for
the visit (``find_asked``). So each search has its own way back.
"""

from dataclasses import replace
from typing import Any

import streamlit as st

from asset_map.app import find_asked
from asset_map.app.find_asked import FindAsked
from asset_map.domain.tokens import new_token
from asset_map.web import visit


def visit_token() -> str:
    """Return the token of this visit: of its cookie, else one that lives as long as the page."""
    came = visit.of(st.context.cookies)
    if came:
        return came
    if "visit" not in st.session_state:
        st.session_state["visit"] = new_token()
    return str(st.session_state["visit"])


def asked_now() -> FindAsked:
    """Return what the address asks, with what is kept for this visit. Raises BadInput."""
    return find_asked.read(st.query_params, visit_token())


def go(asked: FindAsked) -> None:
    """Ask something else: one new address, so one way back."""
    st.query_params.from_dict(as_query(asked))


def change(**changes: Any) -> None:
    """Ask something else in part; the rest stays."""
    go(replace(asked_now(), **changes))


def as_query(asked: FindAsked) -> dict[str, str | list[str]]:
    """Keep what is private; return what the address says."""
    query: dict[str, str | list[str]] = {}
    for name, value in asked.keep(visit_token()).public():
        before = query.get(name, [])
        query[name] = [*before, value]
    return query


def led() -> None:
    """Note that somebody asked to find: on a phone they are led to the list."""
    st.session_state["find-led"] = times_led() + 1


def times_led() -> int:
    """Return how often somebody asked to find."""
    return int(st.session_state.get("find-led", 0))


def food_address(asked: FindAsked) -> str:
    """Return the address of food near the same place."""
    return FindAsked(place=asked.place, needs=("food",)).keep(visit_token()).address()


def clear() -> None:
    """Ask for everything near the place."""
    go(FindAsked(place=asked_now().place))


def unnarrow() -> None:
    """Ask also for that of which nobody told us times, cost, steps or languages."""
    change(times="", free=False, step_free=False, language="")


def without_words() -> None:
    """Ask for the same without the words."""
    change(words="")


def look_within(metres: float | None) -> None:
    """Ask for the same within another distance."""
    change(far_m=metres)


def mean(place: str) -> None:
    """Ask for the same near another place."""
    change(place=place)
