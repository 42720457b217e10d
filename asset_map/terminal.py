"""How results look in a terminal, and how errors end."""

import json
import sys
import traceback
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

import typer
from rich.console import Console

from asset_map.domain.errors import AssetMapError, BadInput, Failure
from asset_map.settings import get_settings


class Format(StrEnum):
    """How a result is printed."""

    TABLE = "table"
    JSON = "json"


def show(wanted: Format, data: Any, lines: Callable[[], Sequence[str]]) -> None:
    """Print a result as JSON, or as the lines that ``lines`` makes."""
    if wanted is Format.JSON:
        typer.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        for line in lines():
            typer.echo(line)


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
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadInput(f"{text!r} is not a day.", "Write it as 2026-11-22.") from error


class Progress:
    """A line on the terminal that tells how far a load is; nothing where nobody is watching."""

    def __enter__(self) -> "Progress":
        self.status = Console(stderr=True).status("Reading ...")
        self.watched = sys.stderr.isatty()
        if self.watched:
            self.status.start()
        return self

    def rows(self, read: int, seconds: float) -> None:
        """Tell how many rows were read so far."""
        if self.watched:
            self.status.update(f"{read:,} rows read in {seconds:.0f} s")

    def __exit__(self, *_: object) -> None:
        if self.watched:
            self.status.stop()


def run(app: typer.Typer) -> None:
    """Run the command line: every error that can be told ends in one sentence on standard error."""
    try:
        app()
    except AssetMapError as error:
        _end(str(error), error.exit_code)
    except KeyboardInterrupt:
        _end("Stopped. Nothing of what was under way was kept.", 130)
    except BrokenPipeError:
        sys.stderr.close()  # Whoever read our output has seen enough.
        sys.exit(0)
    except Exception:  # noqa: BLE001 - the one place that turns a defect into a sentence
        _end(str(_defect()), 1)


def _defect() -> Failure:
    """Keep the trace for developers, and return a sentence for the person at the terminal."""
    log = get_settings().home / "errors.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write(f"\n{datetime.now(UTC).isoformat()}\n{traceback.format_exc()}")
    except OSError:
        return Failure("Something went wrong in the program, and no log could be written.")
    return Failure(
        "Something went wrong in the program itself.", f"What exactly is written in {log}."
    )


def _end(sentence: str, code: int) -> None:
    typer.echo(sentence, err=True)
    sys.exit(code)


def _cell(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:,.0f}"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return str(value)
