"""GeoParquet 1.0 for places, plain Parquet for links; the metadata says what the file is."""

import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from pyproj import CRS

from asset_map.exports.about import About
from asset_map.exports.layouts import LAYERS
from asset_map.exports.rows import Row

GEOMETRY = "geometry"


class GeoParquet:
    """A table that is written batch by batch, one group of rows for each."""

    def __init__(self, path: Path, about: About, layer: str) -> None:
        self._layer = LAYERS[layer]
        metadata = {"about": json.dumps(about.as_data(), ensure_ascii=False)}
        schema = self._layer.schema
        if self._layer.placed:
            schema = schema.append(pa.field(GEOMETRY, pa.binary()))
            metadata["geo"] = json.dumps(_geo())
        self._schema = schema.with_metadata(metadata)
        self._writer = pq.ParquetWriter(path, self._schema, compression="zstd")

    def write(self, rows: Iterable[Row]) -> None:
        """Write rows."""
        listed = list(rows)
        columns = {name: [row[name] for row in listed] for name in self._layer.names}
        if self._layer.placed:
            columns[GEOMETRY] = _points(columns["longitude"], columns["latitude"])
        self._writer.write_table(pa.table(columns, schema=self._schema))

    def close(self) -> None:
        """Write the end of the file."""
        self._writer.close()


def _points(longitudes: list[float | None], latitudes: list[float | None]) -> list[bytes | None]:
    """Return points as WKB; None where there is no position."""
    degrees = np.array([longitudes, latitudes], dtype=float)
    known = ~np.isnan(degrees).any(axis=0)
    points = np.full(known.shape, None, dtype=object)
    points[known] = shapely.to_wkb(shapely.points(*degrees[:, known]))
    return list(points)


def _geo() -> dict[str, object]:
    """Return what the standard asks for on the column of geometry."""
    column = {
        "encoding": "WKB",
        "geometry_types": ["Point"],
        "crs": CRS.from_epsg(4326).to_json_dict(),
    }
    return {"version": "1.0.0", "primary_column": GEOMETRY, "columns": {GEOMETRY: column}}
