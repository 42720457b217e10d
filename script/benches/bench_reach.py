"""Measures reach: script/bench reach [--code-point FILE] [--long].

The limit beside every figure is counting the pairs of a demand point and a place within the radius,
with the same grid and on as many cores, in the same run. The demand points are the real postcodes
of Dudley, of the West Midlands and of England; the places are drawn by chance beside postcodes.
"""

import argparse
import csv
import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from _scratch import most_memory_mb, scratch_database
from numba import njit
from scipy.sparse import csr_array
from sqlalchemy import text

from asset_map.analysis import reach
from asset_map.analysis.by_area import by_area, by_group
from asset_map.analysis.pairs import TOLERANCE_M, count, gather, near
from asset_map.analysis.reach import Providers, Question, measure
from asset_map.db import session, staging
from asset_map.domain.numbers import on_a_grid
from asset_map.settings import get_settings

RADIUS_M = 1600.0
STANDARD_M = 800.0
GROUPS = 24
TRIES = 3
SIZES = (("Dudley", 100), ("West Midlands", 2_000), ("England", 50_000))
ASKED = Question(
    STANDARD_M,
    detour=1.0,
    weekly_rate=0.1,
    scores=True,
    catchment_m=RADIUS_M,
    decay=((800.0, 1.0), (1200.0, 0.68), (1600.0, 0.22)),
    beyond=False,
)


def main() -> None:
    """Measure, and print as it goes."""
    asked = _asked()
    postcodes = _postcodes(asked.code_point)
    for place, assets in SIZES:
        some = postcodes[_within(place, postcodes)]
        _measure(place, some, assets, long=asked.long)


def _measure(place: str, postcodes: pd.DataFrame, assets: int, *, long: bool) -> None:
    chance = np.random.default_rng(1)
    xy = postcodes[["x", "y"]].to_numpy(np.float64)
    people = on_a_grid(chance.uniform(1, 90, len(xy)))
    places = xy[chance.integers(0, len(xy), assets)] + chance.normal(0, 100, (assets, 2))
    providers = Providers.of(places, capacity=chance.integers(5, 500, assets).astype(float))
    x, y = np.ascontiguousarray(xy.T)
    look = near(places, RADIUS_M, 1.0, providers.provider)
    areas = _areas(postcodes)
    counts = on_a_grid(chance.uniform(0, 9, (len(xy), GROUPS)))
    known = np.ones_like(counts, bool)

    floor, pieces = _best(lambda: _each_piece(x, y, lambda a, b: (count(a, b, look),)))
    pairs = sum(found for (found,) in pieces)
    print(f"\n{place}: {len(xy):,} postcodes, {assets:,} places, {pairs:,} pairs in {RADIUS_M:g} m")

    def told(what: str, seconds: float) -> None:
        print(f"  {what:<58} {seconds * 1000:10.1f} ms {seconds / floor:8.1f} x", flush=True)

    told("counting the pairs (the limit)", floor)
    told("the bare join, pairs kept", _best(lambda: _joined(x, y, look, pairs))[0])
    found = measure(xy, people, providers, ASKED)
    told("all measures of each point", _best(lambda: measure(xy, people, providers, ASKED))[0])
    beyond = Question(**{**vars(ASKED), "beyond": True})
    told(
        "the same, and the nearest beyond", _best(lambda: measure(xy, people, providers, beyond))[0]
    )
    some = Question(STANDARD_M, detour=1.0, beyond=False)
    told("without scores and room", _best(lambda: measure(xy, people, providers, some))[0])
    told(
        f"sums by {areas.shape[0]:,} areas, medians too",
        _best(lambda: by_area(found, people, areas, STANDARD_M, (600.0, 1000.0)))[0],
    )
    on_foot = found.nearest_m <= STANDARD_M
    told(
        f"sums by {GROUPS} groups in {areas.shape[0]:,} areas",
        _best(lambda: by_group(on_foot, counts, known, areas))[0],
    )
    print(f"  most memory so far: {most_memory_mb():,.0f} MB")
    if long or len(xy) < 1_000_000:
        _pysal(xy, people, places, providers, found, told)
        _set_query(xy, places, told)
    else:
        print("  pysal access and the query of PostGIS: with --long (minutes, and 5 GB)")


def _each_piece(x: np.ndarray, y: np.ndarray, work: Callable[..., tuple]) -> list[tuple]:
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


