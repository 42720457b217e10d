"""What is called on for more, or has less room, once others end: those that stay."""

from dataclasses import dataclass
from uuid import UUID

from asset_map.analysis.arrays import or_none
from asset_map.analysis.meeting import Meeting
from asset_map.analysis.reach import Reach


@dataclass(frozen=True)
class Pressure:
    """A provider that stays: the visits a week it is called on for, and what it has room for.

    ``visits_before`` and ``visits_after`` are None where no weekly rate is known, ``capacity``
    (people a week) where nobody told it.
    """

    asset_id: UUID
    visits_before: float | None
    visits_after: float | None
    capacity: float | None


def pressure(
    meets: tuple[Meeting, Meeting], reach: tuple[Reach, Reach], rate: float | None
) -> tuple[Pressure, ...]:
    """Return the providers that stay and are called on for more, or have less room, most first.

    ``meets``, ``reach``: before, and after. Where no weekly ``rate`` is known, nobody can tell what
    they are called on for.
    """
    was, left = meets
    before = dict(zip(was.assets, reach[0].load.tolist(), strict=True))
    room = dict(zip(was.assets, was.providers.capacity.tolist(), strict=True))
    found = []
    for asset_id, visits, capacity in zip(
        left.assets, reach[1].load.tolist(), left.providers.capacity.tolist(), strict=True
    ):
        more = rate is not None and visits > before.get(asset_id, 0.0)
        less_room = asset_id in room and capacity < room[asset_id]
        if more or less_room:
            called_on = before.get(asset_id, 0.0), visits
            by_then, by_now = (None if rate is None else or_none(one) for one in called_on)
            found.append(Pressure(asset_id, by_then, by_now, or_none(capacity)))
    return tuple(sorted(found, key=lambda one: (-(one.visits_after or 0.0), str(one.asset_id))))
