"""A real PostGIS server for the tests: templates made once a run, and copies of them.

Everything that a run makes is called ``asset_map_test_<run>_...``. A run that lives holds a lock on
its number, so what a killed run left behind is known by its number being free.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count

import psycopg
from psycopg import sql
from sqlalchemy import make_url

OURS = "asset_map_test_"


def plain(url: str) -> str:
    """Return an address as psycopg itself takes it."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


class Server:
    """A server on which one run of the tests makes databases, side by side with other runs."""

    def __init__(self, url: str, run: int, worker: str) -> None:
        self._url = make_url(plain(url))
        self._run = run
        self._worker = worker
        self._numbers = count(1)
        self._keeper = psycopg.connect(self.url_of("postgres"), autocommit=True)
        self._keeper.execute("SELECT pg_advisory_lock_shared(%s)", [run])
        self._drop_leftovers()

    def url_of(self, name: str) -> str:
        """Return the address of a database here."""
        return self._url.set(database=name).render_as_string(hide_password=False)

    def template(self, name: str, fill: Callable[[str], None], on: str = "template1") -> str:
        """Return the template of a name; whichever worker comes first makes it, others wait.

        ``on`` is the template that it is made from.
        """
        template = f"{OURS}{self._run}_{name}"
        with self._only_one(template):
            if template not in self._databases():
                unfinished = f"{template}_unfinished"
                self.drop(unfinished)
                self._do("CREATE DATABASE {} TEMPLATE {}", unfinished, on)
                fill(self.url_of(unfinished))
                self._disconnect(unfinished)
                self._do("ALTER DATABASE {} RENAME TO {}", unfinished, template)
        return template

    def copy(self, template: str, *, read_only: bool = False) -> str:
        """Return the name of a fresh copy of a template."""
        name = f"{template}_{self._worker}_{next(self._numbers)}"
        self._do("CREATE DATABASE {} TEMPLATE {}", name, template)
        if read_only:
            self._do("ALTER DATABASE {} SET default_transaction_read_only = on", name)
        return name

    def drop(self, name: str) -> None:
        """Drop a database, whoever is still connected to it."""
        self._do("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def close(self) -> None:
        """Drop what this run made, if no other worker of it is still at work."""
        self._keeper.execute("SELECT pg_advisory_unlock_shared(%s)", [self._run])
        self._drop_leftovers()
        self._keeper.close()

    def _databases(self) -> list[str]:
        rows = self._keeper.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY 1", [OURS]
        )
        return [name for (name,) in rows]

    def _drop_leftovers(self) -> None:
        by_run: dict[int, list[str]] = {}
        for name in self._databases():
            if run := re.match(rf"{OURS}(\d+)_", name):
                by_run.setdefault(int(run[1]), []).append(name)
        for run, names in by_run.items():
            with self._run_is_over(run) as over:
                for name in names if over else []:
                    self.drop(name)

    @contextmanager
    def _run_is_over(self, run: int) -> Iterator[bool]:
        """Tell whether no worker of a run lives; while it is so, none can start either."""
        with psycopg.connect(self.url_of("postgres"), autocommit=True) as other:
            free = other.execute("SELECT pg_try_advisory_lock(%s)", [run]).fetchone()
            yield bool(free and free[0])

    @contextmanager
    def _only_one(self, name: str) -> Iterator[None]:
        self._keeper.execute("SELECT pg_advisory_lock(1, hashtext(%s))", [name])
        try:
            yield
        finally:
            self._keeper.execute("SELECT pg_advisory_unlock(1, hashtext(%s))", [name])

    def _disconnect(self, name: str) -> None:
        """Cut all connections: a database with any can be neither renamed nor copied."""
        self._keeper.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s",
            [name],
        )

    def _do(self, statement: str, *names: str) -> None:
        self._keeper.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
