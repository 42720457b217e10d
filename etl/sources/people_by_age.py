"""Residents of each 2011 LSOA by single year of age, in the middle of 2020."""

from etl.cleaning.values import people, plain_text
from etl.families.figures import Figure, wide
from etl.formats.delimited import Delimited
from etl.source import OGL3, Column, Source

MID_2020 = "2020-06-30"
AGES = tuple(
    Figure((age,), "people_by_age", "people", age.replace("\\", ""), people, required=age == "0")
    for age in (*map(str, range(90)), r"90\+")
)

LSOA_PEOPLE_BY_AGE = Source(
    id="lsoa-people-by-age",
    title="Residents by single year of age, mid-2020, by LSOA",
    publisher="Office for National Statistics",
    licence=OGL3,
    attribution="Source: Office for National Statistics.",
    gives="age",
    hint="CSV with the column lsoa11_code and one for each year of age, 0 to 90+.",
    reader=Delimited(),
    sheets=(
        wide(
            (Column((r"LSOA(?P<vintage>\d\d)_code",), "area_code", plain_text, required=True),),
            AGES,
            kind="lsoa",
            as_of=MID_2020,
        ),
    ),
)
