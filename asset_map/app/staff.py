"""Until people can sign in: staff pages open on the very computer that runs the app, only there."""

from collections.abc import Mapping
from urllib.parse import urlsplit

import streamlit as st

_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_FORWARDED = (
    "Forwarded",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "X-Real-IP",
    "Via",
)


def is_staff() -> bool:
    """Tell whether this visit comes from the computer that runs the app."""
    # Streamlit gives no address for a visit from 127.0.0.1 or ::1.
    return st.context.ip_address is None and came_directly(st.context.headers)


def came_directly(headers: Mapping[str, str]) -> bool:
    """Tell whether a request was made to loopback itself, and not passed on by a proxy.

    A proxy may hide that it is one, but not the Origin: browsers always send theirs.
    """
    said = {name.lower(): value for name, value in headers.items()}
    if any(name.lower() in said for name in _FORWARDED):
        return False
    origin = said.get("origin")
    if origin is not None and urlsplit(origin).hostname not in _LOOPBACK:
        return False
    return urlsplit(f"//{said.get('host', '')}").hostname in _LOOPBACK
