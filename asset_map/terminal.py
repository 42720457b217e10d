"""How results look in a terminal, and how errors end."""

import errno
import json
import math
import os
import re
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

import typer
from rich.console import Console
from typer.exceptions import TyperException
from typer.main import get_command

from asset_map.domain.errors import Ambiguous, AssetMapError, BadInput, Choice, DiskFull, Failure
from asset_map.domain.stages import Stage
from asset_map.settings import get_settings

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)
"""The days that can be asked about."""

WIDEST_CELL = 90
"""Characters of a table's cell; what is longer is cut. JSON has all of it."""

_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that steer a terminal or turn the reading direction around."""


class Format(StrEnum):
    """How a result is printed."""

    TABLE = "table"
    JSON = "json"


class _Terminated(KeyboardInterrupt):
    """A request to end, as a service manager or ``kill`` makes it; treated like Ctrl-C."""


class Stopped(Exception):
    """Ctrl-C, or a request to end, with a sentence on what was kept."""

    def __init__(self, sentence: str, by: BaseException) -> None:
        super().__init__(sentence)
        self.code = 128 + (signal.SIGTERM if isinstance(by, _Terminated) else signal.SIGINT)


def show(wanted: Format, data: Any, lines: Callable[[], Sequence[str]]) -> None:
    """Print a result as JSON, or as the lines that ``lines`` makes."""
    try:
        if wanted is Format.JSON:
            typer.echo(json.dumps(data, ensure_ascii=False, allow_nan=False, indent=2))
        else:
            for line in lines():
                typer.echo(plain(line))
    except KeyboardInterrupt as stop:
        raise Stopped("Stopped while printing. What was asked for is done.", stop) from stop


def plain(text: str) -> str:
    """Return one line of text from others as a terminal may have it: nothing in it steers."""
    return _STEERING.sub("", re.sub(r"[\t-\r\x85\u2028\u2029]+", " ", text))


def table(headers: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    """Return rows under headers in columns; numbers stand to the right."""
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [
        max([len(header), *(len(row[at]) for row in cells)]) for at, header in enumerate(headers)
    ]
    right = [
        bool(rows) and all(isinstance(row[at], int | float | None) for row in rows)
        for at in range(len(headers))
    ]

    def line(row: Sequence[str]) -> str:
        padded = (
            text.rjust(width) if to_right else text.ljust(width)
            for text, width, to_right in zip(row, widths, right, strict=True)
        )
        return "  ".join(padded).rstrip()

    return [line(headers), line(["-" * width for width in widths]), *(line(row) for row in cells)]


def day(text: str | None) -> date | None:
    """Read a day given as an option."""
    if text is None:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise BadInput(f"{text!r} is not a day.", "Write it as 2026-11-22.") from error
    if not FIRST_DAY <= found <= LAST_DAY:
        raise BadInput(
            f"{text} cannot be asked about.", f"Give a day from {FIRST_DAY} to {LAST_DAY}."
        )
    return found


FARTHEST_M = 10_000_000.0
"""Metres: no two places of a country are farther apart."""


def metres(given: float | None) -> float | None:
    """Return metres given as an option, which have to be a real distance."""
    if given is not None and not (math.isfinite(given) and given > 0):
        raise BadInput("The distance has to be more than 0 metres, and finite.")
    if given is not None and given > FARTHEST_M:
        raise BadInput(f"The distance has to be at most {FARTHEST_M:,.0f} metres.")
    return given


class Progress:
    """A line on the terminal that tells how far a load is; nothing where nobody is watching.

    Whoever stops the load is told that nothing of it was kept, or what ``stopped`` says. While it
    is made to last it cannot be stopped any more, or nobody could tell whether it was kept.
    """

    def __init__(self, stopped: str = "") -> None:
        self.stopped = stopped or NOTHING_KEPT

    def __enter__(self) -> "Progress":
        self.read = ""
        self.status = Console(stderr=True).status("Reading ...")
        self.watched = sys.stderr.isatty()
        self.handlers = {number: signal.getsignal(number) for number in _STOPS}
        if self.watched:
            self.status.start()
        return self

    def rows(self, read: int, seconds: float, share: float) -> None:
        """Tell how many rows were read so far, and how long the rest of the reading will take."""
        self.read = f"{read:,} rows read in {seconds:.0f} s"
        self._say(f"{self.read}{_left(seconds, share)}")

    def bytes(self, done: int, total: int | None) -> None:
        """Tell how much of a file is there so far, and of how much where that is known."""
        of_all = f" of {total / 1e6:,.1f}" if total else ""
        self._say(f"{done / 1e6:,.1f}{of_all} MB fetched")

    def written(self, entries: int) -> None:
        """Tell how many entries were written so far."""
        self._say(f"{entries:,} entries written")

    def stage(self, stage: Stage) -> None:
        """Tell what is done after the reading."""
        if stage is Stage.KEEPING:
            for number in _STOPS:
                signal.signal(number, signal.SIG_IGN)
        self._say(f"{self.read}; {stage} ...")

    def _say(self, words: str) -> None:
        if self.watched:
            self.status.update(words)

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if self.watched:
            self.status.stop()
        for number, handler in self.handlers.items():
            signal.signal(number, handler)
        if isinstance(error, KeyboardInterrupt):
            raise Stopped(self.stopped, error) from error


_STOPS = (signal.SIGINT, signal.SIGTERM)
NOTHING_DONE = "Stopped. Nothing of what was under way was kept."
NOTHING_KEPT = "Stopped. Nothing of this load was kept: the map is as it was before."


def _left(seconds: float, share: float) -> str:
    return f", about {seconds / share - seconds:.0f} s left to read" if 0 < share < 1 else ""


def run(app: typer.Typer) -> None:
    """Run the command line: every error that can be told ends in one sentence on standard error."""
    signal.signal(signal.SIGTERM, _terminate)
    try:
        _invoke(app, sys.argv[1:])
    except typer.Exit as done:
        sys.exit(done.exit_code)
    except TyperException as error:
        _end(_usage(error), error.exit_code)
    except Ambiguous as error:
        _end("\n".join([str(error), *map(_choice, error.choices)]), error.exit_code)
    except AssetMapError as error:
        _end(str(error), error.exit_code)
    except Stopped as stop:
        _end(str(stop), stop.code)
    except (KeyboardInterrupt, typer.Abort) as stop:
        _end(NOTHING_DONE, Stopped(NOTHING_DONE, stop).code)
    except BrokenPipeError:
        _drop_output()
        sys.exit(0)  # Whoever read our output has seen enough.
    except Exception as error:  # noqa: BLE001 - the one place that turns a defect into a sentence
        _end(str(_failure(error)), 1)


def _terminate(_number: int, _frame: object) -> None:
    raise _Terminated


def _invoke(app: typer.Typer, arguments: list[str]) -> None:
    """Parse and call, and leave every way to end to the caller: Typer would decide some itself."""
    if any("\ud800" <= sign <= "\udfff" for word in arguments for sign in word):
        raise BadInput("An argument is not text in UTF-8.", "Type it anew.")
    with get_command(app).make_context("asset-map", arguments) as context:
        context.command.invoke(context)
        sys.stdout.flush()


def _usage(error: TyperException) -> str:
    """Return what is wrong with the call as one sentence, and where its help is."""
    context = getattr(error, "ctx", None)
    if context and error.message == context.get_help():  # Nothing was said, so help is the answer.
        return error.message
    said = " ".join(error.format_message().split()).replace("Value error, ", "").rstrip(".")
    return f"{said}. See: {context.command_path if context else 'asset-map'} --help"


def _failure(error: Exception) -> Failure:
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        _drop_output()
        return DiskFull("There is no room left to write to.", "Free some room and try again.")
    return _defect()


def _drop_output() -> None:
    """Let what is still to be written vanish: a second try at the end would only fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _defect() -> Failure:
    """Keep the trace for developers, and return a sentence for the person at the terminal."""
    try:
        log = get_settings().home / "errors.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        # What a defect tells may hold what somebody drafts: it opens to its owner alone.
        with open(log, "a", encoding="utf-8", opener=_for_owner) as file:
            file.write(f"\n{datetime.now(UTC).isoformat()}\n{traceback.format_exc()}")
    except (OSError, AssetMapError):
        return Failure("Something went wrong in the program, and no log could be written.")
    return Failure(
        "Something went wrong in the program itself.", f"What exactly is written in {log}."
    )


def _for_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _choice(choice: Choice) -> str:
    return f'  {choice.label}: type "{choice.words}"'


def _end(sentence: str, code: int) -> None:
    typer.echo("\n".join(map(plain, sentence.split("\n"))), err=True)
    sys.exit(code)


def _cell(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:,.0f}"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    text = plain(str(value))
    return text if len(text) <= WIDEST_CELL else text[: WIDEST_CELL - 1].rstrip() + "…"