def _joined(x: np.ndarray, y: np.ndarray, look: tuple, pairs: int) -> list[tuple]:
    room = int(pairs / len(x) * min(len(x), reach.POINTS_AT_ONCE) * 3) + 1000
    return _each_piece(x, y, lambda a, b: _join(a, b, look, len(look.x), max(room, pairs // 2)))


def _pysal(xy, people, places, providers, found, told) -> None:
    from access import Access, weights

    x, y = np.ascontiguousarray(xy.T)
    look = near(places, RADIUS_M, 1.0, providers.provider)
    pairs = sum(n for (n,) in _each_piece(x, y, lambda a, b: (count(a, b, look),)))
    pieces = _joined(x, y, look, pairs)
    homes = pd.DataFrame({"people": people}, index=pd.RangeIndex(len(xy), name="home"))
    gives = pd.DataFrame(
        {"gives": providers.capacity}, index=pd.RangeIndex(len(places), name="place")
    )
    each = np.concatenate([np.diff(piece[0]) for piece in pieces])
    costs = pd.DataFrame(
        {
            "home": np.repeat(homes.index, each),
            "place": np.concatenate([piece[1] for piece in pieces]),
            "metres": np.concatenate([piece[2] for piece in pieces]),
        }
    )
    asked = Access(
        *(homes, "people", gives, ["gives"]),
        **{"cost_df": costs, "cost_origin": "home", "cost_dest": "place", "cost_name": "metres"},
    )
    # A millimetre does not decide in our count, so it must not in theirs.
    steps = weights.step_fn({metres + TOLERANCE_M: weight for metres, weight in ASKED.decay})
    began = time.perf_counter()
    zoned = asked.enhanced_two_stage_fca("zoned", max_cost=RADIUS_M + TOLERANCE_M, weight_fn=steps)
    told("pysal access, E2SFCA alone, pairs given", time.perf_counter() - began)
    theirs = zoned.reindex(homes.index).iloc[:, 0].fillna(0).to_numpy()
    print(f"  largest difference from pysal: {np.abs(theirs - found.score_e2sfca).max():.1e}")


def _set_query(xy, places, told) -> None:
    """The nearest place, the number within the standard and the sole one, by one query."""
    with scratch_database(), session.transaction() as connection:
        for name, points in (("home", xy), ("place", places)):
            connection.execute(text(f"CREATE TEMP TABLE {name} (id int, x float8, y float8)"))
            rows = pd.DataFrame(
                {"id": np.arange(len(points)), "x": points[:, 0], "y": points[:, 1]}
            )
            staging.copy_in(connection, name, rows)
            connection.execute(text(f"ALTER TABLE {name} ADD geom geometry(Point, 27700)"))
            connection.execute(
                text(f"UPDATE {name} SET geom = ST_Point(x, y, 27700)")  # noqa: S608 - ours
            )
            connection.execute(text(f"CREATE INDEX ON {name} USING gist (geom)"))
            connection.execute(text(f"ANALYZE {name}"))
        began = time.perf_counter()
        connection.execute(
            text(
                """
                SELECT h.id, min(h.geom <-> p.geom), count(p.id), min(p.id)
                FROM home h LEFT JOIN place p ON ST_DWithin(h.geom, p.geom, 1600)
                GROUP BY h.id
                """
            )
        ).all()
        told("PostGIS: nearest, number and sole one, in one query", time.perf_counter() - began)


def _areas(postcodes: pd.DataFrame) -> csr_array:
    ward, _ = pd.factorize(postcodes["ward"], use_na_sentinel=False)
    ones = np.ones(len(ward))
    return csr_array((ones, (ward, np.arange(len(ward)))), shape=(ward.max() + 1, len(ward)))


def _best(work: Callable[[], object]) -> tuple[float, object]:
    work()
    best, result = float("inf"), None
    for _ in range(TRIES):
        began = time.perf_counter()
        result = work()
        best = min(best, time.perf_counter() - began)
    return best, result


def _within(place: str, postcodes: pd.DataFrame) -> pd.Series:
    if place == "Dudley":
        return postcodes["authority"] == "E08000027"
    if place == "West Midlands":
        return postcodes["health"] == "E18000005"
    return (postcodes["country"] == "E92000001") & (postcodes["quality"] != 90)


def _postcodes(file: Path) -> pd.DataFrame:
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


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--code-point",
        type=Path,
        default=get_settings().sample_data / "postcodes" / "codepo_gb_RAW.zip",
        help="Code-Point Open as it is published",
    )
    parser.add_argument("--long", action="store_true", help="the country by pysal and PostGIS too")
    return parser.parse_args()


if __name__ == "__main__":
    main()
