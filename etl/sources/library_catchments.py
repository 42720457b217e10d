"""Residents of the 2011 output areas around libraries, by age band, in the middle of 2015.

The shapes say only where the figures belong. They are not kept as boundaries: the file holds the
areas nearest to some libraries, not those of a place. Its deprivation ranks are those of the LSOA
around an area, of 2015, and are left where they are.
"""

from etl.cleaning.values import people, plain_text
from etl.families.figures import Figure, wide
from etl.formats.shapes import Shapes
from etl.source import OGL3, Column, Source

LIBRARY_CATCHMENTS = Source(
    id="library-catchments",
    title="Residents of the output areas around libraries by age band, mid-2015",
    publisher="Libraries Taskforce, from figures of the Office for National Statistics",
    licence=OGL3,
    attribution="Contains OS data © Crown copyright and database right. "
    "Source: Office for National Statistics.",
    gives="age",
    hint="GeoJSON with the columns oa, children, sxt_fynn, ovr_sxty and working.",
    reader=Shapes(),
    sheets=(
        wide(
            (Column(("oa",), "area_code", plain_text, required=True),),
            (
                Figure(("children",), "people_by_age_band", "people", "children", people, True),
                Figure(("sxt_fynn",), "people_by_age_band", "people", "16 to 59", people),
                Figure(("ovr_sxty",), "people_by_age_band", "people", "60 and over", people),
                Figure(("working",), "people_of_working_age", "people", "", people),
            ),
            kind="oa",
            vintage=2011,
            as_of="2015-06-30",
        ),
    ),
)
