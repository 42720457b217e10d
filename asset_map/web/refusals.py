"""The one place where errors of the plain pages end: a sentence, and the way to go on."""

import logging
from collections.abc import Awaitable, Callable
from functools import wraps

from starlette.requests import Request
from starlette.responses import Response

from asset_map.app import addresses, parts, wording
from asset_map.app import sign_in_wording as words
from asset_map.domain.errors import AssetMapError, Failure, NotAllowed, NotFound
from asset_map.domain.logged import for_log
from asset_map.web import plain_page

log = logging.getLogger(__name__)

Handler = Callable[[Request], Awaitable[Response]]


def status_of(error: AssetMapError) -> int:
    """Return what an error is called between programs."""
    if isinstance(error, Failure):
        return 503
    if isinstance(error, NotAllowed):
        return 403
    return 404 if isinstance(error, NotFound) else 400


def plainly(handler: Handler) -> Handler:
    """Let a handler answer its errors with a page."""

    @wraps(handler)
    async def answered(request: Request) -> Response:
        try:
            return await handler(request)
        except AssetMapError as error:
            return _page(error)

    return answered


def _page(error: AssetMapError) -> Response:
    if isinstance(error, Failure):
        log.error("A plain page could not be answered: %s", for_log(error))
        said = parts.notice(wording.DOWN_TITLE, wording.DOWN_TEXT, css="am-problem")
    else:
        said = parts.notice(error.sentence, error.next_step, css="am-problem")
    again = f"<p>{parts.link(addresses.SIGN_IN, words.AGAIN)}</p>"
    return plain_page.answer(words.NOT_DONE, said + again, status_of(error))
