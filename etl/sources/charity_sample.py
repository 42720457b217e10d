"""A sample of charities of the United Kingdom that was classified by hand, with UKCAT codes."""

import pandas as pd

from etl.cleaning.contacts import web
from etl.cleaning.dates import uk_date
from etl.cleaning.names import name
from etl.cleaning.periods import with_period
from etl.cleaning.values import plain_text, postcode
from etl.families.charities import as_group, org_ids
from etl.formats.delimited import Delimited
from etl.source import CC_BY_4, Column, Rank, Rows, Sheet, Source


def make(rows: pd.DataFrame) -> Rows:
    """A row is a group; codes are parted by semicolons."""
    tags = [
        [f"ukcat:{code}" for code in _codes(ukcat)] + [f"icnptso:{code}" for code in _codes(other)]
        for ukcat, other in zip(rows["ukcat"], rows["icnptso"], strict=True)
    ]
    nothing = pd.Series(pd.NA, index=rows.index)
    group = as_group(
        rows.assign(
            tags=pd.Series(tags, index=rows.index, dtype=object),
            identifiers=org_ids(rows["key"], rows["company"], nothing),
        )
    )
    return {"asset": with_period(group)}


def _codes(text: object) -> list[str]:
    return [code.strip() for code in str(text).split(";") if code.strip()] if pd.notna(text) else []


CHARITY_SAMPLE = Source(
    id="charity-sample",
    title="Charities of the UK, a sample with UKCAT codes",
    publisher="charityclassification.org.uk",
    licence=CC_BY_4,
    attribution=(
        "UK Charity Activity Tags, charityclassification.org.uk, CC BY 4.0. Contains information "
        "of the Charity Commission for England and Wales, the Scottish Charity Regulator and the "
        "Charity Commission for Northern Ireland, Open Government Licence v3.0."
    ),
    gives="asset",
    rank=Rank.GATHERED,
    hint="CSV with the columns org_id, name, postcode, activities, UKCAT.",
    reader=Delimited(),
    sheets=(
        Sheet(
            make=make,
            columns=(
                Column(("org_id",), "key", plain_text, required=True),
                Column(("name",), "name", name, required=True),
                Column(("postcode",), "postcode", postcode, required=True),
                Column(("date_registered",), "valid_from", uk_date),
                Column(("activities",), "description", plain_text),
                Column(("web",), "url", web, personal=True),
                Column(("company_number",), "company", plain_text),
                Column(("UKCAT",), "ukcat", plain_text, required=True),
                Column(("ICNPTSO",), "icnptso", plain_text),
            ),
        ),
    ),
)
