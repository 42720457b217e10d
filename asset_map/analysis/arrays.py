"""Arrays and their figures, in one word each: what signatures of the analysis speak of."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Metres = NDArray[np.float64]
Whole = NDArray[np.int64]
Mask = NDArray[np.bool_]


def or_none(value: float) -> float | None:
    """Return a figure of an array as plain number, None where it is NaN: nobody knows it."""
    return None if np.isnan(value) else float(value)


def people_at(people: Floats, among: Mask) -> float | None:
    """Return how many of ``people`` (n,) live at the points ``among`` (n,), those not known left
    out; None where no point has a figure."""
    return None if np.isnan(people).all() else float(np.nansum(people[among]))
