"""The way back: whoever signs in goes on where they were, on a page of ours and nowhere else."""

from datetime import timedelta
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from asset_map.app import addresses
from asset_map.web import cookies
from asset_map.web.origins import origin_of, our_origin

LIVES = timedelta(hours=1)
LONGEST = 500
"""No address of a page is longer; a longer one is not kept."""


def remember(request: Request, page: Response) -> None:
    """Keep in this browser which page of ours led here: browsers say so of our own pages."""
    came_from = request.headers.get("referer", "")
    if origin_of(came_from) != our_origin(request.headers):
        return
    parts = urlsplit(came_from)
    there = f"{parts.path}?{parts.query}" if parts.query else parts.path
    if _is_page(there):
        cookies.put(page, cookies.WAY_BACK, there, LIVES)


def take(request: Request, page: Response) -> str:
    """Return the address to go on at, which is then forgotten; without one, the front page."""
    there = cookies.read(request.cookies, cookies.WAY_BACK) or ""
    cookies.drop(page, cookies.WAY_BACK)
    return there if there and _is_page(there) else addresses.FRONT


def _is_page(there: str) -> bool:
    """Tell whether an address is one of our pages: a cookie may hold what somebody planted."""
    if len(there) > LONGEST or not there.isascii() or not there.isprintable() or "\\" in there:
        return False
    parts = urlsplit(there)
    return not parts.netloc and not parts.scheme and parts.path.removeprefix("/") in addresses.PAGES
