"""Electoral wards, of any vintage, as ONS and others publish them."""

import pandas as pd

from etl.cleaning.values import plain_text, yes_or_no
from etl.formats.shapes import Shapes
from etl.source import OGL3, Column, Rows, Sheet, Source


def make(rows: pd.DataFrame) -> Rows:
    """A row is a ward."""
    return {"area": rows.assign(kind="ward")}


WARDS = Source(
    id="wards",
    title="Ward boundaries",
    publisher="Office for National Statistics",
    licence=OGL3,
    attribution="Contains OS data © Crown copyright and database right. "
    "Source: Office for National Statistics.",
    gives="ward",
    hint="GeoJSON, TopoJSON, GeoPackage or a zipped shapefile with columns such as WD25CD, WD25NM.",
    reader=Shapes(),
    sheets=(
        Sheet(
            make=make,
            columns=(
                Column((r"WD(?P<vintage>\d\d)CD", "ward_code"), "code", plain_text, required=True),
                Column((r"WD\d\dNM", "ward_name"), "name", plain_text, required=True),
                Column((r"LAD\d\dCD", "lad_code"), "authority_code", plain_text),
                Column((r"LAD\d\dNM", "lad_name"), "authority_name", plain_text),
                Column(("approximate",), "approximate", yes_or_no),
                Column(("note",), "note", plain_text),
            ),
        ),
    ),
)
