"""Signing in and out: pages of plain HTML, each answered anew and kept by nobody."""

import logging
from email.message import EmailMessage

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from asset_map.app import addresses, parts
from asset_map.app import sign_in_wording as words
from asset_map.domain.errors import AssetMapError
from asset_map.domain.tokens import new_token
from asset_map.journeys import sign_in as journeys
from asset_map.journeys.sign_in_openid import has_openid
from asset_map.journeys.sign_out import sign_out
from asset_map.web import cookies, forms, openid, plain_page, way_back
from asset_map.web.fresh_session import signed_in
from asset_map.web.refusals import plainly

log = logging.getLogger(__name__)


def routes() -> list[Route]:
    """Return the routes of signing in and out."""
    return [
        Route("/sign-in", ask, methods=["GET"]),
        Route("/sign-in", asked, methods=["POST"]),
        Route("/sign-in/openid", openid.begin, methods=["GET"]),
        Route("/sign-in/openid/back", openid.end, methods=["GET"]),
        Route("/sign-in/{token}", offer, methods=["GET"]),
        Route("/sign-in/{token}", take, methods=["POST"]),
        Route("/sign-out", leave, methods=["POST"]),
    ]


@plainly
async def ask(request: Request) -> Response:
    """Show the form that asks for a link."""
    secret = _visit(request)
    form = (
        f'<form class="am-search" method="post" action="{addresses.SIGN_IN}">{forms.tie(secret)}'
        f'<label for="am-email">{words.EMAIL}</label>'
        f'<p id="am-email-hint" class="am-meta">{words.EMAIL_HINT}</p>'
        '<div><input id="am-email" name="email" type="email" maxlength="254" required '
        'autocomplete="email" aria-describedby="am-email-hint">'
        f'<button type="submit">{words.SEND}</button></div></form>'
    )
    council = f"<p>{parts.link(addresses.OPENID, words.OPENID)}</p>" if has_openid() else ""
    page = plain_page.answer(words.SIGN_IN, parts.para(words.LEAD) + form + council)
    cookies.put(page, cookies.VISIT, secret, forms.LIVES)
    way_back.remember(request, page)
    return page


@plainly
async def asked(request: Request) -> Response:
    """Send a link, and answer in the same words and time whether or not there is an account."""
    form = await forms.sent(request, cookies.VISIT)
    letter = await run_in_threadpool(journeys.ask_for_link, form.get("email", ""))
    minutes = round(journeys.LINK_LIVES.total_seconds() / 60)
    # Closed at once: else the next request on this connection waits for the mail to be sent.
    page = plain_page.answer(
        words.SENT,
        parts.para(words.SENT_TEXT.format(minutes=minutes)),
        headers={"Connection": "close"},
    )
    page.background = BackgroundTask(_send, letter) if letter else None
    return page


@plainly
async def offer(request: Request) -> Response:
    """Show the button that takes a link. Opening it changes nothing: mail scanners open links."""
    secret = _visit(request)
    hours = round(journeys.SESSION_LIVES.total_seconds() / 3600)
    # The form goes to the address of this page, which is nowhere repeated.
    form = (
        f'<form class="am-search" method="post">{forms.tie(secret)}'
        f'<button type="submit">{words.TAKE_GO}</button></form>'
    )
    page = plain_page.answer(words.TAKE, parts.para(words.TAKE_TEXT.format(hours=hours)) + form)
    cookies.put(page, cookies.VISIT, secret, forms.LIVES)
    return page


@plainly
async def take(request: Request) -> Response:
    """Take a link: begin a session."""
    await forms.sent(request, cookies.VISIT)
    fresh = await run_in_threadpool(journeys.take_link, request.path_params["token"])
    return await signed_in(request, fresh)


@plainly
async def leave(request: Request) -> Response:
    """End the session, in the database and in the browser."""
    await forms.sent(request, cookies.SESSION)
    await run_in_threadpool(sign_out, cookies.read(request.cookies, cookies.SESSION) or "")
    ways = (
        f"<p>{parts.link(addresses.FRONT, words.TO_THE_MAP)}</p>"
        f"<p>{parts.link(addresses.SIGN_IN, words.SIGN_IN)}</p>"
    )
    page = plain_page.answer(words.SIGNED_OUT, parts.para(words.SIGNED_OUT_TEXT) + ways)
    cookies.drop(page, cookies.SESSION)
    return page


def _visit(request: Request) -> str:
    return cookies.read(request.cookies, cookies.VISIT) or new_token()


def _send(letter: EmailMessage) -> None:
    try:
        journeys.send_link(letter)
    except AssetMapError as error:
        log.error("A link to sign in was not sent: %s", error)
