"""Where a request comes from: forms and websockets are taken from our own pages only."""

import logging
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from asset_map.settings import get_settings

log = logging.getLogger(__name__)

POLICY_VIOLATION = 1008
"""The code that a websocket is closed with; before it is open, browsers see a 403."""

_DEFAULT_PORTS = {"http": 80, "https": 443}


def from_here(headers: Mapping[str, str]) -> bool:
    """Tell whether a request says that one of our own pages made it: browsers always say so.

    Our pages are at the public address that is set; where none is set, at the host that was asked.
    """
    origin = headers.get("origin")
    if origin is None:
        return False
    return origin == our_origin(headers)


def our_origin(headers: Mapping[str, str]) -> str:
    """Return the origin of our own pages, for a request with these headers."""
    return origin_of(get_settings().public_url or f"http://{headers.get('host', '')}")


def origin_of(address: str) -> str:
    """Return the origin of an address as browsers write it."""
    parts = urlsplit(address.lower())
    if parts.netloc.endswith(f":{_DEFAULT_PORTS.get(parts.scheme)}"):
        return f"{parts.scheme}://{parts.netloc.rpartition(':')[0]}"
    return f"{parts.scheme}://{parts.netloc}"


class OwnWebsocketsOnly:
    """Refuses a websocket that another site opens, or that does not say who does.

    Streamlit lets the latter in. A websocket bears the visitor's cookie, whoever opens it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on but a websocket from elsewhere."""
        if scope["type"] != "websocket" or from_here(Headers(scope=scope)):
            await self.app(scope, receive, send)
            return
        log.warning(
            "Refused a websocket from the origin %r. Where people reach the map has to be set in "
            "ASSET_MAP_PUBLIC_URL.",
            Headers(scope=scope).get("origin", "")[:100],
        )
        await receive()
        await send({"type": "websocket.close", "code": POLICY_VIOLATION})
