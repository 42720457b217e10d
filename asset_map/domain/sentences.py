"""Parts of sentences that words for people are put together from."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def listed(parts: Sequence[str]) -> str:
    """Return parts of a sentence with commas, and "and" before the last; "" where there is none."""
    return " and ".join([*([", ".join(parts[:-1])] if len(parts) > 1 else []), *parts[-1:]])


def one_line(text: str) -> str:
    """Return text in one line, without what steers a program or turns text round."""
    kept = (
        " " if sign.isspace() or unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign
        for sign in text
        if unicodedata.category(sign) not in ("Cf", "Cs")
    )
    return " ".join("".join(kept).split())
