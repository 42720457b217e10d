"""The census's tables as Nomis publishes them in bulk: an area a row, a category a column.

A table comes as a zip with a file for each kind of area. Of a zip the file of LSOAs is read; that
of output areas or MSOAs may be loaded by itself. Some tables add "; measures: Value" to each
heading, others do not.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pandas as pd

from asset_map.domain.errors import BadInput
from asset_map.domain.population import Kind
from etl.cleaning.values import expects, is_all, plain_text, whole_number
from etl.families.figures import Figure, figures_of
from etl.files import Member, is_zip, names_in
from etl.formats.delimited import Delimited
from etl.source import Column, Rows, Sheet

CENSUS_DAY = "2021-03-21"
BOUNDARIES = 2021
OF_LSOAS = "-lsoa."
SMALL_AREAS = {"00": "oa", "01": "lsoa", "02": "msoa"}
"""What the two digits after the country's letter say an area is."""


@dataclass(frozen=True)
class BulkTable(Delimited):
    """A table of the census, alone or in the zip that it is published in."""

    def _members(self, path: Path, limit_bytes: int) -> Iterator[Member]:
        every = super()._members(path, limit_bytes)
        if is_zip(path) and any(OF_LSOAS in name for name in names_in(path)):
            return (member for member in every if OF_LSOAS in member.name)
        return every


@expects("Load the file of output areas, LSOAs or MSOAs, whose codes are such as E01009417.")
def small_area(texts: pd.Series) -> pd.Series:
    """Read the code of an output area, an LSOA or an MSOA of England or Wales."""
    codes = plain_text(texts)
    return codes.where(is_all(codes, r"[EW]0[0-2]\d{6}"))


def bulk(kind: Kind, title: str, headings: Mapping[str, str] | None = None) -> Sheet:
    """Return the layout of a table of one kind. ``title``: what its headings begin with.

    ``headings``: what follows in each, by category, where that is not the category itself.
    """
    headings = headings or {category: category for category in kind.categories}
    figures = tuple(
        Figure(
            _either(f"{title}: {heading}"),
            kind.measure,
            kind.unit,
            category,
            whole_number,
            required=True,
        )
        for category, heading in headings.items()
    )
    code = Column(("geography code",), "area_code", small_area, required=True)
    return Sheet(
        columns=(code, *(figure.column for figure in figures)),
        make=partial(make, figures=figures),
    )


def make(rows: pd.DataFrame, *, figures: Sequence[Figure]) -> Rows:
    """A row is a small area of 2021; its code tells of which kind."""
    kinds = rows["area_code"].str[1:3].map(SMALL_AREAS).unique().tolist()
    if len(kinds) > 1:
        raise BadInput(
            f"{rows['_file'].iloc[0]} holds areas of several kinds: {', '.join(sorted(kinds))}.",
            "Load a file for each kind of area, as they are published.",
        )
    kind = kinds[0] if kinds else "lsoa"
    return figures_of(rows, figures=figures, kind=kind, as_of=CENSUS_DAY, vintage=BOUNDARIES)


def _either(heading: str) -> tuple[str, str]:
    return re.escape(heading), re.escape(f"{heading}; measures: Value")
