"""What somebody looks for, asked: where, what matters, how far, and more ways to narrow.

Whatever is chosen goes into the address, but for what is nobody else's business: that is kept for
the visit (``find_asked``). So each search has its own way back.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from asset_map.app import (
    ask,
    find_asked,
    find_browser,
    find_place,
    find_said,
    find_search,
    parts,
    widgets,
    wording,
)
from asset_map.app import find_wording as words
from asset_map.app.find_asked import FindAsked
from asset_map.app.find_said import METRES_A_MINUTE
from asset_map.domain.assets import AssetKind
from asset_map.domain.errors import BadInput
from asset_map.domain.needs import Need
from asset_map.domain.seeking import Times

ANY = "any"

_POSITION = re.compile(r"-?[0-9]+\.[0-9]+, ?-?[0-9]+\.[0-9]+")
"""A place as the browser tells it: latitude and longitude, which tell a person nothing."""


# --- Where ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PlaceBox:
    """The box that asks for the place. ``problem``: by the field, for why one was not taken.
    ``live``: for what screen readers are told; it stays while all else of the page changes."""

    problem: DeltaGenerator
    live: DeltaGenerator


def place(asked: FindAsked) -> PlaceBox:
    """Ask for the place, on the find page itself."""
    widgets.follow("find-place", _shown(asked.place))
    where = st.container(key="find-where")
    with where:
        box = PlaceBox(problem=st.container(key="find-problem"), live=st.container(key="find-live"))
        with st.form("find-form", border=False):
            with _row():
                _place_field("find-place")
                st.form_submit_button(words.GO, type="primary", on_click=_place_given)
            st.form_submit_button(words.SOON, on_click=_soon, wrap=True)
        find_browser.locate(_located, "find-locate")
    return box


def _row() -> DeltaGenerator:
    return st.container(horizontal=True, vertical_alignment="bottom")


def elsewhere(find_page: Callable[[], None]) -> None:
    """Ask for the place on another page, and go to the find page with it.

    That is done within the visit: nothing is loaded anew, so nothing flickers and the way back is
    at once; and what was typed goes neither into an address nor into a log.
    """
    where = st.container(key="find-where")
    with where, st.form("front-form", border=False), _row():
        typed = _place_field("front-place")
        gone = st.form_submit_button(words.GO, type="primary")
    with where:
        find_browser.locate(_note_position, "front-locate")
    position = st.session_state.pop("front-position", "")
    if position or (gone and typed.strip()):
        asked = FindAsked(place=(position or typed).strip()[: find_asked.LONGEST_TEXT])
        page = st.Page(find_page, url_path="near")
        st.switch_page(page, query_params=find_search.as_query(asked))
    elif gone:
        parts.draw(parts.notice(find_place.nothing_typed(), ""))


def _note_position(position: str) -> None:
    st.session_state["front-position"] = position


def _place_field(key: str) -> str:
    return st.text_input(
        find_place.label(),
        key=key,
        max_chars=find_asked.LONGEST_TEXT,
        autocomplete="postal-code",
    )


def _shown(place: str) -> str:
    """Return a place as people read it: an area by its name, not by its code."""
    if _POSITION.fullmatch(place):
        return words.HERE
    return next((area.name for area in ask.list_areas() if area.code == place), place)


def _typed() -> str:
    """Return the place in the field; the one of the address where nothing else was typed."""
    typed, now = st.session_state["find-place"].strip(), find_search.asked_now().place
    return now if typed == _shown(now) else str(typed)


def _place_given() -> None:
    _go(_typed())


def _soon() -> None:
    _go(_typed(), far_m=float(words.SOON_FAR), times=Times.SOON.value)


def _go(place: str, **changes: object) -> None:
    find_search.change(place=place, **changes)
    find_search.led()
    st.session_state["find-nothing-typed"] = not place


def nothing_typed() -> bool:
    """Tell, once, that somebody asked to find and had typed no place."""
    return bool(st.session_state.pop("find-nothing-typed", False))


def _located(position: str) -> None:
    find_search.change(place=position)
    find_search.led()


# --- What matters, and how far --------------------------------------------------------------------


def needs(asked: FindAsked, known: Sequence[Need]) -> None:
    """Ask what matters: several at once, in a few groups that are easy to look through."""
    labels = {need.id: need.label for need in known}
    for group, ids in find_said.grouped(labels).items():
        key = f"find-needs-{group}"
        widgets.follow(key, [need for need in ids if need in asked.needs])
        st.pills(
            group,
            ids,
            selection_mode="multi",
            format_func=labels.__getitem__,
            key=key,
            on_change=_needs_chosen,
            args=(tuple(labels),),
        )


def _needs_chosen(known: tuple[str, ...]) -> None:
    chosen = {
        need
        for key, value in st.session_state.items()
        if str(key).startswith("find-needs-")
        for need in value or ()
    }
    find_search.change(needs=tuple(need for need in known if need in chosen))


def far(asked: FindAsked) -> None:
    """Ask how far, in minutes' walk."""
    how_far("find-far", asked.far_m, lambda far_m: find_search.change(far_m=far_m))


