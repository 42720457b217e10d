"""Schools, as the register of England has them (GIAS, once Edubase): a building, and the school."""

import pandas as pd
import shapely

from asset_map.domain.places import on_the_grid
from etl.cleaning.contacts import phone, web
from etl.cleaning.dates import uk_date
from etl.cleaning.joining import joined
from etl.cleaning.names import name
from etl.cleaning.periods import with_period
from etl.cleaning.values import expects, number, plain_text, postcode, whole_number
from etl.families.buildings import given_there
from etl.formats.delimited import Delimited
from etl.source import OGL3, Cleaner, Column, Rank, Rows, Sheet, Source
from etl.steps import BOOKKEEPING

NOT_KNOWN = ("NA", "None", "Not applicable", "Does not apply", "Not recorded", "Unknown")
NO_DATE = "1899-12-31"
"""Day 0 of a spreadsheet: what an empty date has become."""

ADDRESS = ("street", "locality", "address3", "town", "county")


def known(clean: Cleaner) -> Cleaner:
    """Return a cleaner that takes the words for "not known" for an empty text, which is no fault.

    Such values are texts of no length; ``make`` takes them out.
    """

    @expects(clean.expects)
    def read(texts: pd.Series) -> pd.Series:
        unknown = texts.str.strip().str.casefold().isin([word.casefold() for word in NOT_KNOWN])
        return clean(texts).astype(object).mask(unknown, "")

    return read


def make(rows: pd.DataFrame) -> Rows:
    """A row is a building and the school in it.

    The register keeps schools that have closed, with the day. So a school that a file lacks is not
    gone: the file is a part of the register, and each school is a scope of its own.
    """
    rows = rows.mask(rows == "", None)
    common = with_period(
        rows[[*BOOKKEEPING, "key", "name", "postcode"]].assign(
            scope=rows["key"],
            valid_from=rows["opened"].mask(rows["opened"] == NO_DATE),
            valid_to=_closed(rows),
            geometry=_points(rows),
        )
    )
    venue = common.assign(
        kind="venue",
        name=rows["name"] + " building",
        venue_type="school building",
        address=[joined(address) for address in rows[list(ADDRESS)].itertuples(index=False)],
        identifiers=_identifiers(rows, UPRN="uprn"),
    )
    service = common.assign(
        kind="service",
        description=[joined(said) for said in rows[["type", "religion"]].itertuples(index=False)],
        url=rows["url"],
        phone=rows["phone"],
        how="in person",
        who_for=[
            _who_for(*said) for said in rows[["gender", "from", "to"]].itertuples(index=False)
        ],
        tags=[
            [f"school:{said}" for said in row if pd.notna(said)]
            for row in rows[["phase", "type"]].itertuples(index=False)
        ],
        identifiers=_identifiers(rows, URN="key", UKPRN="ukprn"),
    )
    return {"asset": pd.concat([venue, service]), "link": given_there(common)}


def _closed(rows: pd.DataFrame) -> pd.Series:
    """Return when a school closed, or will; one without a date had closed when it was last edited.

    Other schools may have a date of closing from a time before they opened again.
    """
    closed = rows["status"].str.casefold() == "closed"
    closing = rows["status"].str.contains("proposed to close", case=False)
    day = rows["closed"].mask(rows["closed"] == NO_DATE)
    return day.fillna(rows["edited"].where(closed)).where(closed | closing)


def _points(rows: pd.DataFrame) -> pd.Series:
    x, y = (pd.to_numeric(rows[side]) for side in ("easting", "northing"))
    points = pd.Series(shapely.points(x, y), index=rows.index, dtype=object)
    return points.where(on_the_grid(x, y), None)


def _identifiers(rows: pd.DataFrame, **schemes: str) -> list[dict[str, str]]:
    return [
        {scheme: row[field] for scheme, field in schemes.items() if pd.notna(row[field])}
        for row in rows.to_dict("records")
    ]


def _who_for(gender: object, youngest: object, oldest: object) -> str:
    """Tell whom a school is for: ``girls aged 11 to 18``."""
    who = {"Girls": "girls", "Boys": "boys"}.get(str(gender), "children")
    if pd.isna(youngest) or pd.isna(oldest):
        return who if who != "children" else ""
    return f"{who} aged {youngest} to {oldest}"


SCHOOLS = Source(
    id="schools",
    title="Schools (Get Information about Schools)",
    publisher="Department for Education",
    licence=OGL3,
    attribution="Source: Department for Education, Get Information about Schools.",
    gives="asset",
    rank=Rank.REGISTER,
    hint="CSV of the register with columns such as URN, EstablishmentName, Postcode.",
    reader=Delimited(),
    sheets=(
        Sheet(
            make=make,
            # Head teachers are named people: their columns are never declared.
            columns=(
                Column(("URN",), "key", plain_text, required=True),
                Column(("Establishment ?Name",), "name", name, required=True),
                Column(("Street",), "street", known(name)),
                Column(("Locality",), "locality", known(name)),
                Column(("Address3",), "address3", known(name)),
                Column(("Town",), "town", known(name)),
                Column((r"County( \(name\))?",), "county", known(name)),
                Column(("Postcode",), "postcode", known(postcode)),
                Column(("Easting", "X"), "easting", known(number)),
                Column(("Northing", "Y"), "northing", known(number)),
                Column(("UPRN",), "uprn", known(plain_text)),
                Column(("UKPRN",), "ukprn", known(plain_text)),
                Column((r"Type ?of ?establishment( \(name\))?",), "type", known(plain_text)),
                # Here "Not applicable" tells something: it is a special school or the like.
                Column((r"Phase ?of ?education( \(name\))?",), "phase", plain_text),
                Column((r"Gender( \(name\))?",), "gender", known(plain_text)),
                Column((r"Religious ?character( \(name\))?",), "religion", known(plain_text)),
                Column(("Statutory ?low(est )?age",), "from", known(whole_number)),
                Column(("Statutory ?high(est )?age",), "to", known(whole_number)),
                Column((r"Establishment ?status( \(name\))?",), "status", known(plain_text)),
                Column(("Open ?Date", "Opening date"), "opened", known(uk_date)),
                Column(("Close ?Date", "Closing date"), "closed", known(uk_date)),
                Column(("LastChangedDate",), "edited", known(uk_date)),
                Column(("Telephone ?num(ber)?",), "phone", known(phone)),
                Column(("School ?website", "Website address"), "url", known(web)),
            ),
        ),
    ),
)
