"""Keeps the rows that a load set aside as they came, so that a person can mend them.

Of a row only the columns that its source reads are kept: what stands in others, such as the name of
a head teacher, never enters the database. Only the latest load of a source has such rows.
"""

import json
from collections.abc import Iterable
from uuid import UUID

import pandas as pd
import shapely
from sqlalchemy import Connection

from asset_map.db import loads
from etl.formats.mended import CAME_FROM, FAULT, SHAPE
from etl.plan import Part
from etl.source import Sheet

Place = tuple[str, int | None]
"""A file, and a line of it."""


def keep(
    connection: Connection,
    load_id: UUID,
    parts: Iterable[Part],
    aside: Iterable[Place],
    limit_bytes: int,
) -> None:
    """Read the files once more for the rows that stand in the lines set aside, and store them.

    Where no line was, no file is read. What former loads of the source kept is deleted.
    """
    loads.forget_set_aside(connection, load_id)
    wanted = {place for place in aside if place[1] is not None}
    for part in parts:
        if not wanted:
            return
        for batch in part.batches(limit_bytes):
            picked = _picked(batch.rows, wanted)
            wanted -= set(zip(picked["_file"], picked["_line"], strict=True))
            loads.save_set_aside(connection, load_id, _stored(picked, part.sheets))


def _picked(rows: pd.DataFrame, wanted: set[Place]) -> pd.DataFrame:
    places = zip(rows["_file"], rows["_line"], strict=True)
    aside = pd.Series([place in wanted for place in places], index=rows.index, dtype=bool)
    return rows[aside].drop_duplicates(["_file", "_line"])


def _stored(rows: pd.DataFrame, sheets: Iterable[Sheet]) -> pd.DataFrame:
    """Return file, line and cells: pairs of header and value, in the order of the file, as JSON."""
    rows = _without_withheld(rows, sheets)
    kept = [name for name in rows.columns if _is_kept(str(name), sheets)]
    texts = rows[kept].copy()
    if SHAPE in kept:
        texts[SHAPE] = shapely.to_wkt(rows[SHAPE].to_numpy(dtype=object), rounding_precision=-1)
    texts = texts.fillna("")
    return pd.DataFrame(
        {
            "file": rows["_file"].to_numpy(),
            "line": rows["_line"].to_numpy(),
            "cells": [_json(kept, row) for row in texts.itertuples(index=False, name=None)],
        }
    )


def _without_withheld(rows: pd.DataFrame, sheets: Iterable[Sheet]) -> pd.DataFrame:
    """Leave out rows of which nothing may be kept, such as a grant to a private person."""
    withheld = [column for sheet in sheets for column in sheet.columns if column.withheld]
    for name in rows.columns:
        if any(column.find([str(name)]) for column in withheld):
            rows = rows[rows[name].fillna("").str.strip() == ""]
    return rows


def _is_kept(name: str, sheets: Iterable[Sheet]) -> bool:
    if name in (SHAPE, FAULT, *CAME_FROM.values()):
        return True
    return any(column.find([name]) for sheet in sheets for column in sheet.columns)


def _json(names: list[str], values: tuple[object, ...]) -> str:
    pairs = [(name, _storable(str(value))) for name, value in zip(names, values, strict=True)]
    return json.dumps([pair for pair in pairs if pair != (FAULT, "")], ensure_ascii=False)


def _storable(text: str) -> str:
    """Replace what no database keeps: the character zero, and halves of pairs."""
    return text.replace("\0", "\ufffd").encode(errors="replace").decode()
