"""What was found, drawn: what is said of it first, then the list in bands of walking time."""

from datetime import datetime
from html import escape

import streamlit as st

from asset_map.app import (
    addresses,
    find_list,
    find_said,
    find_search,
    missing,
    parts,
    wording,
)
from asset_map.app import find_wording as words
from asset_map.app.find_asked import FindAsked
from asset_map.app.find_bands import Laid
from asset_map.domain.opening import uk_time
from asset_map.domain.places import PlaceKind
from asset_map.domain.sentences import listed
from asset_map.journeys.find_near import Near

MOST_FOUND = 50


def place_words(near: Near) -> str:
    """Say which place it is; a position is where somebody is, and not shown in figures."""
    return words.HERE if near.place.kind is PlaceKind.POSITION else near.place.label


def head(near: Near, laid: Laid, said: str, on_paper: str) -> None:
    """Draw the heading, how many were found, and what was taken for what; ``said`` is how many,
    ``on_paper`` the head of a print."""
    title = parts.heading(words.NEAR.format(place=place_words(near)), anchor="found")
    if any(band.hits for band in laid.within) or laid.coming:
        to_map = f'<a class="am-to-map" href="#map">{escape(wording.MAP_SKIP)}</a>'
        counted = parts.para(said, "am-status") + to_map
    else:
        counted = parts.notice(said, words.NOT_NONE)
    parts.draw(on_paper + title + taken(near) + counted)


def found_words(asked: FindAsked, near: Near, laid: Laid) -> str:
    """Say how many were found."""
    within = find_said.within(asked)
    count = sum(len(band.hits) for band in laid.within)
    place = place_words(near)
    if count:
        form = words.FOUND_ONLY if near.more else words.FOUND
        said = form.format(places=wording.places(count), within=within)
    elif within:
        said = words.NONE_WITHIN.format(within=within, place=place)
    else:
        said = words.NONE_NEAR.format(place=place)
    if laid.coming:
        form = words.FOUND_COMING if count else words.ONLY_COMING
        said += " " + form.format(count=len(laid.coming))
    if laid.offered:
        said += " " + words.FOUND_OFFERED.format(count=len(laid.offered))
    return said


def taken(near: Near) -> str:
    """Say what place and words were taken for, and that of an area its middle was searched from."""
    place, notes = near.place, ""
    if place.taken_for:
        notes += parts.para(words.TAKEN_PLACE.format(place=place.taken_for))
    if place.kind is PlaceKind.AREA:
        link = parts.link(
            addresses.area(place.area_code or ""), words.WHOLE_AREA.format(area=place.label)
        )
        said = escape(words.FROM_MIDDLE.format(area=place.label))
        notes += f'<p class="am-area-note">{said} {link}</p>'
    return notes + "".join(
        parts.para(
            words.TAKEN_WORD.format(typed=word.typed, taken=listed([f"“{t}”" for t in word.taken]))
        )
        for word in near.understood
    )


def lists(near: Near, laid: Laid, labels: parts.Needs, at: datetime) -> None:
    """Draw the bands, the first few cards at once and the rest where asked for."""
    for piece in find_list.pieces(laid, labels, uk_time(at)):
        parts.draw(piece)
    parts.draw(parts.para(near.note, "am-meta"))


def widen(asked: FindAsked, near: Near) -> None:
    """Offer what may fit as well, and to look farther where little was found."""
    if near.perhaps:
        with st.container(key="find-perhaps", horizontal=True, vertical_alignment="center"):
            parts.draw(parts.para(find_said.perhaps(near, asked)))
            st.button(words.WIDEN, key="find-widen", on_click=find_search.unnarrow)
    if near.nothing_within or near.unmet or not near.hits:
        with st.container(key="find-farther", horizontal=True):
            _ways_on(asked, near)


def _ways_on(asked: FindAsked, near: Near) -> None:
    """Offer to look farther, or for less, where something was looked for in vain."""
    farther = find_said.next_distance(asked.far_m) if asked.far_m else None
    if farther:
        name = words.FARTHER.format(far=find_said.far_words(farther))
        st.button(name, key="find-next", on_click=find_search.look_within, args=(farther,))
    if asked.far_m:
        name = words.ANY_DISTANCE
        st.button(name, key="find-any", on_click=find_search.look_within, args=(None,))
    if asked.words:
        st.button(words.WITHOUT_WORDS, key="find-no-words", on_click=find_search.without_words)
    if asked.sought().narrowed and not near.perhaps:
        st.button(words.AT_ANY_TIME, key="find-any-time", on_click=find_search.unnarrow)


def missing_here(asked: FindAsked, near: Near, labels: parts.Needs) -> None:
    """Let somebody say what is missing here: openly where nothing was found, else where asked."""
    missing.count(near, asked.needs)
    if near.nothing_within or near.unmet or not near.hits:
        missing.draw(near.place, labels, asked.needs)
    else:
        with st.expander(words.MISSING, key="find-missing-open"):
            missing.draw(near.place, labels, asked.needs)
    here = FindAsked(place=asked.place).keep(find_search.visit_token()).address(addresses.OFFER)
    parts.draw(f"<p>{escape(words.OFFER_LEAD)} {parts.link(here, words.OFFER)}</p>")
