"""Lower layer super output areas: the small areas that most statistics are published for."""

import pandas as pd

from etl.cleaning.values import plain_text
from etl.formats.shapes import Shapes
from etl.source import OGL3, Column, Rows, Sheet, Source


def make(rows: pd.DataFrame) -> Rows:
    """A row is an LSOA."""
    return {"area": rows.assign(kind="lsoa")}


LSOAS = Source(
    id="lsoas",
    title="LSOA boundaries",
    publisher="Office for National Statistics",
    licence=OGL3,
    attribution="Contains OS data © Crown copyright and database right. "
    "Source: Office for National Statistics.",
    gives="lsoa",
    hint="GeoJSON, GeoPackage, GeoParquet or a zipped shapefile with LSOA21CD and LSOA21NM.",
    reader=Shapes(),
    sheets=(
        Sheet(
            make=make,
            columns=(
                Column(
                    (r"LSOA(?P<vintage>\d\d)CD", r"LSOA(?P<vintage>\d\d)_code"),
                    "code",
                    plain_text,
                    required=True,
                ),
                Column((r"LSOA\d\dNM", r"LSOA\d\d_name"), "name", plain_text, required=True),
                Column((r"LAD\d\dCD", "LADCD_ACTIVE"), "authority_code", plain_text),
            ),
        ),
    ),
)
