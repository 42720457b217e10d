"""Libraries in the Public Library Open Data schema: each row is a venue and a service in it."""

import pandas as pd

from etl.cleaning.contacts import email, web
from etl.cleaning.sessions import sessions_of_days
from etl.cleaning.values import plain_text, postcode, uprn, year
from etl.families.libraries import joined, library_rows
from etl.formats.delimited import Delimited
from etl.source import OGL3, Column, Rows, Sheet, Source

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ADDRESS = ("Address 1", "Address 2", "Address 3")


def make(rows: pd.DataFrame) -> Rows:
    """A row is a building and the library service in it, from the year opened to the year closed.

    Where the year opened is after the year closed, it opened again: the closing is over.
    """
    reopened = (rows["opened"] > rows["closed"]).fillna(False)
    sessions, hours_text = sessions_of_days(rows, DAYS)
    return library_rows(
        rows.assign(
            address=joined(rows, ADDRESS),
            valid_from=rows["opened"].astype("string"),
            valid_to=rows["closed"].astype("string").mask(reopened),
            sessions=sessions,
            hours_text=hours_text,
        )
    )


LIBRARIES = Source(
    id="libraries",
    title="Libraries (Public Library Open Data schema)",
    publisher="the library service of the authority",
    licence=OGL3,
    gives="asset",
    hint="CSV with columns such as Library name, Postcode, Year closed, Monday staffed hours.",
    reader=Delimited(),
    sheets=(
        Sheet(
            make=make,
            columns=(
                Column(("Local authority",), "authority", plain_text),
                Column(("Library name",), "name", plain_text, required=True),
                Column(("Postcode",), "postcode", postcode, required=True),
                *(Column((part,), part, plain_text) for part in ADDRESS),
                Column(("Unique property reference number",), "uprn", uprn),
                Column(("Year opened",), "opened", year),
                Column(("Year closed",), "closed", year),
                *(Column((f"{day} staffed hours",), day, plain_text) for day in DAYS),
                Column(("Co-located with",), "shared_with", plain_text),
                Column(("URL",), "url", web),
                Column(("Email address",), "email", email, personal=True),
            ),
        ),
    ),
)
