"""Measures reach: script/bench reach [--code-point FILE] [--long].

The limit beside every figure is counting the pairs of a demand point and a place within the radius,
with the same grid and on as many cores, in the same run. The demand points are the real postcodes
of Dudley, of the West Midlands and of England; the places are drawn by chance beside postcodes.
"""

import argparse
import time
from pathlib import Path

import numpy as np
import pandas as pd
from _scratch import most_memory_mb, scratch_database
from _towns import (
    DUDLEY,
    ENGLAND,
    WEST_MIDLANDS,
    Town,
    best,
    each_piece,
    into_postgis,
    joined,
    postcodes_in,
    postcodes_of,
    published_postcodes,
    pysal,
)
from scipy.sparse import csr_array
from sqlalchemy import text

from asset_map.analysis.by_area import by_area, by_group
from asset_map.analysis.pairs import TOLERANCE_M, count, near
from asset_map.analysis.reach import Question, measure
from asset_map.db import session
from asset_map.domain.numbers import on_a_grid

RADIUS_M = 1600.0
STANDARD_M = 800.0
GROUPS = 24
SIZES = ((DUDLEY, 100), (WEST_MIDLANDS, 2_000), (ENGLAND, 50_000))
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
    postcodes = postcodes_in(asked.code_point)
    for place, assets in SIZES:
        _measure(place, postcodes_of(place, postcodes), assets, long=asked.long)


def _measure(place: str, postcodes: pd.DataFrame, assets: int, *, long: bool) -> None:
    town = Town.of(postcodes, assets)
    xy, people, places, providers = town.xy, town.people, town.places, town.providers
    chance = np.random.default_rng(2)
    x, y = np.ascontiguousarray(xy.T)
    look = near(places, RADIUS_M, 1.0, providers.provider)
    areas = _areas(postcodes)
    counts = on_a_grid(chance.uniform(0, 9, (len(xy), GROUPS)))
    known = np.ones_like(counts, bool)

    floor, pieces = best(lambda: each_piece(x, y, lambda a, b: (count(a, b, look),)))
    pairs = sum(found for (found,) in pieces)
    print(f"\n{place}: {len(xy):,} postcodes, {assets:,} places, {pairs:,} pairs in {RADIUS_M:g} m")

    def told(what: str, seconds: float) -> None:
        print(f"  {what:<58} {seconds * 1000:10.1f} ms {seconds / floor:8.1f} x", flush=True)

    told("counting the pairs (the limit)", floor)
    told("the bare join, pairs kept", best(lambda: joined(x, y, look, pairs))[0])
    found = measure(xy, people, providers, ASKED)
    told("all measures of each point", best(lambda: measure(xy, people, providers, ASKED))[0])
    beyond = Question(**{**vars(ASKED), "beyond": True})
    told(
        "the same, and the nearest beyond", best(lambda: measure(xy, people, providers, beyond))[0]
    )
    some = Question(STANDARD_M, detour=1.0, beyond=False)
    told("without scores and room", best(lambda: measure(xy, people, providers, some))[0])
    told(
        f"sums by {areas.shape[0]:,} areas, medians too",
        best(lambda: by_area(found, people, areas, STANDARD_M, (600.0, 1000.0)))[0],
    )
    on_foot = found.nearest_m <= STANDARD_M
    told(
        f"sums by {GROUPS} groups in {areas.shape[0]:,} areas",
        best(lambda: by_group(on_foot, counts, known, areas))[0],
    )
    print(f"  most memory so far: {most_memory_mb():,.0f} MB")
    if long or len(xy) < 1_000_000:
        _pysal(town, pairs, found, told)
        _set_query(town, told)
    else:
        print("  pysal access and the query of PostGIS: with --long (minutes, and 5 GB)")


def _pysal(town, pairs, found, told) -> None:
    from access import weights

    asked = pysal(town, town.pairs(RADIUS_M, pairs))
    # A millimetre does not decide in our count, so it must not in theirs.
    steps = weights.step_fn({metres + TOLERANCE_M: weight for metres, weight in ASKED.decay})
    began = time.perf_counter()
    zoned = asked.enhanced_two_stage_fca("zoned", max_cost=RADIUS_M + TOLERANCE_M, weight_fn=steps)
    told("pysal access, E2SFCA alone, pairs given", time.perf_counter() - began)
    theirs = zoned.reindex(np.arange(len(town.xy))).iloc[:, 0].fillna(0).to_numpy()
    print(f"  largest difference from pysal: {np.abs(theirs - found.score_e2sfca).max():.1e}")


def _set_query(town, told) -> None:
    """The nearest place, the number within the standard and the sole one, by one query."""
    with scratch_database(), session.transaction() as connection:
        into_postgis(connection, town)
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


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--code-point",
        type=Path,
        default=published_postcodes(),
        help="Code-Point Open as it is published",
    )
    parser.add_argument("--long", action="store_true", help="the country by pysal and PostGIS too")
    return parser.parse_args()


if __name__ == "__main__":
    main()
