"""What every question of reach stands on: where people live, in which areas, along which streets.

It is read once and kept in memory until something is loaded, so that the next question need only
read what meets the need.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, is_dataclass
from threading import Lock
from typing import Any, TypeVar
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from shapely import Geometry
from sqlalchemy import Connection

from asset_map.analysis.edges import Border, border_of
from asset_map.analysis.groups import Population, on_points
from asset_map.analysis.pairs import Walked
from asset_map.analysis.reach import Providers, Question, Reach, measure
from asset_map.analysis.streets import StreetNetwork, nearest_along, street_pairs
from asset_map.db import areas, demand, population, shapes, streets
from asset_map.domain.demand import Demand
from asset_map.domain.errors import NotFound
from asset_map.settings import get_settings

Kept = TypeVar("Kept")

NEIGHBOURS_M = 5_000.0
"""What is farther from every point of the authority is nobody's neighbour, metres."""

MOST_BYTES = 200_000_000
"""So much memory the answers of one sort may take."""


def _bytes_of(answer: Any) -> int:
    """Return how much memory the arrays of an answer take."""
    if isinstance(answer, np.ndarray):
        return answer.nbytes
    return sum(map(_bytes_of, vars(answer).values())) if is_dataclass(answer) else 0


class Remembered:
    """Keeps the last few answers in memory, each by what it rests on.

    ``bytes_of`` tells how much memory an answer takes, where that differs: then so many are kept as
    fit into ``MOST_BYTES``.
    """

    def __init__(self, most: int, bytes_of: Callable[[Any], int] | None = None) -> None:
        self.most = most
        self.bytes_of = bytes_of
        self._held: OrderedDict[Hashable, Any] = OrderedDict()
        self._under_way: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def __call__(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """Return the answer to a key, made only where it is not held.

        Who asks for what another one is making waits for that: many at once would each read a whole
        region, and none would be done sooner.
        """
        kept: Kept
        with self._lock:
            if key in self._held:
                kept = self._used(key)
                return kept
            under_way = self._under_way.setdefault(key, Lock())
        with under_way:
            with self._lock:
                if key in self._held:
                    kept = self._used(key)
                    return kept
            try:
                made = make()
                with self._lock:
                    self._held[key] = made
                    while self._are_too_many():
                        self._held.popitem(last=False)
            finally:
                with self._lock:
                    self._under_way.pop(key, None)
        return made

    def _are_too_many(self) -> bool:
        if len(self._held) < 2 or self.bytes_of is None:
            return len(self._held) > self.most
        held = sum(map(self.bytes_of, self._held.values()))
        return len(self._held) > self.most or held > MOST_BYTES

    def _used(self, key: Hashable) -> Any:
        self._held.move_to_end(key)
        return self._held[key]


@dataclass(frozen=True)
class Ground:
    """Where people live. ``border``: how far from the border of the authority, of its own points;
    ``network``: the streets, None where none are loaded; ``on_streets`` (n,): which points are on
    them; ``names`` of authorities by code."""

    key: Hashable
    demand: Demand
    border: Border
    names: dict[str, str]
    network: StreetNetwork | None
    on_streets: NDArray[np.bool_]
    _areas: Remembered = field(default_factory=lambda: Remembered(20))
    _walks: Remembered = field(default_factory=lambda: Remembered(60, _bytes_of))
    _reaches: Remembered = field(default_factory=lambda: Remembered(60, _bytes_of))

    def membership(self, connection: Connection, area_ids: tuple[UUID, ...]) -> csr_array:
        """Return which demand points lie in which areas, as ones (areas, points)."""

        def read() -> csr_array:
            found = demand.members(connection, list(area_ids))
            here = [found[area_id] for area_id in area_ids]
            start = np.cumsum([0, *map(len, here)])
            points = np.concatenate([np.empty(0, np.int64), *here])
            shape = (len(area_ids), len(self.demand.people))
            return csr_array((np.ones(len(points)), points, start), shape=shape)

        return self._areas(area_ids, read)

    def walked(
        self, places_xy: NDArray[np.float64], within_m: float, detour: float
    ) -> Walked | None:
        """Return the walks to places along streets; None where no streets are loaded."""
        network = self.network
        if network is None:
            return None

        def walk() -> Walked:
            homes = self.demand.xy
            pairs, _ = street_pairs(network, homes, places_xy, within_m, detour)
            return Walked(pairs, nearest_along(network, homes, places_xy, detour))

        return self._walks((places_xy.tobytes(), within_m, detour), walk)

    def reach(self, providers: Providers, question: Question) -> Reach:
        """Return who is in reach of some providers; what was asked before is not counted anew."""

        def count() -> Reach:
            walked = self.walked(providers.xy, question.radius_m, question.detour)
            people = self.demand.people
            return measure(self.demand.xy, people, providers, question, walked=walked)

        return self._reaches((providers.digest(), question), count)


_grounds = Remembered(2)
_populations = Remembered(2)


def ground(connection: Connection) -> Ground:
    """Return where people live. Raises NotFound where no postcodes are loaded."""
    authority = get_settings().authority
    # The address tells one database from another; it is kept in memory only.
    address = connection.engine.url.render_as_string(hide_password=True)
    key = (address, authority, demand.token(connection), streets.token(connection))

    def read() -> Ground:
        people = demand.read(connection, authority, [])
        outline = shapes.outline_of(connection, authority)
        lines = streets.read(connection)
        network = StreetNetwork.of(lines) if len(lines) else None
        return Ground(
            key=key,
            demand=people,
            border=_border(people, outline, authority),
            names=areas.authority_names(connection),
            network=network,
            on_streets=network.reached_from(people.xy)
            if network
            else np.zeros(len(people.own), bool),
        )

    found = _grounds(key, read)
    if not len(found.demand.people):
        raise NotFound(
            "No postcodes are loaded, so nobody knows where people live.",
            "Load them first: asset-map etl run code-point-open --file FILE",
        )
    return found


def _border(people: Demand, outline: Geometry | None, authority: str) -> Border:
    """Return how far the authority's own points are from its border; others are far from it."""
    own = np.flatnonzero(people.own)
    if not len(own):
        return Border(np.full(len(people.own), np.nan), {})
    low, high = people.xy[own].min(axis=0) - NEIGHBOURS_M, people.xy[own].max(axis=0) + NEIGHBOURS_M
    near = ((people.xy >= low) & (people.xy <= high)).all(axis=1)
    found = border_of(people.xy[own], outline, people.xy[near], people.authority[near], authority)

    def of_all(metres: NDArray[np.float64]) -> NDArray[np.float64]:
        every = np.full(len(people.own), np.nan if np.isnan(metres).all() else np.inf)
        every[own] = metres
        return every

    told = {code: of_all(metres) for code, metres in found.neighbour_m.items() if code}
    return Border(of_all(found.border_m), told)


def population_of(connection: Connection, on: Ground) -> Population:
    """Return the groups of people at the demand points."""
    return _populations(
        on.key, lambda: on_points(population.read(connection, list(on.demand.postcode)))
    )
