"""The moment somebody is signed in, whichever way they came."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from asset_map.app import addresses
from asset_map.journeys.sign_in import SESSION_LIVES
from asset_map.journeys.sign_out import sign_out
from asset_map.web import cookies, plain_page, way_back


async def signed_in(request: Request, fresh: str) -> Response:
    """Go on with a fresh session, to the page that asked for it or to the front page.

    What this browser had before ends.
    """
    if former := cookies.read(request.cookies, cookies.SESSION):
        await run_in_threadpool(sign_out, former)
    # A redirect is a full page load, and only there does the app read its cookies.
    page = RedirectResponse(addresses.FRONT, status_code=303, headers=plain_page.HEADERS)
    cookies.put(page, cookies.SESSION, fresh, SESSION_LIVES)
    cookies.drop(page, cookies.VISIT)
    page.headers["location"] = way_back.take(request, page)
    return page
