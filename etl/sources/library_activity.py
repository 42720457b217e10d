"""What library services did from April 2023 to March 2024, by authority (Arts Council England).

The workbook has a column for each month. Services report each month, or each quarter in its last
month; where months are missing besides, the figure says of how many months it is. Its authorities
have names and no codes.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from etl.cleaning.values import plain_text, whole_number
from etl.families.figures import Figure, told
from etl.formats.tables import Tables
from etl.source import OGL3, Column, Rows, Sheet, Source
from etl.steps import BOOKKEEPING

AUTHORITIES_OF = 2023
YEAR = "2023-04 to 2024-03"
MONTHS = (
    *("April 2023", "May 2023", "June 2023", "July 2023", "August 2023", "Sept 2023"),
    *("Oct 2023", "Nov 2023", "Dec 2023", "Jan 2024", "Feb 2024", "March 2024"),
)
QUARTER_ENDS = ("June 2023", "Sept 2023", "Dec 2023", "March 2024")


@dataclass(frozen=True)
class Monthly:
    """A measure that has a column for each month."""

    header: str
    measure: str
    category: str
    unit: str

    @property
    def columns(self) -> Iterator[Column]:
        """Yield the columns to be read."""
        for month in MONTHS:
            yield Column((f"{self.header} - {month}",), self.field(month), whole_number)

    def field(self, month: str) -> str:
        """Return what the column of a month is called among the cleaned rows."""
        return f"{self.measure} {self.category} {month}"


NO_SHARING = "Physical Visitors To Library Sites Where There Is No Co Location"
AUDIO = "Total Number Of Physical Audio Book Issues"
DIGITAL_AUDIO = "Total Number Of Digital Audio Book Issues"
MONTHLY = (
    Monthly("Total Number Of Physical Events", "library_events", "physical", "events"),
    Monthly("Total Number Of Digital Events", "library_events", "digital", "events"),
    Monthly("Total Attendees At Physical Events", "library_attendances", "physical", "visits"),
    Monthly("Total Attendees At Digital Events", "library_attendances", "digital", "visits"),
    Monthly("Total Number Of Physical Book Issues", "library_loans", "books", "loans"),
    Monthly(AUDIO, "library_loans", "audio books", "loans"),
    Monthly("Total Number Of Ebooks Issues", "library_loans", "e-books", "loans"),
    Monthly(DIGITAL_AUDIO, "library_loans", "digital audio books", "loans"),
    Monthly(NO_SHARING, "library_visits", "libraries on their own", "visits"),
    Monthly("Physical Visitors Co Location", "library_visits", "shared buildings", "visits"),
    Monthly("Click And Collect", "library_other_lending", "click and collect", "times used"),
    Monthly("Mobile Libraries", "library_other_lending", "mobile libraries", "times used"),
    Monthly("Home Delivery", "library_other_lending", "home delivery", "times used"),
    Monthly(
        "Number Of Hours Physical Public Pcs Library Issues Devices",
        "library_computer_hours",
        "",
        "hours",
    ),
    Monthly("Number Of Sessions Of Wifi Access", "library_wifi_sessions", "", "sessions"),
)
YEARLY = (
    Figure(("Total Active Members",), "library_members", "people", "", whole_number),
    Figure(
        (r"Pcs & Devices In Service \(31/03\)",), "library_computers", "devices", "", whole_number
    ),
)


def make(rows: pd.DataFrame) -> Rows:
    """A row is the library service of one authority; it gives a statistic for each measure."""
    base = rows[[*BOOKKEEPING, "area_name"]].assign(
        area_kind="authority", area_vintage=AUTHORITIES_OF
    )
    made = [
        base.assign(
            measure=figure.measure,
            category=figure.category,
            unit=figure.unit,
            value=rows[figure.field].astype("float64"),
            as_of=YEAR,
        )
        for figure in YEARLY
    ]
    return told([*made, *(_of_the_year(rows, base, monthly) for monthly in MONTHLY)])


def _of_the_year(rows: pd.DataFrame, base: pd.DataFrame, monthly: Monthly) -> pd.DataFrame:
    months = rows[[monthly.field(month) for month in MONTHS]].astype("float64")
    given = months.notna()
    ends = [monthly.field(month) for month in QUARTER_ENDS]
    quarterly = given[ends].all(axis=1) & (given.sum(axis=1) == len(ends))
    whole = given.all(axis=1) | quarterly
    part = given.sum(axis=1).astype("str") + " months of " + YEAR
    return base.assign(
        measure=monthly.measure,
        category=monthly.category,
        unit=monthly.unit,
        value=months.sum(axis=1, min_count=1),
        as_of=part.mask(whole, YEAR),
    )


LIBRARY_ACTIVITY = Source(
    id="library-activity",
    title="Activity of library services, April 2023 to March 2024",
    publisher="Arts Council England",
    licence=OGL3,
    gives="library_activity",
    hint="The published workbook. Load ward or authority boundaries first: it has names, no codes.",
    reader=Tables(),
    sheets=(
        Sheet(
            make=make,
            columns=(
                Column(
                    (r"Library Authority \(Upper Tier Local Authority\)",),
                    "area_name",
                    plain_text,
                    required=True,
                ),
                *(figure.column for figure in YEARLY),
                *(column for monthly in MONTHLY for column in monthly.columns),
            ),
        ),
    ),
)
