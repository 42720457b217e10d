"""Answers that are the same for everybody, remembered for a short time by what was asked.

Only for what does not depend on who asks. What is made is packed once; whoever asks for the same
meanwhile waits for the one that is being made.
"""

import asyncio
import gzip
import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

LIVES = timedelta(seconds=60)
MOST_BYTES = 32_000_000
"""So much is kept at most, packed and unpacked; what was not asked for longest goes first."""

PACKED_FROM = 500
"""Bytes from which packing is worth it."""
PACKING = 6

NOT_KEPT = "no-store"
KEPT = f"public, max-age={LIVES.seconds}"


@dataclass(frozen=True)
class Made:
    """What a route answers with. ``kept``: whether it is remembered, here and by browsers."""

    body: bytes
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    kept: bool = True


@dataclass(frozen=True)
class _Packed:
    made: Made
    packed: bytes | None
    tag: str
    until: float

    @property
    def size(self) -> int:
        return len(self.made.body) + len(self.packed or b"")


class Remembered:
    """A bounded store of answers, for a time."""

    def __init__(self, lives: timedelta = LIVES, most_bytes: int = MOST_BYTES) -> None:
        self._lives = lives.total_seconds()
        self._most = most_bytes
        self._bytes = 0
        self._kept: OrderedDict[str, _Packed] = OrderedDict()
        self._lock = Lock()
        self._making: dict[tuple[int, str], asyncio.Task[_Packed]] = {}

    async def answer(self, request: Request, asked: str, make: Callable[[], Made]) -> Response:
        """Answer with what is remembered by what was asked; else with what ``make`` makes, in a
        thread of its own."""
        found = self._found(asked) or await self._one_at_a_time(asked, make)
        return _answered(request, found)

    def forget(self) -> None:
        """Forget all of it: what it was made of has changed."""
        with self._lock:
            self._kept.clear()
            self._bytes = 0

    async def _one_at_a_time(self, asked: str, make: Callable[[], Made]) -> _Packed:
        key = (id(asyncio.get_running_loop()), asked)
        task = self._making.get(key)
        if task is None:
            task = asyncio.create_task(run_in_threadpool(self._made, asked, make))
            self._making[key] = task
            task.add_done_callback(lambda _: self._making.pop(key, None))
        # Whoever leaves does not take the page from those who wait for it too.
        return await asyncio.shield(task)

    def _made(self, asked: str, make: Callable[[], Made]) -> _Packed:
        packed = _pack(make(), time.monotonic() + self._lives)
        if packed.made.kept and packed.size <= self._most:
            self._keep(asked, packed)
        return packed

    def _found(self, asked: str) -> _Packed | None:
        with self._lock:
            found = self._kept.get(asked)
            if found is None:
                return None
            if found.until < time.monotonic():
                self._drop(asked)
                return None
            self._kept.move_to_end(asked)
            return found

    def _keep(self, asked: str, packed: _Packed) -> None:
        with self._lock:
            self._drop(asked)
            self._kept[asked] = packed
            self._bytes += packed.size
            while self._bytes > self._most:
                self._drop(next(iter(self._kept)))

    def _drop(self, asked: str) -> None:
        gone = self._kept.pop(asked, None)
        self._bytes -= gone.size if gone else 0


def at_once(request: Request, made: Made) -> Response:
    """Answer with what was made for this request alone."""
    return _answered(request, _pack(made, 0))


def _pack(made: Made, until: float) -> _Packed:
    packed = None
    if len(made.body) >= PACKED_FROM and not made.media_type.startswith("image/png"):
        packed = gzip.compress(made.body, PACKING, mtime=0)
    tag = hashlib.sha256(made.body).hexdigest()[:32]
    return _Packed(made, packed, f'W/"{tag}"', until)


def _answered(request: Request, found: _Packed) -> Response:
    made = found.made
    headers = {"Cache-Control": KEPT if made.kept else NOT_KEPT, "Vary": "Accept-Encoding"}
    headers |= made.headers
    if made.kept and made.status == 200:
        headers["ETag"] = found.tag
        if _is_known(request, found.tag):
            return Response(status_code=304, headers=headers)
    body = made.body
    if found.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        body = found.packed
        headers["Content-Encoding"] = "gzip"
    return Response(body, made.status, headers, media_type=made.media_type)


def _is_known(request: Request, tag: str) -> bool:
    known = request.headers.get("if-none-match", "")
    return bool({one.strip() for one in known.split(",")} & {tag, tag.removeprefix("W/"), "*"})
