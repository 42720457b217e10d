"""Grants as funders publish them in the 360Giving standard: JSON, CSV or a workbook.

A row is a grant. It is counted as the organisation that received it; the funder hangs on it, and a
link says that the one is funded by the other. An organisation with several grants is told of by
several rows: what the newest says of it stands. Each grant is a link of its own, known by its id,
so that each keeps its dates. Grants to private people are never read.
"""

import pandas as pd

from etl.cleaning.contacts import web
from etl.cleaning.dates import uk_date
from etl.cleaning.names import name
from etl.cleaning.periods import with_period
from etl.cleaning.values import expects, plain_text, postcode
from etl.families.charities import as_group, org_ids
from etl.formats.json_or_table import JsonOrTable
from etl.nested import PARTS
from etl.privacy import without_private
from etl.source import Column, Licence, Rank, Rows, Sheet, Source
from etl.steps import BOOKKEEPING

TO_A_PERSON = "The grant was given to a private person, of whom nothing is read."

LICENCE = Licence(
    "Creative Commons Attribution 4.0 (unless its publisher says otherwise)",
    "https://creativecommons.org/licenses/by/4.0/",
    open=True,
)


@expects("Write an amount, such as 14000 or 14,000.00.")
def amount(texts: pd.Series) -> pd.Series:
    """Read an amount of money."""
    return pd.to_numeric(texts.str.replace(r"[£,\s]", "", regex=True), errors="coerce")


def make(rows: pd.DataFrame) -> Rows:
    """A row is a grant: an organisation, its funder, and the link between them."""
    newest = rows["awarded"].fillna("0000")
    recipient = as_group(
        rows.assign(
            as_of=newest + "|" + rows["grant"],
            identifiers=org_ids(rows["key"], rows["company"], rows["charity"]),
            words=rows["title"] + "\n" + rows["about"].fillna(""),
        ),
    ).assign(group_type=rows["organisation_type"], scope="of " + rows["key"])
    nothing = pd.Series(pd.NA, index=rows.index)
    funder = rows[BOOKKEEPING].assign(
        kind="group",
        key=rows["funder"],
        name=rows["funder_name"],
        group_type="funder",
        identifiers=org_ids(rows["funder"], nothing, nothing),
        scope="of " + rows["funder"],
    )
    return {"asset": recipient, PARTS: funder, "link": _links(rows)}


def _links(rows: pd.DataFrame) -> pd.DataFrame:
    """Return a link for each grant, from its planned start, or else the award, to its end."""
    started = rows["starts"].fillna(rows["awarded"])
    ends = rows["ends"].mask((rows["ends"] < started).fillna(False))
    return with_period(
        rows[BOOKKEEPING].assign(
            from_kind="group",
            from_key=rows["key"],
            type="funded_by",
            to_kind="group",
            to_key=rows["funder"],
            ref=rows["grant"],
            detail=without_private(_detail(rows)),
            said_by="to",
            scope="by " + rows["funder"],
            valid_from=started,
            valid_to=ends,
        )
    )


def _detail(rows: pd.DataFrame) -> pd.Series:
    """Tell what was given: ``14,000 GBP, Grant to Example, awarded 2015-11-11``."""
    sums = rows["amount"].map(lambda given: f"{given:,.2f}".removesuffix(".00"), na_action="ignore")
    told = [
        sums + " " + rows["currency"].fillna("GBP"),
        rows["title"],
        "awarded " + rows["awarded"],
    ]
    return pd.concat(told, axis=1).apply(lambda row: ", ".join(row.dropna()), axis=1)


def _ways(title: str, field: str) -> tuple[str, ...]:
    """Return the headers of a column: a title or a field in flat tables, or a path in JSON."""
    return title, field.replace("/0/", r"[/:](?:0[/:])?")


INDIVIDUAL = (
    Column(
        ("recipientIndividual", *_ways("Recipient Ind:Identifier", "recipientIndividual/0/id")),
        "individual",
        plain_text,
        personal=True,
        withheld=TO_A_PERSON,
    ),
    Column(
        _ways("Recipient Ind:Name", "recipientIndividual/0/name"),
        "individual_name",
        plain_text,
        personal=True,
        withheld=TO_A_PERSON,
    ),
)
GRANT = Column(_ways("Identifier", "id"), "grant", plain_text, required=True)
FUNDER = Column(
    _ways("Funding Org:Identifier", "fundingOrganization/0/id"), "funder", plain_text, required=True
)
RECIPIENT = Column(
    _ways("Recipient Org:Identifier", "recipientOrganization/0/id"),
    "key",
    plain_text,
    required=True,
)

GRANTS_360GIVING = Source(
    id="grants-360giving",
    title="Grants (360Giving)",
    publisher="the funders, in the 360Giving standard",
    licence=LICENCE,
    attribution="Grants as published by their funders in the 360Giving Data Standard.",
    gives="asset",
    rank=Rank.IN_PASSING,
    hint=(
        "JSON, CSV or a workbook in the 360Giving standard. Give all files of a funder in one "
        "load, or add --partial."
    ),
    reader=JsonOrTable("grants"),
    sheets=(
        Sheet(
            make=make,
            columns=(
                GRANT,
                RECIPIENT,
                FUNDER,
                Column(
                    _ways("Recipient Org:Name", "recipientOrganization/0/name"),
                    "name",
                    name,
                    required=True,
                ),
                Column(
                    _ways("Funding Org:Name", "fundingOrganization/0/name"),
                    "funder_name",
                    name,
                    required=True,
                ),
                Column(_ways("Title", "title"), "title", plain_text),
                Column(_ways("Description", "description"), "about", plain_text),
                Column(_ways("Currency", "currency"), "currency", plain_text),
                Column(_ways("Amount Awarded", "amountAwarded"), "amount", amount),
                Column(_ways("Award Date", "awardDate"), "awarded", uk_date),
                Column(
                    _ways("Planned Dates:Start Date", "plannedDates/0/startDate"), "starts", uk_date
                ),
                Column(_ways("Planned Dates:End Date", "plannedDates/0/endDate"), "ends", uk_date),
                Column(
                    _ways("Recipient Org:Charity Number", "recipientOrganization/0/charityNumber"),
                    "charity",
                    plain_text,
                ),
                Column(
                    _ways("Recipient Org:Company Number", "recipientOrganization/0/companyNumber"),
                    "company",
                    plain_text,
                ),
                Column(
                    _ways("Recipient Org:Postal Code", "recipientOrganization/0/postalCode"),
                    "postcode",
                    postcode,
                    required=True,
                ),
                Column(
                    _ways(
                        "Recipient Org:Organisation Type",
                        "recipientOrganization/0/organisationType",
                    ),
                    "organisation_type",
                    plain_text,
                ),
                Column(
                    _ways("Recipient Org:Web Address", "recipientOrganization/0/url"),
                    "url",
                    web,
                    personal=True,
                ),
                *INDIVIDUAL,
            ),
        ),
        # A file, or a part of one, in which all grants were given to private people.
        Sheet(make=make, columns=(GRANT, FUNDER, *INDIVIDUAL)),
    ),
)
