"""Where an asset is: its coordinates, else its postcode, else only the area it covers.

A position is doubted where it contradicts itself. It is set aside where it lies farther than
``STRAY_M`` from the asset's own postcode, or as far out at sea. The latter can be told only where
the boundaries of all council areas were in the file that gave them.
"""

from typing import Any

import numpy as np
import pandas as pd
import pyproj
import shapely
from sqlalchemy import Connection

from asset_map.db.land import land
from asset_map.db.postcodes import beyond_the_map, points_of, terminated
from asset_map.domain.places import GREAT_BRITAIN_DEGREES, LocatedBy
from etl.source import Issue

_TO_GRID = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True)

STRAY_M = 2_000
"""How far a point may lie from its own postcode, or off a coast drawn with few points, metres. Of
all postcodes of Great Britain 0.06 % have no other one within this distance: who is farther from
their own has another one nearer. Piers and harbours are within it."""


def located(
    connection: Connection, rows: pd.DataFrame
) -> tuple[pd.DataFrame, list[Issue], pd.Series]:
    """Give each row ``geometry`` (EPSG:27700) and ``located_by``.

    Returns the rows that hold, the issues of those that do not, and which rows lie outside.
    """
    rows = _by_shape(rows)
    rows, issues = _by_coordinates(rows)
    rows, stray = _near_their_postcode(connection, rows)
    rows, more, outside = _by_postcode(connection, rows)
    covering = rows["geometry"].isna() & _listed(rows, "covers")
    rows.loc[covering, "located_by"] = LocatedBy.AREA.value
    return rows, [*issues, *stray, *more], outside


def ashore(connection: Connection, rows: pd.DataFrame) -> tuple[pd.DataFrame, list[Issue]]:
    """Return the rows that are not out at sea, and issues of those that are."""
    shapes = shapely.from_wkb(land(connection))
    if not len(shapes):
        return rows, []
    points = shapely.STRtree(rows["geometry"].to_numpy())
    near = points.query(shapes, predicate="dwithin", distance=STRAY_M)[1]
    dry = rows["geometry"].isna().to_numpy(copy=True)
    dry[near] = True
    return _without(rows, ~dry), [
        _issue(
            row,
            "position",
            f"{row['geometry'].x:.0f}, {row['geometry'].y:.0f}",
            f"The position is in the sea: no council area lies within {STRAY_M:,} m of it.",
            "Correct the position.",
            row_set_aside=True,
        )
        for row in rows[~dry].to_dict("records")
    ]


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
        _issue(
            row,
            "latitude, longitude",
            f"{row['latitude']}, {row['longitude']}",
            "The position is not in Great Britain.",
            "Give latitude (about 52.5) and longitude (about -2.1) in degrees.",
            row_set_aside=True,
        )
        for row in rows[bad].to_dict("records")
    ]
    return _without(rows, bad), issues


def _near_their_postcode(
    connection: Connection, rows: pd.DataFrame
) -> tuple[pd.DataFrame, list[Issue]]:
    """Return the rows whose point is not far from their own postcode, and issues of the others."""
    if "postcode" not in rows:
        return rows, []
    both = rows[rows["geometry"].notna() & rows["postcode"].notna()]
    known = points_of(connection, sorted(set(both["postcode"])))
    both = both[both["postcode"].isin(known)]
    theirs = shapely.points([known[code] for code in both["postcode"]] or np.empty((0, 2)))
    metres = pd.Series(shapely.distance(both["geometry"].to_numpy(), theirs), index=both.index)
    far = both[metres > STRAY_M]
    return _without(rows, rows["_row"].isin(far["_row"])), [
        _issue(
            row,
            "Postcode",
            str(row["postcode"]),
            f"The position is more than {STRAY_M:,} m from this postcode.",
            "Correct the position or the postcode.",
            row_set_aside=True,
        )
        for row in far.to_dict("records")
    ]


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
    ended = terminated(connection, codes)
    far = set(beyond_the_map(connection, codes)) - set(ended)
    lost = wanted & ~found
    outside = lost & rows["postcode"].isin(far)
    doubtful = rows[(lost & ~outside) | (found & rows["postcode"].isin(ended))]
    issues = [_doubt(row, ended, row["postcode"] in points) for row in doubtful.to_dict("records")]
    return rows, issues, outside


def _doubt(row: dict[Any, Any], ended: dict[str, str], placed: bool) -> Issue:
    """Say what is wrong with a postcode that is not live."""
    code = str(row["postcode"])
    if code not in ended:
        problem = "The postcode is not among the live postcodes that are loaded."
        remedy = "Correct it; or, if it is new, load the newest Code-Point Open first."
        return _issue(row, "Postcode", code, problem, remedy)
    where = "it is placed where the postcode was" if placed else "where it was is not known"
    problem = f"The postcode was terminated in {ended[code]}; {where}."
    return _issue(row, "Postcode", code, problem, "Give the postcode that it has now.")


def _issue(
    row: dict[Any, Any],
    column: str,
    value: str,
    problem: str,
    remedy: str,
    *,
    row_set_aside: bool = False,
) -> Issue:
    return Issue(
        row["_file"],
        int(row["_line"]),
        column,
        value,
        problem,
        remedy,
        row_set_aside=row_set_aside,
        personal=any(_told(row.get(field)) for field in ("masked", "correspondence")),
    )


def _told(value: Any) -> bool:
    return bool(pd.notna(value) and value)


def _without(rows: pd.DataFrame, bad: Any) -> pd.DataFrame:
    """Leave out what a bad row of the file makes, all of it: the row is set aside as a whole."""
    return rows[~rows["_row"].isin(rows.loc[bad, "_row"])]


def _listed(rows: pd.DataFrame, field: str) -> pd.Series:
    if field not in rows:
        return pd.Series(False, index=rows.index)
    return rows[field].map(lambda value: isinstance(value, list | np.ndarray) and len(value) > 0)
