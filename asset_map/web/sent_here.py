"""What a visit sent: its ids stay in the memory of this process, so that nobody else sees it.

They are kept under a hash of what ties a form to the visit's cookie, and forgotten after a day.
"""

import time
from collections import OrderedDict
from threading import Lock
from uuid import UUID

from asset_map.domain.tokens import hashed

LIVES_SECONDS = 24 * 60 * 60
MOST = 20_000
"""Beyond, those go that were sent longest ago."""

_sent: OrderedDict[tuple[str, UUID], float] = OrderedDict()
_lock = Lock()


def note(tie: str, id: UUID) -> None:
    """Remember that a visit sent something."""
    with _lock:
        _sent[hashed(tie), id] = time.monotonic()
        _sent.move_to_end((hashed(tie), id))
        while len(_sent) > MOST or time.monotonic() - next(iter(_sent.values())) > LIVES_SECONDS:
            _sent.popitem(last=False)


def was(tie: str, id: UUID) -> bool:
    """Tell whether a visit sent something."""
    with _lock:
        noted = _sent.get((hashed(tie), id))
        return noted is not None and time.monotonic() - noted <= LIVES_SECONDS
