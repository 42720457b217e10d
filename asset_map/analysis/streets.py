"""Walks along streets: who can walk how far to what, where the streets are known.

Positions are on the British National Grid, metres. A walk goes straight to the nearest node of the
streets, along them, and straight from there; so it is never shorter than the straight line.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.spatial import KDTree

from asset_map.analysis.arrays import Floats, Whole
from asset_map.analysis.assumptions import ON_THE_STREETS_M
from asset_map.analysis.pairs import TOLERANCE_M, Pairs, refuse_degrees
from asset_map.domain.errors import BadInput

QUANTUM_M = 0.1
"""Vertices in the same square of this size are one node, metres. Streets join in no other way: a
bridge shares no vertex with what it leads over."""

STEP_M = 20.0
"""No longer stretch of a street is without a node to step on and off at, metres."""

FRAGMENT_M = 1_000.0
"""Streets that hang together and are shorter than this, all in all, are a fragment, metres: paths
in a courtyard, or what is left of a street at the edge of an extract. Nobody starts from them."""

CELLS = 4_000_000
"""So many distances are held at a time, of 8 bytes each."""

NOWHERE = -1


@dataclass(frozen=True, eq=False)
class Ends:
    """Points on the streets: their nearest node, the metres to it, and its connected part.

    ``part`` is ``NOWHERE`` for a point that is too far from any street.
    """

    node: Whole
    metres: Floats
    part: Whole


@dataclass(frozen=True, eq=False)
class StreetNetwork:
    """Streets as nodes and what is walked between them.

    ``xy`` (nodes, 2); ``walks`` (nodes, nodes): metres between neighbours, both ways; ``part``
    (nodes,): what hangs together, ``NOWHERE`` where that is a fragment.
    """

    xy: Floats
    walks: csr_array
    part: Whole

    @classmethod
    def of(cls, lines: NDArray[np.object_]) -> "StreetNetwork":
        """Return the network of some lines (EPSG:27700). Raises BadInput where they are degrees."""
        vertices, line = shapely.get_coordinates(shapely.get_parts(lines), return_index=True)
        refuse_degrees(vertices)
        squares = np.rint(vertices / QUANTUM_M).astype(np.int64)
        _, first, node = np.unique(
            squares[:, 0] << 32 | squares[:, 1], return_index=True, return_inverse=True
        )
        follows = line[1:] == line[:-1]
        xy, walks = _with_steps(vertices[first], node[:-1][follows], node[1:][follows])
        return cls(xy, walks, _parts(walks))

    def __len__(self) -> int:
        return len(self.xy)

    def reached_from(self, xy: Floats) -> NDArray[np.bool_]:
        """Tell from which points (n, 2) one steps on the streets."""
        reached: NDArray[np.bool_] = self.ends(xy).part != NOWHERE
        return reached

    def ends(self, xy: Floats) -> Ends:
        """Return where points (n, 2) step on the streets."""
        usable, nearest = self._usable
        if not len(usable) or not len(xy):
            nowhere = np.full(len(xy), NOWHERE)
            return Ends(nowhere, np.full(len(xy), np.inf), nowhere)
        metres, found = nearest.query(xy)
        node = usable[found]
        part = np.where(metres <= ON_THE_STREETS_M, self.part[node], NOWHERE)
        return Ends(node, metres, part)

    @cached_property
    def _usable(self) -> tuple[Whole, KDTree]:
        """The nodes that are no fragment's, and what finds the nearest of them."""
        usable = np.flatnonzero(self.part != NOWHERE)
        return usable, KDTree(self.xy[usable])


Found = tuple[Whole, Whole, Floats]
"""Rows of the demand, rows of the supply, and the walks between them, metres."""


def street_pairs(
    network: StreetNetwork, demand_xy: Floats, supply_xy: Floats, within_m: float, detour: float
) -> tuple[Pairs, NDArray[np.bool_]]:
    """Return which places (m, 2) are within some walking metres of which demand points (n, 2).

    Between two points on the same connected part of the streets it is the walk along them, and
    where that is too long there is no pair. Where one of them is on no street, or the two are on
    parts that are not joined, the walk is the straight line times the detour. The mask (n,) tells
    which demand points are on the streets.
    """
    refuse_degrees(demand_xy)
    refuse_degrees(supply_xy)
    if not detour >= 1:
        raise BadInput(
            f"A detour factor of {detour:g} would make walks shorter than a straight line."
        )
    demand, supply = network.ends(demand_xy), network.ends(supply_xy)
    limit = within_m + TOLERANCE_M
    found = [_beside(demand_xy, supply_xy, demand.part, supply.part, limit / detour, detour)]
    for rows, places, metres in _along(network, demand, supply, limit):
        straight = _distance(demand_xy[rows], supply_xy[places])
        found.append((rows, places, np.maximum(metres, straight)))
    return _in_order(len(demand_xy), found), demand.part != NOWHERE


