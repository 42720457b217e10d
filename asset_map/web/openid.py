"""Signing in with the council's own sign-in: there, and back."""

from datetime import timedelta

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from asset_map.domain.tokens import new_token
from asset_map.journeys.sign_in_openid import begin_openid, end_openid
from asset_map.web import cookies, plain_page
from asset_map.web.fresh_session import signed_in
from asset_map.web.refusals import plainly

LIVES = timedelta(minutes=10)
"""How long somebody may take at the provider."""


@plainly
async def begin(_request: Request) -> Response:
    """Send the browser to the provider."""
    secret = new_token()
    address = await run_in_threadpool(begin_openid, secret)
    page = RedirectResponse(address, status_code=303, headers=plain_page.HEADERS)
    cookies.put(page, cookies.OPENID, secret, LIVES)
    return page


@plainly
async def end(request: Request) -> Response:
    """Begin a session for whoever the provider sends back."""
    said = request.query_params
    secret = cookies.read(request.cookies, cookies.OPENID)
    fresh = await run_in_threadpool(end_openid, secret, said.get("state", ""), said.get("code", ""))
    page = await signed_in(request, fresh)
    cookies.drop(page, cookies.OPENID)
    return page
