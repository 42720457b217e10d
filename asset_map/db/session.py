"""The way to the database: which one, one pool for it, and what its failures mean to a person."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError

from asset_map.db import cluster
from asset_map.db.turns import NeverCame, Turns
from asset_map.domain.errors import (
    AssetMapError,
    BadInput,
    DatabaseDown,
    DiskFull,
    Failure,
    Refused,
)
from asset_map.settings import get_settings

# Two cores are busy at eight concurrent queries; more connections only queue inside the server.
POOL_SIZE = 8

PATIENCE_SECONDS = 30
"""So long somebody waits until one is free."""

START = "Start it with: asset-map db up"


def database_url() -> str:
    """Return the address of the database in use: the one that is set, or the local one.

    Raises DatabaseDown where there is none, or the local one is not running.
    """
    settings = get_settings()
    if settings.database_url:
        return with_driver(settings.database_url)
    return _local_url(settings.home)


_local_urls: dict[Path, tuple[float, str]] = {}
STILL_THERE_SECONDS = 5
"""So long nobody looks again whether the local database runs, which takes longer than a question.
Where it does not by then, connecting to it fails, and says so."""


def _local_url(home: Path) -> str:
    looked, url = _local_urls.get(home, (0.0, ""))
    if url and time.monotonic() - looked < STILL_THERE_SECONDS:
        return url
    local = cluster.status(home)
    if local is None or not local.running:
        raise DatabaseDown("The database is not running.", START)
    if local.password_lost:
        raise DatabaseDown(
            "The password of the local database is lost.", "Set a new one with: asset-map db up"
        )
    _local_urls[home] = (time.monotonic(), local.url)
    return local.url


def with_driver(url: str) -> str:
    """Name the driver in a plain ``postgresql://`` address. Raises BadInput where it is none."""
    try:
        address = make_url(url)
        make_conninfo(**options(address))
        return address.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
    except Exception as error:
        # Of what is said only this names no password.
        option = re.search(r'connection option "[^"]*"', str(error))
        reason = f": it has the unknown {option[0]}" if option else ""
        raise BadInput(
            f"ASSET_MAP_DATABASE_URL is not a database address{reason}.",
            "Write it as postgresql://user:password@host:5432/database",
        ) from error


def options(address: URL) -> dict[str, str]:
    """Return what an address says after its question mark, as the driver takes it."""
    return {name: ",".join(values) for name, values in address.normalized_query.items()}


_pools: dict[tuple[str, bool], tuple[Engine, Turns]] = {}


def _pool(url: str, *, aside: bool = False) -> tuple[Engine, Turns]:
    if (url, aside) not in _pools:
        engine = create_engine(
            url,
            pool_size=POOL_SIZE,
            max_overflow=0,
            pool_pre_ping=True,
            pool_use_lifo=True,  # Whoever asks next finds what the last one had planned.
            hide_parameters=True,  # What a draft says is not to be read in a log.
            connect_args={"connect_timeout": 5, "application_name": "asset-map"},
        )
        event.listen(engine, "connect", _say_nothing_in_the_servers_log)
        event.listen(engine, "connect", _work_alone)
        _pools[url, aside] = engine, Turns(POOL_SIZE)
    return _pools[url, aside]


def _work_alone(connection: psycopg.Connection, _record: object) -> None:
    """Begin no parallel workers for a query: that takes ten times as long as they would take off
    a search, and the cores have others to serve."""
    connection.execute("SET max_parallel_workers_per_gather = 0")
    connection.commit()


def _say_nothing_in_the_servers_log(connection: psycopg.Connection, _record: object) -> None:
    """Keep what is asked, and what is wrong with it, out of the server's log; we are told anyway.

    Only a superuser may: the one of the local database is. Elsewhere the operator sets it.
    """
    if connection.info.parameter_status("is_superuser") == "on":
        connection.execute("SET log_min_messages = fatal")
        connection.commit()


