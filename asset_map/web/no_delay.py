"""Answers that leave at once: the kernel is told not to wait for more before it sends.

An answer goes out in two writes, head and body. Where the server's socket does not say so, the
second one waits until the first was acknowledged, which takes 40 ms on a connection that is kept.
"""

import os
import socket
import stat
from contextlib import suppress
from pathlib import Path

from starlette.types import ASGIApp, Receive, Scope, Send

OPEN_FILES = Path("/dev/fd")
"""What this process has open, on Linux and macOS."""


class NoDelay:
    """Tells the socket that the server listens on, once it starts; connections take it over."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        listen_without_delay()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        await self.app(scope, receive, send)


def listen_without_delay() -> None:
    """Let every socket that this process listens on send at once; where none can be told, go on."""
    with suppress(OSError):
        for name in os.listdir(OPEN_FILES):  # noqa: PTH208 - the names alone, never their files
            _without_delay(int(name))


def _without_delay(number: int) -> None:
    # A closed file, or one that is no socket, is refused; a copy of a socket tells the same socket.
    with suppress(OSError):
        if not stat.S_ISSOCK(os.fstat(number).st_mode):
            return
        with socket.socket(fileno=os.dup(number)) as found:
            if found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
