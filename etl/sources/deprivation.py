"""Indices of deprivation by LSOA: 2025 on the areas of 2021, 2019 on those of 2011."""

from functools import partial

import pandas as pd

from etl.cleaners import plain_text, whole_number
from etl.formats.delimited import Delimited
from etl.source import OGL3, Column, Rows, Sheet, Source

MEASURES = {
    "imd_decile": "decile, where 1 is the most deprived tenth of England",
    "imd_rank": "rank, where 1 is the most deprived LSOA of England",
}


def make(rows: pd.DataFrame, *, vintage: int, as_of: str) -> Rows:
    """A row gives two statistics: the decile and the rank."""
    common = rows.assign(area_kind="lsoa", area_vintage=vintage, category="", as_of=as_of)
    return {
        "statistic": pd.concat(
            [
                common.assign(measure=measure, value=common[measure], unit=unit)
                for measure, unit in MEASURES.items()
            ]
        )
    }


def _edition(as_of: str, vintage: int) -> Source:
    code = rf"lsoa{vintage % 100}_code"
    return Source(
        id=f"deprivation-{as_of}",
        title=f"Indices of Deprivation {as_of}",
        publisher="Ministry of Housing, Communities and Local Government",
        licence=OGL3,
        gives="deprivation",
        hint=f"CSV with the columns {code}, IMD_decile and IMD_rank.",
        reader=Delimited(),
        sheets=(
            Sheet(
                make=partial(make, vintage=vintage, as_of=as_of),
                columns=(
                    Column((code, rf"LSOA code \({vintage}\)"), "area_code", plain_text, True),
                    Column(
                        ("IMD_decile", r"Index of Multiple Deprivation \(IMD\) Decile.*"),
                        "imd_decile",
                        whole_number,
                        required=True,
                    ),
                    Column(
                        ("IMD_rank", r"Index of Multiple Deprivation \(IMD\) Rank.*"),
                        "imd_rank",
                        whole_number,
                        required=True,
                    ),
                ),
            ),
        ),
    )


DEPRIVATION_2025 = _edition("2025", vintage=2021)
DEPRIVATION_2019 = _edition("2019", vintage=2011)
