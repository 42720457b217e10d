"""Where postcodes are or were, in degrees, for those that no better source knows.

Such a list does not say which of them are live: a good third are not. It places what gives an old
postcode as its address, and nobody is taken to live there.
"""

import pandas as pd
import pyproj
import shapely

from asset_map.domain.places import on_the_grid
from etl.cleaning.values import number, postcode
from etl.formats.delimited import Delimited
from etl.source import OGL3, Column, Rank, Rows, Sheet, Source

_TO_GRID = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True)


def make(rows: pd.DataFrame) -> Rows:
    """A row is a postcode and its position; one beyond Great Britain is kept without one."""
    x, y = _TO_GRID.transform(rows["longitude"].to_numpy(float), rows["latitude"].to_numpy(float))
    points = pd.Series(shapely.points(x, y), index=rows.index, dtype=object)
    return {"postcode": rows.assign(geometry=points.where(on_the_grid(x, y), None))}


POSTCODE_POSITIONS = Source(
    id="postcode-positions",
    title="Positions of postcodes, live and terminated",
    publisher="BCC-PHM, from Office for National Statistics and Ordnance Survey",
    licence=OGL3,
    attribution="Contains OS data © Crown copyright and database right. Contains Royal Mail data "
    "© Royal Mail copyright and database right. Contains National Statistics data © Crown "
    "copyright and database right.",
    gives="postcode",
    hint="CSV with the columns postcode, latitude and longitude.",
    reader=Delimited(),
    rank=Rank.GATHERED,
    sheets=(
        Sheet(
            make=make,
            columns=(
                Column(("postcode",), "postcode", postcode, required=True),
                # Its column local_authority holds built-up areas, so it is not read.
                Column(("latitude",), "latitude", number, required=True),
                Column(("longitude",), "longitude", number, required=True),
            ),
        ),
    ),
)
