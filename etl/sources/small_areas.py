"""Middle layer super output areas, and output areas, as ONS and others publish their boundaries."""

from functools import partial

import pandas as pd

from etl.cleaning.values import plain_text
from etl.formats.shapes import Shapes
from etl.source import OGL3, Column, Rows, Sheet, Source

ATTRIBUTION = (
    "Contains OS data © Crown copyright and database right. Source: Office for National Statistics."
)


def make(rows: pd.DataFrame, *, kind: str) -> Rows:
    """A row is an area. Output areas have no names: their code stands for it."""
    return {"area": rows.assign(kind=kind, name=rows["name"].fillna(rows["code"]))}


def _source(kind: str, title: str) -> Source:
    name = kind.upper()
    return Source(
        id=f"{kind}s",
        title=title,
        publisher="Office for National Statistics",
        licence=OGL3,
        attribution=ATTRIBUTION,
        gives=kind,
        hint=f"GeoJSON, GeoPackage, GeoParquet or a zipped shapefile with the column {name}21CD.",
        reader=Shapes(),
        sheets=(
            Sheet(
                make=partial(make, kind=kind),
                columns=(
                    Column(
                        (rf"{name}(?P<vintage>\d\d)CD", rf"{name}(?P<vintage>\d\d)_code"),
                        "code",
                        plain_text,
                        required=True,
                    ),
                    Column((rf"{name}\d\dNM", rf"{name}\d\d_name"), "name", plain_text),
                    Column((r"LAD\d\dCD", "LADCD_ACTIVE"), "authority_code", plain_text),
                ),
            ),
        ),
    )


MSOAS = _source("msoa", "MSOA boundaries")
OUTPUT_AREAS = _source("oa", "Output area boundaries")
