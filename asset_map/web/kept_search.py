"""What somebody looks for, kept for their visit: in no address, no log, no file and no database.

The exact place, needs that are nobody else's business and typed words stay in the memory of this
process, for a while, under a random token that only their browser's cookie has. An address names a
search by a short word that opens nothing without that cookie; so the way back leads to each search.
"""

import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Lock

LIVES = timedelta(minutes=30)
"""So long after it was last used a visit is kept."""

MOST_VISITS = 20_000
MOST_SEARCHES = 30


@dataclass(frozen=True)
class KeptSearch:
    """What stays out of the address: where, as it was typed; sensitive needs; words."""

    place: str = ""
    needs: tuple[str, ...] = ()
    words: str = ""


@dataclass
class _Visit:
    used: float
    searches: OrderedDict[str, KeptSearch] = field(default_factory=OrderedDict)


_visits: OrderedDict[str, _Visit] = OrderedDict()
_lock = Lock()


def keep(visit: str, search: KeptSearch) -> str:
    """Keep what is looked for in a visit (the token of its cookie); return the word for it.

    The same search in the same visit has the same word.
    """
    with _lock:
        _forget_old()
        found = _visits.setdefault(visit, _Visit(time.monotonic()))
        found.used = time.monotonic()
        _visits.move_to_end(visit)
        for word, kept in found.searches.items():
            if kept == search:
                found.searches.move_to_end(word)
                return word
        word = secrets.token_urlsafe(6)
        found.searches[word] = search
        while len(found.searches) > MOST_SEARCHES:
            found.searches.popitem(last=False)
        return word


def kept(visit: str | None, word: str) -> KeptSearch | None:
    """Return what a word stands for in a visit; None where it is another's, or forgotten."""
    if not visit:
        return None
    with _lock:
        _forget_old()
        found = _visits.get(visit)
        if found is None or word not in found.searches:
            return None
        found.used = time.monotonic()
        _visits.move_to_end(visit)
        return found.searches[word]


def forget(visit: str | None) -> None:
    """Forget a visit at once."""
    with _lock:
        _visits.pop(visit or "", None)


def _forget_old() -> None:
    """Forget what was not used for long, and where there are too many, the oldest."""
    oldest_allowed = time.monotonic() - LIVES.total_seconds()
    while _visits:
        first = next(iter(_visits))
        if _visits[first].used >= oldest_allowed and len(_visits) <= MOST_VISITS:
            return
        del _visits[first]
