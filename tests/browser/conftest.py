"""What browser tests share: the app on a free port, and a page that fails on any other host."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from elsewhere import weather
from playwright.sync_api import BrowserContext, Page, expect
from signed_in import sign_in

from asset_map.settings import CHECKOUT

# Beside the other tests a server may take some seconds to answer.
expect.set_options(timeout=20_000)

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
STARTS_WITHIN_SECONDS = 60


@pytest.fixture(scope="session")
def app_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the app: its log, and the mails that nobody sends."""
    return tmp_path_factory.mktemp("app")


@pytest.fixture(scope="session")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the other website that leaving a page leads to."""
    with weather(tmp_path_factory.mktemp("elsewhere")) as address:
        yield address


@pytest.fixture(scope="session")
def app(demo_database: str, app_home: Path, elsewhere: str) -> Iterator[str]:
    """The app with the demonstration; its address."""
    port = _free_port()
    log = app_home / "log.txt"
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
    with log.open("w") as out:
        running = subprocess.Popen(
            [*command, f"--server.port={port}", "--server.address=127.0.0.1"],
            cwd=CHECKOUT,
            env=os.environ
            | {
                "ASSET_MAP_DATABASE_URL": demo_database,
                "ASSET_MAP_HOME": str(app_home),
                "ASSET_MAP_PORT": str(port),
                "ASSET_MAP_LEAVE_TO": elsewhere,
            },
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, running, log)
        yield address
    finally:
        os.killpg(running.pid, signal.SIGTERM)
        running.wait(20)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_executable: str) -> dict[str, Any]:
    """Start the browser that is installed."""
    return {"executable_path": browser_executable, "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    """A desktop's window."""
    return {"viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def as_staff(app: str, context: BrowserContext) -> None:
    """The page that a test is given is an administrator's."""
    sign_in(context, app)


@pytest.fixture(autouse=True)
def asks_no_other_host(context: BrowserContext) -> Iterator[None]:
    """No request may leave this computer."""
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    yield
    elsewhere = [
        url for url in asked if not url.startswith(("http://127.0.0.1:", "data:", "blob:"))
    ]
    assert not elsewhere


@pytest.fixture(autouse=True)
def breaks_no_policy(page: Page) -> Iterator[None]:
    """Nothing may be refused by our content security policy, and no script may fail."""
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "console",
        lambda said: problems.append(said.text) if "Content Security Policy" in said.text else None,
    )
    yield
    assert not problems


def _free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def _wait(address: str, running: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < until:
        assert running.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(f"{address}/health") as answer:  # noqa: S310
                assert answer.status == 200
                return
        except urllib.error.URLError:
            time.sleep(0.2)
    raise AssertionError(f"The app did not start:\n{log.read_text()}")
