"""Community Needs Index: civic assets, connectedness, engagement; England, 2019 and 2023.

Places with much deprivation and little of these are called left behind.
"""

from etl.cleaning.values import plain_text, whole_number, yes_or_no
from etl.families.figures import Figure, wide
from etl.formats.delimited import Delimited
from etl.source import Column, Licence, Source

UNSAID = Licence("Not stated by the publisher", "", open=False)
SCORE = "score, higher is more need"
RANK = "rank, where 1 is the most need in England"

LEFT_BEHIND = Figure((r"Left Behind Area\?",), "left_behind_area", "1 yes, 0 no", "", yes_or_no)


def _overall(name: str) -> tuple[Figure, Figure]:
    return (
        Figure((f"{name} score",), "cni_score", SCORE, required=True),
        Figure((f"{name} rank",), "cni_rank", RANK, "", whole_number),
    )


def _domains(*names: str) -> list[Figure]:
    return [
        figure
        for name in names
        for figure in (
            Figure((f"{name} score", f"{name} Domain Score"), "cni_domain_score", SCORE, name),
            Figure(
                (f"{name} rank", f"{name} Domain Rank"), "cni_domain_rank", RANK, name, whole_number
            ),
        )
    ]


COMMUNITY_NEEDS = Source(
    id="community-needs",
    title="Community Needs Index 2019 and 2023",
    publisher="Oxford Consultants for Social Inclusion and Local Trust",
    licence=UNSAID,
    gives="community_needs",
    hint="CSV by ward of 2017 (ward17_code) or by LSOA of 2021 (lsoa21_code).",
    reader=Delimited(),
    sheets=(
        wide(
            (
                Column((r"ward(?P<vintage>\d\d)_code",), "area_code", plain_text, required=True),
                Column((r"lad\d\d_code",), "authority_code", plain_text),
            ),
            (
                *_overall("Community Needs Index"),
                *_domains("Civic Assets", "Connectedness", "Engaged community"),
                LEFT_BEHIND,
            ),
            kind="ward",
            as_of="2019",
        ),
        wide(
            (Column((r"lsoa(?P<vintage>\d\d)_code",), "area_code", plain_text, required=True),),
            (
                *_overall("Community Needs Index 2023"),
                *_domains("Civic Assets", "Connectedness", "Active and Engaged Community"),
                LEFT_BEHIND,
            ),
            kind="lsoa",
            as_of="2023",
        ),
    ),
)
