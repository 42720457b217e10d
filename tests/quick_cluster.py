"""The cluster that tests run on where no server is set: in memory, and careless of crashes.

What it holds is made anew by every run, so nothing is lost with the power. Most of the time of a
test that has a database of its own was the disk's: a copy of a template is made and dropped in
0.1 s in memory, and in 0.4 s or more where every file has to reach a disk.
"""

import os
import shutil
from hashlib import sha256
from pathlib import Path

import psycopg
from postgis import plain
from psycopg import sql

from asset_map.db import cluster

IN_MEMORY = Path("/dev/shm")  # noqa: S108  Linux keeps files in memory here.
ROOM_BYTES = 4_000_000_000  # Two runs at once held below 2 GB.

CARELESS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_wal_size": "256MB",
}


def up(home: Path) -> cluster.Cluster:
    """Return the running cluster for tests of the checkout that has this home."""
    running = cluster.up(_place(home))
    with psycopg.connect(plain(running.url), autocommit=True) as connection:
        told = "SELECT name, current_setting(name) FROM pg_settings WHERE name = ANY(%s)"
        held = dict(connection.execute(told, [list(CARELESS)]).fetchall())
        if held != CARELESS:
            for name, value in CARELESS.items():
                wish = sql.SQL("ALTER SYSTEM SET {} = {}")
                connection.execute(wish.format(sql.Identifier(name), sql.Literal(value)))
            connection.execute("SELECT pg_reload_conf()")
    return running


def in_memory() -> Path | None:
    """Return the folder of files in memory, if this system has one with room for clusters."""
    there = IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free >= ROOM_BYTES
    return IN_MEMORY if there else None


def _place(home: Path) -> Path:
    """Return a folder in memory that is ours, or one below the home."""
    below = home / "tests"
    mark = sha256(os.fsencode(home.resolve())).hexdigest()[:12]
    place = IN_MEMORY / f"asset-map-tests-{mark}"
    if not place.exists() and not in_memory():
        return below
    place.mkdir(mode=0o755, exist_ok=True)
    # Everybody may make folders there: what somebody else made under this name is not used.
    ours = not place.is_symlink() and place.stat().st_uid == os.geteuid()
    return place if ours else below
