"""Where shapes lie: on the British National Grid, or set aside."""

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from asset_map.domain.errors import BadInput
from asset_map.domain.places import on_the_grid

BNG = "EPSG:27700"
OUTSIDE = "it lies outside Great Britain"
NO_SHAPE = "the row has no shape"


def faults_of(shapes: gpd.GeoSeries) -> NDArray[np.object_]:
    """Return what is wrong with each shape (EPSG:27700), or an empty text."""
    array = np.asarray(shapes.array, dtype=object)
    west, south, east, north = shapely.bounds(array).T
    inside = on_the_grid(west, south) & on_the_grid(east, north)
    missing = shapely.is_missing(array) | shapely.is_empty(array)
    return np.where(missing, NO_SHAPE, np.where(inside, "", OUTSIDE)).astype(object)


def refuse_outside(name: str, faults: NDArray[np.object_]) -> None:
    """Raise BadInput where most of the shapes that there are lie outside Great Britain."""
    outside, shapes = int((faults == OUTSIDE).sum()), int((faults != NO_SHAPE).sum())
    if outside * 2 > shapes:
        raise BadInput(
            f"{name}: {outside:,} of {shapes:,} shapes lie outside Great Britain, so its "
            f"coordinates are not in the system it claims.",
            "Export it again in EPSG:4326 (longitude, latitude) or EPSG:27700 (metres).",
        )
