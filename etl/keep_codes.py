"""What a load keeps of figures and lookups: they have codes, and no place of their own."""

from typing import Any

import pandas as pd
from sqlalchemy import Connection

from asset_map.db import area_codes
from asset_map.db.areas import all_codes
from asset_map.db.postcodes import known_of
from etl.extent import Extent
from etl.named_areas import coded
from etl.source import Issue

Kept = tuple[pd.DataFrame, list[Issue], int]


def statistics(connection: Connection, rows: pd.DataFrame, extent: Extent) -> Kept:
    """Keep the figures of the areas in the extent, which a row knows by code or else by name."""
    silent = rows["value"].isna()
    issues = [_without_figure(row) for row in rows[silent].to_dict("records")]
    rows, beyond = rows[~silent], 0
    if "area_code" not in rows:
        rows, unsure, beyond = coded(connection, rows, extent)
        issues += unsure
    if rows.empty:
        return rows, issues, beyond
    rows, notes, outside = _of_known_areas(connection, rows, extent)
    return rows, issues + notes, beyond + outside


def area_lookups(connection: Connection, rows: pd.DataFrame, extent: Extent) -> Kept:
    """Keep each row of the file of which any code is one of the map's areas or authorities."""
    if extent.everything:
        return rows, [], 0
    known = all_codes(connection)
    if not known:
        problem = "No area is loaded, so all rows were kept, wherever they lie."
        return rows, [_of_file(rows, problem, "Load the wards, then this file again.")], 0
    known |= extent.codes
    told = rows["from_code"].isin(known) | rows["to_code"].isin(known)
    return split(rows, rows["_row"].isin(rows.loc[told, "_row"]))


def postcode_lookups(connection: Connection, rows: pd.DataFrame, extent: Extent) -> Kept:
    """Keep the postcodes of the extent's authorities, and those whose position is loaded."""
    if extent.everything:
        return rows, [], 0
    inside = rows["postcode"].isin(known_of(connection, list(rows["postcode"])))
    if "authority_code" in rows:
        inside |= rows["authority_code"].isin(extent.codes)
    return split(rows, inside)


def split(rows: pd.DataFrame, inside: pd.Series) -> Kept:
    """Return the rows inside, and how many rows of the file lie outside."""
    return rows[inside], [], rows.loc[~inside, "_row"].nunique()


def _of_known_areas(connection: Connection, rows: pd.DataFrame, extent: Extent) -> Kept:
    if extent.everything:
        return rows, [], 0
    if "geometry" in rows and extent.shape is not None:
        return split(rows, extent.keeps(rows))
    kind, vintage = rows["area_kind"].iloc[0], int(rows["area_vintage"].iloc[0])
    codes = area_codes.drawn(connection, kind, vintage, extent.codes)
    codes = codes or area_codes.looked_up(connection, kind, vintage)
    inside = rows["area_code"].isin(codes)
    if "authority_code" in rows:
        inside |= rows["authority_code"].isin(extent.codes)
    elif not codes:
        # Output areas have no names and mostly no shapes: postcodes tell of them.
        return rows, [] if kind == "oa" else [_undrawn(rows, kind, vintage)], 0
    return split(rows, inside)


def _undrawn(rows: pd.DataFrame, kind: str, vintage: int) -> Issue:
    name = kind.upper() if kind in ("lsoa", "msoa") else kind
    return _of_file(
        rows,
        f"No {name} boundaries of {vintage} are loaded, so all rows were kept, "
        f"wherever they lie, and none of them shows on a map.",
        f"Load the {name} boundaries of {vintage} or a lookup of them, then this file again.",
    )


def _of_file(rows: pd.DataFrame, problem: str, remedy: str) -> Issue:
    file = str(rows["_file"].iloc[0])
    return Issue(file, None, "", "", problem, remedy, mender="whoever runs the loads")


def _without_figure(row: dict[Any, Any]) -> Issue:
    return Issue(
        row["_file"],
        int(row["_line"]),
        "",
        "",
        "The row has no figure in it.",
        "Fill one in, or leave the row out.",
        row_set_aside=True,
    )
