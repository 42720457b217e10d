"""What proposals would change: the result, need by need, and what it was worked out with.

Figures are of modelled residents, not rounded; None where no figure is known.
"""

from dataclasses import dataclass
from uuid import UUID

from asset_map.analysis.arrays import Mask
from asset_map.analysis.assumptions import (
    DETOUR_FACTOR,
    DISTANCE_METHOD,
    NOT_SEEN,
    STREETS_METHOD,
    STREETS_NOT_SEEN,
    WALKING_KMH,
)
from asset_map.analysis.changed_supply import opened_id
from asset_map.analysis.difference import Difference, PointChanges
from asset_map.analysis.groups import Group
from asset_map.analysis.pressure import Pressure
from asset_map.analysis.scenario import After
from asset_map.analysis.situation import Situation
from asset_map.domain.needs import Need, Standard
from asset_map.domain.places import Area
from asset_map.domain.proposals import Change, ChangeKind, Proposal, counted_once


@dataclass(frozen=True)
class Settings:
    """What the figures were worked out with. ``walking_kmh``: the speed in force for standards that
    are given in minutes; ``standard_m`` overrides every standard, metres, where it is given."""

    walking_kmh: float = WALKING_KMH
    detour: float = DETOUR_FACTOR
    standard_m: float | None = None


@dataclass(frozen=True)
class Sensitivity:
    """How many people would leave reach by another distance than the standard."""

    name: str
    metres: float
    people_leaving: float | None


@dataclass(frozen=True)
class NeedImpact:
    """What changes for one need, of the people of the authority.

    ``headline``: the changes, and what surely stops because of them. ``alone``: without what stops
    because of them; ``one_sided``: with what stops if what one side says is so; ``confirmed``: the
    headline by places confirmed within 12 months alone; ``beyond``: the headline for people across
    the border. ``by_area``: the areas in which anything changes. ``by_group``: of every group that
    figures tell apart. ``most_deprived``, ``least_deprived``: the fifths of England, None where no
    deciles are loaded. ``providers_before``, ``providers_after``: how many meet it that we know of.
    ``at_points``: the same for each demand point.
    """

    need: Need
    standard: Standard
    standard_m: float
    headline: Difference
    alone: Difference
    one_sided: Difference
    confirmed: Difference
    beyond: Difference
    by_area: tuple[tuple[Area, Difference], ...]
    by_group: tuple[tuple[Group, Difference], ...]
    most_deprived: Difference | None
    least_deprived: Difference | None
    sensitivity: tuple[Sensitivity, ...]
    pressure: tuple[Pressure, ...]
    providers_before: int
    providers_after: int
    at_points: PointChanges


@dataclass(frozen=True)
class Together:
    """What several sets of changes do to one need together, beside each alone.

    ``each``: of every set alone, in their order; ``any_alone``: people who leave by at least one of
    them alone; ``all``: by all of them at once. ``only_together``: people who leave by all at once
    and by none of them alone; ``by_area``: the same, of the areas where there are some;
    ``leaving_only_together`` (n,): at which demand points. None where no figure is known.
    """

    need: Need
    standard: Standard
    standard_m: float
    each: tuple[float | None, ...]
    each_points: tuple[int, ...]
    any_alone: float | None
    all: float | None
    all_points: int
    only_together: float | None
    only_together_points: int
    by_area: tuple[tuple[Area, float | None, int], ...]
    leaving_only_together: Mask


@dataclass(frozen=True)
class Impact:
    """What proposals would change. ``proposals``: in the order given, past closures last.

    ``after``: with all of them at once, and ``each`` with every one alone. ``needs``: every need
    that is touched; ``together``: the same needs, where there is more than one proposal.
    """

    situation: Situation
    settings: Settings
    proposals: tuple[Proposal, ...]
    after: After
    each: tuple[After, ...]
    needs: tuple[NeedImpact, ...]
    together: tuple[Together, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """Return all changes of all proposals, as far as they are counted."""
        return counted_once(self.proposals)

    @property
    def most_first(self) -> list[NeedImpact]:
        """Return the needs in the order of page and paper: those first that most people leave reach
        of, by their homes where no figure is known; then those that most come into reach of."""
        return sorted(
            self.needs,
            key=lambda one: (
                -(one.headline.people_leaving or 0.0),
                -one.headline.points_leaving,
                -(one.headline.people_gaining or 0.0),
            ),
        )

    @property
    def opened(self) -> dict[UUID, str]:
        """Return what opens only then: names by id."""
        return {
            opened_id(change): change.name
            for change in self.changes
            if change.kind is ChangeKind.OPEN
        }

    @property
    def distance_method(self) -> str:
        """Return how walks are measured, in words."""
        if self.settings.detour == 1:
            return "straight line"
        return DISTANCE_METHOD if self.situation.network is None else STREETS_METHOD

    @property
    def note(self) -> str:
        """Return what walking distances do not see."""
        if self.settings.detour == 1:
            return "Straight lines: every walk is longer than this."
        return NOT_SEEN if self.situation.network is None else STREETS_NOT_SEEN
