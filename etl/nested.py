"""Things that a row speaks of beside itself: the body that runs a service, the places it is at.

They hang on the row: it is counted, they are not. Many rows speak of the same thing, one more fully
than the other; the fullest is kept (``records.settle_repeats``), and none is set aside for that.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
from sqlalchemy import Connection

from etl.extent import Extent
from etl.keep import kept
from etl.source import Cleaner, Issue, Rows
from etl.steps import BOOKKEEPING

PARTS = "parts"
"""The name of the frame of such assets among what a source makes, beside ``asset`` and ``link``."""

UNREAD = "unread"
"""The field of ``read`` rows that lists what could not be read: field, text, next step."""

NO_POSITION = {"latitude": float("nan"), "longitude": float("nan"), "geometry": None}


def read(said: Sequence[Mapping[str, Any]], cleaners: Mapping[str, Cleaner]) -> pd.DataFrame:
    """Return objects as rows, their fields read as the columns of a file are."""
    rows = pd.DataFrame(list(said), columns=None if said else [*BOOKKEEPING, "kind", "key", "name"])
    unread: list[list[tuple[str, str, str]]] = [[] for _ in said]
    for field, clean in cleaners.items():
        texts = rows[field].astype("str") if field in rows else pd.Series(dtype="str")
        texts = texts.where(texts.str.strip() != "")
        values = clean(texts.reindex(rows.index))
        for at in values.index[values.isna() & texts.reindex(rows.index).notna()]:
            unread[at].append((field, texts[at], clean.expects))
        rows[field] = values
    return rows.assign(**{UNREAD: unread})


def kept_with_parts(
    connection: Connection, made: Rows, extent: Extent
) -> tuple[pd.DataFrame, list[Issue], int, Rows]:
    """Cut the rows to the extent, and what hangs on them.

    Returns the rows of the first frame that are kept, the issues, how many rows of the file lie
    outside, and the other frames by target. A row without a place of its own is where its parts
    are.
    """
    first, *others = made
    if PARTS not in made:
        held, issues, outside = kept(connection, first, made[first], extent)
        return held, issues, outside, {name: made[name] for name in others}
    parts, doubts = _placed(connection, made[PARTS], extent)
    cut = made[PARTS].drop(parts.index)
    here = set(parts.loc[parts["geometry"].notna(), "_row"])
    rows = made[first].assign(parts=_digests(made))
    elsewhere = rows["_row"].isin(set(cut["_row"]) - here)
    inside, unread = _without_unread(rows[~elsewhere])
    held, issues, outside = kept(connection, first, inside, extent)
    lines = set(zip(held["_file"], held["_line"], strict=True))
    told = [issue for issue in (*unread, *doubts) if (issue.file, issue.line) in lines]
    links = made["link"]
    lost = links["to_key"].isin(cut["key"]) & ~links["to_key"].isin(parts["key"])
    hanging = {"asset": parts, "link": links[~lost]}
    return held, [*issues, *told], outside + int(elsewhere.sum()), hanging


def _placed(
    connection: Connection, parts: pd.DataFrame, extent: Extent
) -> tuple[pd.DataFrame, list[Issue]]:
    """Locate the parts. One whose position is wrong is kept without it, and the issue says so."""
    if parts.empty:
        return parts.assign(geometry=None), []
    parts, unread = _without_unread(parts)
    placed, issues, _ = kept(connection, "asset", parts, extent)
    aside = {(issue.file, issue.line) for issue in issues if issue.row_set_aside}
    lines = zip(parts["_file"], parts["_line"], strict=True)
    wrong = pd.Series([line in aside for line in lines], index=parts.index, dtype=bool)
    wrong &= ~parts.index.isin(placed.index)
    if wrong.any():
        again, more, _ = kept(connection, "asset", parts[wrong].assign(**NO_POSITION), extent)
        placed, issues = pd.concat([placed, again]), [*issues, *more]
    return placed, [*unread, *(replace(issue, row_set_aside=False) for issue in issues)]


def _without_unread(rows: pd.DataFrame) -> tuple[pd.DataFrame, list[Issue]]:
    """Turn what could not be read into issues."""
    if UNREAD not in rows:
        return rows, []
    issues = [
        Issue(
            file,
            int(line),
            f"{kind}: {field}",
            text[:200],
            "The value could not be read.",
            expects,
        )
        for file, line, kind, unread in zip(
            *(rows[name] for name in ("_file", "_line", "kind", UNREAD)), strict=True
        )
        for field, text, expects in unread
    ]
    return rows.drop(columns=UNREAD), issues


def _digests(made: Rows) -> pd.Series:
    """Return a digest of all that hangs on each row, so that the row changes where that does."""
    first = next(iter(made.values()))
    said: dict[object, list[str]] = {}
    for name in (PARTS, "link"):
        for row in made[name].to_dict("records"):
            fields = {field: row[field] for field in row if field not in BOOKKEEPING}
            text = json.dumps(fields, sort_keys=True, default=str)
            said.setdefault(row["_row"], []).append(text)
    digests = {
        row: hashlib.sha256("\n".join(sorted(texts)).encode()).hexdigest()[:16]
        for row, texts in said.items()
    }
    return first["_row"].map(digests).astype(object)
