"""Keeping all that an impact is worked out from, and bringing it back."""

import errno
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from asset_map.analysis.situation import Situation, World
from asset_map.domain.errors import BadInput, DiskFull, Failure, NotFound
from asset_map.snapshots import places, things
from asset_map.snapshots.columns import DAY, FLAG, TEXT, WHOLE, Sorts, content_hash, rows_of
from asset_map.snapshots.columns import table_of as rows_as_table
from asset_map.snapshots.files import FOLDER, make_folders, parts_folder, write_once
from asset_map.snapshots.order import in_order

FORMAT = 1
"""Which way of keeping inputs this is."""

FACTS: Sorts = {
    "format": WHOLE,
    "at": DAY,
    "closed_since": DAY,
    "authority": TEXT,
    "decile_source": TEXT,
    "decile_as_of": TEXT,
    "people_source": TEXT,
    "people_as_of": TEXT,
    "people_demo": FLAG,
    "areas_with_members": things.SEVERAL_IDS,
    "areas_covered": things.SEVERAL_IDS,
    "streets": FLAG,
}

_HASH = re.compile(r"[0-9a-f]{64}")


def keep(situation: Situation, home: Path) -> str:
    """Keep a situation under ``home`` as Parquet; return its hash.

    The same situation has the same hash on any machine, in whatever order it was read; what is kept
    already is not written again. Parts that seldom change, such as where people live, are shared.
    """
    parts = _parts(in_order(situation))
    named = {name: content_hash(table) for name, table in parts.items()}
    manifest = json.dumps(named, sort_keys=True, indent=1) + "\n"
    kept = sha256(manifest.encode()).hexdigest()
    with _room_to_write(home):
        make_folders(home)
        for name, table in parts.items():
            path = parts_folder(home) / _file_of(name, named[name])
            write_once(path, lambda to, table=table: _write(table, to))  # type: ignore[misc]
        write_once(home / FOLDER / f"{kept}.json", lambda to: _write_text(manifest, to))
    return kept


@contextmanager
def _room_to_write(home: Path) -> Iterator[None]:
    """Say plainly where nothing can be written. Raises DiskFull or Failure."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(
                "There is no room left to keep the inputs.", "Free some room and try again."
            ) from error
        raise Failure(
            f"The inputs cannot be kept in {home / FOLDER}: {error.strerror or error}.",
            "Let whoever runs the map make that folder writable.",
        ) from error


def bring_back(kept: str, home: Path) -> Situation:
    """Return the situation of a hash, equal in every figure.

    Raises NotFound where none of this hash is kept here, BadInput where anything of it was changed,
    and is not what it was when it was kept.
    """
    tables = {name: _read(home, kept, name, held) for name, held in _manifest(kept, home).items()}
    try:
        return _situation(tables)
    except (KeyError, ValueError, TypeError, IndexError, pa.ArrowException) as error:
        raise _damaged(kept) from error


def _parts(now: Situation) -> dict[str, pa.Table]:
    told = now.population
    facts: dict[str, Any] = {
        "format": FORMAT,
        "at": now.at,
        "closed_since": now.closed_since,
        "authority": now.authority,
        "decile_source": told.decile_source,
        "decile_as_of": told.decile_as_of,
        "people_source": now.people_source,
        "people_as_of": now.people_as_of,
        "people_demo": now.people_demo,
        "areas_with_members": list(now.demand.members),
        "areas_covered": list(now.covered),
        "streets": now.network is not None,
    }
    return {
        "facts": rows_as_table([facts], FACTS),
        "demand": places.of_demand(now.demand),
        "members": places.of_membership(now.demand.members),
        "areas": places.of_areas(now.areas),
        "membership": places.of_membership(places.inside_of(now.areas, now.here)),
        "covered": places.of_membership(now.covered),
        **places.of_population(told),
        **(places.of_streets(now.network) if now.network is not None else {}),
        "supply": things.of_supply(now.world.supply),
        "remote": things.of_remote(now.world.remote),
        "links": things.of_links(now.world.links),
        "things": things.of_things(now.things.values()),
        "needs": things.of_needs(now.needs),
        "standards": things.of_standards(now.standards.values()),
    }


def _situation(tables: Mapping[str, pa.Table]) -> Situation:
    [facts] = rows_of(tables["facts"], FACTS)
    if facts["format"] != FORMAT:
        raise ValueError(f"Inputs kept in the way {facts['format']} are not understood.")
    areas = places.areas_from(tables["areas"])
    members = places.membership_from(tables["members"], list(facts["areas_with_members"]))
    demand = places.demand_from(tables["demand"], members)
    inside = places.membership_from(tables["membership"], [area.id for area in areas])
    return Situation(
        at=facts["at"],
        closed_since=facts["closed_since"],
        authority=facts["authority"],
        world=World(
            things.supply_from(tables["supply"]),
            things.remote_from(tables["remote"]),
            things.links_from(tables["links"]),
        ),
        demand=demand,
        areas=areas,
        here=places.matrix_of(inside, len(demand.people)),
        covered=places.membership_from(tables["covered"], list(facts["areas_covered"])),
        population=places.population_from(tables, facts["decile_source"], facts["decile_as_of"]),
        network=places.streets_from(tables["street_nodes"], tables["street_walks"])
        if facts["streets"]
        else None,
        things=things.things_from(tables["things"]),
        needs=things.needs_from(tables["needs"]),
        standards=things.standards_from(tables["standards"]),
        people_source=facts["people_source"],
        people_as_of=facts["people_as_of"],
        people_demo=facts["people_demo"],
    )


def _file_of(name: str, held: str) -> str:
    return f"{name}-{held}.parquet"


def _write(table: pa.Table, to: Path) -> None:
    pq.write_table(table, to, version="2.6", compression="zstd", write_statistics=False)


def _write_text(text: str, to: Path) -> None:
    to.write_text(text, encoding="utf-8")


def _manifest(kept: str, home: Path) -> dict[str, str]:
    """Return the parts of a snapshot, by the hash of what they hold."""
    if not _HASH.fullmatch(kept):
        raise BadInput("That is no hash of kept inputs.", "It is 64 digits from 0 to f.")
    try:
        text = (home / FOLDER / f"{kept}.json").read_bytes()
    except OSError as error:
        raise _gone(kept) from error
    if sha256(text).hexdigest() != kept:
        raise _damaged(kept)
    named: dict[str, str] = json.loads(text)
    return named


def _read(home: Path, kept: str, name: str, held: str) -> pa.Table:
    try:
        table = pq.read_table(parts_folder(home) / _file_of(name, held), memory_map=False)
        if content_hash(table) == held:
            return table
    except FileNotFoundError as error:
        raise _gone(kept) from error
    except (OSError, KeyError, ValueError, pa.ArrowException) as error:
        raise _damaged(kept) from error
    raise _damaged(kept)


def _gone(kept: str) -> NotFound:
    return NotFound(
        f"The inputs {kept[:12]} are not kept here, or not all of them.",
        "They are in the folder snapshots of ASSET_MAP_HOME on the computer that made the report.",
    )


def _damaged(kept: str) -> BadInput:
    return BadInput(
        f"The kept inputs {kept[:12]} were changed since they were kept: they prove nothing.",
        "Bring the folder snapshots of ASSET_MAP_HOME back from a backup.",
    )
