"""Community amateur sports clubs, as HM Revenue and Customs lists them.

Only name and postcode are read. The four address columns hold the home of the secretary as often
as the ground, with the town in any of them.
"""

import pandas as pd

from etl.cleaning.joining import key_of
from etl.cleaning.names import name
from etl.cleaning.values import postcode
from etl.families.charities import as_group
from etl.formats.tables import Tables
from etl.source import OGL3, Column, Rank, Rows, Sheet, Source


def make(rows: pd.DataFrame) -> Rows:
    """A row is a group. The list has no key of its own: name and postcode stand for it."""
    group = as_group(
        rows.assign(
            key=key_of(rows["name"], rows["postcode"]),
            tags=pd.Series([["casc:club"]] * len(rows), index=rows.index, dtype=object),
        ),
        group_type="sports club",
    )
    return {"asset": group}


SPORTS_CLUBS = Source(
    id="sports-clubs",
    title="Community amateur sports clubs (CASC)",
    publisher="HM Revenue and Customs",
    licence=OGL3,
    attribution="Contains public sector information of HMRC, Open Government Licence v3.0.",
    gives="asset",
    rank=Rank.NATIONAL_LIST,
    hint="The list as a workbook or CSV, with the columns Organisation Name and Postcode.",
    reader=Tables(),
    sheets=(
        Sheet(
            make=make,
            columns=(
                Column(("Organisation Name", "Name of club"), "name", name, required=True),
                Column(("Postcode",), "postcode", postcode, required=True),
            ),
        ),
    ),
)
