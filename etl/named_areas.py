"""Finds the code of an area of which a row tells only the name, and perhaps the authority."""

from collections import defaultdict

import pandas as pd
from sqlalchemy import Connection

from asset_map.db import area_codes
from asset_map.domain.errors import BadInput
from asset_map.domain.places import name_key
from etl.extent import Extent
from etl.source import Issue

Key = tuple[str | None, str]
"""The authority of an area, where rows tell it, and its name, folded."""


def coded(
    connection: Connection, rows: pd.DataFrame, extent: Extent
) -> tuple[pd.DataFrame, list[Issue], int]:
    """Give each row ``area_code`` by ``area_name``, within its ``authority_code`` if it has one.

    Returns the rows that hold, issues of those whose name means no area or several, and how many
    rows lie outside: those of other authorities, and authorities that are not known by name.
    """
    within = "authority_code" in rows
    rows, outside = _of_authorities(rows, extent) if within else (rows, 0)
    if rows.empty:
        return rows, [], outside
    kind, vintage = rows["area_kind"].iloc[0], int(rows["area_vintage"].iloc[0])
    known = _known(connection, kind, vintage, within)
    found = [known.get(key, set()) for key in _keys(rows, within)]
    meant = pd.Series([len(codes) for codes in found], index=rows.index)
    rows = rows.assign(area_code=[min(codes, default=None) for codes in found])
    lost = meant != 1
    if not within and not extent.everything:
        elsewhere = meant == 0
        outside += rows.loc[elsewhere, "_row"].nunique()
        lost &= ~elsewhere
    unsure = rows[lost].drop_duplicates("_row").to_dict("records")
    return rows[meant == 1], [_unsure(row, kind) for row in unsure], outside


def _of_authorities(rows: pd.DataFrame, extent: Extent) -> tuple[pd.DataFrame, int]:
    if extent.everything:
        return rows, 0
    inside = rows["authority_code"].isin(extent.codes)
    return rows[inside], rows.loc[~inside, "_row"].nunique()


def _known(connection: Connection, kind: str, vintage: int, within: bool) -> dict[Key, set[str]]:
    """Return the codes that a name may mean: of areas of one name, those known most lately."""
    latest: dict[Key, int] = {}
    codes: dict[Key, set[str]] = defaultdict(set)
    for area in area_codes.named(connection, kind, vintage):
        key = (area.authority_code if within else None, area.key)
        if area.vintage > latest.get(key, -1):
            latest[key] = area.vintage
            codes[key].clear()
        if area.vintage == latest[key]:
            codes[key].add(area.code)
    if not codes:
        raise BadInput(
            f"No {kind} of {vintage} or before is loaded, so its name tells no code.",
            f"Load {kind} boundaries of that time first, or the lookup of every {kind} code.",
        )
    return codes


def _keys(rows: pd.DataFrame, within: bool) -> list[Key]:
    names = [name_key(name) for name in rows["area_name"]]
    if not within:
        return [(None, name) for name in names]
    return list(zip(rows["authority_code"], names, strict=True))


def _unsure(row: dict, kind: str) -> Issue:
    return Issue(
        row["_file"],
        int(row["_line"]),
        "name",
        str(row["area_name"])[:200],
        f"No {kind} of that time and authority is known by that name, or more than one.",
        "Correct the name, or load the boundaries of that time.",
        row_set_aside=True,
    )