def nearest_along(
    network: StreetNetwork, demand_xy: Floats, supply_xy: Floats, detour: float
) -> Floats:
    """Return the walk from each demand point (n, 2) on the streets to its nearest place (m, 2).

    However long it is, metres: along the streets, and to a place that is on none of them as the
    straight line times the detour. Infinite where no street joins the point to any place.
    """
    demand, supply = network.ends(demand_xy), network.ends(supply_xy)
    rows, places = np.flatnonzero(demand.part != NOWHERE), np.flatnonzero(supply.part != NOWHERE)
    beside = np.flatnonzero(supply.part == NOWHERE)
    nearest = np.full(len(demand_xy), np.inf)
    if len(rows) and len(beside):
        nearest[rows] = KDTree(supply_xy[beside]).query(demand_xy[rows])[0] * detour
    if not len(rows) or not len(places):
        return nearest
    # One search, from a node beyond all others that leads to each place by the metres to its door.
    nodes = len(network)
    ways: Any = network.walks.tocoo()
    doors = _shortest_doors(supply.node[places], supply.metres[places])
    to_doors = np.maximum(doors[1], QUANTUM_M)  # A way of no length would be no way at all.
    walks = csr_array(
        (
            np.concatenate([ways.data, to_doors]),
            (
                np.concatenate([ways.row, np.full(len(to_doors), nodes)]),
                np.concatenate([ways.col, doors[0]]),
            ),
        ),
        shape=(nodes + 1, nodes + 1),
    )
    found = dijkstra(walks, indices=nodes)
    along = found[demand.node[rows]] + demand.metres[rows]
    nearest[rows] = np.minimum(nearest[rows], along)
    return nearest


def _shortest_doors(node: Whole, metres: Floats) -> tuple[Whole, Floats]:
    """Return each node once, with the fewest metres to a place from it."""
    order = np.lexsort((metres, node))
    nodes, first = np.unique(node[order], return_index=True)
    return nodes, metres[order][first]


