"""Runs the command line as people do: another process, its output, its exit code."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import psycopg

from asset_map.settings import CHECKOUT

WITHIN_SECONDS = 120
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
    return subprocess.Popen(
        [sys.executable, "-c", program, *words],
        env=_environment(settings),
        stdout=output,
        stderr=subprocess.PIPE,
        text=True,
        # What runs the tests may itself be started so that Ctrl-C passes it by.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def run(*words: str | bytes, **settings: object) -> Ended:
    """Run a command to its end, with settings as ``start`` takes them."""
    asked = _ready()
    with TemporaryFile() as said, TemporaryFile() as error:
        call = {
            "words": [os.fsdecode(word) for word in words],
            "environment": dict(_environment(settings)),
        }
        socket.send_fds(asked, [b"."], [said.fileno(), error.fileno()])
        asked.sendall(json.dumps(call).encode() + b"\n")
        code = int(asked.recv(10))
        for file in (said, error):
            file.seek(0)
        return Ended(code, said.read().decode(), error.read().decode())


def run_alone(*words: str | bytes, **how: Any) -> Ended:
    """Run a command, or a program, to its end in a process that read nothing before."""
    command = start(*words, **how)
    said, error = command.communicate(timeout=WITHIN_SECONDS)
    return Ended(command.returncode, said or "", error)


@cache
def _ready() -> socket.socket:
    """The way to the process that forks into commands; it ends when this process does."""
    ours, theirs = socket.socketpair()
    subprocess.Popen(
        [sys.executable, Path(__file__).with_name("ready.py"), str(theirs.fileno())],
        env=_environment({}),
        pass_fds=[theirs.fileno()],
        stdout=subprocess.DEVNULL,
    )
    theirs.close()
    ours.settimeout(WITHIN_SECONDS)
    return ours


def _environment(settings: dict[str, object]) -> dict[str, str]:
    named = {f"ASSET_MAP_{name.upper()}": str(value) for name, value in settings.items()}
    return os.environ | {"PYTHONPATH": str(CHECKOUT)} | named


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
