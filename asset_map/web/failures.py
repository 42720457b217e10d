"""The last place where a failure ends: a plain page, and a log that repeats nobody's words."""

import logging

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from asset_map.app import parts, wording
from asset_map.domain.logged import with_frames
from asset_map.web import plain_page

log = logging.getLogger(__name__)


class QuietFailures:
    """Answers what nobody foresaw; else the server would log the error with what was asked."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; where that fails before any answer, say sorry."""
        begun = False

        async def send_noticing(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, send_noticing)
        except Exception as error:  # noqa: BLE001 - it is logged here, and ends here
            log.error("A request failed: %s", with_frames(error))
            if scope["type"] == "http" and not begun:
                said = parts.para(wording.SORRY_TEXT)
                page = plain_page.answer(wording.SORRY_TITLE, said, 500)
                await page(scope, receive, send)
