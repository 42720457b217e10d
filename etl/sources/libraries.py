"""Libraries in the Public Library Open Data schema: each row is a venue and a service in it."""

import pandas as pd

from asset_map.domain.places import name_key
from etl.cleaners import plain_text, postcode, year
from etl.formats.delimited import Delimited
from etl.periods import with_period
from etl.sessions import sessions_of_days
from etl.source import OGL3, Column, Rows, Sheet, Source

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def make(rows: pd.DataFrame) -> Rows:
    """A row is a building and the library service in it, from the year opened to the year closed.

    Where the year opened is after the year closed, it opened again: the closing is over.
    """
    reopened = (rows["opened"] > rows["closed"]).fillna(False)
    name = rows["name"].where(
        rows["name"].str.contains("library", case=False), rows["name"] + " Library"
    )
    common = with_period(
        rows.assign(
            key=name.map(name_key) + "|" + rows["postcode"].fillna(""),
            valid_from=rows["opened"].astype("string"),
            valid_to=rows["closed"].astype("string").mask(reopened),
            scope=rows["authority"],
        )
    ).drop(columns=["opened", "closed", "authority", *DAYS, "co_located_with", "uprn"])
    sessions, hours_text = sessions_of_days(rows, DAYS)
    venue = common.assign(
        kind="venue",
        name=name + " building",
        venue_type="library building",
        description=_shared(rows),
        identifiers=[{"UPRN": uprn} if pd.notna(uprn) else {} for uprn in rows["uprn"]],
    ).drop(columns=["url"])
    service = common.assign(
        kind="service",
        name=name,
        how="in person",
        needs=[["library"]] * len(rows),
        sessions=sessions,
        hours_text=hours_text,
    ).drop(columns=["address"])
    link = rows[["_row", "_file", "_line"]].assign(
        from_kind="service",
        from_key=common["key"],
        type="delivered_at",
        to_kind="venue",
        to_key=common["key"],
        detail="",
        said_by="both",
        scope=rows["authority"],
    )
    return {"asset": pd.concat([venue, service]), "link": link}


def _shared(rows: pd.DataFrame) -> pd.Series:
    return "Shared with: " + rows["co_located_with"]


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
                Column(("Address 1",), "address", plain_text),
                Column(("Unique property reference number",), "uprn", plain_text),
                Column(("Year opened",), "opened", year),
                Column(("Year closed",), "closed", year),
                *(Column((f"{day} staffed hours",), day, plain_text) for day in DAYS),
                Column(("Co-located with",), "co_located_with", plain_text),
                Column(("URL",), "url", plain_text),
            ),
        ),
    ),
)
