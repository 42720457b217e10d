"""What a load keeps of the rows that were made: those within the extent of the map."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import shapely
from sqlalchemy import Connection

from asset_map.db.areas import authorities_at
from asset_map.db.postcodes import note_beyond
from asset_map.domain.errors import BadInput
from etl import keep_codes
from etl.checks import checked
from etl.classify import classified
from etl.extent import Extent
from etl.keep_codes import Kept, split
from etl.locate import ashore, located
from etl.privacy import guarded
from etl.source import Issue

SMALLEST_AREA_M2 = 100
"""An area that people live in is larger than this."""

NO_AREA = "The shape has no area: it is a point, a line, or next to nothing."
NO_LINE = "The shape is no line, or one without any length."
LINES = (shapely.GeometryType.LINESTRING, shapely.GeometryType.MULTILINESTRING)

NORTHERN_IRELAND = r"N\d{8}"
"""The codes of areas beyond the sea that the map ends at, whose grid is another one."""


def kept(connection: Connection, target: str, rows: pd.DataFrame, extent: Extent) -> Kept:
    """Cut rows to the extent, each kind of thing in its own way.

    Returns the rows that are kept, issues of rows that are not, and how many rows lie outside.
    """
    return _WAYS[target](connection, rows, extent)


def _areas(connection: Connection, rows: pd.DataFrame, extent: Extent) -> Kept:
    areal = shapely.area(rows["geometry"].to_numpy()) > SMALLEST_AREA_M2
    if not areal.any():
        raise BadInput("The shapes are points or lines.", "Areas need polygons as their shapes.")
    issues = [_shaped_wrong(row, NO_AREA, "Give a polygon.") for _, row in rows[~areal].iterrows()]
    rows = rows[areal]
    if rows["kind"].eq("ward").all() and rows["authority_code"].isna().any():
        raise BadInput(
            "The file does not say to which council area its wards belong.",
            "Say it with --authority CODE, such as --authority E08000027.",
        )
    rows = _with_authority(connection, rows)
    rows, _, outside = _by_shape(rows, extent.with_shapes_of(rows))
    rows, _, overseas = split(rows, ~rows["code"].str.fullmatch(NORTHERN_IRELAND))
    return rows, issues, outside + overseas


def _postcodes(connection: Connection, rows: pd.DataFrame, extent: Extent) -> Kept:
    inside = extent.keeps(rows)
    if "quality" in rows:  # A list of live ones, whole for every sector that it has.
        _note_beyond(connection, rows["postcode"], inside)
    return split(rows, inside)


def _note_beyond(connection: Connection, postcodes: pd.Series, inside: pd.Series) -> None:
    """Remember what is left out: whole sectors, and single postcodes where some are kept."""
    sectors = postcodes.str[:-2]
    mixed = sectors.isin(sectors[inside].unique())
    left_out = pd.DataFrame({"sector": sectors, "postcode": postcodes.where(mixed, "")})[~inside]
    pairs = list(left_out.drop_duplicates().itertuples(index=False, name=None))
    note_beyond(connection, sectors.unique().tolist(), pairs)


def _everything(_connection: Connection, rows: pd.DataFrame, _extent: Extent) -> Kept:
    return rows, [], 0


def _assets(connection: Connection, rows: pd.DataFrame, extent: Extent) -> Kept:
    rows, issues, far = located(connection, rows)
    inside = ~far & (rows["geometry"].isna() | extent.keeps(rows))
    rows, _, outside = split(rows, inside)
    rows, at_sea = ashore(connection, rows)
    rows, private = guarded(classified(connection, rows))
    rows, doubts = checked(connection, rows)
    return rows, [*issues, *at_sea, *private, *doubts], outside


def _with_authority(connection: Connection, rows: pd.DataFrame) -> pd.DataFrame:
    """Say to which authority an area belongs that does not say it: the one its middle lies in."""
    silent = rows["authority_code"].isna()
    if not silent.any():
        return rows
    middles = shapely.point_on_surface(rows.loc[silent, "geometry"].to_numpy())
    codes = authorities_at(connection, shapely.get_coordinates(middles).tolist())
    found = pd.Series(codes, index=rows.index[silent], dtype="str")
    return rows.assign(authority_code=rows["authority_code"].fillna(found))


def _shaped_wrong(row: Any, problem: str, remedy: str) -> Issue:
    return Issue(row["_file"], int(row["_line"]), "", "", problem, remedy, row_set_aside=True)


def _streets(_connection: Connection, rows: pd.DataFrame, extent: Extent) -> Kept:
    shapes = rows["geometry"].to_numpy()
    drawn = np.isin(shapely.get_type_id(shapes), LINES) & (shapely.length(shapes) > 0)
    issues = [_shaped_wrong(row, NO_LINE, "Give a line.") for _, row in rows[~drawn].iterrows()]
    rows, _, outside = _by_shape(rows[drawn], extent)
    return rows, issues, outside


def _by_shape(rows: pd.DataFrame, extent: Extent) -> Kept:
    if not extent.everything and extent.shape is None:
        raise BadInput(
            f"What lies in {extent.words} cannot be told yet: no boundary of it is loaded.",
            "Load its wards first: asset-map etl run wards --file FILE",
        )
    return split(rows, extent.keeps(rows))


_WAYS: dict[str, Callable[[Connection, pd.DataFrame, Extent], Kept]] = {
    "area": _areas,
    "postcode": _postcodes,
    "area_lookup": keep_codes.area_lookups,
    "expression": _everything,
    "lookup": keep_codes.postcode_lookups,
    "statistic": keep_codes.statistics,
    "street": _streets,
    "asset": _assets,
    "link": _everything,
}
