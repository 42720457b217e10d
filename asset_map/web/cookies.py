"""The cookies of the product: which there are, and how they are set."""

from collections.abc import Mapping
from datetime import timedelta

from starlette.responses import Response

from asset_map.settings import get_settings

SESSION = "asset_map_session"
"""Opens the session of whoever signed in."""
VISIT = "asset_map_visit"
"""Ties the forms to sign in to the browser they were shown in."""
FINDING = "asset_map_finding"
"""Opens what this visit looked for, which is kept in memory alone: see ``kept_search``."""
WAY_BACK = "asset_map_way_back"
"""The page that somebody wants to go back to once they have signed in."""
OPENID = "asset_map_openid"
"""Ties what a sign-in provider sends back to the browser that was sent there."""


def read(cookies: Mapping[str, str], cookie: str) -> str | None:
    """Return what a cookie holds, of those that came with a request."""
    return cookies.get(_name(cookie))


def put(response: Response, cookie: str, value: str, lives: timedelta | None) -> None:
    """Set a cookie that no script can read and no other site's form sends.

    Without ``lives`` the browser drops it when it is closed.
    """
    response.set_cookie(
        _name(cookie),
        value,
        max_age=None if lives is None else int(lives.total_seconds()),
        path="/",
        secure=_encrypted(),
        httponly=True,
        samesite="lax",
    )


def drop(response: Response, cookie: str) -> None:
    """Take a cookie back."""
    response.delete_cookie(
        _name(cookie), path="/", secure=_encrypted(), httponly=True, samesite="lax"
    )


def _name(cookie: str) -> str:
    # With this prefix browsers take it only over TLS, and from no other host of the domain.
    return f"__Host-{cookie}" if _encrypted() else cookie


def _encrypted() -> bool:
    return get_settings().reached_at.startswith("https://")
