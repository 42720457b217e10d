"""A process that has read the command line's code, and forks into each command it is asked for.

A command is a process still: its own output, settings and exit code. What is saved is half a
second of reading libraries each time. Of our own code only what every command reads is read
before; what a command brings in when it needs it, it still brings in itself.
"""

import atexit
import gc
import json
import os
import socket
import sys
import time
from typing import NoReturn

import geoalchemy2  # noqa: F401  These three are what takes most of the time to read.
import geopandas  # noqa: F401
import sqlalchemy.dialects.postgresql.psycopg  # noqa: F401

from asset_map.cli import main


def wait_for_commands(asked: socket.socket) -> None:
    """Answer each call with the exit code of a child; in the child, return at once."""
    lines = asked.makefile("r")
    while True:
        _, outputs, _, _ = socket.recv_fds(asked, 1, 2)
        if not outputs:  # Nobody is there to ask any more.
            os._exit(0)
        call = json.loads(lines.readline())
        child = os.fork()
        if not child:
            asked.close()
            return _become(call, outputs)
        for output in outputs:
            os.close(output)
        _, status = os.waitpid(child, 0)
        asked.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())


def _become(call: dict, outputs: list[int]) -> None:
    for output, standard in zip(outputs, (1, 2), strict=True):
        os.dup2(output, standard)
        os.close(output)
    os.environ.clear()
    os.environ.update(call["environment"])
    time.tzset()
    sys.argv = ["asset-map", *call["words"]]


def _end() -> NoReturn:
    """End as Python does, but leave all libraries whole: to take them apart takes long."""
    code = 0
    try:
        main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    gc.freeze()  # What is not looked at stays shared with the children.
    wait_for_commands(socket.socket(fileno=int(sys.argv[1])))
    _end()
