"""Rows of our own words as columns of Parquet and back, and the hash of what columns hold."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from hashlib import sha256
from typing import Any
from uuid import UUID

import numpy as np
import pyarrow as pa


def _as_it_is(value: Any) -> Any:
    return value


@dataclass(frozen=True)
class Sort:
    """A sort of value: what it is in a file, how it gets there and back. None stays None."""

    arrow: Any
    out: Callable[[Any], Any] = _as_it_is
    back: Callable[[Any], Any] = _as_it_is


TEXT = Sort(pa.string())
FLAG = Sort(pa.bool_(), bool)
WHOLE = Sort(pa.int64(), int)
REAL = Sort(pa.float64(), float)
DAY = Sort(pa.date32())
MOMENT = Sort(pa.timestamp("us", tz="UTC"), lambda at: at.astimezone(UTC), lambda at: _in_utc(at))
ID = Sort(pa.string(), str, UUID)


def word(of: type[Enum]) -> Sort:
    """Return the sort of a word of a closed list."""
    return Sort(pa.string(), lambda one: one.value, of)


Row = Mapping[str, Any]
Sorts = Mapping[str, Sort]

NAMES = {
    pa.string(): "text",
    pa.bool_(): "flag",
    pa.int32(): "whole",
    pa.int64(): "whole",
    pa.float64(): "real",
    pa.date32(): "day",
    pa.timestamp("us", tz="UTC"): "moment",
}
"""Our own names of what columns hold, so that a hash does not hang on those of a library."""


def table_of(rows: Iterable[Row], sorts: Sorts) -> pa.Table:
    """Return rows as a table."""
    made = list(rows)
    return pa.table(
        {
            name: pa.array(
                [None if row[name] is None else sort.out(row[name]) for row in made], sort.arrow
            )
            for name, sort in sorts.items()
        }
    )


def rows_of(table: pa.Table, sorts: Sorts) -> list[dict[str, Any]]:
    """Return the rows of a table. Raises KeyError where it lacks a column."""
    columns = {
        name: [
            None if value is None else sort.back(value) for value in table.column(name).to_pylist()
        ]
        for name, sort in sorts.items()
    }
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def array_of(table: pa.Table, name: str) -> np.ndarray:
    """Return a column of numbers or flags as an array of its own, which may be written to."""
    return np.array(table.column(name).combine_chunks().to_numpy(zero_copy_only=False))


def ids_of(table: pa.Table, name: str) -> np.ndarray:
    """Return a column of ids as an array of objects, None where there is none."""
    return objects([None if one is None else UUID(one) for one in table.column(name).to_pylist()])


def objects(values: Iterable[Any]) -> np.ndarray:
    """Return values as an array of objects (n,)."""
    return np.array(list(values), dtype=object)


def content_hash(table: pa.Table) -> str:
    """Return the SHA-256 of what a table holds, whichever library writes it in which way.

    Every NaN is the same, and so are both zeros.
    """
    whole = sha256(f"{table.num_rows}\n".encode())
    for name in table.column_names:
        column = table.column(name)
        whole.update(f"{name}:{NAMES[column.type]}\n".encode())
        whole.update(np.packbits(column.is_valid().to_numpy().astype(np.uint8)).tobytes())
        for part in _bytes_of(column):
            whole.update(part)
    return whole.hexdigest()


def _bytes_of(column: Any) -> list[bytes]:
    if column.type == pa.string():
        texts = [(one or "").encode() for one in column.to_pylist()]
        lengths = np.fromiter(map(len, texts), "<i8", len(texts))
        return [lengths.tobytes(), b"".join(texts)]
    if column.type == pa.bool_():
        column = column.cast(pa.int8())
    if pa.types.is_temporal(column.type):
        column = column.cast(pa.int32() if column.type == pa.date32() else pa.int64())
    values = column.fill_null(0).to_numpy()
    if column.type == pa.float64():
        # Zero is added so that the negative one, which is the same number, is written the same.
        values = np.where(np.isnan(values), np.nan, values) + 0.0
        return [values.astype("<f8").tobytes()]
    return [values.astype("<i8").tobytes()]


def _in_utc(at: Any) -> datetime:
    # The library may give its own kind of moment, and its own kind of time zone.
    told: datetime = at.to_pydatetime() if hasattr(at, "to_pydatetime") else at
    return told.astimezone(UTC)
