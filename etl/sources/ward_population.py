"""Residents of each ward by single year of age, mid-2020 (table SAPE23DT8a of ONS).

A copy of this table goes about whose ward codes a spreadsheet has overwritten with a series that
counts up by one. It is refused. Its names, authorities and figures are sound, so it has a second
declaration, which leaves the codes alone and finds each ward by its name in its authority.
"""

from dataclasses import replace

import pandas as pd

from asset_map.domain.errors import BadInput
from etl.cleaning.values import plain_text
from etl.families.figures import figures_of
from etl.formats.delimited import Delimited
from etl.source import OGL3, Column, Rows, Sheet, Source
from etl.sources.people_by_age import AGES, MID_2020

WARDS_OF = 2020
BY_NAME = "ward-people-by-age-by-name"
AUTHORITIES_IN_A_ROW = 60
"""Codes without one gap through more authorities than this were filled in by a spreadsheet. The
longest such run in the register of ward codes goes through 31."""

CODE = Column((r"Ward Code \d",), "area_code", plain_text, required=True)
NAME = Column((r"Ward Name \d",), "area_name", plain_text, required=True)
AUTHORITY = Column((r"LA Code \(\d{4} boundaries\)",), "authority_code", plain_text, required=True)


def make(rows: pd.DataFrame) -> Rows:
    """A row is a ward, known by its code. Raises BadInput where the codes are a filled series."""
    _refuse_filled_series(rows)
    return by_name(rows)


def by_name(rows: pd.DataFrame) -> Rows:
    """A row is a ward, known by its code or else by its name in its authority."""
    return figures_of(rows, figures=AGES, kind="ward", vintage=WARDS_OF, as_of=MID_2020)


def _refuse_filled_series(rows: pd.DataFrame) -> None:
    numbers = pd.to_numeric(rows["area_code"].str[1:], errors="coerce")
    without_gap = bool((numbers.diff().iloc[1:] == 1).all())
    if without_gap and rows["authority_code"].nunique() > AUTHORITIES_IN_A_ROW:
        first, last = rows["area_code"].iloc[0], rows["area_code"].iloc[-1]
        raise BadInput(
            f"{rows['_file'].iloc[0]}: the ward codes only count up from row to row, {first} to "
            f"{last}, through {rows['authority_code'].nunique()} council areas, so a spreadsheet "
            f"has overwritten the real ones.",
            f"Get the table again from its publisher, or load it as {BY_NAME}, which goes by "
            f"the names of the wards.",
        )


WARD_PEOPLE_BY_AGE = Source(
    id="ward-people-by-age",
    title="Residents by single year of age, mid-2020, by ward",
    publisher="Office for National Statistics",
    licence=OGL3,
    attribution="Source: Office for National Statistics.",
    gives="age",
    hint="CSV with the columns Ward Code 1, Ward Name 1, LA Code (2021 boundaries), 0 to 90+.",
    reader=Delimited(),
    sheets=(Sheet(make=make, columns=(CODE, NAME, AUTHORITY, *(age.column for age in AGES))),),
)
WARD_PEOPLE_BY_AGE_BY_NAME = replace(
    WARD_PEOPLE_BY_AGE,
    id=BY_NAME,
    title="Residents by single year of age, mid-2020, by the name of the ward",
    hint="The same table, where its ward codes were overwritten. Load wards of before 2021 first.",
    sheets=(Sheet(make=by_name, columns=(NAME, AUTHORITY, *(age.column for age in AGES))),),
)
