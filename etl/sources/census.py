"""Census 2021 by small area: people by age, sex, disability, ethnic group and religion; households
by cars, and by how many ways they are deprived.

Each table comes as Nomis publishes it in bulk; some go about also with a row for each small area
and category.
"""

from asset_map.domain import population
from asset_map.domain.population import Kind
from etl.cleaning.values import plain_text
from etl.families.census_tables import CENSUS_DAY, BulkTable, bulk
from etl.families.figures import long
from etl.source import OGL3, Column, Sheet, Source

LSOA = Column(
    (r"LSOA(?P<vintage>\d\d)_code", r"LSOA(?P<vintage>\d\d)CD"),
    "area_code",
    plain_text,
    required=True,
)
AGE_HEADINGS = {
    "0 to 4": "Aged 4 years and under",
    **{f"{age} to {age + 4}": f"Aged {age} to {age + 4} years" for age in range(5, 85, 5)},
    "85+": "Aged 85 years and over",
}


def _source(subject: str, title: str, table: str, *sheets: Sheet, also: str = "") -> Source:
    return Source(
        id=f"census-{subject}",
        title=f"Census 2021: {title}",
        publisher="Office for National Statistics",
        licence=OGL3,
        attribution="Source: Office for National Statistics.",
        gives=subject.replace("-", "_"),
        hint=f"Table {table} of Nomis in bulk: the zip, or its CSV of LSOAs or output areas.{also}",
        reader=BulkTable(),
        sheets=sheets,
    )


def _by_row(kind: Kind, category: str) -> Sheet:
    return long(
        (LSOA,),
        category=category,
        value="n",
        measure=kind.measure,
        unit=kind.unit,
        kind="lsoa",
        as_of=CENSUS_DAY,
    )


def _or_by_row(category: str) -> str:
    return f" Or CSV with the columns lsoa21_code, {category} and n."


AGE = _source(
    "age", "residents by five-year age", "TS007A", bulk(population.AGE, "Age", AGE_HEADINGS)
)
SEX = _source("sex", "residents by sex", "TS008", bulk(population.SEX, "Sex"))
DISABILITY = _source(
    "disability",
    "residents by disability",
    "TS038",
    _by_row(population.DISABILITY, "disability"),
    bulk(population.DISABILITY, "Disability"),
    also=_or_by_row("disability"),
)
ETHNIC_GROUP = _source(
    "ethnic-group",
    "residents by ethnic group",
    "TS021",
    _by_row(population.ETHNIC_GROUP, "ethnic_group"),
    bulk(population.ETHNIC_GROUP, "Ethnic group"),
    also=_or_by_row("ethnic_group"),
)
RELIGION = _source(
    "religion", "residents by religion", "TS030", bulk(population.RELIGION, "Religion")
)
HOUSEHOLD_DEPRIVATION = _source(
    "household-deprivation",
    "households by dimensions of deprivation",
    "TS011",
    _by_row(population.HOUSEHOLD_DEPRIVATION, "deprivation_dimensions"),
    bulk(population.HOUSEHOLD_DEPRIVATION, "Household deprivation"),
    also=_or_by_row("deprivation_dimensions"),
)
CARS = _source(
    "cars",
    "households by number of cars or vans",
    "TS045",
    bulk(population.CARS, "Number of cars or vans"),
)
CENSUS = (AGE, SEX, DISABILITY, ETHNIC_GROUP, RELIGION, HOUSEHOLD_DEPRIVATION, CARS)
