"""Census 2021 by small area: disability, ethnic group, and how many ways households are deprived.

Each table has a row for each small area and category.
"""

from etl.cleaning.values import plain_text
from etl.families.figures import long
from etl.formats.delimited import Delimited
from etl.source import OGL3, Column, Source

CENSUS_DAY = "2021-03-21"
LSOA = Column(
    (r"LSOA(?P<vintage>\d\d)_code", r"LSOA(?P<vintage>\d\d)CD"),
    "area_code",
    plain_text,
    required=True,
)


def _table(subject: str, title: str, category: str, measure: str, unit: str) -> Source:
    return Source(
        id=f"census-{subject}",
        title=f"Census 2021: {title}",
        publisher="Office for National Statistics",
        licence=OGL3,
        attribution="Source: Office for National Statistics.",
        gives=subject.replace("-", "_"),
        hint=f"CSV with the columns lsoa21_code, {category} and n.",
        reader=Delimited(),
        sheets=(
            long(
                (LSOA,),
                category=category,
                value="n",
                measure=measure,
                unit=unit,
                kind="lsoa",
                as_of=CENSUS_DAY,
            ),
        ),
    )


DISABILITY = _table(
    "disability", "residents by disability", "disability", "people_by_disability", "people"
)
ETHNIC_GROUP = _table(
    "ethnic-group", "residents by ethnic group", "ethnic_group", "people_by_ethnic_group", "people"
)
HOUSEHOLD_DEPRIVATION = _table(
    "household-deprivation",
    "households by dimensions of deprivation",
    "deprivation_dimensions",
    "households_by_deprivation",
    "households",
)
