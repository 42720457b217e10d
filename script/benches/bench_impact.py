"""Measures impacts: script/bench impact [--code-point FILE] [--long].

One proposal for a borough, as a journey with all its reading; and every single closure of a region
and of the country, beside one plain reach run, pysal run again for each closure, and one set query
of PostGIS. The demand points are real postcodes, the people and places are drawn by chance.
"""

import argparse
import csv
import math
import os
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from _scratch import most_memory_mb, scratch_database
from _towns import (
    BOROUGHS,
    ENGLAND,
    TRIES,
    Town,
    best,
    each_piece,
    into_postgis,
    postcodes_in,
    postcodes_of,
    published_postcodes,
    pysal,
)
from sqlalchemy import text

from asset_map.analysis.closures import Closures, every_closure
from asset_map.analysis.pairs import TOLERANCE_M, count, near
from asset_map.analysis.reach import Question, measure
from asset_map.db import session
from asset_map.domain.people import OPERATOR
from asset_map.domain.proposals import Change, ChangeKind, Proposal
from asset_map.journeys.acting import acting
from asset_map.journeys.load_demo import FOLDER, load_demo
from asset_map.journeys.warm_up import warm_up
from asset_map.journeys.weigh_proposals import weigh_proposals
from asset_map.settings import get_settings
from etl.load import Wish, run
from etl.sources import ALL

STANDARD_M = 1600.0
ASSETS = {"venues": 200, "services": 200, "groups": 100}
TRIED = 40
TURNS = 15
MANY = 1_000_000
NEEDS = ("company", "food", "money", "advice", "learning", "warm_space", "place_to_meet", "caring")
SAID = ["both", "both", "from"]


def main() -> None:
    """Measure, and print as it goes."""
    asked = _asked()
    waiting, cores = os.getloadavg()[0], os.cpu_count()
    print(f"{waiting:.1f} others at work on {cores} cores: the fewer, the faster are all figures")
    with acting(lambda: OPERATOR):
        _borough()
    postcodes = postcodes_in(asked.code_point)
    region = _closures(
        BOROUGHS, Town.of(postcodes_of(BOROUGHS, postcodes), 2_000), "within 2 times"
    )
    others = _others(region, long=True)
    country = _closures(ENGLAND, Town.of(postcodes_of(ENGLAND, postcodes), 50_000), "under 2.5 s")
    _others(country, long=asked.long, smaller=others)


# A borough.


def _borough() -> None:
    """Weigh proposals with all their reading, as a page or the command line does."""
    with scratch_database(), TemporaryDirectory() as folder:
        load_demo()
        settings = get_settings()
        run(
            Wish(
                source=ALL["own-list"],
                files=_own_lists(Path(folder)),
                authority=settings.authority,
                limit_bytes=settings.max_file_mb * 1_000_000,
            )
        )
        warm_up()  # As the app does when it starts.
        with session.reading() as connection:
            assets = connection.execute(text("SELECT id FROM asset ORDER BY id")).scalars().all()
            points = connection.execute(text("SELECT count(*) FROM demand_point")).scalar()
        print(f"\nA made borough: {len(assets):,} assets, {points:,} postcodes; no page")
        _weighings(assets)