def _along(network: StreetNetwork, demand: Ends, supply: Ends, limit: float) -> Iterator[Found]:
    """Yield the pairs whose walk along the streets is within the limit."""
    rows, places = np.flatnonzero(demand.part != NOWHERE), np.flatnonzero(supply.part != NOWHERE)
    if not len(rows) or not len(places):
        return
    kept = np.zeros(len(network), dtype=bool)
    kept[demand.node[rows]] = kept[supply.node[places]] = True
    walks, number = _contracted(network.walks, kept)
    goals, starts = number[demand.node[rows]], number[supply.node[places]]
    several = max(1, CELLS // max(walks.shape[0], len(rows)))
    for at in range(0, len(places), several):
        some = slice(at, at + several)
        nodes, which = np.unique(starts[some], return_inverse=True)
        metres = dijkstra(walks, indices=nodes, limit=limit)[np.ix_(which, goals)]
        metres += supply.metres[places[some], None] + demand.metres[rows]
        place, row = np.nonzero(metres <= limit)
        yield rows[row], places[some][place], metres[place, row]


def _beside(
    demand_xy: Floats,
    supply_xy: Floats,
    of_demand: Whole,
    of_supply: Whole,
    radius: float,
    detour: float,
) -> Found:
    """Return the pairs within a straight radius that no street joins."""
    main = np.bincount(np.append(of_demand[of_demand >= 0], 0)).argmax()
    odd, places = of_demand != main, np.flatnonzero(of_supply != main)
    found = []
    for rows, some in (
        (np.flatnonzero(odd), np.arange(len(supply_xy))),
        (np.flatnonzero(~odd), places),
    ):
        if len(rows) and len(some):
            near = KDTree(demand_xy[rows]).sparse_distance_matrix(
                KDTree(supply_xy[some]), radius, output_type="ndarray"
            )
            found.append((rows[near["i"]], some[near["j"]], near["v"] * detour))
    rows, places, metres = _joined(found)
    apart = (of_demand[rows] != of_supply[places]) | (of_demand[rows] == NOWHERE)
    return rows[apart], places[apart], metres[apart]


def _in_order(points: int, found: list[Found]) -> Pairs:
    rows, places, metres = _joined(found)
    order = np.lexsort((places, rows))
    start = np.zeros(points + 1, dtype=np.int64)
    np.cumsum(np.bincount(rows, minlength=points), out=start[1:])
    return Pairs(start, places[order].astype(np.int32), metres[order])


def _joined(found: list[Found]) -> Found:
    none: Found = (np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
    rows, places, metres = zip(none, *found, strict=True)
    return np.concatenate(rows), np.concatenate(places), np.concatenate(metres)


def _graph(nodes: int, a: Whole, b: Whole, metres: Floats) -> csr_array:
    """Return what is walked between nodes, both ways; of several ways between two the shortest."""
    low, high = np.minimum(a, b), np.maximum(a, b)
    order = np.lexsort((metres, high, low))
    low, high, metres = low[order], high[order], metres[order]
    new = np.append(True, (low[1:] != low[:-1]) | (high[1:] != high[:-1]))[: len(low)]
    new &= low != high
    low, high, metres = low[new], high[new], metres[new]
    ends = (np.concatenate([low, high]), np.concatenate([high, low]))
    return csr_array((np.concatenate([metres, metres]), ends), shape=(nodes, nodes))


def _with_steps(xy: Floats, a: Whole, b: Whole) -> tuple[Floats, csr_array]:
    """Return nodes and the walks between them, with further nodes on long stretches.

    These are each the stretch's own: where two streets cross, they do not join them.
    """
    a, b, metres = _each_way_once(_graph(len(xy), a, b, _distance(xy[a], xy[b])))
    pieces = np.ceil(metres / STEP_M).astype(np.int64)
    stretch = np.repeat(np.arange(len(pieces)), pieces)
    nth = np.arange(len(stretch)) - (np.cumsum(pieces) - pieces)[stretch]
    begins, ends = nth == 0, nth + 1 == pieces[stretch]
    # The step at which a piece begins, unless it begins the stretch.
    step = len(xy) + np.cumsum(~begins) - 1
    along = (nth / pieces[stretch])[~begins, None]
    a, b = a[stretch], b[stretch]
    every = np.concatenate([xy, xy[a[~begins]] * (1 - along) + xy[b[~begins]] * along])
    low, high = np.where(begins, a, step), np.where(ends, b, step + 1)
    return every, _graph(len(every), low, high, (metres / pieces)[stretch])


def _parts(walks: csr_array) -> Whole:
    """Return for each node which connected part it is in, ``NOWHERE`` for those of fragments."""
    count, part = connected_components(walks, directed=False)
    lengths = np.bincount(part, walks.sum(axis=1) / 2, minlength=count)  # Each way is there twice.
    return np.where(lengths[part] >= FRAGMENT_M, part, NOWHERE)


def _contracted(walks: csr_array, kept: NDArray[np.bool_]) -> tuple[csr_array, Whole]:
    """Return the network without nodes at which one can only walk on, and the others' numbers.

    Most nodes only draw a bend; the walks between those that are ``kept`` stay what they are.
    """
    inner = (np.diff(walks.indptr) == 2) & ~kept
    a, b, metres = _each_way_once(walks)
    within = inner[a] & inner[b]
    ones = np.ones(within.sum(), dtype=np.int8)
    chains, chain = connected_components(
        csr_array((ones, (a[within], b[within])), shape=walks.shape), directed=False
    )
    bent = inner[a] | inner[b]
    chain_of = chain[np.where(inner[a], a, b)]
    lengths = np.bincount(chain_of[bent], metres[bent], minlength=chains)
    # A chain has two ways that lead out of it, or none where it is a ring of its own.
    out = np.flatnonzero(bent & ~within)
    out = out[np.argsort(chain_of[out], kind="stable")]
    ends = np.where(inner[a], b, a)[out]
    number = np.cumsum(~inner) - 1
    return (
        _graph(
            int((~inner).sum()),
            number[np.concatenate([a[~bent], ends[0::2]])],
            number[np.concatenate([b[~bent], ends[1::2]])],
            np.concatenate([metres[~bent], lengths[chain_of[out[0::2]]]]),
        ),
        number,
    )


def _each_way_once(walks: csr_array) -> tuple[Whole, Whole, Floats]:
    ways: Any = walks.tocoo()
    once = ways.row < ways.col
    return ways.row[once], ways.col[once], ways.data[once]


def _distance(a: Floats, b: Floats) -> Floats:
    return np.asarray(np.hypot(*(a - b).T), dtype=np.float64)
