"""Indices of Deprivation 2025, added up from LSOAs to wards, constituencies and authorities.

A workbook with a sheet for each kind of area, and in it a row for each area and domain.
"""

from functools import partial

import pandas as pd

from etl.cleaning.values import plain_text, whole_number
from etl.families.figures import Figure, figures_of
from etl.formats.tables import Tables
from etl.source import OGL3, Column, Rows, Sheet, Source

FIGURES = (
    Figure(
        ("agg_imd25_rank",),
        "imd_added_up_rank",
        # Areas that tie have a rank halfway between.
        "rank, where 1 is the most deprived area of its kind in England",
        required=True,
    ),
    Figure(
        ("imd25_domain_decile",),
        "imd_added_up_decile",
        "decile, where 1 is the most deprived tenth of its kind of area",
        clean=whole_number,
    ),
    Figure(
        ("imd25_domain_quintile",),
        "imd_added_up_quintile",
        "quintile, where 1 is the most deprived fifth of its kind of area",
        clean=whole_number,
    ),
)


def make(rows: pd.DataFrame, *, kind: str, vintage: int) -> Rows:
    """A row gives the rank, decile and quintile of an area in one domain."""
    [made] = figures_of(rows, figures=FIGURES, kind=kind, vintage=vintage, as_of="2025").values()
    domain = rows.set_index("_row")["domain"].str.removesuffix("_rank").str.replace("_", " ")
    return {"statistic": made.assign(category=made["_row"].map(domain))}


def _sheet(kind: str, code: str, vintage: int, *more: Column) -> Sheet:
    return Sheet(
        columns=(
            Column((code,), "area_code", plain_text, required=True),
            *more,
            Column(("imd_domain",), "domain", plain_text, required=True),
            *(figure.column for figure in FIGURES),
        ),
        make=partial(make, kind=kind, vintage=vintage),
    )


DEPRIVATION_BY_WARD = Source(
    id="deprivation-2025-by-ward",
    title="Indices of Deprivation 2025 by ward, constituency and authority",
    publisher="BCC-PHM, from the Ministry of Housing, Communities and Local Government",
    licence=OGL3,
    gives="deprivation_by_ward",
    hint="The workbook with the sheets Ward, Const 2022, Const 2024 and LA.",
    reader=Tables(),
    sheets=(
        _sheet("ward", "wd25cd", 2025, Column(("lad25cd",), "authority_code", plain_text)),
        _sheet("constituency", "pcon22cd", 2022),
        _sheet("constituency", "pcon24cd", 2024),
        _sheet("authority", "lad25cd", 2025),
    ),
)
