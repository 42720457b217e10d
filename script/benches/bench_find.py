"""Measures finding: script/bench find [--assets 500000] [--clients 1 8 32] [--kept] [--keep].

A made-up country of assets lies beside the real postcodes of Great Britain. The limit beside every
figure is the bare scan of the index of places, nearest first, in the same run. Clients are threads
of this process, as visitors are of the app's: they share its connections and its two cores with the
database. They take turns at the connections as the app's visitors do (``db/turns.py``), and what is
timed is from asking to answer, with the wait for a turn. What a person waits for is the journey, in
the last rows. ``--keep`` leaves the database behind, and ``--kept`` measures one left behind.
"""

import argparse
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import numpy as np
from _country import COMMON_NEED, RARE_NEED, Words, fill
from _scratch import Watch, most_memory_mb, scratch_database
from _towns import postcodes_in, published_postcodes
from sqlalchemy import Connection, text

from asset_map.db import derive, near, session, words_typed
from asset_map.db.search import Search
from asset_map.domain.places import Point
from asset_map.domain.seeking import Sought
from asset_map.journeys.find_near import find_near
from asset_map.settings import get_settings

AT = date(2026, 11, 23)
LIMIT = 51
SPOTS = 200
WARM = 20

BARE = text(
    """
    SELECT asset_id, geom <-> ST_SetSRID(ST_MakePoint(:x, :y), 27700) AS straight_m
    FROM asset_place ORDER BY geom <-> ST_SetSRID(ST_MakePoint(:x, :y), 27700) LIMIT :limit
    """
)

KINDS: dict[str, tuple[str, dict]] = {
    "no filter": ("", {}),
    "a common need": ("", {"need": COMMON_NEED}),
    "a rare need (100 in the country)": ("", {"need": RARE_NEED}),
    "words: football club": ("football club", {}),
    "words, one in 300: choir": ("choir", {}),
    "words, one in 1,000: benevolent": ("benevolent", {}),
    "a typo: libary": ("libary", {}),
    "two typos: comunity centre": ("comunity centre", {}),
    "need + words within 5 km": ("church", {"need": COMMON_NEED, "within_m": 5_000 / 1.3}),
    "need + Saturday + free": ("", {"need": COMMON_NEED, "times": ("sa",), "free": True}),
    "rare need + evenings": ("", {"need": RARE_NEED, "times": ("evenings",)}),
    "need + language": ("", {"need": COMMON_NEED, "language": "pa"}),
}

Ask = Callable[[Connection, Point], object]
Waits = dict[str, Sought]

JOURNEYS: Waits = {
    "journey, no filter, 50 hits": Sought(),
    "journey, a common need": Sought(needs=(COMMON_NEED,)),
    "journey, three needs": Sought(needs=(COMMON_NEED, "advice", RARE_NEED)),
    "journey, words + evenings + free": Sought(
        words="comunity centre", times="evenings", free=True
    ),
}


def main() -> None:
    """Measure, and print as it goes."""
    asked = _asked()
    with scratch_database(kept=asked.kept, keep=asked.keep):
        if not asked.kept:
            _fill(asked)
        _measure(_spots(), asked.clients)
    print(f"most memory of this process: {most_memory_mb():,.0f} MB")


def _fill(asked: argparse.Namespace) -> None:
    watch = Watch()
    with session.transaction() as connection:
        postcodes = postcodes_in(asked.code_point)
        fill(connection, postcodes, Words.of(get_settings().sample_data), asked.assets)
    for name in ("where everything is found, first time", "the same again, nothing changed"):
        with watch.over(name), session.transaction() as connection:
            derive.refresh_places(connection)
    print(f"{asked.assets:,} assets")
    for name, seconds in watch.seconds.items():
        print(f"  {name:<44} {seconds:8.1f} s")


def _spots() -> list[Point]:
    """Return where is asked: beside assets drawn by chance, the same ones each time."""
    with session.reading() as connection:
        rows = connection.execute(
            text("SELECT ST_X(geom), ST_Y(geom) FROM asset WHERE geom IS NOT NULL ORDER BY id")
        ).all()
    chance = np.random.default_rng(2)
    return [Point(*rows[at]) for at in chance.integers(0, len(rows), SPOTS)]


def _measure(spots: list[Point], clients: list[int]) -> None:
    for at_once in clients:
        print(
            f"\n{at_once} client{'s'[: at_once > 1]:<36} {'50th':>8} {'95th':>8} ms   x the limit"
        )
        if at_once > session.POOL_SIZE:
            print(f"  in turns at {session.POOL_SIZE} connections; the wait for a turn is counted")
        limit = _told("bare index scan (the limit)", _near(_bare), spots, at_once, None)
        for name, (said, what) in KINDS.items():
            _told(name, _near(_asking(said, what)), spots, at_once, limit)
        for name, sought in JOURNEYS.items():
            _told(name, _journey(sought), spots, at_once, limit)


def _bare(connection: Connection, spot: Point) -> None:
    connection.execute(BARE, {"x": spot.easting, "y": spot.northing, "limit": LIMIT}).all()


def _asking(said: str, what: dict) -> Ask:
    def ask(connection: Connection, spot: Point) -> None:
        words = words_typed.looked_up_by(connection, said) if said else words_typed.Typed()
        search = Search(spot, AT, words=words.query, about=words.about, limit=LIMIT, **what)
        near.nearest(connection, search)

    return ask


def _near(ask: Ask) -> Callable[[Point], None]:
    def once(spot: Point) -> None:
        with session.reading() as connection:
            ask(connection, spot)

    return once


def _journey(sought: Sought) -> Callable[[Point], None]:
    def once(spot: Point) -> None:
        find_near(f"{_degrees[spot][0]},{_degrees[spot][1]}", sought, at=AT)

    return once


_degrees: dict[Point, tuple[float, float]] = {}


def _told(
    name: str, once: Callable[[Point], None], spots: list[Point], clients: int, limit: float | None
) -> float:
    """Print how long a kind takes; return the 50th percentile, seconds."""
    _know_degrees(spots)

    def timed(spot: Point) -> float:
        began = time.perf_counter()
        once(spot)
        return time.perf_counter() - began

    with ThreadPoolExecutor(clients) as pool:
        list(pool.map(timed, spots[: WARM * 2]))
        took = np.array(list(pool.map(timed, spots * (1 if clients < 8 else 2))))
    half, most = np.percentile(took, [50, 95])
    times = "" if limit is None else f"{half / limit:8.1f}"
    print(f"  {name:<42} {half * 1000:8.2f} {most * 1000:8.2f}    {times}", flush=True)
    return float(half)


def _know_degrees(spots: list[Point]) -> None:
    from asset_map.db.grid import to_degrees

    if not _degrees:
        with session.reading() as connection:
            _degrees.update(zip(spots, to_degrees(connection, spots), strict=True))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--assets", type=int, default=500_000)
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 8, 32])
    parser.add_argument("--kept", action="store_true", help="measure what --keep left behind")
    parser.add_argument("--keep", action="store_true", help="leave the database behind")
    parser.add_argument("--code-point", type=Path, default=published_postcodes())
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
