"""Lists of NHS Choices (general practices, clinics, pharmacies): a building, and the care in it."""

import pandas as pd

from etl.cleaning.contacts import phone, web
from etl.cleaning.joining import joined
from etl.cleaning.names import name
from etl.cleaning.periods import with_period
from etl.cleaning.values import coordinate, expects, plain_text, postcode
from etl.families.buildings import given_there
from etl.formats.delimited import Delimited
from etl.source import Column, Licence, Rank, Rows, Sheet, Source
from etl.steps import BOOKKEEPING

OGL2 = Licence(
    "Open Government Licence v2.0",
    "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/2/",
    open=True,
)
AS_OF = "2014-02"
"""The files carry no date; the ones that are known are of February 2014. A newer one counts as
that old too, until somebody confirms it."""

BUILDINGS = {"GP": "GP surgery", "Pharmacy": "pharmacy", "Clinic": "clinic"}
ADDRESS = ("Address1", "Address2", "Address3", "City", "County")


@expects("Only what its publisher shows is loaded: the status is then Visible.")
def visible(texts: pd.Series) -> pd.Series:
    """Read a status; missing where the publisher hides the entry."""
    return texts.where(texts.str.strip().str.casefold() == "visible")


def make(rows: pd.DataFrame) -> Rows:
    """A row is a building and the care given in it; each of the lists is a scope of its own."""
    common = with_period(
        rows[[*BOOKKEEPING, "key", "name", "latitude", "longitude", "postcode"]].assign(
            scope=rows["type"],
            last_confirmed=AS_OF,
            confirmed_by="NHS Choices",
        )
    )
    venue = common.assign(
        kind="venue",
        name=common["name"] + " building",
        venue_type=rows["type"].map(BUILDINGS),
        address=[joined(parts) for parts in rows[list(ADDRESS)].itertuples(index=False)],
    )
    service = common.assign(
        kind="service",
        description=_part_of(rows),
        url=rows["url"],
        phone=rows["phone"],
        how="in person",
        needs=[["health"]] * len(rows),
        tags=[_tags(row) for row in rows[["type", "subtype"]].itertuples(index=False)],
        identifiers=_identifiers(rows),
    )
    return {"asset": pd.concat([venue, service]), "link": given_there(common)}


def _part_of(rows: pd.DataFrame) -> pd.Series:
    """Name the practice of a surgery. The parents of pharmacies and clinics are health bodies."""
    practice = rows["parent"].where((rows["type"] == "GP") & (rows["parent"] != rows["name"]))
    return "Part of " + practice


def _identifiers(rows: pd.DataFrame) -> list[dict[str, str]]:
    """Return the ODS code of each row. Surgeries share that of their practice: it tells none."""
    shared = rows.groupby("ods")["key"].transform("nunique") > 1
    return [
        {} if pd.isna(code) or many else {"ODS": code}
        for code, many in zip(rows["ods"], shared, strict=True)
    ]


def _tags(row: tuple[str, ...]) -> list[str]:
    return [f"nhs:{said}" for said in row if pd.notna(said) and said != "UNKNOWN"]


NHS = Source(
    id="nhs",
    title="General practices, clinics and pharmacies (NHS Choices)",
    publisher="NHS Choices",
    licence=OGL2,
    attribution="Contains public sector information licensed under the Open Government Licence "
    "v2.0. Source: NHS Choices.",
    gives="asset",
    rank=Rank.OLD_LIST,  # The lists that can be had are of February 2014.
    hint="The lists as published, parted by the sign ¬: OrganisationID, OrganisationCode ...",
    reader=Delimited(delimiter="¬"),
    sheets=(
        Sheet(
            make=make,
            columns=(
                # The code is shared by the surgeries of a practice, so it cannot be the key.
                Column(("OrganisationID",), "key", plain_text, required=True),
                Column(("OrganisationCode",), "ods", plain_text),
                Column(("OrganisationType",), "type", plain_text, required=True),
                Column(("SubType",), "subtype", plain_text),
                Column(("OrganisationStatus",), "status", visible, required=True),
                Column(("OrganisationName",), "name", name, required=True),
                *(Column((field,), field, name) for field in ADDRESS),
                Column(("Postcode",), "postcode", postcode),
                Column(("Latitude",), "latitude", coordinate),
                Column(("Longitude",), "longitude", coordinate),
                Column(("ParentName",), "parent", name),
                Column(("Phone",), "phone", phone),
                # Email is left out: most are of named people at a practice.
                Column(("Website",), "url", web),
            ),
        ),
    ),
)
