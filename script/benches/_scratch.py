"""A database for one measurement, and a watch that names what it timed."""

import os
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy import make_url

from asset_map.db import migrate, reference, session
from asset_map.settings import get_settings

NAME = "asset_map_bench"


@contextmanager
def scratch_database(*, kept: bool = False, keep: bool = False) -> Iterator[None]:
    """Use an empty, migrated database; drop it afterwards.

    ``keep``: leave it behind instead; ``kept``: use the one that was left behind as it is.
    """
    address = make_url(session.database_url())
    plain = address.set(drivername="postgresql")
    with psycopg.connect(plain.render_as_string(hide_password=False), autocommit=True) as server:
        if not kept:
            server.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
            server.execute(f"CREATE DATABASE {NAME}")
        before = os.environ.get("ASSET_MAP_DATABASE_URL")
        _use(plain.set(database=NAME).render_as_string(hide_password=False))
        try:
            with session.transaction() as connection:
                migrate.migrate(connection)
                reference.fill(connection)
            yield
        finally:
            _use(before)
            if not keep:
                server.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")


def _use(url: str | None) -> None:
    session.dispose()
    os.environ.pop("ASSET_MAP_DATABASE_URL", None)
    if url:
        os.environ["ASSET_MAP_DATABASE_URL"] = url
    get_settings.cache_clear()


class Watch:
    """Seconds by name, in the order in which they were measured."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def over(self, name: str) -> Iterator[None]:
        """Add the time that the block takes to a name."""
        began = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0) + time.perf_counter() - began


def most_memory_mb() -> float:
    """Return the most memory that this process has held so far, megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
