"""Measures loads: script/bench etl [--assets 500000] [--code-point FILE].

The limit beside every figure is a COPY of the same rows, serialised beforehand, into the same
staging table, in the same run.
"""

import argparse
import csv
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
from _scratch import Watch, most_memory_mb, scratch_database

from asset_map.db import records, session, staging
from asset_map.domain.stages import Stage
from asset_map.settings import get_settings
from etl.contents import contents, digests, stable_ids
from etl.extent import Extent
from etl.keep import kept
from etl.load import Wish, run
from etl.plan import planned
from etl.sources import ALL
from etl.steps import cleaned, layout_of, matched
from etl.targets import NOT_SAID

SHARES = (0.1, 0.5, 1.0)
NEEDS = ("company", "food", "money", "advice", "health", "learning", "library", "culture")
WORDS = ("Old", "New", "Hall", "Centre", "Church", "Mary", "Green", "Park", "Road", "Club", "Mill")
HEADER = (
    *("ref", "name", "description", "needs", "latitude", "longitude"),
    *("valid_from", "last_confirmed", "venue_type", "size_people", "step_free"),
)
SAID = "A place where people of the area meet, talk and eat; open to all who come"
KNOWN = ("2015-03-01", "2026-05-01", "hall", 120, "yes")
LIMIT_BYTES = 4_000_000_000
EVERYWHERE = Extent("Great Britain", frozenset(), 0, None)


def main() -> None:
    """Measure, and print as it goes."""
    asked = _asked()
    with TemporaryDirectory() as folder:
        for share in SHARES:
            file = Path(folder) / "venues.csv"
            _write_venues(file, int(asked.assets * share))
            with scratch_database():
                _assets(file, int(asked.assets * share))
    for extent in ("GB", None):
        with scratch_database():
            _code_point(asked.code_point, extent)


def _assets(file: Path, count: int) -> None:
    print(f"\n{count:,} assets, {file.stat().st_size / 1e6:,.0f} MB")
    limit, watch = _encoded(file)
    print(f"  {'COPY of the same rows, already serialised':<48} {limit:7.1f} s   the limit")
    for name, seconds in watch.seconds.items():
        _line(name, seconds, limit)
    _line("reading, cleaning, encoding (goal 1.5)", sum(watch.seconds.values()), limit)
    for name in ("the whole path, first time (goal 8)", "the whole path, again (goal 5)"):
        whole, stages = _whole("own-list", file, "GB")
        _line(name, whole, limit)
        for stage, seconds in stages.items():
            _line(f"  {stage}", seconds, limit)


def _encoded(file: Path) -> tuple[float, Watch]:
    """Return the seconds that COPY takes alone, and those of all that comes before it."""
    watch, encoded = Watch(), []
    source = ALL["own-list"]
    with session.transaction(keep=False) as connection:
        records.begin(connection)
        [part] = planned(source, [file], LIMIT_BYTES)
        batches = iter(part.batches(LIMIT_BYTES))
        first_row = 0
        while True:
            with watch.over("  reading"):
                batch = next(batches, None)
            if batch is None:
                break
            headers = list(batch.rows.columns)
            sheet = layout_of(part.sheets, headers)
            with watch.over("  cleaning"):
                rows, _ = cleaned(batch.rows, sheet, matched(sheet, headers, part.name), first_row)
                made = sheet.make(rows)["asset"]
            first_row += len(rows)
            if made.empty:
                continue
            with watch.over("  placing and checking"):
                held, _, _ = kept(connection, "asset", made, EVERYWHERE)
            with watch.over("  encoding"):
                staged = _staged(held)
                encoded.append((list(staged.columns), staging.encoded(staged)))
        alone = Watch()
        with alone.over("COPY"):
            for columns, content in encoded:
                staging.copy_encoded(connection, "staged_record", columns, content)
    return alone.seconds["COPY"], watch


def _staged(held: pd.DataFrame) -> pd.DataFrame:
    said = contents(held, NOT_SAID)
    return held[["_row", "_file", "_line", "kind", "key", "scope"]].assign(
        record_id=stable_ids("own-list", held["kind"], held["key"]),
        content=said,
        digest=digests(said),
    )


def _whole(source: str, file: Path, extent: str | None) -> tuple[float, dict[str, float]]:
    """Load; return the seconds of all, and of each stage."""
    ends: list[tuple[str, float]] = []
    began = pd.Timestamp.now()

    def passed(name: str) -> Callable[[], None]:
        return lambda: ends.append((name, (pd.Timestamp.now() - began).total_seconds()))

    def stage(now: Stage) -> None:
        passed(now.value)()

    run(
        Wish(
            source=ALL[source],
            files=[file],
            authority=get_settings().authority,
            extent=extent,
            limit_bytes=LIMIT_BYTES,
            stage=stage,
        )
    )
    whole = (pd.Timestamp.now() - began).total_seconds()
    names = ["reading to staging", *(name for name, _ in ends)]
    starts = [0.0, *(at for _, at in ends), whole]
    return whole, {name: starts[at + 1] - starts[at] for at, name in enumerate(names)}


def _code_point(file: Path, extent: str | None) -> None:
    if not file.exists():
        print(f"\nCode-Point Open is not at {file}: not measured.")
        return
    whole, stages = _whole("code-point-open", file, extent)
    print(f"\nCode-Point Open, all of it read, {extent or 'the authority and 5 km'} kept")
    print(f"  {'end to end (goal 15 s)':<48} {whole:7.1f} s")
    for stage, seconds in stages.items():
        print(f"    {stage:<46} {seconds:7.1f} s")
    print(f"  {'most memory so far (goal 1,500 MB)':<48} {most_memory_mb():7,.0f} MB")


def _line(name: str, seconds: float, limit: float) -> None:
    print(f"  {name:<48} {seconds:7.1f} s   {seconds / limit:5.1f} x", flush=True)


def _write_venues(file: Path, count: int) -> None:
    """Write invented venues all over England, each unlike the others."""
    chance = np.random.default_rng(1)
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(HEADER)
        for at, (words, need, latitude, longitude) in enumerate(
            zip(
                chance.choice(WORDS, (count, 4)),
                chance.choice(NEEDS, count),
                chance.uniform(51, 54, count).round(6),
                chance.uniform(-3, 0, count).round(6),
                strict=True,
            )
        ):
            name = f"{' '.join(words)} {at}"
            writer.writerow((f"R{at}", name, SAID, need, latitude, longitude, *KNOWN))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--assets", type=int, default=500_000)
    default = get_settings().sample_data / "postcodes" / "codepo_gb_RAW.zip"
    parser.add_argument("--code-point", type=Path, default=default)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
