"""What a load keeps: the council area and a margin around it, a list of areas, or everything."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import shapely
from sqlalchemy import Connection

from asset_map.db.areas import shape_of_authorities

MARGIN_M = 5_000
"""How far beyond its border an authority's map reaches, metres. Residents cross the line, and so
must reach and cuts; 5 km is an hour's walk."""


@dataclass(frozen=True)
class Extent:
    """``codes``: authorities whose rows are kept; empty means everything is.

    ``shape``: where rows are kept that name no authority, or another one; None before any boundary
    is loaded.
    """

    words: str
    codes: frozenset[str]
    margin_m: float
    shape: shapely.Geometry | None

    @property
    def everything(self) -> bool:
        """Tell whether nothing is cut off."""
        return not self.codes

    def keeps(self, rows: pd.DataFrame) -> pd.Series:
        """Tell for each row whether it is kept, by its authority or else by where it lies."""
        if self.everything:
            return pd.Series(True, index=rows.index)
        kept = pd.Series(False, index=rows.index)
        if "authority_code" in rows:
            kept |= rows["authority_code"].isin(self.codes)
        if self.shape is None or "geometry" not in rows:
            return kept
        shapely.prepare(self.shape)
        near = np.asarray(shapely.intersects(self.shape, rows["geometry"].to_numpy()))
        return kept | near

    def with_shapes_of(self, rows: pd.DataFrame) -> "Extent":
        """Return the extent that the rows themselves draw, where no boundary is loaded yet."""
        if self.everything or self.shape is not None:
            return self
        own = rows.loc[rows["authority_code"].isin(self.codes), "geometry"]
        if own.empty:
            return self
        shape = shapely.buffer(shapely.union_all(own.to_numpy()), self.margin_m)
        return replace(self, shape=shape)


def wanted(connection: Connection, spec: str | None, authority: str) -> Extent:
    """Return the extent that the settings ask for, with the boundaries loaded so far."""
    if spec and spec.strip().upper() == "GB":
        return Extent("Great Britain", frozenset(), 0, None)
    codes = [code.strip() for code in spec.split(",")] if spec else [authority]
    margin = 0 if spec else MARGIN_M
    found = shape_of_authorities(connection, codes, margin)
    words = ", ".join(codes) if spec else f"{authority} and {MARGIN_M // 1000} km around it"
    return Extent(words, frozenset(codes), margin, shapely.from_wkb(found) if found else None)
