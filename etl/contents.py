"""What a record says, as JSON text, and the ids and keys made of text: a whole column at a time."""

import hashlib
from collections.abc import Iterable
from typing import Any

import numpy as np
import orjson
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from asset_map.domain.assets import NAMESPACE
from asset_map.domain.places import name_key

# Names as most are: of letters that fold in one way only. Others are folded one by one.
_ASCII = r"^[\x00-\x7f]*$"

# A UUID of version 5 has its variant in the 17th digit.
_VARIANT = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}


def contents(rows: pd.DataFrame, left_out: Iterable[str]) -> list[str]:
    """Return what each row says as JSON with its keys in order; what is empty is not said.

    ``geometry`` (EPSG:27700) is said as ``easting`` and ``northing``, metres to the centimetre.
    """
    said: dict[str, list[Any]] = {
        name: _values(rows[name]) for name in rows.columns if name not in left_out
    }
    said["name_key"] = name_keys(rows["name"]).tolist()
    if "geometry" in rows:
        points = rows["geometry"].to_numpy()
        said["easting"] = _rounded(shapely.get_x(points))
        said["northing"] = _rounded(shapely.get_y(points))
    names = sorted(name for name, values in said.items() if any(v is not None for v in values))
    return [
        orjson.dumps(
            {name: value for name, value in zip(names, row, strict=True) if value is not None},
            option=orjson.OPT_SORT_KEYS,
        ).decode()
        for row in zip(*(said[name] for name in names), strict=True)
    ]


def digests(texts: Iterable[str]) -> list[str]:
    """Return a fingerprint of each text."""
    return [hashlib.sha256(text.encode()).hexdigest() for text in texts]


def stable_ids(first: str, *columns: pd.Series) -> list[str]:
    """Return the ids (hexadecimal) that ``stable_id`` gives to the same parts, row by row."""
    begun = NAMESPACE.bytes + first.encode()
    ids = []
    for parts in zip(*columns, strict=True):
        said = "\x1f".join(["", *map(str, parts)])
        made = hashlib.sha1(begun + said.encode(), usedforsecurity=False).hexdigest()
        ids.append(f"{made[:12]}5{made[13:16]}{_VARIANT[made[16]]}{made[17:32]}")
    return ids


def name_keys(names: pd.Series) -> pd.Series:
    """Fold names as ``name_key`` does."""
    texts = pa.array(names, from_pandas=True, type=pa.string())
    plain = pc.match_substring_regex(texts, _ASCII)
    folded = pc.replace_substring(pc.ascii_lower(texts), "&", " and ")
    folded = pc.replace_substring_regex(folded, r"['.`]", "")
    folded = pc.ascii_trim_whitespace(pc.replace_substring_regex(folded, "[^a-z0-9]+", " "))
    keys = pd.Series(folded.to_pylist(), index=names.index, dtype=object)
    odd = ~np.asarray(plain.fill_null(True))
    keys[odd] = names[odd].map(name_key)
    return keys


def _values(column: pd.Series) -> list[Any]:
    """Return a column as a list in which what says nothing is None."""
    if column.dtype == object:
        return [_said(value) for value in column]
    values = pa.array(column, from_pandas=True)
    if pa.types.is_string(values.type) or pa.types.is_large_string(values.type):
        values = pc.if_else(pc.equal(values, ""), None, values)
    return list(values.to_pylist())


def _said(value: object) -> object:
    if isinstance(value, list | dict | str):
        return value or None
    if isinstance(value, np.generic):
        value = value.item()
    return None if value is pd.NA or value != value else value


def _rounded(numbers: np.ndarray) -> list[float | None]:
    return [None if number != number else number for number in np.round(numbers, 2).tolist()]
