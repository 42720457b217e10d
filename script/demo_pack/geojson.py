"""GeoJSON as RFC 7946 has it: longitude and latitude, outer rings anticlockwise, no crs."""

import json
from pathlib import Path

import numpy as np
import pyproj
import shapely

# About a tenth of a metre here.
DECIMALS = 6

_TO_LONLAT = pyproj.Transformer.from_crs(27700, 4326, always_xy=True)


def lonlat(easting: float, northing: float) -> tuple[float, float]:
    """Longitude and latitude of a point of the national grid."""
    x, y = _TO_LONLAT.transform(easting, northing)
    return round(x, DECIMALS), round(y, DECIMALS)


def write_areas(path: Path, areas: list[tuple[dict, shapely.Geometry]]) -> None:
    """Areas in EPSG:27700 with their properties, one feature a line."""
    features = [
        {"type": "Feature", "properties": properties, "geometry": _geometry(area)}
        for properties, area in areas
    ]
    lines = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
    path.write_text(f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n', encoding="utf-8")


def _geometry(area: shapely.Geometry) -> dict:
    moved = shapely.transform(area, _rounded_lonlat)
    oriented = shapely.orient_polygons(moved, exterior_cw=False)
    return json.loads(shapely.to_geojson(oriented))


def _rounded_lonlat(coordinates: np.ndarray) -> np.ndarray:
    return np.round(np.column_stack(_TO_LONLAT.transform(*coordinates.T)), DECIMALS)
