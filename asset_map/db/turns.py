"""Turns at something of which there are few: whoever came first is served first."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class NeverCame(Exception):
    """Somebody waited in vain."""


class Turns:
    """So many at once may take a turn; the others wait in the order in which they came.

    A pool of connections alone gives one that is free to whoever asks at that moment, most often
    to who had it last: with 32 who ask again and again, most wait milliseconds, some for seconds.
    """

    def __init__(self, at_once: int) -> None:
        self._at_once = self._free = at_once
        self._waiting: deque[Lock] = deque()
        self._changing = Lock()

    def __len__(self) -> int:
        """Return how many have a turn or wait for one."""
        with self._changing:
            return self._at_once - self._free + len(self._waiting)

    @contextmanager
    def turn(self, patience_s: float) -> Iterator[None]:
        """Take a turn, when it comes. Raises NeverCame where it does not within so many
        seconds."""
        mine = Lock()
        with self._changing:
            mine.acquire()
            self._waiting.append(mine)
            self._next()
        try:
            if not mine.acquire(timeout=patience_s):
                raise NeverCame
            yield
        finally:
            with self._changing:
                if mine in self._waiting:
                    self._waiting.remove(mine)
                else:
                    self._free += 1
                    self._next()

    def _next(self) -> None:
        if self._free and self._waiting:
            self._free -= 1
            self._waiting.popleft().release()
