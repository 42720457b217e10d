"""What a source is: where a dataset comes from, what its columns mean, what its rows become."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path
from typing import Protocol

import pandas as pd


class Cleaner(Protocol):
    """Takes the text of a column, gives its values; missing where a text could not be read."""

    expects: str
    """What a text should be, as the next step for who sent something else."""

    def __call__(self, texts: pd.Series) -> pd.Series:
        """Read a column."""


@dataclass(frozen=True)
class Licence:
    """What may be done with the data. ``open``: whether it may be given on."""

    name: str
    url: str
    open: bool


OGL3 = Licence(
    "Open Government Licence v3.0",
    "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    open=True,
)
INVENTED = Licence("Invented for the demonstration; free to use", "", open=True)


@dataclass(frozen=True)
class Column:
    """One published column: its header or headers, the field it fills, how its text is read.

    A header may be a pattern (``WD(?P<vintage>\\d\\d)CD``); its group ``vintage`` catches the
    two-digit boundary year. A required column must be in the file, and each row must have a value
    in it. In a strict one, a text that cannot be read sets the row aside: better no entry than one
    that shows what it should hide. What is declared personal is shown to stewards only.
    """

    headers: tuple[str, ...]
    field: str
    clean: Cleaner
    required: bool = False
    strict: bool = False
    personal: bool = False

    @property
    def dated(self) -> bool:
        """Tell whether a code of this column means something only with its boundary year."""
        return any("(?P<vintage>" in header for header in self.headers)


class Reader(Protocol):
    """Reads one file as batches of rows, each with ``_file`` and ``_line`` (from 1)."""

    def batches(self, path: Path, limit_bytes: int) -> Iterator[pd.DataFrame]:
        """Yield the rows as text, in the file's own columns (``geometry`` where it has shapes)."""
        ...


Rows = dict[str, pd.DataFrame]
"""What rows of a file become: frames by target (``area``, ``postcode``, ``lookup``, ``statistic``,
``asset``, ``link``). The first one stands for the rows of the file when they are counted."""


@dataclass(frozen=True)
class Sheet:
    """One layout of a file: its columns, and what its cleaned rows become.

    ``of_file``: the pattern of file names that have this layout.
    """

    columns: tuple[Column, ...]
    make: Callable[[pd.DataFrame], Rows]
    of_file: str = "*"


@dataclass(frozen=True)
class Source:
    """One dataset, declared. ``gives``: the kind of thing that a real load takes the demo out of.

    ``rank``: where two sources speak of one asset, the higher one's value is shown.
    """

    id: str
    title: str
    publisher: str
    licence: Licence
    gives: str
    reader: Reader
    sheets: tuple[Sheet, ...]
    attribution: str = ""
    rank: int = 50
    demo: bool = False
    hint: str = ""

    def sheet_for(self, file_name: str) -> Sheet | None:
        """Return the layout that a file of this name has."""
        names = (sheet for sheet in self.sheets if fnmatch(file_name, sheet.of_file))
        return next(names, None)

    def as_demo(self, source_id: str, title: str) -> "Source":
        """Return the same declaration for the demonstration's own file."""
        return replace(self, id=source_id, title=title, publisher="Asset Map", demo=True, rank=0)


@dataclass(frozen=True)
class Issue:
    """A value or row that was not taken as it came, and what to do about it."""

    file: str
    line: int | None
    column: str
    value: str
    problem: str
    remedy: str
    mender: str = "the publisher of the file"
    row_set_aside: bool = False
    personal: bool = False
