"""The visit that a request belongs to: a random token in a cookie that goes with the browser.

It tells nothing of anybody. What a visit looks for is kept in memory under it: see ``kept_search``.
"""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from asset_map.domain.tokens import is_token, new_token
from asset_map.web import cookies, kept_search


def of(came: Mapping[str, str]) -> str | None:
    """Return the token of the visit, of the cookies that came with it; None where it has none."""
    token = cookies.read(came, cookies.FINDING)
    return token if isinstance(token, str) and is_token(token) else None


def token(request: Request) -> str:
    """Return the token of the visit that a request belongs to: a new one where it has none."""
    if not hasattr(request.state, "visit"):
        request.state.visit = of(request.cookies) or new_token()
    return str(request.state.visit)


def begin(request: Request, response: Response) -> None:
    """Give the browser its visit's token, where it has none."""
    if of(request.cookies) is None:
        cookies.put(response, cookies.FINDING, token(request), None)


def led_on(request: Request, address: str) -> Response:
    """Lead the browser to an address that tells nothing private: what is, was kept for its visit.

    So it stays out of the browser's history too.
    """
    answer = RedirectResponse(address, status_code=303, headers={"Cache-Control": "no-store"})
    begin(request, answer)
    return answer


def end(request: Request, response: Response) -> None:
    """Forget the visit: what it looked for, and its cookie."""
    kept_search.forget(of(request.cookies))
    cookies.drop(response, cookies.FINDING)
