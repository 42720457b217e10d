"""What tells that two results are the same: a hash of them in one way of writing."""

import json
import math
from collections.abc import Mapping
from datetime import date
from enum import Enum
from hashlib import sha256
from typing import Any
from uuid import UUID

ASIDE = frozenset({"snapshot", "checksum", "made", "alternatives", "replay", "code"})
"""Keys of a result that are not of its figures: how it was kept, and what could be done instead,
which is looked up when it is asked for, and changes with every opening hour."""

APART = frozenset({"user_counts", "sentence", "in_short", "knock_on_in_short", "note"})
"""Keys that are left out at any depth: counts of users, which are real people, entered apart, in no
figure; and figures that are told once more in words."""

MILLIMETRES = 3
"""Digits after the point of metres: finer ones differ between machines."""

DEGREE_DIGITS = 7
"""Digits of a degree, about a centimetre."""

_METRES = frozenset({"metres", "x", "y", "easting", "northing"})
_DEGREES = frozenset({"latitude", "longitude"})


def checksum(data: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a result in canonical JSON: keys in order, no spaces.

    Metres (keys ending in ``_m``, and all below them) are rounded to the millimetre; people are
    exact numbers on their grid, and stand as they are. The keys ``ASIDE`` and ``APART`` are left
    out.
    """
    figures = {key: value for key, value in data.items() if key not in ASIDE}
    return sha256(canonical_json(figures).encode()).hexdigest()


def canonical_json(data: Any) -> str:
    """Return data in the one way of writing that the checksum is of."""
    return json.dumps(
        _canonical(data, None),
        sort_keys=True,
        ensure_ascii=False,
        allow_nan=False,
        separators=(",", ":"),
    )


def _canonical(value: Any, digits: int | None) -> Any:
    if isinstance(value, Mapping):
        return {
            str(key): _canonical(one, _digits(str(key), digits))
            for key, one in value.items()
            if key not in APART
        }
    if isinstance(value, list | tuple):
        return [_canonical(one, digits) for one in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    return _number(float(value), digits) if isinstance(value, float) else value


def _digits(key: str, above: int | None) -> int | None:
    if key in _METRES or key.endswith("_m"):
        return MILLIMETRES
    return DEGREE_DIGITS if key in _DEGREES else above


def _number(value: float, digits: int | None) -> float | int | None:
    """Return a number that is written in one way: 20 and 20.0 are the same, and -0.0 is 0."""
    if math.isnan(value):
        return None
    told = value if digits is None else round(value, digits)
    return int(told) if told.is_integer() else told
