"""What a paper looks like before it is written: numbers of its tables and pictures, their sizes."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass

from asset_map.domain.paper import Block, Bullets, Paper, Picture, Rows, Section, Words
from asset_map.report.tables import sections_of

DEMO_MARK = "Demonstration data: what this paper says is invented."
NOT_YET_ANSWERED = "Not yet answered"

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

    A heading lies as the block below it, so that no page holds it alone, and text below something
    wide stays on its page, which would be left half empty.
    """
    wide = bool(section.blocks) and _is_wide(section.blocks[0])
    lying = [wide]
    for block in section.blocks:
        wide = _is_wide(block) or (wide and isinstance(block, Words | Bullets))
        lying.append(wide)
    return tuple(lying)


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
