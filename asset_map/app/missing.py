"""Saying that something is missing here: one press counts one person for a ward and a need."""

import streamlit as st

from asset_map.app import addresses, ask, parts
from asset_map.app import unmet_wording as words
from asset_map.domain.errors import AssetMapError
from asset_map.domain.places import Area, Place
from asset_map.journeys.count_unmet import Outcome
from asset_map.journeys.find_near import Near
from asset_map.web import visit

SAID = {
    Outcome.COUNTED: words.MISSING_COUNTED,
    Outcome.ALREADY: words.MISSING_ALREADY,
    Outcome.NOWHERE: words.MISSING_NOWHERE,
    Outcome.NOT_NOW: words.MISSING_NOT_NOW,
}


def count(near: Near, needs: tuple[str, ...]) -> None:
    """Count needs that were looked for in vain, without a word: the page does not wait for it."""
    ask.count_nothing_found(visit.of(st.context.cookies), near, needs)


@st.fragment
def draw(place: Place, needs: parts.Needs, sought: tuple[str, ...] = ()) -> None:
    """Draw the form: which need is missing in the ward of a place. ``needs``: labels by id.

    Where one need was looked for it stands there already, so that one press is enough.
    """
    ward = _ward(place)
    if ward is None:
        return
    parts.draw(parts.heading(words.MISSING_TITLE))
    parts.draw(parts.para(words.MISSING_LEAD.format(ward=ward.name)))
    ids = [*(need for need in needs if need in sought), *(n for n in needs if n not in sought)]
    with st.form(f"missing-{ward.code}", border=False):
        need = st.selectbox(
            words.MISSING_NEED,
            ids,
            index=0 if len(sought) == 1 else None,
            format_func=lambda one: needs[one],
            placeholder=words.MISSING_CHOOSE,
        )
        pressed = st.form_submit_button(words.MISSING_GO)
    if pressed:
        parts.draw(_answer(place, ward, need, needs))


def _answer(place: Place, ward: Area, need: str | None, needs: parts.Needs) -> str:
    if need is None:
        return parts.notice(words.MISSING_CHOOSE_FIRST, "")
    outcome = ask.count_missing(visit.of(st.context.cookies), place, need)
    said = SAID[outcome].format(need=needs[need], ward=ward.name)
    add = parts.link(addresses.ADD, words.MISSING_ADD)
    return parts.notice(said, words.MISSING_KNOWN, f"<p>{add}</p>")


def _ward(place: Place) -> Area | None:
    """Return the ward to be counted; None where none is, or nobody can tell: the page goes on."""
    try:
        return ask.ward_of(place)
    except AssetMapError:
        return None
