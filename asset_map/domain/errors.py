"""One family of errors meant for people: a plain sentence, and what to do next.

They are caught in one place per surface: ``cli.main``, the page frame, the web routes.
"""

from dataclasses import dataclass


class AssetMapError(Exception):
    """Something a person can read and act on."""

    exit_code = 1

    def __init__(self, sentence: str, next_step: str = "") -> None:
        # What a file calls its columns may hold line ends, and what steers a terminal.
        self.sentence = " ".join(_printable(sentence).split())
        self.next_step = next_step
        super().__init__(str(self))

    def __str__(self) -> str:
        return f"{self.sentence} {self.next_step}".strip()


def _printable(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)


@dataclass(frozen=True)
class Choice:
    """One thing that typed words may mean: how to show it, and the words that mean it alone."""

    label: str
    words: str


class BadInput(AssetMapError):
    """The call or a file is not as it must be. Nothing was changed.

    ``choices``: what may have been meant, to be offered as links or as a list.
    """

    exit_code = 2

    def __init__(
        self, sentence: str, next_step: str = "", choices: tuple[Choice, ...] = ()
    ) -> None:
        super().__init__(sentence, next_step)
        self.choices = choices


class NotFound(BadInput):
    """What was asked for is not in the map; ``choices`` is what was perhaps meant."""


class Ambiguous(BadInput):
    """What was typed means several things: ``choices`` has them, at least two."""


class NotAllowed(AssetMapError):
    """Whoever asks may not do this; nothing was done."""

    exit_code = 2


class Failure(AssetMapError):
    """The machine could not do it: the database is down, the disk is full."""


class Refused(Failure):
    """The database refused in words of its own, which may repeat what somebody asked for."""


class DatabaseDown(Failure):
    """No database answers."""


class DiskFull(Failure):
    """There is no room left to write."""


class MissingProgram(Failure):
    """A program that the product needs is not installed."""
