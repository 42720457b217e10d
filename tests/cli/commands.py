"""Runs the command line as people do: another process, its output, its exit code."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg

from asset_map.settings import CHECKOUT

MAIN = "from asset_map.cli import main; main()"


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    said: str
    error: str


def start(
    *words: str | bytes, program: str = MAIN, output: Any = subprocess.PIPE, **settings: object
) -> subprocess.Popen[str]:
    """Start a command with the settings in force and others: ``port=1`` is ``ASSET_MAP_PORT``."""
    named = {f"ASSET_MAP_{name.upper()}": str(value) for name, value in settings.items()}
    return subprocess.Popen(
        [sys.executable, "-c", program, *words],
        env=os.environ | {"PYTHONPATH": str(CHECKOUT)} | named,
        stdout=output,
        stderr=subprocess.PIPE,
        text=True,
        # What runs the tests may itself be started so that Ctrl-C passes it by.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def run(*words: str | bytes, **how: Any) -> Ended:
    """Run a command to its end."""
    command = start(*words, **how)
    said, error = command.communicate(timeout=120)
    return Ended(command.returncode, said or "", error)


@contextmanager
def waiting_for(table: str, url: str) -> Iterator[None]:
    """Hold a table back from everybody, and go on when somebody waits for it."""
    with psycopg.connect(url) as holder, psycopg.connect(url, autocommit=True) as watcher:
        holder.execute(f"LOCK TABLE {table}")
        # Of this database alone: another test may wait for a lock of its own on the same server.
        waits = """
            SELECT EXISTS (SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database
                           WHERE NOT l.granted AND d.datname = current_database())
        """
        until = time.monotonic() + 60
        while watcher.execute(waits).fetchone() != (True,):
            assert time.monotonic() < until, "Nobody came to wait."
            time.sleep(0.05)
        yield
