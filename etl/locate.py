"""Where an asset is: its coordinates, else its postcode, else only the area it covers."""

import numpy as np
import pandas as pd
import pyproj
import shapely
from sqlalchemy import Connection

from asset_map.db.postcodes import points_of, unknown_districts
from asset_map.domain.places import GREAT_BRITAIN_DEGREES, LocatedBy
from etl.source import Issue

_TO_GRID = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True)


def located(
    connection: Connection, rows: pd.DataFrame
) -> tuple[pd.DataFrame, list[Issue], pd.Series]:
    """Give each row ``geometry`` (EPSG:27700) and ``located_by``.

    Returns the rows that hold, the issues of those that do not, and which rows lie outside.
    """
    rows = _by_shape(rows)
    rows, issues = _by_coordinates(rows)
    rows, more, outside = _by_postcode(connection, rows)
    covering = rows["geometry"].isna() & _listed(rows, "covers")
    rows.loc[covering, "located_by"] = LocatedBy.AREA.value
    return rows, issues + more, outside


def _by_shape(rows: pd.DataFrame) -> pd.DataFrame:
    """Take the shapes that a file gives, and of what is larger than a point a point on it."""
    if "geometry" not in rows:
        return rows.assign(geometry=None, located_by=LocatedBy.UNKNOWN.value)
    points = shapely.point_on_surface(rows["geometry"].to_numpy())
    rows = rows.assign(geometry=pd.Series(points, index=rows.index, dtype=object))
    known = rows["geometry"].notna()
    return rows.assign(
        located_by=known.map({True: LocatedBy.COORDINATES.value, False: LocatedBy.UNKNOWN.value})
    )


def _by_coordinates(rows: pd.DataFrame) -> tuple[pd.DataFrame, list[Issue]]:
    if "longitude" not in rows or "latitude" not in rows:
        return rows, []
    given = rows["geometry"].isna() & rows["longitude"].notna() & rows["latitude"].notna()
    west, south, east, north = GREAT_BRITAIN_DEGREES
    inside = rows["longitude"].between(west, east) & rows["latitude"].between(south, north)
    good = given & inside
    if good.any():
        x, y = _TO_GRID.transform(
            rows.loc[good, "longitude"].to_numpy(float), rows.loc[good, "latitude"].to_numpy(float)
        )
        rows.loc[good, "geometry"] = pd.Series(shapely.points(x, y), index=rows.index[good])
        rows.loc[good, "located_by"] = LocatedBy.COORDINATES.value
    bad = given & ~inside
    issues = [
        Issue(
            row["_file"],
            int(row["_line"]),
            "latitude, longitude",
            f"{row['latitude']}, {row['longitude']}",
            "The position is not in Great Britain.",
            "Give latitude (about 52.5) and longitude (about -2.1) in degrees.",
            row_set_aside=True,
        )
        for _, row in rows[bad].iterrows()
    ]
    return rows[~bad], issues


def _by_postcode(
    connection: Connection, rows: pd.DataFrame
) -> tuple[pd.DataFrame, list[Issue], pd.Series]:
    outside = pd.Series(False, index=rows.index)
    if "postcode" not in rows:
        return rows, [], outside
    wanted = rows["geometry"].isna() & rows["postcode"].notna()
    codes = sorted(set(rows.loc[wanted, "postcode"]))
    points = points_of(connection, codes)
    found = wanted & rows["postcode"].isin(points)
    rows.loc[found, "geometry"] = [
        shapely.Point(points[code]) for code in rows.loc[found, "postcode"]
    ]
    rows.loc[found, "located_by"] = LocatedBy.POSTCODE.value
    far = set(unknown_districts(connection, codes))
    lost = wanted & ~found
    outside = lost & rows["postcode"].isin(far)
    issues = [
        Issue(
            row["_file"],
            int(row["_line"]),
            "Postcode",
            str(row["postcode"]),
            "The postcode is not among the live postcodes that are loaded.",
            "Correct it; or, if it is new, load the newest Code-Point Open first.",
            row_set_aside=False,
        )
        for _, row in rows[lost & ~outside].iterrows()
    ]
    return rows, issues, outside


def _listed(rows: pd.DataFrame, field: str) -> pd.Series:
    if field not in rows:
        return pd.Series(False, index=rows.index)
    return rows[field].map(lambda value: isinstance(value, list | np.ndarray) and len(value) > 0)
