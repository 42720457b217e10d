"""The demonstration pack: the same layouts as real sources, read from ``data/demo``.

Places and people come from open data and are approximate; the assets are invented. All of it is
marked as demonstration wherever it is shown, and leaves when real data of its kind arrives.
"""

from dataclasses import replace

import pandas as pd

from etl.cleaning.values import people, plain_text, postcode, whole_number
from etl.formats.delimited import Delimited
from etl.source import INVENTED, OGL3, Column, Rank, Rows, Sheet, Source
from etl.sources.code_point_open import CODE_POINT_OPEN
from etl.sources.neighbourhoods import NEIGHBOURHOODS
from etl.sources.own_list import OWN_LIST
from etl.sources.postcode_directory import LARGE_USER
from etl.sources.wards import WARDS

AUTHORITY = "E08000027"
CENSUS = 2011
"""Census year of the output areas in the May 2022 lookup."""


def make_lookup(rows: pd.DataFrame) -> Rows:
    """A row says which output area a postcode lies in, and whether people live there."""
    return {"lookup": rows.assign(vintage=CENSUS, large_user=rows["user_type"] == LARGE_USER)}


def make_people(rows: pd.DataFrame) -> Rows:
    """A row is the number of residents of one output area."""
    return {
        "statistic": rows.assign(
            area_kind="oa",
            area_vintage=CENSUS,
            measure="people",
            category="",
            as_of="Census 2021, spread evenly",
            unit="people",
        )
    }


DEMO_PEOPLE = Source(
    id="demo-people",
    title="Demonstration: the borough's residents, spread evenly over output areas",
    publisher="Office for National Statistics",
    licence=OGL3,
    attribution="Contains OS data © Crown copyright and database right 2022. Contains Royal Mail "
    "data © Royal Mail copyright and database right 2022. Contains National Statistics data "
    "© Crown copyright and database right 2022.",
    gives="people",
    demo=True,
    rank=Rank.DEMO,
    reader=Delimited(),
    sheets=(
        Sheet(
            of_file="postcode_output_areas.csv",
            make=make_lookup,
            columns=(
                Column(("pcds",), "postcode", postcode, required=True),
                Column(("usertype",), "user_type", whole_number, required=True),
                Column(("oa11cd",), "oa_code", plain_text, required=True),
            ),
        ),
        Sheet(
            of_file="people.csv",
            make=make_people,
            columns=(
                Column(("OA11CD",), "area_code", plain_text, required=True),
                Column(("people",), "value", people, required=True),
            ),
        ),
    ),
)

PACK: tuple[tuple[Source, tuple[str, ...]], ...] = (
    (WARDS.as_demo("demo-wards", "Demonstration: approximate wards"), ("wards.geojson",)),
    (
        NEIGHBOURHOODS.as_demo("demo-neighbourhoods", "Demonstration: rough neighbourhoods"),
        ("neighbourhoods.geojson",),
    ),
    (
        replace(
            CODE_POINT_OPEN.as_demo("demo-postcodes", "Demonstration: Dudley's postcodes"),
            publisher="Ordnance Survey",
        ),
        ("postcodes.csv",),
    ),
    (DEMO_PEOPLE, ("postcode_output_areas.csv", "people.csv")),
    (
        replace(
            OWN_LIST.as_demo("demo-assets", "Demonstration: invented groups and places"),
            licence=INVENTED,
        ),
        tuple(
            f"assets/{name}.csv"
            for name in ("venues", "groups", "services", "skill_offers", "links")
        ),
    ),
)
"""Each source of the pack and its files, in the order in which they are loaded."""
