"""A resident, who need not do anything for it: what was looked for in vain is counted.

By ward, need and quarter alone, each visit once. Nothing is kept of who it was or of what was
typed, and whatever happens here, the search goes on.
"""

import logging
import time
from collections import OrderedDict, deque
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from enum import StrEnum
from threading import BoundedSemaphore, Lock

from asset_map.db import session, unmet
from asset_map.domain.days import uk_today
from asset_map.domain.errors import AssetMapError
from asset_map.domain.places import Area, Place
from asset_map.domain.rights import Action
from asset_map.domain.tokens import hashed
from asset_map.domain.unmet import KEPT_YEARS, Quarter, Unmet
from asset_map.journeys.acting import asks
from asset_map.journeys.find_near import Near
from asset_map.journeys.hits import Hit
from asset_map.settings import get_settings

log = logging.getLogger(__name__)

MOST_VISITS = 20_000
MOST_A_VISIT = 30
"""So many needs, in all wards, are counted of one visit: nobody looks for more by hand."""
MOST_A_MINUTE = 120
"""So many are counted of all visits: what comes faster is no person."""
MOST_WAITING = 200


class Outcome(StrEnum):
    """What became of somebody's saying that something is missing."""

    COUNTED = "counted"
    ALREADY = "already"
    NOWHERE = "nowhere"
    NOT_NOW = "not now"


class _TooFastError(Exception):
    """More came in a minute than people can look for."""


class _Once:
    """What was counted of each visit, as hashes that tell nothing without its cookie."""

    def __init__(self) -> None:
        self.visits: OrderedDict[str, set[str]] = OrderedDict()
        self.moments: deque[float] = deque()
        self.lock = Lock()

    def take(self, visit: str, asked: Iterable[str]) -> list[str]:
        """Return what was not yet counted of a visit; it is taken as counted now.

        Raises _TooFastError where too much was counted in this minute.
        """
        with self.lock:
            before = self.visits.get(hashed(visit), set())
            new = [one for one in dict.fromkeys(asked) if _key(visit, one) not in before]
            new = new[: MOST_A_VISIT - len(before)]
            if new:
                self._in_time()
                self.visits[hashed(visit)] = before | {_key(visit, one) for one in new}
                self.visits.move_to_end(hashed(visit))
            if len(self.visits) > MOST_VISITS:
                self.visits.popitem(last=False)
            return new

    def give_back(self, visit: str, taken: Iterable[str]) -> None:
        """Let these be counted after all, as they could not be."""
        with self.lock:
            before = self.visits.get(hashed(visit), set())
            before.difference_update(_key(visit, one) for one in taken)

    def _in_time(self) -> None:
        now = time.monotonic()
        while self.moments and self.moments[0] < now - 60:
            self.moments.popleft()
        if len(self.moments) >= MOST_A_MINUTE:
            raise _TooFastError
        self.moments.append(now)


def _key(visit: str, what: str) -> str:
    return hashed(f"{visit} {what}")


_once = _Once()
_later = ThreadPoolExecutor(1, thread_name_prefix="unmet")
_room = BoundedSemaphore(MOST_WAITING)


@asks(Action.BROWSE)
def count_nothing_found(visit: str | None, near: Near, needs: tuple[str, ...]) -> None:
    """Count those of the needs that were sought which nothing in reach meets, a little later:
    nobody waits for it.

    ``visit``: the token of the cookie that came with it. Without one nothing is counted, as nobody
    could tell then whether it was counted before.
    """
    vain = in_vain(near, needs)
    if visit and vain and _room.acquire(blocking=False):
        counting = _later.submit(_count, visit, near.place, vain, Unmet.NOTHING_FOUND)
        counting.add_done_callback(_done)


def in_vain(near: Near, needs: tuple[str, ...]) -> tuple[str, ...]:
    """Return the needs that nothing within the distance meets, nor anything that comes to people
    or covers the area."""
    met = {need for hit in near.hits if _in_reach(hit, near.within_m) for need in hit.needs_met}
    return tuple(need for need in needs if need not in met)


def _in_reach(hit: Hit, within_m: float | None) -> bool:
    return hit.walking_m is None or within_m is None or hit.walking_m <= within_m


@asks(Action.BROWSE)
def count_missing(visit: str | None, place: Place, need: str) -> Outcome:
    """Count that somebody says a need is not met around a place; return what became of it."""
    return _count(visit, place, (need,), Unmet.MISSING) if visit else Outcome.NOT_NOW


@asks(Action.BROWSE)
def ward_of(place: Place) -> Area | None:
    """Return the ward that is counted for a place; None where none is."""
    with session.reading() as connection:
        return unmet.ward_at(connection, place, get_settings().authority)


def settle() -> None:
    """Wait until all that was to be counted is."""
    _later.submit(int).result(10)


def _done(counting: "Future[Outcome]") -> None:
    _room.release()
    if error := counting.exception():
        log.error("What somebody looked for in vain was not counted: %s", type(error).__name__)


def _count(visit: str, place: Place, needs: tuple[str, ...], what: Unmet) -> Outcome:
    taken: list[str] = []
    try:
        with session.transaction() as connection:
            unmet.be_patient_for_a_moment(connection)
            ward = unmet.ward_at(connection, place, get_settings().authority)
            if ward is None:
                return Outcome.NOWHERE
            quarter = Quarter.of(uk_today())
            where = f"{ward.code} {ward.vintage} {quarter.first} {what}"
            taken = _once.take(visit, (f"{where} {need}" for need in needs))
            if not taken:
                return Outcome.ALREADY
            new = [one.rpartition(" ")[2] for one in taken]
            unmet.add(connection, ward, new, quarter.first, what)
            unmet.forget_before(connection, quarter.after(-4 * KEPT_YEARS).first)
    except (AssetMapError, _TooFastError) as error:
        # By its kind alone: what it says may name what somebody looked for.
        log.warning("What somebody looked for in vain was not counted: %s", type(error).__name__)
        _once.give_back(visit, taken)
        return Outcome.NOT_NOW
    return Outcome.COUNTED
