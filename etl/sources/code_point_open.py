"""Code-Point Open: every live postcode of Great Britain with its position and ward."""

import pandas as pd
import shapely

from asset_map.domain.errors import BadInput
from asset_map.domain.places import on_the_grid
from etl.cleaning.values import expects, number, plain_text, postcode, quality
from etl.formats.delimited import Delimited
from etl.source import OGL3, Column, Rows, Sheet, Source

NO_POSITION = 90
HEADER = "Postcode Quality Easting Northing Country NHS_region NHS_authority County District Ward"


@expects(postcode.expects)
def _postcode(texts: pd.Series) -> pd.Series:
    """Read postcodes. Raises BadInput for the file of column names that comes with them."""
    if texts.isin(["PC", "Postcode"]).all() and len(texts):
        raise BadInput(
            "The file holds the names of Code-Point Open's columns, and no postcode.",
            "Load the published zip, or a CSV of its Data folder.",
        )
    return postcode(texts)


def make(rows: pd.DataFrame) -> Rows:
    """A row is a postcode; where the publisher has no position it is kept without one."""
    easting, northing = rows["easting"].to_numpy(float), rows["northing"].to_numpy(float)
    points = shapely.points(easting, northing)
    points[(rows["quality"] == NO_POSITION).to_numpy(bool) | ~on_the_grid(easting, northing)] = None
    return {"postcode": rows.assign(geometry=pd.Series(points, index=rows.index, dtype=object))}


CODE_POINT_OPEN = Source(
    id="code-point-open",
    title="Code-Point Open postcodes",
    publisher="Ordnance Survey",
    licence=OGL3,
    attribution="Contains OS data © Crown copyright and database right. Contains Royal Mail data "
    "© Royal Mail copyright and database right. Contains National Statistics data © Crown "
    "copyright and database right.",
    gives="postcode",
    hint="The published zip, or single CSV files of it.",
    address="https://api.os.uk/downloads/v1/products/CodePointOpen/downloads"
    "?area=GB&format=CSV&redirect",
    reader=Delimited(header=tuple(HEADER.split()), inside="Data/"),
    sheets=(
        Sheet(
            make=make,
            columns=(
                Column(("Postcode",), "postcode", _postcode, required=True),
                Column(("Quality",), "quality", quality, required=True),
                Column(("Easting",), "easting", number, required=True),
                Column(("Northing",), "northing", number, required=True),
                Column(("Country",), "country_code", plain_text),
                Column(("District",), "authority_code", plain_text),
                Column(("Ward",), "ward_code", plain_text),
            ),
        ),
    ),
)