def how_far(key: str, now: float | None, chosen: Callable[[float | None], None]) -> None:
    """Ask how far, in minutes' walk; ``chosen`` gets walking metres, None for any distance."""
    options = [*map(str, words.FAR_MINUTES), ANY]
    minutes = ANY if now is None else f"{now / METRES_A_MINUTE:g}"
    widgets.follow(key, minutes if minutes in options else None)

    def taken() -> None:
        said = st.session_state[key]
        chosen(None if said in (None, ANY) else float(said) * METRES_A_MINUTE)

    st.segmented_control(
        words.FAR,
        options,
        format_func=lambda option: words.FAR_ANY if option == ANY else option,
        key=key,
        on_change=taken,
    )


# --- More -----------------------------------------------------------------------------------------


def more(asked: FindAsked) -> None:
    """Ask for times, words, cost, access, language and kind."""
    languages = {one.code: one.name for one in ask.list_languages()}
    kinds = {kind.value: wording.KINDS[kind] for kind in wording.KIND_ORDER}
    _choice(words.WHEN, "times", words.WHENS, words.WHEN_ANY, asked.times)
    widgets.follow("find-words", asked.words)
    st.text_input(
        words.WORDS,
        key="find-words",
        placeholder=words.WORDS_HINT,
        max_chars=find_asked.LONGEST_TEXT,
        on_change=_words_given,
    )
    for name, label in (("free", words.FREE), ("step_free", words.STEP_FREE)):
        widgets.follow(f"find-{name}", getattr(asked, name))
        st.checkbox(label, key=f"find-{name}", on_change=_ticked, args=(name,))
    if languages or asked.language:
        shown = {asked.language: asked.language} | languages if asked.language else languages
        _choice(words.LANGUAGE, "language", shown, words.LANGUAGE_ANY, asked.language)
    _choice(words.KIND, "kind", kinds, words.KIND_ANY, asked.kind.value if asked.kind else "")


def _choice(label: str, name: str, options: Mapping[str, str], nothing: str, now: str) -> None:
    shown = {"": nothing} | dict(options)
    key = f"find-{name}"
    widgets.follow(key, now)
    st.selectbox(
        label,
        list(shown),
        format_func=shown.__getitem__,
        key=key,
        on_change=_chosen,
        args=(name,),
    )


def _chosen(name: str) -> None:
    value = st.session_state[f"find-{name}"] or ""
    if name == "kind":
        find_search.change(kind=AssetKind(value) if value else None)
    else:
        find_search.change(**{name: value})


def _ticked(name: str) -> None:
    find_search.change(**{name: bool(st.session_state[f"find-{name}"])})


def _words_given() -> None:
    find_search.change(words=st.session_state["find-words"].strip())


# --- All of it -----------------------------------------------------------------------------------


def narrow(asked: FindAsked, known: Sequence[Need]) -> list[str]:
    """Ask all that narrows the list; show what is active, and return it in words."""
    with st.container(key="find-narrow"):
        with st.expander(words.NEEDS, key="find-needs-open"):
            needs(asked, known)
        far(asked)
        with st.expander(words.MORE, key="find-more-open"):
            more(asked)
    labels = {need.id: need.label for need in known}
    languages = {one.code: one.name for one in ask.list_languages()} if asked.language else {}
    said = find_said.active(asked, labels, languages)
    show_active(said)
    return said


def show_active(said: Iterable[str]) -> None:
    """Show all that narrows the list, and the one way to clear it."""
    said = list(said)
    if said:
        with st.container(key="find-active", horizontal=True, vertical_alignment="center"):
            parts.draw(parts.para(words.ACTIVE.format(all="; ".join(said)), "am-active"))
            st.button(words.CLEAR, key="find-clear", on_click=find_search.clear)


def choices(error: BadInput, meant: Callable[[str], None] = find_search.mean) -> None:
    """Say why a place was not taken, and let somebody say which of several they mean. Their names
    stay out of the address."""
    step = find_place.next_step(error)
    parts.draw(parts.notice(error.sentence, step, css="am-problem"))
    for number, choice in enumerate(error.choices):
        st.button(choice.label, key=f"place-meant-{number}", on_click=meant, args=(choice.words,))
