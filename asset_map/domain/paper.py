"""A paper as data: what is said in it, before anybody chose Word, HTML or CSV."""

from dataclasses import dataclass
from datetime import datetime

Cell = str | int | float | None
"""What a cell of a table holds. None is written as "no data", never left blank."""


@dataclass(frozen=True)
class Words:
    """A paragraph. ``lead``: one of those to read first; ``note``: small print beside figures."""

    text: str
    lead: bool = False
    note: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list of sentences."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Rows:
    """A table. ``id`` names its CSV file; ``shown`` holds the cells as words for people, where they
    differ from ``rows``, which are for machines (exact, unrounded where that may be shown).

    ``wide``: too wide for an upright page.
    """

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shown: tuple[tuple[str, ...], ...] = ()
    note: str = ""
    wide: bool = False


@dataclass(frozen=True)
class Picture:
    """A map or a chart. ``alt`` says in words what is to be seen; a table says it in figures."""

    id: str
    title: str
    png: bytes
    alt: str
    wide: bool = False


@dataclass(frozen=True)
class Prompt:
    """A question that a named officer has to answer. While ``answer`` is empty it stays visible as
    a blank to fill in."""

    id: str
    question: str
    answer: str = ""
    officer: str = ""
    answered: datetime | None = None


Block = Words | Bullets | Rows | Picture | Prompt


@dataclass(frozen=True)
class Section:
    """A part of a paper under a heading."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Paper:
    """A whole paper. ``first_page``: its first section, to be read on one page.

    ``demo``: what it says is invented, which every page says. ``foot``: what stands at its end,
    such as the checksum.
    """

    title: str
    kind: str
    first_page: Section
    sections: tuple[Section, ...]
    made: datetime
    demo: bool
    foot: tuple[str, ...] = ()
