"""What a paper looks like before it is written: numbers of its tables and pictures, their sizes."""

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from asset_map.domain.paper import Block, Bullets, Paper, Picture, Rows, Section, Words
from asset_map.report.tables import sections_of

DEMO_MARK = "Demonstration data: what this paper says is invented."
NOT_YET_ANSWERED = "Not yet answered"

FEW_WORDS = 700
"""Text of so many characters goes along with what is wide below it."""

_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class Size:
    """The size of a picture in pixels."""

    width: int
    height: int


def size_of(picture: Picture) -> Size:
    """Return the size of a picture. Raises ValueError where it is no PNG."""
    if picture.png[:8] != _PNG or picture.png[12:16] != b"IHDR":
        raise ValueError(f"The picture {picture.id} is no PNG.")
    return Size(*struct.unpack(">II", picture.png[16:24]))


def lies_wide(section: Section) -> tuple[bool, ...]:
    """Tell of a section's heading, and then of each of its blocks, whether its page is landscape.

    What is wide turns the page. Text and tables after it stay there, so that pages are not left
    half empty, and a few words before it come along, with the heading if they stand just below it.
    Questions and other pictures stand upright.
    """
    lying = [False]
    for block in section.blocks:
        lying.append(_is_wide(block) or (lying[-1] and isinstance(block, Words | Bullets | Rows)))
    for place, block in enumerate(section.blocks, 1):
        if _is_wide(block):
            for before in _led_by(section.blocks[: place - 1]):
                lying[before] = True
    return tuple(lying)


def _led_by(before: Sequence[Block]) -> Iterator[int]:
    """Yield the places of the few words just before something, 0 for the heading above them."""
    said = 0
    for place in range(len(before), 0, -1):
        said += _length(before[place - 1])
        if said > FEW_WORDS:
            return
        yield place
    yield 0


def _length(block: Block) -> int:
    match block:
        case Words(text=text):
            return len(text)
        case Bullets(lines=lines):
            return sum(map(len, lines))
    return FEW_WORDS + 1


def _is_wide(block: Block) -> bool:
    return isinstance(block, Rows | Picture) and block.wide


def numbered(paper: Paper) -> Mapping[int, str]:
    """Return what each table and picture is called in the text, by the identity of its block."""
    names: dict[int, str] = {}
    count = {"Table": 0, "Picture": 0}
    for section in sections_of(paper):
        for block in section.blocks:
            if isinstance(block, Rows | Picture):
                kind = "Table" if isinstance(block, Rows) else "Picture"
                count[kind] += 1
                names[id(block)] = f"{kind} {count[kind]}"
    return names
