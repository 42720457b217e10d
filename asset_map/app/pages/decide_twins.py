"""Staff: whether entries that are much alike are one thing or two, and taking that back.

Whoever undoes a decision is asked first where a load would join the two by itself.
"""

from uuid import UUID

import streamlit as st

from asset_map.app import ask, frame, parts, twins, twins_wording, who, wording
from asset_map.domain.rights import Action
from asset_map.domain.twins import Which
from asset_map.journeys.list_twins import Pair

AT_ONCE = 20
"""Pairs of a list that are shown before more are asked for."""

_SAME, _DIFFERENT, _LEAVE, _UNDO = "same", "different", "leave", "undo"
_JOIN, _WAIT, _NOT = "undo-join", "undo-wait", "undo-not"
WAYS = {
    _SAME: twins_wording.SAME,
    _DIFFERENT: twins_wording.DIFFERENT,
    _LEAVE: twins_wording.LEAVE,
}
AFTER_UNDO = {
    _JOIN: twins_wording.UNDO_AND_JOIN,
    _WAIT: twins_wording.UNDO_AND_WAIT,
    _NOT: twins_wording.UNDO_NOT,
}
_ASKED = "twins-asked"
_WISH, _LEFT, _BY = "twins-wish", "twins-left", "twins-by"


def show() -> None:
    """Draw the page, after doing what was asked for; for whoever may not, do nothing."""
    with frame.page(twins_wording.TITLE, twins_wording.UNKNOWN_NEXT, _lists):
        frame.title(twins_wording.TITLE, twins_wording.LEAD)
        if not who.may(Action.DECIDE_TWINS):
            parts.draw(who.refused(Action.DECIDE_TWINS))
            return
        parts.draw(parts.para(twins_wording.DOES))
        parts.draw(twins.said(_done()))
        _ask_about_undo()
        _lists()


def _lists() -> None:
    """Draw who decides, the pairs that wait, and those that are decided."""
    with st.container(key="twins"):
        st.text_input(
            twins_wording.BY, twins_wording.STEWARD, max_chars=40, key=_BY, autocomplete="off"
        )
        _open()
        _by_rule()
        _decided()


def _ask_about_undo() -> None:
    """Draw the ways on from an undo that would join two, if one was just pressed."""
    pair = st.session_state.pop(_ASKED, None)
    if pair is None:
        return
    with st.container(horizontal=True, key="ways-asked"):
        for deed, words in AFTER_UNDO.items():
            _button(deed, words, pair)


def _open() -> None:
    parts.draw(parts.heading(twins_wording.OPEN))
    left = _left()
    most = _most(Which.OPEN)
    found = ask.list_twins(Which.OPEN, most + len(left))
    if not found.count:
        parts.draw(parts.para(twins_wording.NONE))
        return
    still = [pair for pair in found.pairs if _ids(pair) not in left][:most]
    waiting = len([pair for pair in found.pairs if _ids(pair) in left])
    parts.draw(
        twins.counted(found.count, len(still) + waiting, twins_wording.COUNT, twins_wording.SHOWN)
    )
    if waiting:
        parts.draw(
            parts.para(twins_wording.LEFT.format(pairs=twins_wording.pairs(waiting)), "am-meta")
        )
    for pair in still:
        parts.draw(twins.likely(pair))
        with st.container(horizontal=True, key=f"ways-{pair.record_a}-{pair.record_b}"):
            for deed, words in WAYS.items():
                _button(deed, words, pair)
    _more(Which.OPEN, found.count - len(still) - waiting)


def _by_rule() -> None:
    parts.draw(parts.heading(twins_wording.BY_RULE))
    found = ask.list_twins(Which.BY_RULE, _most(Which.BY_RULE))
    if not found.count:
        parts.draw(parts.para(twins_wording.BY_RULE_NONE))
        return
    words = (twins_wording.BY_RULE_COUNT, twins_wording.BY_RULE_SHOWN)
    parts.draw(twins.counted(found.count, len(found.pairs), *words))
    for pair in found.pairs:
        parts.draw(twins.held(pair))
        with st.container(key=f"ways-apart-{pair.record_a}-{pair.record_b}"):
            _button(_DIFFERENT, twins_wording.BY_RULE_APART, pair)
    _more(Which.BY_RULE, found.count - len(found.pairs))


def _decided() -> None:
    parts.draw(parts.heading(twins_wording.DECIDED))
    found = ask.list_twins(Which.DECIDED, _most(Which.DECIDED))
    if not found.count:
        parts.draw(parts.para(twins_wording.DECIDED_NONE))
        return
    words = (twins_wording.DECIDED_COUNT, twins_wording.DECIDED_SHOWN)
    parts.draw(twins.counted(found.count, len(found.pairs), *words))
    for pair in found.pairs:
        parts.draw(twins.decided(pair))
        with st.container(key=f"ways-undo-{pair.record_a}-{pair.record_b}"):
            _button(_UNDO, twins_wording.UNDO, pair)
    _more(Which.DECIDED, found.count - len(found.pairs))


def _button(deed: str, words: str, pair: Pair) -> None:
    key = f"{deed}-{pair.record_a}-{pair.record_b}"
    st.button(words, key=key, on_click=_wish, args=(deed, pair))


def _wish(deed: str, pair: Pair) -> None:
    """Note what was asked for: the page does it, where its errors are told."""
    st.session_state[_WISH] = (deed, pair)


def _done() -> str:
    """Do what was asked for, if anything, and tell it in a sentence."""
    if _WISH not in st.session_state:
        return ""
    deed, pair = st.session_state.pop(_WISH)
    if deed == _LEAVE:
        _left().add(_ids(pair))
        return twins_wording.SAID_LEFT.format(a=pair.name_a, b=pair.name_b)
    a, b = map(str, _ids(pair))
    if deed == _NOT:
        return twins_wording.UNDO_LEFT.format(a=pair.name_a, b=pair.name_b)
    by = st.session_state.get(_BY, "").strip() or twins_wording.STEWARD
    with st.spinner(twins_wording.WAIT):
        if deed == _UNDO and ask.foresee_undo(a, b).shown_as_one:
            st.session_state[_ASKED] = pair
            return twins_wording.UNDO_ASK.format(a=pair.name_a, b=pair.name_b)
        undone = deed in (_UNDO, _JOIN)
        done = ask.undo_decision(a, b) if undone else _DECIDES[deed](a, b, by)
    # What pages remember for a minute may tell of two where one is shown now.
    ask.forget()
    return done.sentence()


_DECIDES = {
    _SAME: ask.say_same,
    _DIFFERENT: ask.say_different,
    _WAIT: ask.leave_twins_open,
}


def _left() -> set[tuple[UUID, UUID]]:
    """Return the pairs that were left for now in this visit."""
    left: set[tuple[UUID, UUID]] = st.session_state.setdefault(_LEFT, set())
    return left


def _ids(pair: Pair) -> tuple[UUID, UUID]:
    return pair.record_a, pair.record_b


def _most(which: Which) -> int:
    return int(st.session_state.get(f"twins-most-{which}", AT_ONCE))


def _more(which: Which, rest: int) -> None:
    if rest > 0:
        words = wording.SHOW_MORE.format(count=f"{min(rest, AT_ONCE)}")
        st.button(words, key=f"more-{which}", on_click=_show_more, args=(which,))


def _show_more(which: Which) -> None:
    st.session_state[f"twins-most-{which}"] = _most(which) + AT_ONCE
