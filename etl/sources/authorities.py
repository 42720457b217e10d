"""Council areas (local authority districts), as ONS publishes their boundaries."""

import pandas as pd

from etl.cleaning.values import plain_text
from etl.formats.shapes import Shapes
from etl.source import OGL3, Column, Rows, Sheet, Source


def make(rows: pd.DataFrame) -> Rows:
    """A row is a council area, which is its own authority."""
    own = rows.assign(kind="authority", authority_code=rows["code"], authority_name=rows["name"])
    return {"area": own}


AUTHORITIES = Source(
    id="authorities",
    title="Council areas (local authority district boundaries)",
    publisher="Office for National Statistics",
    licence=OGL3,
    attribution="Contains OS data © Crown copyright and database right. "
    "Source: Office for National Statistics.",
    gives="authority",
    hint="GeoJSON, GeoPackage or a zipped shapefile with columns such as LAD24CD, LAD24NM.",
    reader=Shapes(),
    sheets=(
        Sheet(
            make=make,
            columns=(
                Column((r"LAD(?P<vintage>\d\d)CD",), "code", plain_text, required=True),
                Column((r"LAD\d\dNM",), "name", plain_text, required=True),
            ),
        ),
    ),
)
