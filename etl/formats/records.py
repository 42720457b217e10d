"""A nested record as one row of text."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

MOST_LEVELS = 12
"""What is nested deeper is in the JSON text above it only."""

RESERVED = frozenset({"_row", "_file", "_line", "_fault", "geometry"})
"""Columns that readers and steps fill themselves."""

KINDS = {list: "a list", str: "text", bool: "yes or no", int: "a number", float: "a number"}


class Twice(dict[str, Any]):
    """An object that says one key twice, with different values."""


@dataclass(frozen=True)
class Flat:
    """The texts of a record by their path, and what is wrong with it, else nothing."""

    texts: dict[str, str]
    fault: str = ""


def flat(record: Any) -> Flat:
    """Return a record as texts. One that is no object has a fault."""
    if not isinstance(record, dict):
        return Flat({}, f"it is {KINDS.get(type(record), 'nothing')}, and no record")
    texts: dict[str, str] = {}
    fault = ""
    for path, value in _values(record, ""):
        if path not in RESERVED:
            texts[storable(path)] = _text(value)
        if isinstance(value, Twice):
            fault = f"{storable(path) or 'it'} says one thing twice, and differently"
    texts.pop("", None)
    return Flat(texts, fault)


def _values(value: Any, path: str, level: int = 0) -> Iterator[tuple[str, Any]]:
    """Yield a value with its path, and those that are nested in it."""
    yield path, value
    if level == MOST_LEVELS:
        return
    inner = value.items() if isinstance(value, dict) else []
    if isinstance(value, list) and value:
        inner = [("0", value[0])]
    for key, nested in inner:
        yield from _values(nested, f"{path}/{key}" if path else key, level + 1)


def _text(value: Any) -> str:
    if value is None:
        return ""
    return storable(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def storable(text: str) -> str:
    """Return a text without what is none: halves of a pair of surrogates, and NUL."""
    return text.encode(errors="replace").decode().replace("\0", "")
