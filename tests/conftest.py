"""What all tests share: databases on a real PostGIS, the real files, and a browser."""

import gc
import os
import shutil
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import quick_cluster
from loads import checksums, load
from postgis import Server
from real import DUDLEY, forget
from town import load_town

from asset_map.db import migrate, reference, session
from asset_map.db.cluster import Cluster
from asset_map.domain.people import OPERATOR
from asset_map.journeys.acting import acting
from asset_map.journeys.load_demo import load_demo
from asset_map.settings import get_settings

RUN = "ASSET_MAP_TEST_RUN"
GIVEN_URL = os.environ.get("ASSET_MAP_DATABASE_URL")

POSTCODE_AREAS_NEAR_DUDLEY = ("b", "dy", "wv", "ws")

Use = Callable[[str], str]

OPERATOR_ACTS = acting(lambda: OPERATOR)


def pytest_configure() -> None:
    """Number this run, once for all its workers, which inherit the environment."""
    os.environ.setdefault(RUN, str(time.time_ns() // 1_000_000))
    # Journeys that tests call are asked for by the operator. Pages, routes and commands say
    # themselves who asks.
    OPERATOR_ACTS.__enter__()


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Look for nothing to let go in what is imported for the tests: it is much, and all stays."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture(scope="session")
def own_cluster() -> Cluster | None:
    """The cluster that is for tests alone, where no server is set."""
    return None if GIVEN_URL else quick_cluster.up(get_settings().home)


@pytest.fixture(scope="session")
def servers_log(own_cluster: Cluster | None) -> Path | None:
    """What the database server writes down, where it is ours to read."""
    return own_cluster.log if own_cluster and own_cluster.log.exists() else None


@pytest.fixture(scope="session")
def server(worker_id: str, own_cluster: Cluster | None) -> Iterator[Server]:
    """The server that is set, else the cluster of the tests."""
    url = own_cluster.url if own_cluster else GIVEN_URL
    made = Server(url, int(os.environ[RUN]), worker_id)
    yield made
    made.close()


# Databases that a test may change: each test gets its own.


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch, server: Server) -> Iterator[Use]:
    """Makes the product use a database, until the test ends; it is dropped then."""
    used: list[str] = []

    def now(name: str) -> str:
        used.append(name)
        url = server.url_of(name)
        monkeypatch.setenv("ASSET_MAP_DATABASE_URL", url)
        forget()
        return url

    yield now
    monkeypatch.undo()
    forget()
    for name in used:
        server.drop(name)


@pytest.fixture
def database(server: Server, use: Use) -> str:
    """A fresh, migrated, empty database; its address."""
    return use(server.copy(_blank(server)))


@pytest.fixture
def town(server: Server, use: Use) -> str:
    """A database with a small town of two wards, eight postcodes and a few assets (town.py)."""
    return use(server.copy(_town(server)))


@pytest.fixture(scope="session")
def template_of(server: Server) -> Callable[[str, Callable[[], object]], str]:
    """Returns the template of a name, migrated and then filled by a function, once a run."""
    return lambda name, fill: _made(server, name, fill)


@pytest.fixture(scope="session")
def town_with(server: Server) -> Callable[[str, Callable[[], object]], str]:
    """Returns the template of a name: the small town, and what a function adds, once a run."""
    return lambda name, add: _made(server, name, add, on=_town(server))


@pytest.fixture
def own_dudley(server: Server, use: Use, dudley_template: str) -> str:
    """Real Dudley, for a test that changes it."""
    return use(server.copy(dudley_template))


@pytest.fixture
def own_demo(server: Server, use: Use) -> str:
    """The demonstration pack, for a test that changes it."""
    return use(server.copy(_demo(server)))


# Databases that many tests share, and leave as they are.


@pytest.fixture(scope="session")
def shared_town(server: Server) -> Iterator[str]:
    """The small town, for all tests that leave it as it is; whether they did is checked."""
    name = server.copy(_town(server))
    with _using(server.url_of(name)):
        before = checksums()
    yield name
    with _using(server.url_of(name)):
        assert checksums() == before, "A test changed the town that others share."
    server.drop(name)


@pytest.fixture(scope="session")
def shared_dudley(server: Server, dudley_template: str) -> Iterator[str]:
    """Real Dudley, read only: wards, postcodes, LSOAs, people, deprivation, libraries."""
    name = server.copy(dudley_template, read_only=True)
    yield name
    server.drop(name)


@pytest.fixture(scope="session")
def shown_copies(server: Server) -> Iterator[dict[str, str]]:
    """Copies that nobody can change, by the template they were made of."""
    copies: dict[str, str] = {}
    yield copies
    for name in copies.values():
        server.drop(name)


@pytest.fixture
def look_at(
    monkeypatch: pytest.MonkeyPatch, server: Server, shown_copies: dict[str, str]
) -> Iterator[Use]:
    """Makes the product use a copy of a template that many tests share and none can change."""

    def now(template: str) -> str:
        if template not in shown_copies:
            shown_copies[template] = server.copy(template, read_only=True)
        url = server.url_of(shown_copies[template])
        monkeypatch.setenv("ASSET_MAP_DATABASE_URL", url)
        forget()
        return url

    yield now
    monkeypatch.undo()
    forget()


@pytest.fixture
def same_town(server: Server, shared_town: str) -> Iterator[str]:
    """The small town, for a test that leaves it as it is; its address."""
    with _using(server.url_of(shared_town)):
        yield server.url_of(shared_town)


@pytest.fixture
def dudley(server: Server, shared_dudley: str) -> Iterator[str]:
    """Real Dudley, read only; its address."""
    with _using(server.url_of(shared_dudley)):
        yield server.url_of(shared_dudley)


@pytest.fixture(scope="session")
def demo_database(server: Server) -> Iterator[str]:
    """The demonstration pack, in use from here on, unless a test uses another; its address."""
    name = server.copy(_demo(server))
    with _using(server.url_of(name)):
        yield server.url_of(name)
    server.drop(name)


# Real files.


@pytest.fixture(scope="session")
def sample_data() -> Path:
    """The folder of real published files; the one thing that a test may be skipped for."""
    folder = get_settings().sample_data
    if not (folder / "SOURCES.md").exists():
        pytest.skip(f"The real files are not at {folder}; set ASSET_MAP_SAMPLE_DATA.")
    return folder


@pytest.fixture(scope="session")
def dudley_files(sample_data: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The real files of Dudley by source; of Code-Point Open only the areas around Dudley."""
    files = {source: sample_data / name for source, name in DUDLEY.items()}
    near = tmp_path_factory.mktemp("postcodes") / "codepo_gb_near_dudley.zip"
    with zipfile.ZipFile(files["code-point-open"]) as whole, zipfile.ZipFile(near, "w") as some:
        for area in POSTCODE_AREAS_NEAR_DUDLEY:
            some.writestr(f"Data/CSV/{area}.csv", whole.read(f"Data/CSV/{area}.csv"))
    return files | {"code-point-open": near}


@pytest.fixture(scope="session")
def dudley_template(server: Server, dudley_files: dict[str, Path]) -> str:
    """The name of the template that holds real Dudley."""

    def load_dudley() -> None:
        for source, file in dudley_files.items():
            load(source, file)

    return _made(server, "dudley", load_dudley)


# A browser.


@pytest.fixture(scope="session")
def browser_executable() -> str:
    """The Chromium or Chrome that is installed, which CHROMIUM names or the path finds."""
    names = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    assert found, "The browser tests need Chromium or Chrome: install it, or set CHROMIUM."
    return found


# How templates are made.


@contextmanager
def _using(url: str) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSET_MAP_DATABASE_URL", url)
        forget()
        yield
        forget()
    get_settings.cache_clear()


def _blank(server: Server) -> str:
    """The template that all others are made from: migrated, and with the list of needs."""

    def migrated(url: str) -> None:
        with _using(url), session.transaction() as connection:
            migrate.migrate(connection)
            reference.fill(connection)

    return server.template("blank", migrated)


def _made(server: Server, name: str, fill: Callable[[], object], on: str = "") -> str:
    def prepare(url: str) -> None:
        with _using(url):
            fill()

    return server.template(name, prepare, on or _blank(server))


def _town(server: Server) -> str:
    return _made(server, "town", load_town)


def _demo(server: Server) -> str:
    return _made(server, "demo", load_demo)
