"""What meets needs: at places, and without them, by phone, online or at people's homes."""

from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from asset_map.domain.offers import Way


@dataclass(frozen=True)
class Supply:
    """What meets needs, one row for each asset, need and place: ``xy`` (m, 2) grid metres.

    ``venue_id`` is None where it is found at a place of its own. ``capacity``: people a week, NaN
    where not known. ``exact``: false for what stands at the middle of its ward.
    """

    asset_id: NDArray[np.object_]
    venue_id: NDArray[np.object_]
    need_id: NDArray[np.object_]
    confirmed: NDArray[np.bool_]
    xy: NDArray[np.float64]
    capacity: NDArray[np.float64]
    exact: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.asset_id)

    def where(self, rows: NDArray[np.bool_] | NDArray[np.int64]) -> "Supply":
        """Return some of the rows."""
        return Supply(**{name: value[rows] for name, value in vars(self).items()})

    def beside(self, more: "Supply") -> "Supply":
        """Return these rows, and then more."""
        return Supply(
            **{
                name: np.concatenate([value, getattr(more, name)])
                for name, value in vars(self).items()
            }
        )


@dataclass(frozen=True)
class RemoteService:
    """A service that meets a need of whoever lives in some areas, without a place to go to.

    ``area_ids``: the newest boundaries of each area that it covers. ``capacity``: people a week,
    None where not known.
    """

    asset_id: UUID
    need_id: str
    confirmed: bool
    capacity: float | None
    area_ids: tuple[UUID, ...]
    ways: frozenset[Way]