def _weighings(assets) -> None:
    some = assets[:: len(assets) // TRIED][:TRIED]
    first = _once(some[:1])
    began = time.process_time()
    others = sorted(_once([one]) for one in some[1:])
    worked = (time.process_time() - began) / len(others)
    several = sorted(_once(some[at : at + 3]) for at in range(0, TRIED, 3))
    _told("one proposal, the first of a process (reads where people live)", first)
    _told(f"one proposal, another asset each time, median of {len(others)}", _middle(others))
    _told("  the fastest of them", others[0])
    _told("  the slowest of them (goal: under 0.2 s)", others[-1])
    _told("  what this process itself works for one, without the database and who waits", worked)
    _told("one proposal that was weighed before", _once(some[-1:]))
    _told("three proposals, alone and together, median", _middle(several))
    _told("  the slowest of them", several[-1])


def _once(assets) -> float:
    proposals = [Proposal("Close", "", (Change(ChangeKind.CLOSE, one),)) for one in assets]
    began = time.perf_counter()
    weigh_proposals(proposals)
    return time.perf_counter() - began


def _middle(seconds: list[float]) -> float:
    return seconds[len(seconds) // 2]


def _own_lists(folder: Path) -> list[Path]:
    """Write lists of venues, services at them, and groups that meet there and provide them."""
    chance = np.random.default_rng(1)
    with (FOLDER / "postcodes.csv").open(encoding="utf-8", newline="") as file:
        postcodes = [row[0] for row in csv.reader(file)]
    venues, services, groups = ([f"{kind[0]}{n}" for n in range(n_)] for kind, n_ in ASSETS.items())

    def needs() -> str:
        return ";".join(chance.choice(NEEDS, chance.integers(1, 4), replace=False))

    def any_of(some: list[str]) -> str:
        return str(chance.choice(some))

    lately = ("2026-05-01", "")
    sheets = {
        "venues": [
            {"ref": ref, "name": f"Venue {ref}", "needs": "place_to_meet"}
            | {"postcode": any_of(postcodes), "last_confirmed": chance.choice(lately)}
            for ref in venues
        ],
        "services": [
            {"ref": ref, "name": f"Service {ref}", "needs": needs()}
            | {"hours": "Tu 12:00-14:00", "last_confirmed": chance.choice(lately)}
            for ref in services
        ],
        "groups": [
            {"ref": ref, "name": f"Group {ref}", "needs": needs(), "group_type": "club"}
            for ref in groups
        ],
        "links": [
            {"from_ref": ref, "type": kind, "to_ref": any_of(to), "said_by": any_of(SAID)}
            for kind, refs, to in (
                ("delivered_at", services, venues),
                ("provided_by", services, groups),
                ("meets_at", groups, venues),
            )
            for ref in refs
        ],
    }
    return [_write(folder / f"{name}.csv", rows) for name, rows in sheets.items()]


def _write(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return path


# Every single closure.


@dataclass(frozen=True)
class Measured:
    """A town, how many pairs are within the standard, and what every closure in it would do."""

    place: str
    town: Town
    pairs: int
    found: Closures


def _closures(place: str, town: Town, goal: str) -> Measured:
    """Time one plain run of reach, and one with what each single closure would do."""
    asked = Question(STANDARD_M, detour=1.0)
    x, y = np.ascontiguousarray(town.xy.T)
    look = near(town.places, STANDARD_M, 1.0, town.providers.provider)
    floor, pieces = best(lambda: each_piece(x, y, lambda a, b: (count(a, b, look),)))
    pairs = sum(found for (found,) in pieces)
    print(
        f"\n{place}: {len(town.xy):,} postcodes, {len(town.places):,} assets, each closed alone; "
        f"{pairs:,} pairs within {STANDARD_M:g} m"
    )

    def reach():
        return measure(town.xy, town.people, town.providers, asked)

    def every() -> Closures:
        return every_closure(reach(), town.people, len(town.places))

    found, plain, all_of_them = every(), math.inf, math.inf
    # In turns, so that what else the machine does hits both alike.
    for _ in range(TURNS if len(town.xy) < MANY else TRIES):
        plain = min(plain, best(reach, 1)[0])
        all_of_them = min(all_of_them, best(every, 1)[0])
    _told("counting the pairs (the limit)", floor)
    _told("one plain run of reach", plain)
    _told(f"every closure: {all_of_them / plain:.1f} times that (goal: {goal})", all_of_them)
    _told("  of one closure", all_of_them / len(town.places))
    print(f"  most memory so far: {most_memory_mb():,.0f} MB")
    return Measured(place, town, pairs, found)


@dataclass(frozen=True)
class Others:
    """How long others took, seconds, for so many pairs: pysal for one run, PostGIS for all."""

    pairs: int
    pysal: float
    postgis: float


def _others(one: Measured, *, long: bool, smaller: Others | None = None) -> Others:
    """Time what others take for the same; of what takes too long, what follows from a smaller
    place by the number of pairs, and say so."""
    closures = len(one.town.places)
    if long or smaller is None:
        seconds, said = Others(one.pairs, _pysal(one), _postgis(one)), ""
    else:
        by = one.pairs / smaller.pairs
        seconds = Others(one.pairs, smaller.pysal * by, smaller.postgis * by)
        said = ", extrapolated by the pairs of the region"
    _told(f"pysal access, E2SFCA, one run{said}", seconds.pysal)
    _told(f"  run again for each of {closures:,} closures, extrapolated", seconds.pysal * closures)
    _told(f"PostGIS, who leaves by every closure, one set query{said}", seconds.postgis)
    if said:
        print("  measured instead of extrapolated with --long (some minutes, and 5 GB)")
    return seconds


def _pysal(one: Measured) -> float:
    """Run pysal once, with the pairs given and one place less, as after a closure."""
    from access import weights

    asked = pysal(one.town, one.town.pairs(STANDARD_M, one.pairs))
    asked.cost_df = asked.cost_df[asked.cost_df["place"] != 0]
    steps = weights.step_fn({STANDARD_M + TOLERANCE_M: 1.0})
    began = time.perf_counter()
    asked.enhanced_two_stage_fca("zoned", max_cost=STANDARD_M + TOLERANCE_M, weight_fn=steps)
    return time.perf_counter() - began


def _postgis(one: Measured) -> float:
    """Ask who has one place only, and sum that up by place; it has to be what we found."""
    with scratch_database(), session.transaction() as connection:
        into_postgis(connection, one.town)
        began = time.perf_counter()
        rows = connection.execute(
            text(
                """
                SELECT sole.place, sum(people) AS people
                FROM (SELECT h.people, min(p.id) AS place
                      FROM home h JOIN place p ON ST_DWithin(h.geom, p.geom, :metres)
                      GROUP BY h.id, h.people HAVING count(*) = 1) AS sole
                GROUP BY sole.place
                """
            ),
            {"metres": STANDARD_M + TOLERANCE_M},
        ).all()
        seconds = time.perf_counter() - began
    theirs = np.zeros(len(one.town.places))
    for row in rows:
        theirs[row.place] = row.people
    apart = np.abs(theirs - one.found.people_leaving).max()
    print(f"  largest difference from PostGIS in the people of any closure: {apart:.1e}")
    return seconds


def _told(what: str, seconds: float) -> None:
    print(f"  {what:<74} {_shown(seconds)}", flush=True)


def _shown(seconds: float) -> str:
    if seconds < 1:
        return f"{seconds * 1000:10.3g} ms"
    return f"{seconds:10.3g} s" if seconds < 7200 else f"{seconds / 3600:10,.0f} h"


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
