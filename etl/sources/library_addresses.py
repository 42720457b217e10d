"""Where libraries of England were in 2016, and how to reach them: the Taskforce's address list."""

import pandas as pd

from etl.cleaning.contacts import email, web
from etl.cleaning.values import plain_text, postcode
from etl.families.libraries import library_rows
from etl.formats.delimited import Delimited
from etl.source import OGL3, Column, Rank, Rows, Sheet, Source


def make(rows: pd.DataFrame) -> Rows:
    """A row is a library and its address in 2016."""
    return library_rows(rows.assign(last_confirmed="2016", confirmed_by="the national list"))


LIBRARY_ADDRESSES = Source(
    id="library-addresses",
    title="Addresses of libraries in England, 2016",
    publisher="Libraries Taskforce",
    licence=OGL3,
    gives="asset",
    rank=Rank.OLD_LIST - 1,  # Beside the list of that year, it has addresses alone.
    hint="CSV with the columns Library service, Library name, Postal address, Postcode.",
    reader=Delimited(),
    sheets=(
        Sheet(
            make=make,
            columns=(
                Column(("Library service",), "authority", plain_text, required=True),
                Column(("Library name",), "name", plain_text, required=True),
                Column(("Postal address",), "address", plain_text),
                Column(("Postcode",), "postcode", postcode, required=True),
                Column(("Contact email",), "email", email, personal=True),
                Column(("URL of library website",), "url", web),
            ),
        ),
    ),
)
