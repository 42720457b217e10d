"""What people choose and type. The choice lives in the page's address, so a page can be shared."""

from collections.abc import Mapping

import streamlit as st


def said(name: str) -> str:
    """Return what the address says, without spaces around it."""
    return str(st.query_params.get(name, "")).strip()


def say(name: str, value: str) -> None:
    """Write a choice into the address; nothing chosen takes it out."""
    if value:
        st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]


def follow(key: str, now: object) -> None:
    """Let a widget show what the address says, also after the way back; it stays the same widget,
    so that the focus stays."""
    if key not in st.session_state or st.session_state[key] != now:
        st.session_state[key] = now


def pick(label: str, name: str, options: Mapping[str, str], nothing: str = "") -> str:
    """Let somebody choose one of ``options`` (value: words); return its value.

    With ``nothing``, none may be chosen. The widget is another one for each value in the address,
    so that the way back in the browser is a way back here too.
    """
    now = said(name)
    words = ({"": nothing} if nothing else {}) | dict(options)
    values = list(words)
    key = f"{name}={now}"
    st.selectbox(
        label,
        values,
        index=values.index(now) if now in words else 0,
        format_func=words.__getitem__,
        key=key,
        on_change=lambda: say(name, st.session_state[key] or ""),
    )
    return now if now in words else values[0] if values else ""
