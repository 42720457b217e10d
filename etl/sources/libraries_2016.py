"""Libraries of England in July 2016: as the Libraries Taskforce published them, and with positions.

Both tell what was there then, and what had closed since 2010. Newer lists outrank them.
"""

import pandas as pd

from etl.cleaning.contacts import email, web
from etl.cleaning.dates import uk_date
from etl.cleaning.values import coordinate, plain_text, postcode
from etl.families.libraries import hours_a_week, joined, library_rows
from etl.formats.delimited import Delimited
from etl.source import OGL3, Column, Rank, Rows, Sheet, Source

PUBLISHED = "2016-07"
CLOSED_FOR_GOOD = ("XL", "XLR")
"""Closed; closed and replaced by another. XLT is closed for a while only."""

HEADER = (
    "authority",
    "name",
    "address",
    "postcode",
    "statutory2010",
    "statutory2016",
    "type",
    "closed",
    "closed_year",
    "opened_year",
    "replacement",
    "notes",
    "hours",
    "staffhours",
    "email",
    "url",
)
"""The published file has no header; these are the columns in its order."""


def make(rows: pd.DataFrame) -> Rows:
    """A row is a library as it was in July 2016; notes of plans are kept as they came."""
    code = rows["closed"].str.upper().str.strip()
    gone = code.isin(CLOSED_FOR_GOOD)
    reopened = (rows["opened_year"] > rows["closed_year"]).fillna(False)
    return library_rows(
        rows.assign(
            valid_from=rows["opened_year"],
            valid_to=rows["closed_year"].fillna(PUBLISHED).where(gone & ~reopened),
            last_confirmed=PUBLISHED,
            confirmed_by="the library authority, for the national list",
            description=_notes(rows, code),
            hours_text=_hours(rows["hours"]),
        )
    )


def _notes(rows: pd.DataFrame, code: pd.Series) -> pd.Series:
    said = pd.DataFrame(
        {
            "closed": (code == "XLT").map({True: "Closed for a while in July 2016."}),
            "notes": "As noted in July 2016: " + rows["notes"],
        },
        dtype="str",
    )
    return joined(said, ("closed", "notes"), " ")


def _hours(texts: pd.Series) -> pd.Series:
    return hours_a_week(texts).fillna(texts) + " (July 2016)"


COLUMNS = (
    Column(("name",), "name", plain_text, required=True),
    Column(("address",), "address", plain_text),
    Column(("postcode",), "postcode", postcode, required=True),
    Column(("closed",), "closed", plain_text),
    Column(("closed_year",), "closed_year", uk_date),
    Column(("opened_year",), "opened_year", uk_date),
    Column(("notes",), "notes", plain_text),
    Column(("hours",), "hours", plain_text),
    Column(("email",), "email", email, personal=True),
    Column(("url",), "url", web),
)

LIBRARIES_2016 = Source(
    id="libraries-2016",
    title="Libraries of England in July 2016",
    publisher="Libraries Taskforce",
    licence=OGL3,
    gives="asset",
    rank=Rank.OLD_LIST,
    hint="The basic dataset of July 2016 as CSV, which has no header. Its state is of that time.",
    reader=Delimited(header=HEADER),
    sheets=(
        Sheet((Column(("authority",), "authority", plain_text, required=True), *COLUMNS), make),
    ),
)

LIBRARIES_2016_PLACED = Source(
    id="libraries-2016-placed",
    title="Libraries of England in July 2016, with positions",
    publisher="Libraries Hacked, from the list of the Libraries Taskforce",
    licence=OGL3,
    gives="asset",
    rank=Rank.OLD_LIST + 1,  # The same list, with positions.
    hint="CSV with the columns name, id, authority_id, postcode, lat, lng, closed_year.",
    reader=Delimited(),
    sheets=(
        Sheet(
            (
                Column(("id",), "key", plain_text, required=True),
                Column(("authority_id",), "authority", plain_text, required=True),
                Column(("lat",), "latitude", coordinate),
                Column(("lng",), "longitude", coordinate),
                *COLUMNS,
            ),
            make,
        ),
    ),
)
