"""How many charities each ward of 2017 had, England."""

from etl.cleaning.values import plain_text, whole_number
from etl.families.figures import Figure, wide
from etl.formats.delimited import Delimited
from etl.source import Column, Source
from etl.sources.community_needs import UNSAID

CHARITIES_PER_WARD = Source(
    id="charities-per-ward",
    title="Number of charities by ward",
    publisher="360Giving deprivation comparison, by its maker",
    licence=UNSAID,
    gives="charity_counts",
    hint="CSV with the columns WD17CD and comparison_Number_of_charities.",
    reader=Delimited(),
    sheets=(
        wide(
            (Column((r"WD(?P<vintage>\d\d)CD",), "area_code", plain_text, required=True),),
            (
                Figure(
                    ("comparison_Number_of_charities",),
                    "charities",
                    "charities",
                    clean=whole_number,
                    required=True,
                ),
            ),
            kind="ward",
            as_of="2017 to 2019, the file does not say",
        ),
    ),
)
