"""Leaving at once: the visit is forgotten, and the browser is on another website."""

from starlette.requests import Request
from starlette.responses import RedirectResponse

from asset_map.settings import get_settings
from asset_map.web import visit

HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",  # Where it leads to does not learn where somebody was.
    # Not the cookies: who signed in stays so, and what a visit's own cookie opens is dropped here.
    "Clear-Site-Data": '"cache", "storage"',
    "X-Robots-Tag": "noindex, nofollow",
}


def leave(request: Request) -> RedirectResponse:
    """Forget the visit, and lead away."""
    away = RedirectResponse(get_settings().leave_to, status_code=303, headers=HEADERS)
    visit.end(request, away)
    return away
