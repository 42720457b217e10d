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
from threading import Lock, Timer

from asset_map.domain.tokens import is_token

LIVES = timedelta(minutes=30)
"""So long after it was last used a visit is kept."""
SWEPT_EVERY = timedelta(minutes=1)
"""How often is looked for visits to forget, also while nobody asks for anything."""

MOST_SEARCHES = 30
"""Of a visit."""
MOST_IN_ALL = 20_000
"""Of all visits; beyond, those go that were not used for longest. It is below 200 MB, whatever is
looked for, and 20 MB of what people look for."""

LONGEST = 200
"""No place and no words are longer, in signs; what is beyond is cut off."""
MOST_NEEDS = 25
LONGEST_NEED = 40


@dataclass(frozen=True)
class KeptSearch:
    """What stays out of the address: where, as it was typed; sensitive needs; words.

    Whoever prints one, into a log or an error, prints nothing of it.
    """

    place: str = field(default="", repr=False)
    needs: tuple[str, ...] = field(default=(), repr=False)
    words: str = field(default="", repr=False)


@dataclass
class _Visit:
    used: float
    searches: OrderedDict[str, KeptSearch] = field(default_factory=OrderedDict)


class _Store:
    """The visits, that which was not used for longest first; every method under one lock."""

    def __init__(self) -> None:
        self.visits: OrderedDict[str, _Visit] = OrderedDict()
        self.searches = 0
        self.lock = Lock()
        self.sweeper: Timer | None = None

    def keep(self, token: str, search: KeptSearch) -> str:
        with self.lock:
            self._forget_old()
            found = self._used(token) or self._begun(token)
            word = next((word for word, kept in found.searches.items() if kept == search), "")
            if word:
                found.searches.move_to_end(word)
                return word
            word = secrets.token_urlsafe(6)
            found.searches[word] = search
            self.searches += 1
            if len(found.searches) > MOST_SEARCHES:
                found.searches.popitem(last=False)
                self.searches -= 1
            while self.searches > MOST_IN_ALL:
                self._drop(next(iter(self.visits)))
            self._sweep_soon()
            return word

    def kept(self, token: str, word: str) -> KeptSearch | None:
        with self.lock:
            self._forget_old()
            found = self.visits.get(token)
            if found is None or word not in found.searches:
                return None
            self._used(token)
            found.searches.move_to_end(word)
            return found.searches[word]

    def last_place(self, token: str) -> str:
        with self.lock:
            self._forget_old()
            found = self._used(token)
            asked = reversed(found.searches.values()) if found else ()
            return next((search.place for search in asked if search.place), "")

    def forget(self, token: str) -> None:
        with self.lock:
            self._drop(token)

    def sweep(self) -> None:
        with self.lock:
            self.sweeper = None
            self._forget_old()
            self._sweep_soon()

    def _begun(self, token: str) -> _Visit:
        self.visits[token] = _Visit(time.monotonic())
        return self.visits[token]

    def _used(self, token: str) -> _Visit | None:
        found = self.visits.get(token)
        if found:
            found.used = time.monotonic()
            self.visits.move_to_end(token)
        return found

    def _drop(self, token: str) -> None:
        gone = self.visits.pop(token, None)
        self.searches -= len(gone.searches) if gone else 0

    def _forget_old(self) -> None:
        oldest_allowed = time.monotonic() - LIVES.total_seconds()
        while self.visits:
            first, found = next(iter(self.visits.items()))
            if found.used >= oldest_allowed:
                return
            self._drop(first)

    def _sweep_soon(self) -> None:
        if self.visits and self.sweeper is None:
            self.sweeper = Timer(SWEPT_EVERY.total_seconds(), self.sweep)
            self.sweeper.daemon = True
            self.sweeper.start()


_store = _Store()


def keep(visit: str, search: KeptSearch) -> str:
    """Keep what is looked for in a visit (the token of its cookie); return the word for it.

    The same search in the same visit has the same word. A token that is none opens nothing.
    """
    if not is_token(visit):
        return secrets.token_urlsafe(6)
    return _store.keep(visit, _cut(search))


def kept(visit: str | None, word: str) -> KeptSearch | None:
    """Return what a word stands for in a visit; None where it is another's, or forgotten."""
    return _store.kept(visit, word) if visit else None


def last_place(visit: str | None) -> str:
    """Return the place that was last looked around in a visit, as it was typed; else nothing."""
    return _store.last_place(visit) if visit else ""


def forget(visit: str | None) -> None:
    """Forget a visit at once."""
    _store.forget(visit or "")


def _cut(search: KeptSearch) -> KeptSearch:
    return KeptSearch(
        search.place[:LONGEST],
        tuple(need[:LONGEST_NEED] for need in search.needs[:MOST_NEEDS]),
        search.words[:LONGEST],
    )
