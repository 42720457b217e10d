"""What a load keeps of the rows that were made: those within the extent of the map."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import shapely
from sqlalchemy import Connection

from asset_map.db.areas import authorities_at, known_codes
from asset_map.domain.errors import BadInput
from etl.checks import checked
from etl.classify import classified
from etl.extent import Extent
from etl.locate import located
from etl.privacy import guarded
from etl.source import Issue

SMALLEST_AREA_M2 = 100
"""An area that people live in is larger than this."""

Kept = tuple[pd.DataFrame, list[Issue], int]
"""The rows that are kept, issues of rows that are not, and how many rows lie outside."""


def kept(connection: Connection, target: str, rows: pd.DataFrame, extent: Extent) -> Kept:
    """Cut rows to the extent, each kind of thing in its own way."""
    return _WAYS[target](connection, rows, extent)


def _areas(connection: Connection, rows: pd.DataFrame, extent: Extent) -> Kept:
    areal = shapely.area(rows["geometry"].to_numpy()) > SMALLEST_AREA_M2
    if not areal.any():
        raise BadInput("The shapes are points or lines.", "Areas need polygons as their shapes.")
    issues = [_no_area(row) for _, row in rows[~areal].iterrows()]
    rows = rows[areal]
    if rows["kind"].eq("ward").all() and rows["authority_code"].isna().any():
        raise BadInput(
            "The file does not say to which council area its wards belong.",
            "Say it with --authority CODE, such as --authority E08000027.",
        )
    rows = _with_authority(connection, rows)
    extent = extent.with_shapes_of(rows)
    if not extent.everything and extent.shape is None:
        raise BadInput(
            f"What lies in {extent.words} cannot be told yet: no boundary of it is loaded.",
            "Load its wards first: asset-map etl run wards --file FILE",
        )
    rows, _, outside = _by_extent(rows, extent)
    return rows, issues, outside


def _postcodes(_connection: Connection, rows: pd.DataFrame, extent: Extent) -> Kept:
    return _by_extent(rows, extent)


def _statistics(connection: Connection, rows: pd.DataFrame, extent: Extent) -> Kept:
    if extent.everything or rows["area_kind"].iloc[0] == "oa":  # Output areas have no shapes here.
        return rows, [], 0
    kind, vintage = rows["area_kind"].iloc[0], int(rows["area_vintage"].iloc[0])
    codes = known_codes(connection, kind, vintage)
    if not codes:
        return rows, [_unplaced(rows, kind, vintage)], 0
    return _split(rows, rows["area_code"].isin(codes))


def _everything(_connection: Connection, rows: pd.DataFrame, _extent: Extent) -> Kept:
    return rows, [], 0


def _assets(connection: Connection, rows: pd.DataFrame, extent: Extent) -> Kept:
    rows, issues, far = located(connection, rows)
    inside = ~far & (rows["geometry"].isna() | extent.keeps(rows))
    rows, _, outside = _split(rows, inside)
    rows, private = guarded(classified(connection, rows))
    rows, doubts = checked(connection, rows)
    return rows, [*issues, *private, *doubts], outside


def _with_authority(connection: Connection, rows: pd.DataFrame) -> pd.DataFrame:
    """Say to which authority an area belongs that does not say it: the one its middle lies in."""
    silent = rows["authority_code"].isna()
    if not silent.any():
        return rows
    middles = shapely.point_on_surface(rows.loc[silent, "geometry"].to_numpy())
    codes = authorities_at(connection, shapely.get_coordinates(middles).tolist())
    found = pd.Series(codes, index=rows.index[silent], dtype="str")
    return rows.assign(authority_code=rows["authority_code"].fillna(found))


def _no_area(row: Any) -> Issue:
    return Issue(
        row["_file"],
        int(row["_line"]),
        "",
        "",
        "The shape has no area: it is a point, a line, or next to nothing.",
        "Give a polygon.",
        row_set_aside=True,
    )


def _unplaced(rows: pd.DataFrame, kind: str, vintage: int) -> Issue:
    return Issue(
        str(rows["_file"].iloc[0]),
        None,
        "",
        "",
        f"No {kind.upper()} boundaries of {vintage} are loaded, so all rows were kept, "
        f"wherever they lie, and none of them shows on a map.",
        f"Load the {kind.upper()} boundaries of {vintage}, then this file again.",
        mender="whoever runs the loads",
    )


def _by_extent(rows: pd.DataFrame, extent: Extent) -> Kept:
    return _split(rows, extent.keeps(rows))


def _split(rows: pd.DataFrame, inside: pd.Series) -> Kept:
    return rows[inside], [], rows.loc[~inside, "_row"].nunique()


_WAYS: dict[str, Callable[[Connection, pd.DataFrame, Extent], Kept]] = {
    "area": _areas,
    "postcode": _postcodes,
    "lookup": _everything,
    "statistic": _statistics,
    "asset": _assets,
    "link": _everything,
}
