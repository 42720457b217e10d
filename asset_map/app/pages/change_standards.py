"""Anybody: how near is near enough, and what else all figures rest on. Staff: changing that."""

import re
from dataclasses import dataclass

import streamlit as st

from asset_map.app import ask, frame, parts, standards, twins, who, widgets
from asset_map.app import standards_wording as words
from asset_map.domain.errors import BadInput
from asset_map.domain.needs import Standard, Unit
from asset_map.domain.rights import Action
from asset_map.journeys.change_standard import (
    LONGEST_ROLE,
    LONGEST_TEXT,
    Changed,
    ChangedMeanwhile,
)
from asset_map.journeys.list_standards import Standards, moment

_CHANGE, _RESET = "change", "reset"
_WISH, _FORM, _BY = "standards-wish", "standards-form", "standards-by"
_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")


@dataclass
class Form:
    """The form of a need: since when the standard held that whoever fills it in looks at."""

    need_id: str
    seen: str

    def key(self, field: str) -> str:
        """Name a field of this form."""
        return f"standards-{field}-{self.need_id}"

    def said(self, field: str) -> str:
        """Return what was typed into a field."""
        return str(st.session_state.get(self.key(field), ""))


def show() -> None:
    """Draw the page, after doing what staff asked for."""
    with frame.page(words.TITLE, words.NEXT, _lists):
        frame.title(words.TITLE, words.LEAD)
        if who.may(Action.CHANGE_STANDARDS):
            parts.draw(twins.said(_done()))
        _lists()


def _lists() -> None:
    found = ask.list_standards()
    if who.may(Action.CHANGE_STANDARDS):
        _change(found)
    else:
        parts.draw(who.refused(Action.CHANGE_STANDARDS))
    parts.draw(standards.of_needs(found) + standards.history(found) + standards.assumptions(found))


def _change(found: Standards) -> None:
    """Draw the need to choose, and once one is chosen what can be said of it."""
    with st.container(key="standards"):
        parts.draw(parts.heading(words.CHANGE))
        labels = {need.id: need.label for need, _ in found.of_needs}
        need_id = widgets.pick(words.NEED, "need", labels, words.NEED_NONE)
        if need_id:
            now = found.of(need_id)
            parts.draw(standards.in_force(now))
            _fields(_form(now), now)


def _form(now: Standard) -> Form:
    """Return the form of a need: the one that is being filled in, or a new one."""
    form: Form | None = st.session_state.get(_FORM)
    if form is None or form.need_id != now.need_id:
        form = Form(now.need_id, moment(now))
        rate = "" if now.weekly_rate is None else f"{now.weekly_rate:g}"
        begin = {"unit": now.unit, "rate": rate, "rate-source": now.rate_source}
        for field in ("value", "unit", "source", "why", "rate", "rate-source"):
            st.session_state[form.key(field)] = begin.get(field, "")
        st.session_state[_FORM] = form
    return form


def _fields(form: Form, now: Standard) -> None:
    with st.form(form.key("form"), border=False):
        st.text_input(words.VALUE_LABEL, key=form.key("value"), autocomplete="off")
        st.radio(
            words.UNIT_LABEL,
            list(Unit),
            format_func=words.UNITS.__getitem__,
            key=form.key("unit"),
            horizontal=True,
        )
        _text(words.SOURCE_LABEL, form.key("source"), LONGEST_TEXT)
        _text(words.WHY_LABEL, form.key("why"), LONGEST_TEXT)
        _text(words.BY_LABEL, _BY, LONGEST_ROLE)
        _text(words.RATE_LABEL, form.key("rate"), LONGEST_ROLE)
        _text(words.RATE_SOURCE_LABEL, form.key("rate-source"), LONGEST_TEXT)
        with st.container(horizontal=True):
            st.form_submit_button(words.GO, on_click=_wish, args=(_CHANGE,))
            if now.default is not None:
                st.form_submit_button(words.RESET, on_click=_wish, args=(_RESET,))


def _text(label: str, key: str, longest: int) -> None:
    st.text_input(label, key=key, max_chars=longest, autocomplete="off")


def _wish(deed: str) -> None:
    """Note what was asked for: the page does it, where its errors are told."""
    st.session_state[_WISH] = deed


def _done() -> str:
    """Do what was asked for, if anything, and tell it in a sentence."""
    deed, form = st.session_state.pop(_WISH, None), st.session_state.get(_FORM)
    if deed is None or form is None:
        return ""
    try:
        changed = _do(deed, form)
    except ChangedMeanwhile:
        # Whoever reads of it and sends theirs again has seen what holds now.
        form.seen = moment(ask.list_standards().of(form.need_id))
        raise
    del st.session_state[_FORM]
    # What pages remember for a minute was counted by what held before.
    ask.forget()
    return changed.sentence()


def _do(deed: str, form: Form) -> Changed:
    by, why = st.session_state.get(_BY, ""), form.said("why")
    if deed == _RESET:
        return ask.reset_standard(form.need_id, by, why, seen=form.seen)
    return ask.change_standard(
        form.need_id,
        _number(form.said("value"), words.VALUE_NEXT),
        form.said("unit"),
        form.said("source"),
        by,
        why,
        _number(form.said("rate"), words.RATE_NEXT) if form.said("rate").strip() else None,
        form.said("rate-source"),
        seen=form.seen,
    )


def _number(typed: str, next_step: str) -> float:
    """Read a figure as people type it. ``7,5`` is refused: it is not 75, and may be 7.5."""
    text = typed.strip()
    try:
        return float(text.replace(",", "") if _THOUSANDS.fullmatch(text) else text)
    except ValueError:
        said = words.NO_NUMBER.format(typed=text) if text else words.NO_VALUE
        raise BadInput(said, next_step) from None
