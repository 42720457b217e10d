"""How a text is delimited and encoded, found by looking at it."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from asset_map.domain.errors import BadInput
from etl.formats.tabular import SEARCHED_ROWS
from etl.source import IsHeader

LOOKED_AT = 200_000
"""So many bytes at the start of a text tell how it is delimited."""

UTF8_MARK = b"\xef\xbb\xbf"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
UNIT_SEPARATOR = "\x1f"


@dataclass(frozen=True)
class Dialect:
    """How a row is parted into cells. ``quoted``: whether quotation marks hold cells together."""

    delimiter: str
    quoted: bool = True

    @property
    def quoting(self) -> Literal[0, 3]:
        """How the csv module calls it."""
        return csv.QUOTE_MINIMAL if self.quoted else csv.QUOTE_NONE


DIALECTS = (
    Dialect(","),
    Dialect("\t"),
    Dialect(";"),
    Dialect("|"),
    Dialect("¬", quoted=False),  # The byte 0xAC of lists of the NHS.
    Dialect("* ", quoted=False),
)


def as_utf8(name: str, content: bytes) -> bytes:
    """Return a text in UTF-8 without a byte order mark, whatever it was in; else BadInput."""
    if content.isascii() and b"\0" not in content:
        return content
    encodings = ["utf-16"] if content.startswith(UTF16_MARKS) else ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            text = content.removeprefix(UTF8_MARK).decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return content.removeprefix(UTF8_MARK) if encoding == "utf-8" else text.encode()
    raise BadInput(
        f"{name} is not text in UTF-8, UTF-16 or Windows-1252.",
        "Save it as CSV UTF-8 and load it again.",
    )


def dialect_of(content: bytes, wanted: str, is_header: IsHeader, header: Sequence[str]) -> Dialect:
    """Return the dialect of a text in UTF-8, for the delimiter that is wanted, or any if none is.

    It is the one in which a row is the header; else the one in which most rows have as many cells.
    """
    known = [dialect for dialect in DIALECTS if wanted in ("", dialect.delimiter)]
    if wanted and not known:
        return Dialect(wanted)
    if not wanted:
        sample = _sample(content)
        known = [max(known, key=lambda dialect: _score(_cells(sample, dialect), is_header, header))]
    [dialect] = known
    return dialect


def with_one_byte(content: bytes, dialect: Dialect) -> tuple[bytes, Dialect]:
    """Return the text parted by one byte, which readers want: no text holds a unit separator."""
    if dialect.delimiter.isascii() and len(dialect.delimiter) == 1:
        return content, dialect
    if dialect.delimiter == "* ":  # Each line ends in one, too.
        content = re.sub(rb"\* ?(?=[\r\n]|\Z)", b"", content)
    separator = UNIT_SEPARATOR.encode()
    content = content.replace(separator, b"").replace(dialect.delimiter.encode(), separator)
    return content, replace(dialect, delimiter=UNIT_SEPARATOR)


def _sample(content: bytes) -> list[str]:
    lines = content[:LOOKED_AT].decode(errors="ignore").splitlines()
    return [line for line in lines if line][:SEARCHED_ROWS]


def _cells(lines: list[str], dialect: Dialect) -> list[list[str]]:
    if dialect.delimiter == "* ":
        return [re.sub(r"\* ?$", "", line).split(dialect.delimiter) for line in lines]
    try:
        return list(csv.reader(lines, delimiter=dialect.delimiter, quoting=dialect.quoting))
    except csv.Error:
        return []


def _score(
    rows: list[list[str]], is_header: IsHeader, header: Sequence[str]
) -> tuple[int, int, int]:
    """Rank a reading of the first rows: by a header in it, by rows of one width, by that width."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    width, alike = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    if header:
        return widths[len(header)], 0, 0
    headers = [len(row) for row in rows if is_header(row)]
    return max(headers, default=0), alike, width
