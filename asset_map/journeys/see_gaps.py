"""An officer or a community: for each need, how many people are in reach of it, by area."""

from dataclasses import dataclass
from datetime import date

from scipy.sparse import csr_array
from sqlalchemy import Connection

from asset_map.analysis.assumptions import (
    DETOUR_FACTOR,
    DISTANCE_METHOD,
    NOBODY_TOLD_US,
    NOT_SEEN,
    STREETS_METHOD,
    STREETS_NOT_SEEN,
)
from asset_map.analysis.edges import authority_of
from asset_map.db import areas, reference, session, standards
from asset_map.db.evidence import read_evidence
from asset_map.db.supply import read_remote, read_supply
from asset_map.domain.days import uk_today
from asset_map.domain.errors import NotFound
from asset_map.domain.places import Area, AreaKind
from asset_map.domain.reach import NOT_NARROWED, Narrowing
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks
from asset_map.journeys.gap import Gap, NeedKnown
from asset_map.journeys.gaps_in_words import rests_on
from asset_map.journeys.ground import ground
from asset_map.journeys.look_for_gaps import Look
from asset_map.journeys.resolve_place import resolve_area
from asset_map.journeys.sources_known import SourcesKnown, sources_known
from asset_map.settings import get_settings


@dataclass(frozen=True)
class Gaps:
    """The gaps of some areas, with what they rest on.

    ``streets_share``: of the demand points of the authority, how many are measured along streets;
    None where no streets are loaded. ``missing_groups``: kinds of people without figures.
    """

    rows: tuple[Gap, ...]
    needs: tuple[NeedKnown, ...]
    at: date
    narrowing: Narrowing
    people_source: str | None
    people_as_of: str | None
    people_demo: bool
    sources: SourcesKnown
    streets_share: float | None
    missing_groups: tuple[str, ...]
    walking_kmh: float
    detour_factor: float = DETOUR_FACTOR
    unknown: str = NOBODY_TOLD_US

    @property
    def distance_method(self) -> str:
        """Return how walks are measured, in words."""
        return DISTANCE_METHOD if self.streets_share is None else STREETS_METHOD

    @property
    def note(self) -> str:
        """Return what walking distances do not see."""
        return NOT_SEEN if self.streets_share is None else STREETS_NOT_SEEN

    def sentences(self) -> list[str]:
        """Return in words what the figures rest on."""
        return rests_on(self)


@asks(Action.BROWSE)
def see_gaps(
    *,
    area_kind: AreaKind = AreaKind.WARD,
    area: str | None = None,
    need: str | None = None,
    at: date | None = None,
    narrowing: Narrowing = NOT_NARROWED,
    groups: bool = False,
) -> Gaps:
    """Return the gaps of all areas of a kind, or of one named area; of all needs, or of one.

    ``groups``: also by group of people. Raises NotFound for an area or need that is not there, and
    where nobody knows where people live.
    """
    at = at or uk_today()
    settings = get_settings()
    with session.reading() as connection:
        known = _known(connection, need, at, narrowing)
        wanted = _wanted(connection, area_kind, area)
        stand = ground(connection)
        here = stand.membership(connection, tuple(found.id for found in wanted))
        _refuse_nobody(wanted, here)
        supply = read_supply(connection, at, narrowing)
        remote = read_remote(connection, at, narrowing)
        demand = stand.demand
        across = authority_of(supply.xy, demand.xy, demand.authority)
        look = Look(connection, stand, wanted, here, across, narrowing, groups)
        rows = [gap for one in known for gap in look.gaps_of(one, supply, remote)]
        rested = areas.people_in_authority(connection, settings.authority)
        told = sources_known(connection)
    return Gaps(
        rows=tuple(rows),
        needs=tuple(known),
        at=at,
        narrowing=narrowing,
        people_source=rested.source,
        people_as_of=rested.as_of,
        people_demo=rested.demo,
        sources=told,
        streets_share=look.streets_share,
        missing_groups=look.population.missing if groups else (),
        walking_kmh=settings.walking_kmh,
    )


@asks(Action.BROWSE)
def gaps_of_area(area: Area, at: date) -> Gaps | None:
    """Return the gaps of an area, with its groups; None where nobody knows who lives there."""
    try:
        return see_gaps(area=area.code, at=at, groups=True)
    except NotFound:
        return None


def _known(
    connection: Connection, need: str | None, at: date, narrowing: Narrowing
) -> list[NeedKnown]:
    needs = reference.needs(connection)
    if need is not None and need not in {one.id for one in needs}:
        raise NotFound(
            f"No need is called {need!r}.", f"The needs are: {', '.join(one.id for one in needs)}."
        )
    near_enough = standards.read_standards(connection)
    evidence = read_evidence(connection, at, narrowing, get_settings().authority)
    return [
        NeedKnown(one, near_enough[one.id], evidence[one.id])
        for one in needs
        if need in (None, one.id)
    ]


def _wanted(connection: Connection, kind: AreaKind, words: str | None) -> list[Area]:
    if words is not None:
        return [resolve_area(connection, words)]
    wanted = areas.listed(connection, kind, get_settings().authority)
    if not wanted:
        raise NotFound(f"No area of the kind {kind} is loaded.", "Load its boundaries first.")
    return wanted


def _refuse_nobody(wanted: list[Area], here: csr_array) -> None:
    """Refuse one area in which no postcode lies: no figure of it would mean anything."""
    if len(wanted) == 1 and not here.nnz:
        raise NotFound(
            f"No postcode lies in {wanted[0].name}, so nobody knows who lives there.",
            "Load the postcodes of its council area first.",
        )