@contextmanager
def transaction(*, keep: bool = True) -> Iterator[Connection]:
    """Open one transaction: everything inside happens, or nothing does.

    With ``keep`` false nothing does, whatever was done inside: a dry run.
    """
    with _connected() as connection:
        yield connection
        if keep:
            connection.commit()


@contextmanager
def reading() -> Iterator[Connection]:
    """Open a connection that only reads, and sees one moment from start to end."""
    with _connected() as connection:
        yield connection.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
        _end(connection)


@contextmanager
def looking_up() -> Iterator[Connection]:
    """Open a connection to look up who asks, from a pool of its own.

    That happens inside the transactions of others: from their pool, as many people as it has
    connections would each hold one and wait for another.
    """
    with _connected(aside=True) as connection:
        yield connection.execution_options(postgresql_readonly=True)
        _end(connection)


@contextmanager
def _connected(*, aside: bool = False) -> Iterator[Connection]:
    """Open a connection of the pool, when it is our turn."""
    with plain_errors():
        engine, turns = _pool(database_url(), aside=aside)
        with turns.turn(PATIENCE_SECONDS), engine.connect() as connection:
            yield connection


def _end(connection: Connection) -> None:
    """End what only read as if it had written: when a transaction is rolled back, the driver has
    the server forget every query that it had planned, to be planned again for the next page."""
    connection.commit()


def dispose() -> None:
    """Close all pooled connections, before the local database is stopped."""
    _local_urls.clear()
    while _pools:
        engine, _ = _pools.popitem()[1]
        engine.dispose()


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn what the driver raises into sentences for people; keep the cause for developers."""
    try:
        yield
    except DBAPIError as error:
        raise _in_plain_words(error.orig) from error
    except NeverCame as error:
        raise DatabaseDown("Too many ask the database at once.", "Try again soon.") from error
    except psycopg.Error as error:
        raise _in_plain_words(error) from error


def _in_plain_words(error: BaseException | None) -> AssetMapError:
    text = str(error)
    if isinstance(error, psycopg.errors.DiskFull) or "No space left" in text:
        return DiskFull(
            "The disk that holds the database is full; nothing was changed.",
            "Free some room and try again.",
        )
    if isinstance(error, psycopg.errors.UndefinedTable | psycopg.errors.UndefinedColumn):
        return Failure(
            "The database is not prepared for this version.", "Run: asset-map db migrate"
        )
    if isinstance(error, psycopg.errors.LockNotAvailable):
        return Failure("Another load is running.", "Wait until it has finished and try again.")
    if isinstance(error, psycopg.errors.IoError) or (
        "could not extend file" in text or "could not write" in text
    ):
        return DiskFull(
            "The database could not write to its disk; nothing was changed.",
            "Check that the disk has room and try again.",
        )
    if isinstance(error, psycopg.errors.DeadlockDetected | psycopg.errors.SerializationFailure):
        return Failure("Another change was under way; nothing was changed.", "Try again.")
    if isinstance(error, psycopg.errors.AdminShutdown):
        return DatabaseDown("The server cut the connection; nothing was changed.", "Try again.")
    if isinstance(error, psycopg.OperationalError):
        return _unreachable(text)
    return Refused(f"The database refused: {text.splitlines()[0] if text else 'no reason given'}")


def _unreachable(text: str) -> DatabaseDown:
    """Say why no connection came about; the driver tells it in words alone."""
    if not get_settings().database_url:
        return DatabaseDown("The database does not answer.", START)
    check = "Check ASSET_MAP_DATABASE_URL."
    if re.search(r'database ".*" does not exist', text):
        return DatabaseDown("The server that is set has no database of that name.", check)
    if "failed to resolve host" in text:
        return DatabaseDown("The host of the database that is set is not known.", check)
    if "authentication failed" in text or re.search(r'role ".*" does not exist', text):
        return DatabaseDown("The database that is set refuses the user or the password.", check)
    return DatabaseDown(
        "The database that is set does not answer.",
        "Check that its server runs, and ASSET_MAP_DATABASE_URL.",
    )
