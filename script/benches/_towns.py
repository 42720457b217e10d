"""Real postcodes, people and places drawn by chance beside them, and how others answer the same."""

import csv
import io
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numba import njit
from numpy.typing import NDArray
from sqlalchemy import Connection, text

from asset_map.analysis import reach
from asset_map.analysis.pairs import gather, near
from asset_map.analysis.reach import Providers
from asset_map.db import staging
from asset_map.domain.numbers import on_a_grid
from asset_map.settings import get_settings

DUDLEY, WEST_MIDLANDS, BOROUGHS, ENGLAND = (
    "Dudley",
    "West Midlands",
    "the seven boroughs of the West Midlands",
    "England",
)
TRIES = 3
CODE_POINT = "postcodes/codepo_gb_RAW.zip"


@dataclass(frozen=True)
class Town:
    """Homes ``xy`` (n, 2) grid metres with ``people`` (n,), and ``places`` (m, 2), one provider
    each."""

    xy: NDArray[np.float64]
    people: NDArray[np.float64]
    places: NDArray[np.float64]
    providers: Providers

    @classmethod
    def of(cls, postcodes: pd.DataFrame, assets: int) -> "Town":
        """Draw people for postcodes, and places beside them: always the same for the same ones."""
        chance = np.random.default_rng(1)
        xy = postcodes[["x", "y"]].to_numpy(np.float64)
        people = on_a_grid(chance.uniform(1, 90, len(xy)))
        places = xy[chance.integers(0, len(xy), assets)] + chance.normal(0, 100, (assets, 2))
        capacity = chance.integers(5, 500, assets).astype(float)
        return cls(xy, people, places, Providers.of(places, capacity=capacity))

    def pairs(self, radius_m: float, count: int) -> list[tuple]:
        """Return all pairs within a radius, of which there are about so many, piece by piece: where
        those of a home begin, the place, and the metres in a straight line."""
        x, y = np.ascontiguousarray(self.xy.T)
        look = near(self.places, radius_m, 1.0, self.providers.provider)
        return joined(x, y, look, count)


def postcodes_of(place: str, postcodes: pd.DataFrame) -> pd.DataFrame:
    """Return the postcodes of a place."""
    if place == DUDLEY:
        return postcodes[postcodes["authority"] == "E08000027"]
    if place == BOROUGHS:
        return postcodes[postcodes["authority"].between("E08000025", "E08000031")]
    if place == WEST_MIDLANDS:
        return postcodes[postcodes["health"] == "E18000005"]
    return postcodes[(postcodes["country"] == "E92000001") & (postcodes["quality"] != 90)]


def postcodes_in(file: Path) -> pd.DataFrame:
    """Return the postcodes of Code-Point Open as it is published."""
    with zipfile.ZipFile(file) as whole:
        parts = [
            pd.read_csv(
                io.BytesIO(whole.read(name)),
                header=None,
                usecols=[1, 2, 3, 4, 6, 8, 9],
                names=["quality", "x", "y", "country", "health", "authority", "ward"],
                quoting=csv.QUOTE_MINIMAL,
            )
            for name in sorted(whole.namelist())
            if name.startswith("Data/CSV/") and name.endswith(".csv")
        ]
    return pd.concat(parts, ignore_index=True)


def published_postcodes() -> Path:
    """Return where Code-Point Open is, unless it is said."""
    return get_settings().sample_data / CODE_POINT


def best(work: Callable[[], object], tries: int = TRIES) -> tuple[float, object]:
    """Return the shortest time that a work takes, seconds, once it is warm; and what it gives."""
    work()
    shortest, result = float("inf"), None
    for _ in range(tries):
        began = time.perf_counter()
        result = work()
        shortest = min(shortest, time.perf_counter() - began)
    return shortest, result


def each_piece(
    x: NDArray[np.float64], y: NDArray[np.float64], work: Callable[..., tuple]
) -> list[tuple]:
    """Do a work for pieces of the homes, on all cores."""
    return reach._in_pieces(len(x), lambda lo, hi: work(x[lo:hi], y[lo:hi]))


@njit(cache=True, nogil=True)
def _join(x, y, look, most, room):
    start, found = np.zeros(len(x) + 1, np.int64), 0
    place, squared = np.empty(room, np.int32), np.empty(room)
    a, b = np.empty(most + 1, np.int32), np.empty(most + 1)
    for i in range(len(x)):
        here = gather(i, x[i], y[i], look, a, b)
        place[found : found + here], squared[found : found + here] = a[:here], b[:here]
        found += here
        start[i + 1] = found
    return start, place[:found], np.sqrt(squared[:found])


def joined(x: NDArray[np.float64], y: NDArray[np.float64], look: tuple, pairs: int) -> list[tuple]:
    """Return the pairs that ``look`` holds, of which there are about so many."""
    room = int(pairs / len(x) * min(len(x), reach.POINTS_AT_ONCE) * 3) + 1000
    return each_piece(x, y, lambda a, b: _join(a, b, look, len(look.x), max(room, pairs // 2)))


def pysal(town: Town, pieces: list[tuple]):
    """Return an ``access.Access`` that is given the pairs of a town."""
    from access import Access

    homes = pd.DataFrame({"people": town.people}, index=pd.RangeIndex(len(town.xy), name="home"))
    gives = pd.DataFrame(
        {"gives": town.providers.capacity}, index=pd.RangeIndex(len(town.places), name="place")
    )
    each = np.concatenate([np.diff(piece[0]) for piece in pieces])
    costs = pd.DataFrame(
        {
            "home": np.repeat(homes.index, each),
            "place": np.concatenate([piece[1] for piece in pieces]),
            "metres": np.concatenate([piece[2] for piece in pieces]),
        }
    )
    return Access(
        *(homes, "people", gives, ["gives"]),
        **{"cost_df": costs, "cost_origin": "home", "cost_dest": "place", "cost_name": "metres"},
    )


def into_postgis(connection: Connection, town: Town) -> None:
    """Put homes and places into tables with indices: ``home`` (id, people, geom), ``place``."""
    for name, points in (("home", town.xy), ("place", town.places)):
        columns = "(id int, x float8, y float8, people float8)"
        connection.execute(text(f"CREATE TEMP TABLE {name} {columns}"))
        rows = pd.DataFrame({"id": np.arange(len(points)), "x": points[:, 0], "y": points[:, 1]})
        rows["people"] = town.people if name == "home" else 0.0
        staging.copy_in(connection, name, rows)
        connection.execute(text(f"ALTER TABLE {name} ADD geom geometry(Point, 27700)"))
        connection.execute(
            text(f"UPDATE {name} SET geom = ST_Point(x, y, 27700)")  # noqa: S608 - ours
        )
        connection.execute(text(f"CREATE INDEX ON {name} USING gist (geom)"))
        connection.execute(text(f"ANALYZE {name}"))
