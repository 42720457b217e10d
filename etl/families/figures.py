"""Tables of figures: how the columns of a published table become statistics of areas.

A dataset says which columns hold which measure; the rest is the same for all of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd

from etl.cleaning.values import number, plain_text
from etl.source import Cleaner, Column, Rows, Sheet
from etl.steps import BOOKKEEPING

OF_AREA = ["area_kind", "area_code", "area_vintage", "area_name", "authority_code"]
"""What says to which area a figure belongs: its code, or the name that is looked up for it."""


@dataclass(frozen=True)
class Figure:
    """A column that holds one measure, in one unit, of one category of people or things."""

    headers: tuple[str, ...]
    measure: str
    unit: str
    category: str = ""
    clean: Cleaner = number
    required: bool = False

    @property
    def column(self) -> Column:
        """Return the column to be read."""
        return Column(self.headers, self.field, self.clean, self.required)

    @property
    def field(self) -> str:
        """Return what the column is called among the cleaned rows."""
        return f"{self.measure} of {self.category}"


def wide(
    area: Sequence[Column],
    figures: Sequence[Figure],
    *,
    kind: str,
    as_of: str,
    vintage: int | None = None,
) -> Sheet:
    """Return the layout of a table with a row for each area and a column for each figure.

    ``vintage``: the boundary year of the areas, where no header tells it.
    """
    return Sheet(
        columns=(*area, *(figure.column for figure in figures)),
        make=partial(figures_of, figures=figures, kind=kind, as_of=as_of, vintage=vintage),
    )


def long(
    area: Sequence[Column],
    *,
    category: str,
    value: str,
    measure: str,
    unit: str,
    kind: str,
    as_of: str,
) -> Sheet:
    """Return the layout of a table with a row for each area and category, and one figure in it."""

    def make(rows: pd.DataFrame) -> Rows:
        said = {"measure": measure, "unit": unit, "area_kind": kind, "as_of": as_of}
        return {"statistic": rows.assign(area_vintage=rows["vintage"], **said)}

    return Sheet(
        columns=(
            *area,
            Column((category,), "category", plain_text, required=True),
            Column((value,), "value", number, required=True),
        ),
        make=make,
    )


def figures_of(
    rows: pd.DataFrame,
    *,
    figures: Sequence[Figure],
    kind: str,
    as_of: str,
    vintage: int | None = None,
) -> Rows:
    """A row gives one statistic for each figure that it has."""
    rows = rows.assign(area_kind=kind, area_vintage=vintage or rows.get("vintage"))
    common = rows[[name for name in (*BOOKKEEPING, *OF_AREA, "geometry") if name in rows]]
    made = [
        common.assign(
            measure=figure.measure,
            category=figure.category,
            unit=figure.unit,
            value=rows[figure.field].astype("float64"),
        )
        for figure in figures
    ]
    return told([frame.assign(as_of=as_of) for frame in made])


def told(made: Sequence[pd.DataFrame]) -> Rows:
    """Return the statistics that have a value; ``made``: frames of the same rows, one a figure.

    A row without any is there once, without a value: what is kept of a load sets it aside.
    """
    every = pd.concat(made)
    known = every[every["value"].notna()]
    silent = made[0][~made[0]["_row"].isin(known["_row"])]
    return {"statistic": pd.concat([known, silent]) if len(silent) else known}
