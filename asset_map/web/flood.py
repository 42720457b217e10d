"""How often one address may send something: counted in memory, kept for minutes, written nowhere.

An address is kept only as what a secret of this process makes of it, which ends with the process.
"""

import hmac
import ipaddress
import secrets
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from hashlib import sha256
from threading import Lock

from starlette.requests import Request

MOST = 30
WITHIN_SECONDS = 600.0
"""So often one address may send in so long. A library's computers share one, so it is no small
number; a robot sends as much in seconds."""
MOST_ADDRESSES = 50_000
"""More are not kept apart: whoever sends from so many floods by other means."""


class Flood:
    """Counts what each address sent lately."""

    def __init__(
        self,
        most: int = MOST,
        within: float = WITHIN_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.most, self.within, self.clock = most, within, clock
        self._secret = secrets.token_bytes(32)
        self._sent: OrderedDict[bytes, deque[float]] = OrderedDict()
        self._lock = Lock()

    def lets_in(self, address: str) -> bool:
        """Count that an address sends something; tell whether it may."""
        network = _network(address)
        if network is None:
            return True
        key = hmac.new(self._secret, network.encode(), sha256).digest()
        now = self.clock()
        with self._lock:
            self._forget(now)
            moments = self._sent.setdefault(key, deque())
            while moments and moments[0] <= now - self.within:
                moments.popleft()
            if len(moments) >= self.most:
                return False
            moments.append(now)
            self._sent.move_to_end(key)
            return True

    def kept(self) -> int:
        """Return of how many addresses anything is kept."""
        return len(self._sent)

    def _forget(self, now: float) -> None:
        """Drop addresses that sent nothing lately: they stand in the order of their last."""
        while self._sent:
            key, moments = next(iter(self._sent.items()))
            if moments and moments[-1] > now - self.within and len(self._sent) < MOST_ADDRESSES:
                return
            del self._sent[key]


def _network(address: str) -> str | None:
    """Return what one household has: of the long addresses, which come by the billion, the first
    half. None where it is no address of the outer world: a proxy's that names nobody, our own."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return None
    if not known.is_global:
        return None
    if isinstance(known, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((known, 64), strict=False))
    return str(known)


MOST_ASKED = 600
"""So often one address may ask for pieces while somebody types, in the same time: one a second."""

flood = Flood()
"""The count of this process."""
asked = Flood(MOST_ASKED)
"""The same of pieces for scripts, which change nothing: who types and moves a pin asks often."""


def may_send(request: Request) -> bool:
    """Count a form that is sent, and tell whether its address may."""
    return flood.lets_in(request.client.host if request.client else "")


def may_ask(request: Request) -> bool:
    """Count a piece that a script asks for, and tell whether its address may."""
    return asked.lets_in(request.client.host if request.client else "")
