"""The app served on a free port, as people run it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from asset_map.settings import CHECKOUT

STARTS_WITHIN_SECONDS = 60


@contextmanager
def serving(database: str, home: Path, **settings: str) -> Iterator[str]:
    """Serve the app with a database; give its address. Its log is in ``home``.

    ``settings``: others, as ``leave_to="https://..."`` is ``ASSET_MAP_LEAVE_TO``.
    """
    served = Served(database, home, **settings)
    try:
        served.start()
        yield served.address
    finally:
        served.stop(signal.SIGTERM)


class Served:
    """The app on a port of its own; it may be stopped, or killed, and started again there."""

    def __init__(self, database: str, home: Path, **settings: str) -> None:
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = home / "log.txt"
        self._running: subprocess.Popen[bytes] | None = None
        self._environment = (
            os.environ
            | {
                "ASSET_MAP_DATABASE_URL": database,
                "ASSET_MAP_HOME": str(home),
                "ASSET_MAP_PORT": str(self.port),
            }
            | {f"ASSET_MAP_{name.upper()}": value for name, value in settings.items()}
        )

    def start(self) -> None:
        """Start it, and wait until it answers."""
        command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
        with self.log.open("a") as out:
            self._running = subprocess.Popen(
                [*command, f"--server.port={self.port}", "--server.address=127.0.0.1"],
                cwd=CHECKOUT,
                env=self._environment,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        _wait(self.address, self._running, self.log)

    def stop(self, how: int) -> None:
        """End it by a signal; SIGKILL leaves it no time for anything."""
        if self._running is not None:
            os.killpg(self._running.pid, how)
            self._running.wait(20)
            self._running = None


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
