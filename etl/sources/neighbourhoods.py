"""Neighbourhoods: areas that local people name and draw themselves."""

import pandas as pd

from etl.cleaning.values import day, plain_text, yes_or_no
from etl.formats.shapes import Shapes
from etl.source import OGL3, Column, Rows, Sheet, Source


def make(rows: pd.DataFrame) -> Rows:
    """A row is a neighbourhood; the year it was drawn is the vintage of its code."""
    return {"area": rows.assign(kind="neighbourhood", vintage=rows["drawn_on"].str[:4].astype(int))}


NEIGHBOURHOODS = Source(
    id="neighbourhoods",
    title="Neighbourhoods named by local people",
    publisher="the people who drew them",
    licence=OGL3,
    gives="neighbourhood",
    hint="GeoJSON with code, name, authority_code and drawn_on for each outline.",
    reader=Shapes(),
    sheets=(
        Sheet(
            make=make,
            columns=(
                Column(("code",), "code", plain_text, required=True),
                Column(("name",), "name", plain_text, required=True),
                Column(("drawn_on",), "drawn_on", day, required=True),
                Column(("authority_code",), "authority_code", plain_text),
                Column(("approximate",), "approximate", yes_or_no),
                Column(("drawn_by",), "note", plain_text),
            ),
        ),
    ),
)
