"""How many people live in each LSOA."""

import pandas as pd

from etl.cleaning.values import people, plain_text
from etl.formats.delimited import Delimited
from etl.source import OGL3, Column, Rows, Sheet, Source


def make(rows: pd.DataFrame) -> Rows:
    """A row is the number of residents of one LSOA of 2021."""
    return {
        "statistic": rows.assign(
            area_kind="lsoa",
            area_vintage=2021,
            measure="people",
            category="",
            # The file says Census 2021, but its total is above the census's: a later estimate.
            as_of="2021 or later, the file does not say",
            unit="people",
        )
    }


POPULATION = Source(
    id="lsoa-population",
    title="Residents by LSOA",
    publisher="Office for National Statistics, as given on by Libraries Hacked",
    licence=OGL3,
    attribution="Source: Office for National Statistics.",
    gives="people",
    hint="CSV with the columns lsoacd and population.",
    reader=Delimited(),
    sheets=(
        Sheet(
            make=make,
            columns=(
                Column(("lsoacd",), "area_code", plain_text, required=True),
                Column(("population",), "value", people, required=True),
            ),
        ),
    ),
)
