"""Which area lies in which, and which took the place of which: the lookups of ONS and others.

Each layout says which columns name areas of which kind and boundary year, and which pairs of them a
row speaks of.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd

from etl.cleaning.values import plain_text, year
from etl.formats.tables import Tables
from etl.source import OGL3, Column, Rows, Sheet, Source
from etl.steps import BOOKKEEPING

UNSAID = 0
"""The boundary year where the publisher does not say it."""


@dataclass(frozen=True)
class Level:
    """Columns that name an area. ``vintage``: its boundary year, or the column that holds it."""

    kind: str
    vintage: int | str
    code: str
    name: str = ""

    def of(self, rows: pd.DataFrame, end: str) -> dict[str, object]:
        """Return what rows say of this area, as one ``end`` of a pair: ``from`` or ``to``."""
        return {
            f"{end}_kind": self.kind,
            f"{end}_code": rows[self.code],
            f"{end}_vintage": rows[self.vintage] if isinstance(self.vintage, str) else self.vintage,
            f"{end}_name": rows[self.name].fillna("") if self.name else "",
        }


Pair = tuple[Level, Level]
"""The first lies in the second, or became it."""


def make(rows: pd.DataFrame, *, pairs: Sequence[Pair], change: str) -> Rows:
    """A row says where an area lies, of each pair that it fills in."""
    made = []
    for first, second in pairs:
        told = rows[rows[second.code].notna()]
        said = told[change].fillna("") if change else ""
        ends = first.of(told, "from") | second.of(told, "to")
        made.append(told[BOOKKEEPING].assign(change=said, **ends))
    return {"area_lookup": pd.concat(made)}


def _layout(*pairs: Pair, change: str = "") -> Sheet:
    """Return the layout of a file. The areas of its first pair are what every row must name."""
    required = {level.code for level in pairs[0]}
    levels = dict.fromkeys(level for pair in pairs for level in pair)
    texts = dict.fromkeys(name for level in levels for name in (level.code, level.name) if name)
    years = {level.vintage for level in levels if isinstance(level.vintage, str)}
    return Sheet(
        columns=(
            *(Column((name,), name, plain_text, name in required) for name in texts),
            *(Column((name,), name, year, required=True) for name in years),
            *((Column((change,), change, plain_text, required=True),) if change else ()),
        ),
        make=partial(make, pairs=pairs, change=change),
    )


LSOA_2011 = Level("lsoa", 2011, "LSOA11CD", "LSOA11NM")
LSOA_2021 = Level("lsoa", 2021, "LSOA21CD", "LSOA21NM")
LSOA_2021_NAMED = Level("lsoa", 2021, "lsoa21_code", "lsoa21_name")
LSOA_2021_BARE = Level("lsoa", 2021, "lsoa21cd")
WARD_EVER = Level("ward", "SOURCEFILE", "WDCD", "WDNM")
WARD_2024 = Level("ward", 2024, "WD24CD", "WD24NM")
WARD_2024_NAMED = Level("ward", 2024, "ward24_code", "ward24_name")
WARD_2025 = Level("ward", 2025, "wd25cd", "wd25nm")
AUTHORITY_EVER = Level("authority", UNSAID, "LADCD", "LADNM")
AUTHORITY_NOW = Level("authority", UNSAID, "LADCD_ACTIVE", "LADNM_ACTIVE")
AUTHORITY_2022 = Level("authority", 2022, "LAD22CD", "LAD22NM")
AUTHORITY_2024 = Level("authority", 2024, "LAD24CD", "LAD24NM")
AUTHORITY_2024_NAMED = Level("authority", 2024, "ltla24_code", "ltla24_name")
AUTHORITY_2025 = Level("authority", 2025, "lad25cd", "lad25nm")
UPPER_TIER = Level("county", UNSAID, "UTLACD", "UTLANM")
COUNTY_2024 = Level("county", 2024, "CTYUA24CD", "CTYUA24NM")
COMBINED = Level("combined authority", UNSAID, "CAUTHCD", "CAUTHNM")
REGION = Level("region", UNSAID, "RGNCD", "RGNNM")
REGION_2024 = Level("region", 2024, "RGN24CD", "RGN24NM")
COUNTRY_2024 = Level("country", 2024, "CTRY24CD", "CTRY24NM")
CONSTITUENCY_2022 = Level("constituency", 2022, "pcon22cd", "pcon22nm")
CONSTITUENCY_2024 = Level("constituency", 2024, "pcon24cd", "pcon24nm")

AREA_LOOKUPS = Source(
    id="area-lookups",
    title="Lookups between areas",
    publisher="Office for National Statistics, and others who give its lookups on",
    licence=OGL3,
    attribution="Source: Office for National Statistics.",
    gives="area_lookup",
    hint="CSV or Excel: every ward or authority code there was, LSOA to ward, LSOA 2011 to 2021, "
    "ward to authority, county, region and country.",
    reader=Tables(),
    sheets=(
        _layout((WARD_EVER, AUTHORITY_EVER)),
        _layout(
            (AUTHORITY_EVER, AUTHORITY_NOW),
            (AUTHORITY_EVER, UPPER_TIER),
            (AUTHORITY_EVER, COMBINED),
            (AUTHORITY_EVER, REGION),
        ),
        _layout((LSOA_2011, LSOA_2021), (LSOA_2011, AUTHORITY_2022), change="CHGIND"),
        _layout(
            (LSOA_2021_NAMED, WARD_2024_NAMED),
            (LSOA_2021_NAMED, AUTHORITY_2024_NAMED),
        ),
        _layout(
            (LSOA_2021_BARE, WARD_2025),
            (LSOA_2021_BARE, AUTHORITY_2025),
            (LSOA_2021_BARE, CONSTITUENCY_2022),
            (LSOA_2021_BARE, CONSTITUENCY_2024),
        ),
        _layout(
            (WARD_2024, AUTHORITY_2024),
            (AUTHORITY_2024, COUNTY_2024),
            (AUTHORITY_2024, REGION_2024),
            (AUTHORITY_2024, COUNTRY_2024),
        ),
    ),
)
