"""What a source is: where a dataset comes from, what its columns mean, what its rows become."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
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

    def __hash__(self) -> int:
        """Tell it from others: what it gives for blank cells is worked out once."""


@dataclass(frozen=True)
class Licence:
    """What may be done with the data. ``open``: whether anybody may use it and give it on.

    ``share_alike``: what is made of it may be given on under the same licence only.
    """

    name: str
    url: str
    open: bool
    share_alike: bool = False


OGL3 = Licence(
    "Open Government Licence v3.0",
    "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    open=True,
)
CC_BY_4 = Licence(
    "Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/", open=True
)
INVENTED = Licence("Invented for the demonstration; free to use", "", open=True)


class Rank(IntEnum):
    """How near a source is to what it tells of. The higher one's value of a field is shown."""

    REGISTER = 70
    """Bodies must tell it what changes, by law."""
    KEEPER = 60
    """Who runs the thing, or answers for it, says so: a council's own list, the health service."""
    NATIONAL_LIST = 50
    """Put together for the whole country, from what many keepers sent in."""
    GATHERED = 40
    """Collected by others, volunteers or researchers, from what they saw or read."""
    IN_PASSING = 30
    """Told while speaking of something else, such as a grant."""
    OLD_LIST = 20
    """True some years ago, and not kept up since."""
    LAPSED = 10
    """Listed once, for a time that is over; much of it has ended."""
    DEMO = 0


@dataclass(frozen=True)
class Column:
    """One published column: its header or headers, the field it fills, how its text is read.

    A header may be a pattern (``WD(?P<vintage>\\d\\d)CD``); its group ``vintage`` catches the
    two-digit boundary year. A required column must be in the file, and each row must have a value
    in it. In a strict one, a text that cannot be read sets the row aside: better no entry than one
    that shows what it should hide. What is declared personal is shown to stewards only.
    ``withheld``: why a row that has anything in this column is not read at all.
    """

    headers: tuple[str, ...]
    field: str
    clean: Cleaner
    required: bool = False
    strict: bool = False
    personal: bool = False
    withheld: str = ""

    @property
    def dated(self) -> bool:
        """Tell whether a code of this column means something only with its boundary year."""
        return any("(?P<vintage>" in header for header in self.headers)

    def find(self, headers: Sequence[str]) -> re.Match[str] | None:
        """Return how one of the headers of a file answers to this column; the first name wins."""
        hits = (
            re.fullmatch(wanted, header.strip(), flags=re.IGNORECASE)
            for wanted in self.headers
            for header in headers
        )
        return next(filter(None, hits), None)


@dataclass(frozen=True)
class Batch:
    """Some rows of one file, as text: the file's own columns, ``_file``, ``_line`` and ``_fault``.

    ``_line`` counts from 1; ``_fault`` says what is wrong with a row, else it is empty.
    ``geometry`` (EPSG:27700) is there where the file has shapes. ``skipped``: rows passed over
    since the batch before, being titles, blank or footnotes. ``share``: how much of the file is
    read by now, 0 to 1. ``notes``: what the person should know, such as sheets that were not read.
    """

    rows: pd.DataFrame
    skipped: int = 0
    share: float = 1.0
    notes: tuple[str, ...] = ()


IsHeader = Callable[[Sequence[str]], bool]
"""Tells whether the cells of a row are the column names that a source declares."""


class Reader(Protocol):
    """Reads one file, batch by batch."""

    def batches(self, path: Path, limit_bytes: int, is_header: IsHeader) -> Iterator[Batch]:
        """Yield the rows of a file. Raises BadInput where it cannot be read.

        Where no row is the header, the first row that is not blank counts as it: whoever asked
        then tells which column is missing.
        """
        ...


Rows = dict[str, pd.DataFrame]
"""What rows of a file become: frames by target (see ``etl.targets``). The first one stands for the
rows of the file when they are counted.

Rows of ``asset`` and ``link`` may have a ``scope``: the part of the source that one load is the
whole of, such as one authority. What was in that scope before and is not any more is withdrawn.

Rows of ``asset`` may tell of one thing several times, each ``as_of`` a day: the newest stands."""


@dataclass(frozen=True)
class Sheet:
    """One layout of a file: its columns, and what its cleaned rows become.

    ``of_file``: the pattern of file names that may have this layout.
    """

    columns: tuple[Column, ...]
    make: Callable[[pd.DataFrame], Rows]
    of_file: str = "*"

    def fits(self, headers: Sequence[str]) -> bool:
        """Tell whether every required column is among the headers."""
        return all(column.find(headers) for column in self.columns if column.required)


@dataclass(frozen=True)
class Source:
    """One dataset, declared. ``gives``: the kind of thing that a real load takes the demo out of.

    ``address``: where the newest file can be fetched from.
    """

    id: str
    title: str
    publisher: str
    licence: Licence
    gives: str
    reader: Reader
    sheets: tuple[Sheet, ...]
    attribution: str = ""
    rank: int = Rank.KEEPER
    demo: bool = False
    hint: str = ""
    address: str = ""

    def sheets_for(self, file_name: str) -> tuple[Sheet, ...]:
        """Return the layouts that a file of this name may have."""
        return tuple(sheet for sheet in self.sheets if fnmatch(file_name, sheet.of_file))

    def as_demo(self, source_id: str, title: str) -> "Source":
        """Return the same declaration for the demonstration's own file."""
        return replace(
            self, id=source_id, title=title, publisher="Asset Map", demo=True, rank=Rank.DEMO
        )


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
