"""Ways in which official figures tell people apart, and such figures beside the demand points."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Kind:
    """One way to tell people or households apart.

    ``measure`` and ``categories`` are called as in the figures that are loaded; the categories are
    in the order in which they are published. Ages have none: they are put into bands.
    """

    id: str
    label: str
    measure: str
    unit: str
    categories: tuple[str, ...] = ()


AGE = Kind("age", "Age", "people_by_age", "people")
SEX = Kind("sex", "Sex", "people_by_sex", "people", ("Female", "Male"))
DISABILITY = Kind(
    "disability",
    "Disability",
    "people_by_disability",
    "people",
    ("Disabled under the Equality Act", "Not disabled under the Equality Act"),
)
ETHNIC_GROUP = Kind(
    "ethnic_group",
    "Ethnic group",
    "people_by_ethnic_group",
    "people",
    (
        "Asian, Asian British or Asian Welsh",
        "Black, Black British, Black Welsh, Caribbean or African",
        "Mixed or Multiple ethnic groups",
        "White",
        "Other ethnic group",
    ),
)
RELIGION = Kind(
    "religion",
    "Religion or belief",
    "people_by_religion",
    "people",
    (
        "No religion",
        "Christian",
        "Buddhist",
        "Hindu",
        "Jewish",
        "Muslim",
        "Sikh",
        "Other religion",
        "Not answered",
    ),
)
HOUSEHOLD_DEPRIVATION = Kind(
    "household_deprivation",
    "Households by ways they are deprived",
    "households_by_deprivation",
    "households",
    (
        "Household is not deprived in any dimension",
        "Household is deprived in one dimension",
        "Household is deprived in two dimensions",
        "Household is deprived in three dimensions",
        "Household is deprived in four dimensions",
    ),
)
CARS = Kind(
    "cars",
    "Households by cars",
    "households_by_cars",
    "households",
    (
        "No cars or vans in household",
        "1 car or van in household",
        "2 cars or vans in household",
        "3 or more cars or vans in household",
    ),
)

KINDS = (AGE, SEX, DISABILITY, ETHNIC_GROUP, RELIGION, HOUSEHOLD_DEPRIVATION, CARS)
"""The closed list, in the order in which they are shown."""


@dataclass(frozen=True)
class AreaTable:
    """A published table of small areas, and which of these each demand point lies in.

    ``values`` is (areas, categories), NaN where the table has no figure; ``area`` is (n,), the row
    of the area that a point lies in, -1 where that is none of the table's.
    """

    measure: str
    source: str
    as_of: str
    categories: tuple[str, ...]
    values: NDArray[np.float64]
    area: NDArray[np.int64]


@dataclass(frozen=True)
class Figures:
    """The newest tables of the smallest areas, one for each kind that is loaded.

    They stand beside all demand points, since a small area's people are shared among all of its
    points; ``asked`` tells which of these were asked for, as rows. ``people`` is (n,), NaN where
    not known. ``deciles``: the table of the national deprivation decile, 1 the most deprived tenth.
    """

    people: NDArray[np.float64]
    asked: NDArray[np.int64]
    tables: tuple[AreaTable, ...]
    deciles: AreaTable | None
