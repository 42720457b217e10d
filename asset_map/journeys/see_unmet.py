"""An officer or a community: what people looked for in vain, by ward, need and closed quarter.

Real people: what is few is hidden here, before anything leaves for a page or a file, and no sum is
made but of what is shown. The running quarter is not told, so that no two looks tell of one person.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from asset_map.db import areas, reference, session, unmet
from asset_map.domain.days import uk_today
from asset_map.domain.errors import NotFound
from asset_map.domain.needs import Need
from asset_map.domain.places import Area, AreaKind
from asset_map.domain.rights import Action
from asset_map.domain.unmet import KEPT_YEARS, Counted, Quarter, Unmet
from asset_map.journeys.acting import asks
from asset_map.journeys.resolve_place import resolve_area
from asset_map.settings import get_settings


@dataclass(frozen=True)
class UnmetNeed:
    """How many people looked for something in vain in a ward in a quarter, and how many said that
    it is missing there."""

    ward: Area
    need: Need
    quarter: Quarter
    nothing_found: Counted
    missing: Counted

    @property
    def any(self) -> bool:
        """Tell whether anybody was counted."""
        return self.nothing_found.any or self.missing.any


@dataclass(frozen=True)
class SeenUnmet:
    """What was counted in some wards. ``quarters``: the closed ones since counting began, the last
    first; without any, the first figures come on ``next_on``."""

    wards: tuple[Area, ...]
    needs: tuple[Need, ...]
    quarters: tuple[Quarter, ...]
    next_on: date
    rows: tuple[UnmetNeed, ...]

    def of(self, quarter: Quarter) -> tuple[UnmetNeed, ...]:
        """Return what was counted in one quarter, where anybody was: most people first, by what
        is shown of them."""
        found = [row for row in self.rows if row.quarter == quarter and row.any]
        return tuple(sorted(found, key=_order))


@asks(Action.BROWSE)
def see_unmet(
    area: str | None = None, need: str | None = None, at: date | None = None
) -> SeenUnmet:
    """Return what was counted in the wards of an area, or in all; for one need, or for all.

    Whatever is not a ward is told by its wards, each by itself: a figure of its own would give
    away, beside theirs, what is hidden in them. ``at``: as it was told on an earlier day.
    """
    today = uk_today()
    running = Quarter.of(min(at or today, today))
    with session.reading() as connection:
        needs = [one for one in reference.needs(connection) if need in (None, one.id)]
        if not needs:
            raise NotFound(f"No need is called {need!r}.", "Choose one of the list.")
        wards = (
            unmet.wards_of(connection, resolve_area(connection, area))
            if area
            else areas.listed(connection, AreaKind.WARD, get_settings().authority)
        )
        since = unmet.first_quarter(connection, running.first)
        found = unmet.counted(connection, wards, running.first)
    people: dict[tuple[str, str, date], dict[Unmet, int]] = defaultdict(dict)
    for one in found:
        people[one.ward_code, one.need_id, one.quarter][one.what] = one.people
    quarters = _closed(since, running)
    return SeenUnmet(
        tuple(wards),
        tuple(needs),
        quarters,
        running.after(1).first,
        tuple(
            UnmetNeed(
                ward,
                one,
                quarter,
                *(
                    Counted.of(people[ward.code, one.id, quarter.first].get(what, 0))
                    for what in Unmet
                ),
            )
            for quarter in quarters
            for ward in wards
            for one in needs
        ),
    )


def _closed(since: date | None, running: Quarter) -> tuple[Quarter, ...]:
    """Return the closed quarters since counting began, the last first."""
    if since is None:
        return ()
    last = [running.after(-back) for back in range(1, 4 * KEPT_YEARS + 1)]
    return tuple(quarter for quarter in last if quarter.first >= since)


def _order(row: UnmetNeed) -> tuple[int, int, str, str]:
    """Return the place of a row by what is shown of it alone."""
    few = 1  # Whatever is hidden comes after all that is shown, and before none.
    said = [few if one.people is None else one.people for one in (row.missing, row.nothing_found)]
    return -sum(said), -said[0], row.ward.name, row.need.label
