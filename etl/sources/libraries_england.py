"""England's basic dataset for libraries: every library of every authority, year by year."""

from functools import partial

import pandas as pd

from etl.cleaning.contacts import email
from etl.cleaning.sessions import sessions_of_days
from etl.cleaning.values import plain_text, postcode, uprn, year, yes_or_no
from etl.families.libraries import hours_a_week, joined, library_rows
from etl.formats.delimited import Delimited
from etl.source import OGL3, Column, Rank, Rows, Sheet, Source

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ADDRESS = ("address1", "address2", "address3")
RETURNS = {2022: (16, 19, 21, 22), 2023: (16, 19, 21, 22, 23)}
"""The years that a dataset tells of, by the year it was published for."""

CLOSED = "closed"
CLOSED_A_WHILE = "temporary closure"
RUN_BY = {
    "la": "Run by the local authority.",
    "lau": "Run by the local authority, without staff.",
    "c": "Commissioned by the local authority.",
    "cr": "Run by the community, with the local authority.",
    "icl": "An independent community library.",
    CLOSED_A_WHILE: "Closed for a while when the list was made.",
}
VISITING = {"mobile library": "mobile", "prison library": "in prison"}
"""Kinds that are not found at their address by whoever goes there."""
NEEDS = {"archive": "culture", "static local history library": "culture"}

SHARES = {
    "co_located_archives": "archives",
    "co_located_artscentre": "an arts centre",
    "co_located_carehome_hostel": "a care home or hostel",
    "co_located_catering_bars_pub": "a café, bar or pub",
    "co_located_civic": "civic services",
    "co_located_community": "community services",
    "co_located_faithbuildings": "a place of worship",
    "co_located_health": "health services",
    "co_located_hotel": "a hotel",
    "co_located_industrial_business": "businesses",
    "co_located_museum": "a museum",
    "co_located_retail": "shops",
    "co_located_schools_colleges": "a school or college",
    "co_located_universities_highereducation": "a university",
}


def make(rows: pd.DataFrame, *, published: int) -> Rows:
    """A row is a library as it was in that year; whoever closed by then has an end."""
    kind = rows["type"].fillna("").str.casefold()
    run_by = rows[f"operation_{published % 100}"].str.casefold()
    sessions, words = sessions_of_days(rows, DAYS)
    return library_rows(
        rows.assign(
            address=joined(rows, ADDRESS),
            valid_from=rows["opened"].astype("string"),
            valid_to=_ended(rows, published).mask(run_by != CLOSED),
            last_confirmed=str(published),
            confirmed_by="the library authority, for the national list",
            description=_description(rows, run_by, published),
            needs=[[NEEDS.get(one, "library")] for one in kind],
            visits=kind.isin(VISITING),
            how=kind.map(VISITING).fillna("in person"),
            who_for=kind.map({"prison library": "people in the prison"}),
            shared_with=_shared(rows),
            sessions=sessions,
            hours_text=_hours_text(rows, words),
        )
    )


def _ended(rows: pd.DataFrame, published: int) -> pd.Series:
    """Return the year of the end: as stated, else the first of the returns that calls it closed."""
    ended = rows["closed"].astype("string")
    for short in RETURNS[published]:
        is_closed = rows[f"operation_{short}"].str.casefold() == CLOSED
        ended = ended.mask(ended.isna() & is_closed, str(2000 + short))
    return ended


def _description(rows: pd.DataFrame, run_by: pd.Series, published: int) -> pd.Series:
    statutory = rows["statutory"].map(
        {True: f"Counted in the statutory library service in {published}."}
    )
    said = pd.DataFrame({"run_by": run_by.map(RUN_BY), "statutory": statutory}, dtype="str")
    return joined(said, ("run_by", "statutory"), " ")


def _shared(rows: pd.DataFrame) -> pd.Series:
    marked = {column: rows[column].notna() for column in SHARES}
    said = pd.DataFrame(marked).apply(lambda cell: cell.map({True: SHARES[str(cell.name)]}))
    return joined(said.astype("str").assign(other=rows["shared_other"]), (*SHARES, "other"))


def _hours_text(rows: pd.DataFrame, words: list[str]) -> list[str]:
    """Return the words of the days, and how many hours that makes in a week."""
    known = [text if "[" not in text else "" for text in words]
    said = rows["hours"].mask(rows["hours"].str.contains(r"^(?:\[|N/A)", regex=True))
    hours = hours_a_week(said).fillna(said).fillna("")
    return ["; ".join(filter(None, pair)) for pair in zip(known, hours, strict=True)]


def sheet(published: int) -> Sheet:
    """Return the layout of a year."""
    years = RETURNS[published]
    return Sheet(
        make=partial(make, published=published),
        columns=(
            Column(("reporting",), "authority", plain_text, required=True),
            Column(("name",), "name", plain_text, required=True),
            Column(("postcode",), "postcode", postcode, required=True),
            *(Column((part,), part, plain_text) for part in ADDRESS),
            Column(("uprn",), "uprn", uprn),
            Column(("type",), "type", plain_text),
            *(
                Column(
                    (f"operation_{one}",),
                    f"operation_{one}",
                    plain_text,
                    required=2000 + one == published,
                )
                for one in years
            ),
            Column((f"statutory_{published % 100}",), "statutory", yes_or_no),
            Column(("opened",), "opened", year),
            Column(("closed",), "closed", year),
            *(Column((shares,), shares, plain_text) for shares in SHARES),
            Column(("co_located_other_text",), "shared_other", plain_text),
            *(Column((day,), day, plain_text) for day in DAYS),
            Column(("hours",), "hours", plain_text),
            Column(("email",), "email", email, personal=True),
        ),
    )


LIBRARIES_ENGLAND = Source(
    id="libraries-england",
    title="Libraries of England, year by year (basic dataset)",
    publisher="Arts Council England",
    licence=OGL3,
    gives="asset",
    rank=Rank.NATIONAL_LIST,
    hint="The basic dataset for libraries of 2022 or 2023 as CSV. Load the newest only.",
    reader=Delimited(),
    sheets=tuple(sheet(published) for published in sorted(RETURNS, reverse=True)),
)
