"""Where people live: live postcodes with their share of a small area's people."""

from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Demand:
    """Demand points as arrays, in the order of their postcodes.

    ``xy`` (n, 2) grid metres; ``people`` (n,), NaN where not known, on the grid that makes sums
    exact; ``authority`` (n,) the code of the council area, "" where not known; ``own``: which lie
    in the authority that was asked for; ``members``: which lie in an area (indices).
    """

    postcode: NDArray[np.object_]
    xy: NDArray[np.float64]
    people: NDArray[np.float64]
    authority: NDArray[np.object_]
    own: NDArray[np.bool_]
    members: dict[UUID, NDArray[np.int64]]
