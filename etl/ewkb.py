"""Shapes as hexadecimal EWKB in EPSG:27700, which is how COPY takes them."""

import numpy as np
import pandas as pd
import pyarrow as pa
import shapely

GRID = 27700
_POINT = np.dtype([("order", "u1"), ("type", "<u4"), ("srid", "<u4"), ("x", "<f8"), ("y", "<f8")])
_POINT_WITH_SRID = 0x20000001
_LITTLE_ENDIAN = 1


def ewkb(shapes: pd.Series) -> pd.Series:
    """Return shapes (EPSG:27700, metres; missing ones allowed) as hexadecimal EWKB."""
    found = shapes.to_numpy(dtype=object)
    kinds = shapely.get_type_id(found)
    missing = kinds < 0
    if (missing | (kinds == shapely.GeometryType.POINT)).all() and not shapely.is_empty(
        found
    ).any():
        return _points(found, missing, shapes.index)
    codes = shapely.to_wkb(
        shapely.set_srid(found, GRID), hex=True, include_srid=True, output_dimension=2
    )
    return pd.Series(codes, index=shapes.index, dtype=object)


def _points(found: np.ndarray, missing: np.ndarray, index: pd.Index) -> pd.Series:
    """Write points as one block: there may be millions, and each looks the same."""
    block = np.empty(len(found), dtype=_POINT)
    block["order"] = _LITTLE_ENDIAN
    block["type"] = _POINT_WITH_SRID
    block["srid"] = GRID
    block["x"], block["y"] = shapely.get_x(found), shapely.get_y(found)
    digits = 2 * _POINT.itemsize
    texts = pa.StringArray.from_buffers(
        len(found),
        pa.py_buffer(np.arange(0, digits * (len(found) + 1), digits, dtype=np.int32)),
        pa.py_buffer(block.tobytes().hex().encode()),
    )
    return texts.to_pandas().set_axis(index).mask(missing)
